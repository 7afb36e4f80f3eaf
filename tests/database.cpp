#include "tests/database.hpp"

#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <stdexcept>

#include "base/db/backend.hpp"

namespace hero::test {

namespace {

std::string environment(const char* name) {
    const char* value = std::getenv(name);
    return value ? value : "";
}

std::string unused_name() {
    static std::atomic<int> last = 0;
    return "hero_test_" + std::to_string(getpid()) + "_" + std::to_string(++last);
}

std::string server() {
    auto url = environment("HERO_TEST_POSTGRES");
    if (url.empty()) throw std::runtime_error("HERO_TEST_POSTGRES is not set: run the tests through tests/postgres.sh");
    return url;
}

// The server's URL with another database name.
std::string url_of(const std::string& database) {
    const auto url = server();
    const auto authority = url.find("://") + 3;
    const auto path = url.find('/', authority);
    const auto query = std::min(url.find('?'), url.size());
    return url.substr(0, std::min(path, query)) + "/" + database + url.substr(query);
}

void on_server(const std::string& command) {
    const SystemClock clock;
    db::open_postgres({.address = server()}, clock)->open_for_migration()->run_script(command);
}

void migrate(const std::string& address) {
    const FrozenClock clock{start_of_test};
    Database({.address = address, .durable = false}, clock).migrate();
}

// Migrated once for all tests of this process, then copied.
class Template {
public:
    Template() {
        if (engine() == db::Engine::postgres) on_server("CREATE DATABASE " + name);
        address = engine() == db::Engine::postgres ? url_of(name) : (folder.path() / "template.db").string();
        migrate(address);
    }
    ~Template() {
        if (engine() == db::Engine::postgres) on_server("DROP DATABASE " + name + " WITH (FORCE)");
    }
    Template(const Template&) = delete;
    Template& operator=(const Template&) = delete;

    static const Template& only() {
        static const Template one;
        return one;
    }

    TemporaryFolder folder;
    std::string name = unused_name();
    std::string address;
};

}  // namespace

db::Engine engine() {
    static const std::string name = environment("HERO_TEST_ENGINE");
    if (name.empty() || name == "sqlite") return db::Engine::sqlite;
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

Place::Place(Schema schema) : name_(unused_name()) {
    const bool copy = schema == Schema::migrated;
    if (engine() == db::Engine::postgres) {
        on_server("CREATE DATABASE " + name_ + (copy ? " TEMPLATE " + Template::only().name : ""));
        address_ = url_of(name_);
        return;
    }
    address_ = (folder_.path() / "hero.db").string();
    if (copy) std::filesystem::copy_file(Template::only().address, address_);
}

Place::~Place() {
    if (engine() == db::Engine::postgres) on_server("DROP DATABASE " + name_ + " WITH (FORCE)");
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
