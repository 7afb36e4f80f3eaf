#include "backup/backup.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <mutex>
#include <thread>

#include "backup/postgres.hpp"
#include "base/ids.hpp"
#include "sql/backup.hpp"
#include "tests/app.hpp"
#include "tests/ask.hpp"
#include "tests/object_store.hpp"

namespace hero {
namespace {

namespace fs = std::filesystem;
using test::Ask;

const std::string png = std::string{"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x8\2\0\0\0\x90wS\xde", 33};

std::string text_of(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

template <typename Closure>
std::string refusal(Closure&& closure) {
    try {
        closure();
    } catch (const std::runtime_error& error) {
        return error.what();
    }
    return "";
}

struct Acknowledged {
    std::string place;  // "/tiket/A-ESKA26000001"
    std::string sha256;
};

Acknowledged file_ticket(test::Browser& browser, const std::string& form) {
    const auto content = png + form;
    const auto answer = browser.post("/tiket",
                                     {{"layanan", "e-ska"},
                                      {"jenis", "kendala"},
                                      {"dampak", "sedang"},
                                      {"subjek", "SKA ditolak sistem"},
                                      {"deskripsi", "Pengajuan SKA kami ditolak: nomor PEB tidak ditemukan."},
                                      {"setuju", "1"},
                                      {"submit_id", form}},
                                     {{"berkas", "layar.png", content}});
    EXPECT_EQ(answer.status, 303) << answer.body;
    return {std::string{answer.header("Location")}, sha256_hex(content)};
}

// An installation, a place for its backup, and an empty place to restore it into.
struct Ground {
    test::TestApp app{{{"limits", "off"}}};
    test::TemporaryFolder folder;
    test::Place elsewhere{test::Schema::empty};
    std::string backup = (folder.path() / "cadangan").string();
    std::string store = (folder.path() / "files").string();

    // The empty place of a test on SQLite has a folder, but no file yet.
    [[nodiscard]] DatabaseOptions target() const {
        auto options = elsewhere.options();
        if (test::engine() == db::Engine::sqlite) options.address = (folder.path() / "hero.db").string();
        return options;
    }
    Manifest make() { return make_backup(app.database(), app.app.files, app.clock, backup); }
    Manifest restore() { return restore_backup(backup, target(), FileStore(store), app.clock); }
    std::string database_file() { return backup + (test::engine() == db::Engine::sqlite ? "/hero.db" : "/hero.dump"); }
    std::vector<Acknowledged> file(int amount) {
        auto sari = app.as("sari");
        std::vector<Acknowledged> all;
        for (int i = 0; i < amount; ++i) all.push_back(file_ticket(sari, "satu-" + std::to_string(i)));
        return all;
    }
};

void expect_all_there(const DatabaseOptions& where, const std::string& store, const Clock& clock,
                      const std::vector<Acknowledged>& things) {
    Database db(where, clock);
    EXPECT_TRUE(db.schema_is_current());
    EXPECT_TRUE(verify_files(db, FileStore(store)).breaches.empty());
    db.read([&](Tx& tx) {
        for (const auto& breach : breaches_of_rows(tx)) ADD_FAILURE() << breach.rule << ": " << breach.what;
        for (const auto& breach : breaches_of_engine(tx)) ADD_FAILURE() << breach.what;
        for (const auto& thing : things) {
            const auto number = thing.place.substr(std::string_view{"/tiket/"}.size());
            const auto row = tx.one(Ask<"SELECT count(*) AS n FROM tickets JOIN attachments ON attachments.ticket_id = "
                                        "tickets.id WHERE tickets.number = $1 AND attachments.sha256 = $2",
                                        2>{{number, thing.sha256}});
            EXPECT_EQ(row->integer("n"), 1) << number;
        }
    });
}

TEST(RestoreDrill, BringsBackEverythingThatWasAcknowledgedBeforeTheBackup) {
    Ground ground;
    std::mutex mutex;
    std::vector<Acknowledged> acknowledged;
    std::atomic<bool> stop = false;
    std::vector<std::jthread> writers;
    for (int writer = 0; writer < 4; ++writer)
        writers.emplace_back([&, writer, browser = ground.app.as(writer % 2 == 0 ? "sari" : "joko")]() mutable {
            for (int i = 0; !stop; ++i) {
                const auto thing = file_ticket(browser, std::to_string(writer) + "-" + std::to_string(i));
                const std::lock_guard lock(mutex);
                acknowledged.push_back(thing);
            }
        });
    const auto so_far = [&] {
        const std::lock_guard lock(mutex);
        return acknowledged;
    };
    while (so_far().size() < 20) std::this_thread::sleep_for(std::chrono::milliseconds{5});
    const auto before = so_far();
    const auto manifest = ground.make();
    stop = true;
    writers.clear();
    EXPECT_GE(manifest.files.size(), before.size());
    EXPECT_TRUE(breaches_of_backup(ground.backup, checked_backup(ground.backup), ground.app.clock).empty());
    ground.restore();
    expect_all_there(ground.target(), ground.store, ground.app.clock, before);
}

TEST(Backup, LeavesNothingWhenAFileIsNotWhatItWas) {
    Ground ground;
    const auto filed = ground.file(1);
    std::ofstream(ground.app.app.files.path_of(filed.front().sha256), std::ios::app) << "X";
    EXPECT_EQ(refusal([&] { ground.make(); }), "the stored file " + filed.front().sha256 +
                                                   " is not what it was: see `hero verify`; nothing was backed up");
    EXPECT_TRUE(fs::is_empty(ground.folder.path()));
}

// SQLite copies in one transaction and needs no name for it.
TEST(Backup, NamesASnapshotWhereAnotherProgramReadsIt) {
    test::TestDatabase ground;
    const auto row = ground.db.read([](Tx& tx) { return tx.one(sql::backup::export_snapshot{}); });
    EXPECT_EQ(row->text("snapshot").empty(), test::engine() == db::Engine::sqlite);
}

TEST(Backup, RefusesAFolderThatExists) {
    Ground ground;
    fs::create_directory(ground.backup);
    EXPECT_EQ(refusal([&] { ground.make(); }), "\"" + ground.backup + "\" exists already");
}

TEST(Backup, ShowsEveryChange) {
    Ground ground;
    const auto filed = ground.file(2);
    ground.make();
    const auto name = filed.front().sha256;
    const auto file = ground.backup + "/files/" + name.substr(0, 2) + "/" + name.substr(2, 2) + "/" + name;
    const auto manifest = ground.backup + "/manifest.json";
    for (const auto& path : {file, ground.database_file()}) {
        const auto whole = text_of(path);
        auto changed = whole;
        changed[changed.size() / 2] ^= 1;
        std::ofstream(path, std::ios::binary) << changed;
        EXPECT_EQ(refusal([&] { ground.restore(); }), path + " is not what the manifest says");
        std::ofstream(path, std::ios::binary) << whole;
    }
    const auto whole = text_of(manifest);
    std::ofstream(manifest, std::ios::binary) << whole.substr(0, whole.size() / 2);
    EXPECT_EQ(refusal([&] { ground.restore(); }), manifest + " cannot be read: it is no JSON");
    std::ofstream(manifest, std::ios::binary) << whole;
    fs::remove(file);
    EXPECT_EQ(refusal([&] { ground.restore(); }), file + " is not what the manifest says");
    EXPECT_TRUE(FolderPlace(ground.store).empty()) << "nothing was written";
}

// As if a row had been written past the program: what the database names must be in the backup.
TEST(Backup, WithoutAFileThatItsDatabaseNamesIsBroken) {
    if (test::engine() != db::Engine::sqlite) return;  // a dump shows it when it is restored
    Ground ground;
    const auto filed = ground.file(1);
    ground.make();
    auto manifest = checked_backup(ground.backup);
    manifest.files.clear();
    const auto breaches = breaches_of_backup(ground.backup, manifest, ground.app.clock);
    ASSERT_EQ(breaches.size(), 1U);
    EXPECT_EQ(breaches.front().what, filed.front().sha256 + " is not in the backup");
}

void replace_in(const std::string& path, const std::string& what, const std::string& by) {
    auto text = text_of(path);
    const auto at = text.find(what);
    ASSERT_NE(at, std::string::npos) << what;
    std::ofstream(path, std::ios::binary) << text.replace(at, what.size(), by);
}

TEST(Restore, RefusesABackupOfANewerProgramAndOfTheOtherEngine) {
    Ground ground;
    const auto manifest = ground.make();
    const auto path = ground.backup + "/manifest.json";
    const auto whole = text_of(path);
    replace_in(path, manifest.migration_name, "9999_later");
    EXPECT_EQ(refusal([&] { ground.restore(); }),
              "the backup is of a newer HERO (" HERO_VERSION "): it has migration 9999_later");
    std::ofstream(path, std::ios::binary) << whole;
    auto other = ground.target();
    other.address = test::engine() == db::Engine::sqlite ? "postgresql://127.0.0.1/x" : "/tmp/x.db";
    const auto why = refusal([&] { restore_backup(ground.backup, other, FileStore(ground.store), ground.app.clock); });
    EXPECT_TRUE(why.starts_with("the backup is of ")) << why;
}

TEST(Restore, RefusesAPlaceThatIsNotEmpty) {
    Ground ground;
    ground.file(1);
    ground.make();
    fs::create_directories(ground.store + "/ab");
    std::ofstream(ground.store + "/ab/x") << "x";
    EXPECT_EQ(refusal([&] { ground.restore(); }), "\"" + ground.store + "\" is not empty; restore into an empty place");
    fs::remove_all(ground.store);
    ground.restore();
    fs::remove_all(ground.store);
    EXPECT_NE(refusal([&] { ground.restore(); }).find("; restore into an empty "), std::string::npos);
}

// Programs of PostgreSQL that only say what they were told.
struct FalseTools {
    explicit FalseTools(const std::string& script) {
        const auto program = folder.path() / "pg_dump";
        std::ofstream(program) << "#!/bin/sh\n" << script;
        fs::permissions(program, fs::perms::owner_all);
        ::setenv("PATH", (folder.path().string() + ":/usr/bin:/bin").c_str(), 1);
    }
    ~FalseTools() { ::setenv("PATH", path.c_str(), 1); }
    FalseTools(const FalseTools&) = delete;
    FalseTools& operator=(const FalseTools&) = delete;
    test::TemporaryFolder folder;
    std::string path = std::getenv("PATH");
};

TEST(BackupTools, AreToldThePasswordByTheirEnvironmentAlone) {
    const FalseTools tools("echo \"$@\" > \"$(dirname \"$0\")/words\"; env > \"$(dirname \"$0\")/environment\"\n");
    backup::dump("postgresql://hero:rahasia@db.example:5433/meja?sslmode=require", "0-1", "/tmp/x", [] {});
    const auto words = text_of(tools.folder.path() / "words");
    const auto environment = text_of(tools.folder.path() / "environment");
    EXPECT_EQ(words.find("rahasia"), std::string::npos) << words;
    EXPECT_NE(words.find("--snapshot=0-1 --file=/tmp/x"), std::string::npos) << words;
    for (const auto* line : {"PGPASSWORD=rahasia\n", "PGHOST=db.example\n", "PGPORT=5433\n", "PGUSER=hero\n",
                             "PGDATABASE=meja\n", "PGSSLMODE=require\n"})
        EXPECT_NE(environment.find(line), std::string::npos) << line;
}

TEST(BackupTools, SayWhyTheyFailInOneLine) {
    {
        const FalseTools tools("echo 'pg_dump: error: aborting because of server version mismatch' >&2; exit 1\n");
        EXPECT_EQ(refusal([] { backup::dump("postgresql://h/d", "0-1", "/tmp/x", [] {}); }),
                  "pg_dump is older than the server; install the postgresql-client of its version");
    }
    {
        const FalseTools tools("echo 'pg_dump: error: no such thing' >&2; echo 'detail' >&2; exit 1\n");
        EXPECT_EQ(refusal([] { backup::dump("postgresql://h/d", "0-1", "/tmp/x", [] {}); }),
                  "pg_dump: error: no such thing");
    }
    const FalseTools tools("");
    ::setenv("PATH", "/nowhere", 1);
    EXPECT_EQ(refusal([] { backup::dump("postgresql://h/d", "0-1", "/tmp/x", [] {}); }),
              "pg_dump is not installed (Debian: postgresql-client)");
}

TEST(BackupTools, KeepTheirSnapshotAlive) {
    const FalseTools tools("sleep 2\n");
    int turns = 0;
    backup::dump("postgresql://h/d", "0-1", "/tmp/x", [&] { ++turns; });
    EXPECT_GE(turns, 1);
}

TEST(BackupOfABucket, GoesIntoAFolderAndIntoAnotherBucket) {
    const auto settings = test::settings_of(test::ObjectStore::instance().bucket());
    test::TestApp app(std::vector<test::TestApp::Setting>(settings.begin(), settings.end()));
    const test::TemporaryFolder folder;
    const auto backup = (folder.path() / "cadangan").string();
    auto sari = app.as("sari");
    const std::vector<Acknowledged> filed{file_ticket(sari, "objek-1"), file_ticket(sari, "objek-2")};
    EXPECT_TRUE(app.app.files.folder().empty());
    EXPECT_EQ(make_backup(app.database(), app.app.files, app.clock, backup).files.size(), 2U);

    const auto restored_into = [&](const FileStore& store, const std::string& name) {
        const test::Place elsewhere(test::Schema::empty);
        auto to = elsewhere.options();
        if (test::engine() == db::Engine::sqlite) to.address = (folder.path() / name).string();
        restore_backup(backup, to, store, app.clock);
        Database db(to, app.clock);
        const auto verdict = verify_files(db, store);
        EXPECT_EQ(verdict.contents, 2);
        for (const auto& breach : verdict.breaches) ADD_FAILURE() << breach.what;
    };
    restored_into(FileStore((folder.path() / "berkas").string()), "satu.db");
    const auto other = test::ObjectStore::instance().bucket();
    const FileStore in_bucket((folder.path() / "lain").string(), Scan::unneeded, other, Keep::in_bucket, nullptr);
    restored_into(in_bucket, "dua.db");
    EXPECT_TRUE(in_bucket.folder().empty());
    EXPECT_EQ(refusal([&] { restored_into(in_bucket, "tiga.db"); }),
              "the bucket is not empty; restore into an empty place");
}

}  // namespace
}  // namespace hero
