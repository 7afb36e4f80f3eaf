#pragma once
// A fresh, migrated database for one test, and the clock it lives by.
//
//     TEST(Resolve, AsksTheRequesterToConfirm) {
//         hero::test::TestDatabase ground;
//         ground.db.write([&](Tx& tx) { … });
//         ground.clock.advance(48h);
//     }
//
// HERO_TEST_ENGINE chooses the engine: "sqlite" (default) or "postgres", the latter on the server HERO_TEST_POSTGRES
// (postgresql://…, see tests/postgres.sh).
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "base/db/db.hpp"

namespace hero {
// Every .sql file there is (generated).
std::vector<const db::Statement*> all_statements();
}  // namespace hero

namespace hero::test {

db::Engine engine();

// A Tuesday, 09.00 in Jakarta.
inline constexpr Instant start_of_test =
    std::chrono::sys_days{std::chrono::year{2026} / 11 / 24} + std::chrono::hours{2};

// An empty folder, removed at the end of the scope.
class TemporaryFolder {
public:
    TemporaryFolder();
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

enum class Schema { migrated, empty };

// Where a database of its own is, without a Database on it; it is gone at the end of the scope.
class Place {
public:
    explicit Place(Schema schema);
    ~Place();
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;
    // To open it with. Not durable: nothing waits for a disk.
    [[nodiscard]] DatabaseOptions options() const {
        return {.address = address_, .readers_at_once = 2, .durable = false};
    }

private:
    Schema schema_;
    TemporaryFolder folder_;
    std::string address_;
};

class TestDatabase {
public:
    explicit TestDatabase(Schema schema = Schema::migrated);
    // With other limits: `wanted.address` is ignored.
    explicit TestDatabase(DatabaseOptions wanted);

    FrozenClock clock{start_of_test};

private:
    Place place_;
    std::unique_ptr<Database> owned_;

public:
    Database& db;
};

}  // namespace hero::test
