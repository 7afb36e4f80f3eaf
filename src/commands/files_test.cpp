#include "files/files.hpp"

#include <gtest/gtest.h>

#include <fstream>

#include "app/app.hpp"
#include "commands/commands.hpp"
#include "tests/database.hpp"
#include "tests/false_object_store.hpp"
#include "tests/object_store.hpp"

namespace hero {
namespace {

// An installation with a folder of files, beside a bucket.
class FilesCommand : public testing::Test {
protected:
    FilesCommand() {
        for (const auto& [name, value] : test::settings_of(peer.settings())) set(name, value);
        set("data", data.path().string());
        if (test::engine() == db::Engine::postgres) set("database", place.options().address);
        const SystemClock clock;
        Database(database_options(config), clock).migrate();
        std::ofstream(data.path() / "masuk") << "isi surat";
        kept = store().folder().put((data.path() / "masuk").string());
    }
    void set(std::string_view name, const std::string& value) { config.set(name, value, "a test"); }
    [[nodiscard]] FileStore store() const { return file_store(config, nullptr, Scan::unneeded, 1); }
    struct Said {
        int status = 0;
        std::string text;
    };
    Said say(const std::vector<std::string>& words) {
        testing::internal::CaptureStdout();
        const int status = files_command(config, words);
        return {status, testing::internal::GetCapturedStdout()};
    }
    std::string complaint(const std::vector<std::string>& words) {
        try {
            files_command(config, words);
        } catch (const ConfigError& error) {
            return error.what();
        }
        return "";
    }

    test::TemporaryFolder data;
    test::Place place{test::Schema::migrated};
    test::FalseObjectStore peer{data.path() / "peer"};
    Config config;
    std::string kept;
};

TEST_F(FilesCommand, MovesToWhereNewFilesGo) {
    const auto copied = say({"move"});
    EXPECT_EQ(copied.status, 0);
    EXPECT_EQ(copied.text, "to the bucket: 1 copied, 0 there already, 0 originals removed, 0 fault(s)\n");
    EXPECT_EQ(say({"move", "--delete"}).text,
              "to the bucket: 0 copied, 1 there already, 1 originals removed, 0 fault(s)\n");
    EXPECT_TRUE(store().folder().empty());
    set("files", "folder");
    EXPECT_EQ(say({"move", "--to", "folder", "--delete"}).text,
              "to the folder: 1 copied, 0 there already, 1 originals removed, 0 fault(s)\n");
    EXPECT_TRUE(peer.keys().empty());
    EXPECT_EQ(store().folder().fetch(kept).path(), store().path_of(kept));
}

TEST_F(FilesCommand, NamesWhatIsDamagedAndFails) {
    std::ofstream(store().path_of(kept)) << "rusak";
    const auto said = say({"move", "--delete"});
    EXPECT_EQ(said.status, 1);
    EXPECT_EQ(said.text, "files: " + kept +
                             " has another content than its name says\n"
                             "to the bucket: 0 copied, 0 there already, 0 originals removed, 1 fault(s)\n");
}

TEST_F(FilesCommand, TakesNothingAwayFromWhereNewFilesGo) {
    EXPECT_EQ(complaint({"move", "--to", "folder", "--delete"}),
              "files move: --delete only towards where new files go; set files first and restart HERO");
    EXPECT_EQ(say({"move", "--to", "folder"}).status, 0) << "a copy may be made beforehand";
}

TEST_F(FilesCommand, SaysWhatItDoesNotUnderstand) {
    EXPECT_NE(complaint({}), "");
    EXPECT_NE(complaint({"pindah"}), "");
    EXPECT_NE(complaint({"move", "--to"}), "");
    EXPECT_NE(complaint({"move", "--to", "awan"}), "");
    EXPECT_NE(complaint({"move", "--hapus"}), "");
    set("files", "folder");
    set("s3-bucket", "");
    EXPECT_EQ(complaint({"move"}), "files move: no bucket is set; see s3-endpoint and s3-bucket");
}

}  // namespace
}  // namespace hero
