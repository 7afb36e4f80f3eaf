#pragma once
// What `hero doctor` looks at: whether this installation can work as it is set up, seen from this machine.
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "base/config.hpp"

namespace hero {

enum class Health { ok, warning, error };

struct Examined {
    Health health = Health::ok;
    std::string what;    // "database"
    std::string detail;  // what was found and, unless it is ok, what to do
};

// Asks the database, the disk, and the servers the settings name; each of these at most a few seconds. Writes nothing
// but a file into the data folder and an object into the bucket, which it removes again. Throws nothing: what does not
// answer is an error in the list.
std::vector<Examined> examine(const Config& config, const Clock& clock);

}  // namespace hero
