#include "tests/postgres_places.hpp"

#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <iostream>
#include <map>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <vector>

#include "base/db/backend.hpp"
#include "tests/database.hpp"

namespace hero::test::postgres {

namespace {

std::string server() {
    const char* url = std::getenv("HERO_TEST_POSTGRES");
    if (!url) throw std::runtime_error("HERO_TEST_POSTGRES is not set: run the tests through tests/postgres.sh");
    return url;
}

std::unique_ptr<db::Connection> connect(const std::string& url) {
    const SystemClock clock;
    return db::open_postgres({.address = url}, clock)->open_for_migration();
}

// Called by Places first, so that it, and what the client library keeps for itself, outlives Places.
void on_server(const std::string& command) {
    static const auto connection = connect(server());
    static std::mutex mutex;
    const std::scoped_lock lock(mutex);
    connection->run_script(command);
}

// Where the database's name stands in a URL: [from, to).
std::pair<std::size_t, std::size_t> name_in(const std::string& url) {
    const auto query = std::min(url.find('?'), url.size());
    const auto path = std::min(url.find('/', url.find("://") + 3), query);
    return {path, query};
}

std::string url_of(const std::string& database) {
    auto url = server();
    const auto [from, to] = name_in(url);
    return url.replace(from, to - from, "/" + database);
}

std::string name_of(const std::string& url) {
    const auto [from, to] = name_in(url);
    return url.substr(from + 1, to - from - 1);
}

std::string unused_name() {
    static std::atomic<int> last = 0;
    return "hero_test_" + std::to_string(getpid()) + "_" + std::to_string(++last);
}

// Remembers what the migrations left in the tables and sequences, and writes the function that brings it back: with
// every table's name in it, so that a connection plans its statements once.
constexpr const char* remember = R"sql(
CREATE SCHEMA fresh;
DO $$
DECLARE
    t record;
    body text := '';
    kept bigint;
BEGIN
    FOR t IN SELECT tablename AS name,
            (SELECT string_agg(quote_ident(column_name), ', ') FROM information_schema.columns
                WHERE table_schema = 'public' AND table_name = tablename AND is_generated = 'NEVER') AS columns
            FROM pg_tables WHERE schemaname = 'public' LOOP
        EXECUTE format('CREATE TABLE fresh.%I AS SELECT %s FROM public.%I', t.name, t.columns, t.name);
        EXECUTE format('SELECT COUNT(*) FROM fresh.%I', t.name) INTO kept;
        IF kept = 0 THEN
            body := body || format('DELETE FROM public.%I;', t.name);
        ELSE
            -- Most tests leave alone what the migrations wrote.
            body := body || format(
                'IF (SELECT COUNT(*) FROM public.%1$I) <> %2$s OR EXISTS (SELECT %3$s FROM public.%1$I EXCEPT SELECT %3$s FROM fresh.%1$I) THEN '
                'DELETE FROM public.%1$I; INSERT INTO public.%1$I (%3$s) SELECT %3$s FROM fresh.%1$I; END IF;',
                t.name, kept, t.columns);
        END IF;
    END LOOP;
    FOR t IN SELECT sequencename AS name, COALESCE(last_value, 1) AS value, last_value IS NOT NULL AS used
            FROM pg_sequences WHERE schemaname = 'public' LOOP
        body := body || format('PERFORM setval(%L, %s, %L);', format('public.%I', t.name), t.value, t.used);
    END LOOP;
    -- replica: foreign keys and triggers do not look while every table is emptied and filled by itself.
    EXECUTE format('CREATE FUNCTION fresh.clean() RETURNS void LANGUAGE plpgsql SET session_replication_role = replica AS %L',
        'BEGIN ' || body || ' END');
END $$;
)sql";

// Tables of a test's own are not the function's.
constexpr const char* clean = R"sql(
DO $$
DECLARE name text;
BEGIN
    FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public'
            AND tablename NOT IN (SELECT tablename FROM pg_tables WHERE schemaname = 'fresh') LOOP
        EXECUTE format('DROP TABLE public.%I CASCADE', name);
    END LOOP;
    PERFORM fresh.clean();
END $$
)sql";

class Places {
public:
    static Places& only() {
        static Places one;
        return one;
    }
    Places() : model_(make_model()) {}
    Places(const Places&) = delete;
    Places& operator=(const Places&) = delete;
    ~Places() {
        for (const auto& [url, cleaner] : cleaners_) drop(url);
        drop(model_);
    }

    std::string borrow() {
        const std::scoped_lock lock(mutex_);
        if (idle_.empty()) return copy_of_model();
        auto url = std::move(idle_.back());
        idle_.pop_back();
        return url;
    }

    void give_back(const std::string& url) {
        const std::scoped_lock lock(mutex_);
        try {
            cleaners_.at(url)->run_script(clean);
            idle_.push_back(url);
        } catch (const std::exception&) {
            // A test changed it beyond recognition.
            cleaners_.erase(url);
            drop(url);
        }
    }

private:
    std::string copy_of_model() {
        const auto name = unused_name();
        on_server("CREATE DATABASE " + name + " TEMPLATE " + name_of(model_));
        auto url = url_of(name);
        cleaners_[url] = connect(url);
        return url;
    }
    static std::string make_model() {
        auto url = create();
        const FrozenClock clock{start_of_test};
        Database({.address = url, .durable = false}, clock).migrate();
        connect(url)->run_script(remember);
        return url;
    }

    std::mutex mutex_;
    const std::string model_;
    std::vector<std::string> idle_;
    std::map<std::string, std::unique_ptr<db::Connection>> cleaners_;  // of every copy: connecting costs the most
};

}  // namespace

std::string create() {
    const auto name = unused_name();
    on_server("CREATE DATABASE " + name);
    return url_of(name);
}

void drop(const std::string& url) {
    try {
        on_server("DROP DATABASE " + name_of(url) + " WITH (FORCE)");
    } catch (const std::exception& error) {
        std::cerr << "left behind: " << error.what() << "\n";
    }
}

std::string borrow() { return Places::only().borrow(); }

void give_back(const std::string& url) { Places::only().give_back(url); }

}  // namespace hero::test::postgres
