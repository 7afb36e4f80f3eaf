#include "base/failed_sync.hpp"

#include <cstdlib>
#include <string>

#include "base/log.hpp"

namespace hero {

void end_after_failed_sync(std::string_view what) {
    log::error("fsync failed, ending the process", {{"what", std::string{what}}});
    std::_Exit(EXIT_FAILURE);
}

}  // namespace hero
