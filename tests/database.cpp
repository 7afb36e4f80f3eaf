#include "tests/database.hpp"

#include <cstdlib>
#include <stdexcept>

#include "tests/postgres_places.hpp"

namespace hero::test {

namespace {

// Migrated once for all tests of this process, then copied.
const std::string& migrated_file() {
    static const TemporaryFolder folder;
    static const std::string path = [] {
        auto address = (folder.path() / "migrated.db").string();
        const FrozenClock clock{start_of_test};
        Database({.address = address, .durable = false}, clock).migrate();
        return address;
    }();
    return path;
}

}  // namespace

db::Engine engine() {
    const char* value = std::getenv("HERO_TEST_ENGINE");
    const std::string name = value ? value : "sqlite";
    if (name == "sqlite") return db::Engine::sqlite;
    if (name == "postgres") return db::Engine::postgres;
    throw std::runtime_error("HERO_TEST_ENGINE is neither sqlite nor postgres: " + name);
}

TemporaryFolder::TemporaryFolder() {
    auto pattern = (std::filesystem::temp_directory_path() / "hero-test-XXXXXX").string();
    if (!mkdtemp(pattern.data())) throw std::runtime_error("cannot make " + pattern);
    path_ = pattern;
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

Place::Place(Schema schema) : schema_(schema) {
    const bool migrated = schema == Schema::migrated;
    if (engine() == db::Engine::postgres) {
        address_ = migrated ? postgres::borrow() : postgres::create();
        return;
    }
    address_ = (folder_.path() / "hero.db").string();
    if (migrated) std::filesystem::copy_file(migrated_file(), address_);
}

Place::~Place() {
    if (engine() == db::Engine::postgres)
        schema_ == Schema::migrated ? postgres::give_back(address_) : postgres::drop(address_);
}

TestDatabase::TestDatabase(Schema schema)
    : place_(schema), owned_(std::make_unique<Database>(place_.options(), clock)), db(*owned_) {}

TestDatabase::TestDatabase(DatabaseOptions wanted)
    : place_(Schema::migrated), db(*[&] {
          wanted.address = place_.options().address;
          owned_ = std::make_unique<Database>(wanted, clock);
          return owned_.get();
      }()) {}

}  // namespace hero::test
