#pragma once
// Where the sources are: for tests that read them, the corpus or the documents.
#include <filesystem>

namespace hero::test {

// The folder that was built from, without a slash at its end.
std::filesystem::path checkout();

}  // namespace hero::test
