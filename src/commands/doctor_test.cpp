#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "app/app.hpp"
#include "commands/examination.hpp"
#include "credentials/credentials.hpp"
#include "tests/ask.hpp"
#include "tests/database.hpp"
#include "tests/object_store.hpp"

namespace hero {
namespace {

using test::Ask;

// Listens on a free port of this machine, or has just stopped to.
struct Port {
    int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    std::uint16_t number = 0;
    Port() {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        EXPECT_EQ(::bind(listener, reinterpret_cast<sockaddr*>(&address), size), 0);
        EXPECT_EQ(::listen(listener, 5), 0);
        EXPECT_EQ(::getsockname(listener, reinterpret_cast<sockaddr*>(&address), &size), 0);
        number = ntohs(address.sin_port);
    }
    ~Port() { stop(); }
    Port(const Port&) = delete;
    Port& operator=(const Port&) = delete;
    void stop() {
        if (listener >= 0) ::close(listener);
        listener = -1;
    }
};

// An installation as it should be, and what the doctor says of it.
struct Ground {
    test::TemporaryFolder data;
    test::Place place{test::Schema::migrated};
    FrozenClock clock{SystemClock{}.now()};
    Port mail;
    Config config;
    Ground() {
        set("data", data.path().string());
        if (test::engine() == db::Engine::postgres)
            set("database", place.options().address);
        else
            Database(where(), clock).migrate();
        set("base-url", "https://hero.example.go.id");
        set("mail", "smtp://127.0.0.1:" + std::to_string(mail.number));
        set("mail-from", "hero@example.go.id");
    }
    void set(std::string_view name, const std::string& value) { config.set(name, value, "a test"); }
    // On SQLite the file is where the settings look for it.
    [[nodiscard]] DatabaseOptions where() const {
        auto options = place.options();
        if (test::engine() == db::Engine::sqlite) options.address = (data.path() / "hero.db").string();
        return options;
    }
    // "error base-url", and the detail it came with.
    std::vector<std::string> complaints() {
        std::vector<std::string> lines;
        detail.clear();
        for (const auto& one : examine(config, clock)) {
            if (one.health == Health::ok) continue;
            lines.push_back((one.health == Health::error ? "error " : "warning ") + one.what);
            detail += one.detail + "\n";
        }
        return lines;
    }
    bool says(const std::string& line) {
        const auto all = complaints();
        return std::ranges::find(all, line) != all.end();
    }
    std::string detail;
};

TEST(Doctor, HasNothingToSayOfASoundInstallationButWhatIsNotSet) {
    Ground ground;
    EXPECT_EQ(ground.complaints(), (std::vector<std::string>{"warning sign-in", "warning scanner"})) << ground.detail;
}

TEST(Doctor, SaysWhichSettingDoesNotFit) {
    struct {
        const char* name;
        const char* value;
        const char* line;
    } const cases[]{{"base-url", "", "warning base-url"},
                    {"base-url", "http://hero.example.go.id", "error base-url"},
                    {"secure-cookies", "off", "error secure-cookies"},
                    {"demo", "on", "error demo"},
                    {"limits", "off", "warning limits"},
                    {"mail", "none", "warning mail"},
                    {"scanner", "tcp:127.0.0.1:1", "error scanner"},
                    {"scanner", "unix:/nowhere", "error scanner"}};
    for (const auto& one : cases) {
        Ground ground;
        ground.set(one.name, one.value);
        EXPECT_TRUE(ground.says(one.line)) << one.name << " " << one.value << ": " << ground.detail;
    }
}

TEST(Doctor, SaysWhoDoesNotAnswer) {
    Ground ground;
    ground.mail.stop();
    EXPECT_TRUE(ground.says("error mail"));
    EXPECT_NE(ground.detail.find("Connection refused"), std::string::npos) << ground.detail;
    Port provider;
    provider.stop();
    ground.set("intranet-issuer", "http://127.0.0.1:" + std::to_string(provider.number));
    ground.set("intranet-client-id", "hero");
    ground.set("intranet-client-secret", "rahasia");
    EXPECT_TRUE(ground.says("error intranet")) << ground.detail;
    EXPECT_EQ(ground.detail.find("rahasia"), std::string::npos);
}

TEST(Doctor, KnowsWhetherTheKeyOfSecretsIsHere) {
    Ground ground;
    Database db(ground.where(), ground.clock);
    db.write([](Tx& tx) {
        begin_second_factor(
            tx, SealingKeys(std::string(64, '1')),
            add_person(tx, {.name = "Ratna", .email = "r@contoh.id", .role = Role::admin, .teams = {}}, "local", "r"));
    });
    EXPECT_TRUE(ground.says("error secrets-key"));
    EXPECT_NE(ground.detail.find("is not there"), std::string::npos) << ground.detail;
    ground.set("secrets-key", std::string(64, '2'));
    EXPECT_TRUE(ground.says("error secrets-key"));
    ground.set("secrets-key", std::string(64, '1'));
    EXPECT_FALSE(ground.says("error secrets-key")) << ground.detail;
    ground.set("secrets-key", "");
    const auto file = ground.data.path() / "secrets.key";
    std::ofstream(file) << std::string(64, '1');
    std::filesystem::permissions(file, std::filesystem::perms{0644});
    EXPECT_TRUE(ground.says("warning secrets-key")) << "for others to read";
}

TEST(Doctor, LooksIntoTheDatabase) {
    Ground ground;
    Database db(ground.where(), ground.clock);
    db.write([&](Tx& tx) {
        const auto now = to_millis(ground.clock.now());
        tx.run(Ask<"INSERT INTO jobs (kind, payload, created_at, parked_at) VALUES ('mail.send', '{}', $1, $1)", 1>{
            {now}});
        tx.run(Ask<"INSERT INTO mails (to_name, to_address, language, event, ticket, path, details, token, created_at, "
                   "due_at) VALUES ('Sari', 'sari@contoh.id', 'id', 'dibuat', '', '/', '{}', 'x', $1, $1)",
                   1>{{now - 7'200'000}});
    });
    EXPECT_TRUE(ground.says("warning jobs"));
    EXPECT_TRUE(ground.says("warning outbox"));
    EXPECT_NE(ground.detail.find("120 minutes"), std::string::npos) << ground.detail;
    ground.clock.advance(std::chrono::minutes{10});
    EXPECT_TRUE(ground.says("warning clock"));
}

TEST(Doctor, TriesTheBucketOut) {
    Ground ground;
    auto bucket = test::ObjectStore::instance().bucket();
    const auto use = [&] {
        for (const auto& [name, value] : test::settings_of(bucket)) ground.set(name, value);
    };
    use();
    EXPECT_FALSE(ground.says("error attachments")) << ground.detail;
    EXPECT_TRUE(Bucket(bucket).keys_after("", "").empty()) << "nothing is left behind";
    const auto right = bucket.secret_key;
    bucket.secret_key = "bukan-kunci";
    use();
    EXPECT_TRUE(ground.says("error attachments"));
    EXPECT_NE(ground.detail.find("SignatureDoesNotMatch"), std::string::npos) << ground.detail;
    EXPECT_EQ(ground.detail.find(bucket.secret_key), std::string::npos);
    bucket.secret_key = right;
    bucket.bucket = "tidak-ada";
    use();
    EXPECT_TRUE(ground.says("error attachments"));
    EXPECT_NE(ground.detail.find("NoSuchBucket"), std::string::npos) << ground.detail;
    ground.set("s3-endpoint", "http://s3.example.go.id");
    EXPECT_TRUE(ground.says("error attachments"));
    EXPECT_NE(ground.detail.find("s3-endpoint"), std::string::npos) << ground.detail;
}

TEST(Doctor, DoesNotMakeADatabaseWhereThereIsNone) {
    Ground ground;
    const test::TemporaryFolder elsewhere;
    ground.set("data", elsewhere.path().string());
    ground.set("database", "");
    EXPECT_TRUE(ground.says("error database"));
    EXPECT_NE(ground.detail.find("hero migrate"), std::string::npos) << ground.detail;
    EXPECT_FALSE(std::filesystem::exists(elsewhere.path() / "hero.db"));
}

}  // namespace
}  // namespace hero
