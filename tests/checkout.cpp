#include "tests/checkout.hpp"

namespace hero::test {

std::filesystem::path checkout() { return HERO_SOURCE; }

}  // namespace hero::test
