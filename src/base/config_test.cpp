#include "base/config.hpp"

#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

#include "tests/checkout.hpp"

namespace hero {
namespace {

using Words = std::vector<std::string>;

class ConfigTest : public testing::Test {
protected:
    ConfigTest() {
        auto pattern = (std::filesystem::temp_directory_path() / "hero-config-XXXXXX").string();
        folder = ::mkdtemp(pattern.data());
        std::filesystem::current_path(folder);
    }
    ~ConfigTest() override {
        std::filesystem::current_path(started_in);
        std::filesystem::remove_all(folder);
    }

    // A settings file of that content.
    [[nodiscard]] std::string file(const std::string& content, const char* name = "settings.toml") const {
        const auto path = (folder / name).string();
        std::ofstream(path) << content;
        return path;
    }

    Config load(const Words& flags, const Words& environment = {}) { return Config::load(flags, environment, rest); }

    // The complaint about these words, or an empty text.
    std::string complaint(const Words& flags, const Words& environment = {}) {
        try {
            load(flags, environment);
            return "";
        } catch (const ConfigError& error) {
            return error.what();
        }
    }

    std::filesystem::path started_in = std::filesystem::current_path();
    std::filesystem::path folder;
    Words rest;
};

TEST_F(ConfigTest, StartsWithTheDefaults) {
    const Config config;
    EXPECT_EQ(config.text("address"), "127.0.0.1");
    EXPECT_EQ(config.integer("port"), 8080);
    EXPECT_TRUE(config.flag("limits"));
    EXPECT_FALSE(config.flag("demo"));
    EXPECT_EQ(config.text("database"), "");
    EXPECT_EQ(config.text("confirm-reminder-days"), "2,4");
}

TEST_F(ConfigTest, EveryDefaultPassesItsOwnCheck) {
    std::set<std::string_view> names;
    for (const auto& setting : all_settings()) {
        Config config;
        EXPECT_NO_THROW(config.set(setting.name, setting.fallback, "default")) << setting.name;
        EXPECT_TRUE(names.insert(setting.name).second) << setting.name;
        EXPECT_TRUE(setting.help.ends_with('.')) << setting.name;
    }
}

TEST_F(ConfigTest, LaterSourcesWin) {
    const auto path = file("port = 1\nio-threads = 1\nworker_threads = 1\n");
    const auto config = load({"--config", path, "--port", "3"}, {"HERO_PORT=2", "HERO_IO_THREADS=2", "PATH=/bin"});
    EXPECT_EQ(config.integer("port"), 3);
    EXPECT_EQ(config.integer("io-threads"), 2);
    EXPECT_EQ(config.integer("worker-threads"), 1);
    EXPECT_EQ(config.integer("database-readers"), 0);
}

TEST_F(ConfigTest, ReadsTheFileNamedByFlagOrEnvironment) {
    const auto path = file("address = \"::1\"\nlimits = false\nport = 0\nmail-name = \"Pusat Data\" # nama\n");
    EXPECT_EQ(load({"--config=" + path}).text("address"), "::1");
    const auto config = load({}, {"HERO_CONFIG=" + path});
    EXPECT_FALSE(config.flag("limits"));
    EXPECT_EQ(config.integer("port"), 0);
    EXPECT_EQ(config.text("mail-name"), "Pusat Data");
    EXPECT_EQ(load({"--config", path}, {"HERO_CONFIG=/nowhere"}).integer("port"), 0);
}

TEST_F(ConfigTest, ReadsHeroTomlOfTheWorkingFolderWhenItExists) {
    EXPECT_EQ(load({}).integer("port"), 8080);
    static_cast<void>(file("port = 4\n", "hero.toml"));
    EXPECT_EQ(load({}).integer("port"), 4);
}

TEST_F(ConfigTest, ReadsFlagsInEveryForm) {
    const auto config =
        load({"--port=1", "--worker-threads", "2", "--demo", "--limits", "off", "--mail-name=a=b", "--base-url="});
    EXPECT_EQ(config.integer("port"), 1);
    EXPECT_EQ(config.integer("worker-threads"), 2);
    EXPECT_TRUE(config.flag("demo"));
    EXPECT_FALSE(config.flag("limits"));
    EXPECT_EQ(config.text("mail-name"), "a=b");
    EXPECT_EQ(config.text("base-url"), "");
    EXPECT_TRUE(rest.empty());
}

TEST_F(ConfigTest, LeavesWhatIsNoSettingInOrder) {
    load({"add", "budi", "--role", "agent", "--demo", "--port", "1", "--team=PDSI", "x"});
    EXPECT_EQ(rest, (Words{"add", "budi", "--role", "agent", "--team=PDSI", "x"}));
}

TEST_F(ConfigTest, TakesBooleansInEverySpelling) {
    for (const auto* yes : {"on", "true", "1", "yes", "ON", "True"})
        EXPECT_TRUE(load({}, {std::string{"HERO_DEMO="} + yes}).flag("demo")) << yes;
    for (const auto* no : {"off", "false", "0", "no", "OFF"})
        EXPECT_FALSE(load({}, {std::string{"HERO_LIMITS="} + no}).flag("limits")) << no;
}

TEST_F(ConfigTest, NamesSourceSettingValueAndWhatIsAllowed) {
    EXPECT_EQ(complaint({"--port", "abc"}),
              "flag --port: port cannot be \"abc\"; expected a whole number from 0 to 65535");
    EXPECT_EQ(complaint({}, {"HERO_LIMITS=maybe"}),
              "environment HERO_LIMITS: limits cannot be \"maybe\"; expected on or off");
    const auto path = file("\n\nlog-level = \"loud\"\n");
    EXPECT_EQ(complaint({"--config", path}),
              path + " line 3: log-level cannot be \"loud\"; expected debug or info or warning or error");
    EXPECT_EQ(complaint({"--mail=smtp.kemendag.go.id"}),
              "flag --mail: mail cannot be \"smtp.kemendag.go.id\"; expected none or smtp://… or smtps://… or file:…");
    EXPECT_EQ(complaint({"--database=mysql://x"}),
              "flag --database: database cannot be \"(hidden)\"; expected nothing or postgresql://…");
}

TEST_F(ConfigTest, RefusesNumbersOutOfRange) {
    for (const auto* value : {"65536", "-1", "1.5", "", "99999999999999999999", "0x50"})
        EXPECT_NE(complaint({}, {std::string{"HERO_PORT="} + value}), "") << value;
    EXPECT_EQ(complaint({}, {"HERO_PORT= 65535 "}), "");
}

TEST_F(ConfigTest, RefusesTextOfSeveralLinesOrBrokenBytes) {
    EXPECT_NE(complaint({"--mail-name", "a\nBcc: x"}), "");
    EXPECT_NE(complaint({"--mail-name", "\xFF"}), "");
    EXPECT_EQ(complaint({"--mail-name", "a\nb"}).find('\n'), std::string::npos);
}

TEST_F(ConfigTest, RefusesUnknownNamesWithAHint) {
    EXPECT_EQ(complaint({}, {"HERO_PROT=1"}),
              "environment HERO_PROT: there is no setting \"prot\"; did you mean \"port\"?");
    const auto path = file("worker-thread = 1\n");
    EXPECT_EQ(complaint({"--config", path}),
              path + " line 1: there is no setting \"worker-thread\"; did you mean \"worker-threads\"?");
    EXPECT_EQ(complaint({}, {"HERO_FOO=1"}), "environment HERO_FOO: there is no setting \"foo\"");
    EXPECT_EQ(complaint({}, {"HERO_SOMETHING_ELSE_ENTIRELY=1"}),
              "environment HERO_SOMETHING_ELSE_ENTIRELY: there is no setting \"something-else-entirely\"");
}

TEST_F(ConfigTest, IgnoresTheVariablesOfTests) {
    EXPECT_EQ(complaint({}, {"HERO_TEST_DATABASE=x", "HERO_FAULT=handler:3", "HERO_FAULTS=1", "HEROIC=1", "HERO"}), "");
}

TEST_F(ConfigTest, RefusesFilesItCannotUse) {
    EXPECT_EQ(complaint({"--config", "/nowhere/hero.toml"}), "there is no settings file \"/nowhere/hero.toml\"");
    EXPECT_NE(complaint({"--config", file("port = = 1\n")}).find("settings.toml line 1: "), std::string::npos);
    EXPECT_NE(complaint({"--config", file("port = 1.5\n")}).find("port must be text in quotes"), std::string::npos);
    EXPECT_NE(complaint({"--config", file("[server]\nport = 1\n")}).find("there is no setting \"server\""),
              std::string::npos);
    EXPECT_NE(complaint({"--config", folder.string()}), "");
}

TEST_F(ConfigTest, RefusesAFlagWithoutItsValue) {
    EXPECT_EQ(complaint({"--port"}), "flag --port: the value is missing; expected a whole number from 0 to 65535");
    EXPECT_EQ(complaint({"--address", "--demo"}), "flag --address: the value is missing; expected one line of text");
    EXPECT_EQ(complaint({"--config"}), "flag --config: the value is missing; expected a file");
}

TEST_F(ConfigTest, KnowsOnlyDeclaredNames) {
    const Config config;
    EXPECT_THROW(static_cast<void>(config.text("colour")), std::logic_error);
    EXPECT_THROW(static_cast<void>(config.integer("address")), std::logic_error);
    EXPECT_THROW(static_cast<void>(config.flag("port")), std::logic_error);
}

TEST_F(ConfigTest, DocumentsEverySetting) {
    const auto help = settings_help();
    const auto table = settings_markdown();
    for (const auto& setting : all_settings()) {
        EXPECT_NE(help.find("--" + std::string{setting.name} + " "), std::string::npos) << setting.name;
        EXPECT_NE(help.find(setting.help), std::string::npos) << setting.name;
        EXPECT_NE(table.find("| `" + std::string{setting.name} + "` | `HERO_"), std::string::npos) << setting.name;
    }
    EXPECT_NE(table.find("| `io-threads` | `HERO_IO_THREADS` | 0 | a whole number from 0 to 64 |"), std::string::npos);
}

TEST_F(ConfigTest, KeepsItsPageOfTheDocumentationTrue) {
    std::ifstream page(test::checkout() / "docs/configuration.md");
    const std::string text{std::istreambuf_iterator<char>(page), {}};
    EXPECT_EQ(text, settings_markdown()) << "build/hero settings > docs/configuration.md";
}

}  // namespace
}  // namespace hero
