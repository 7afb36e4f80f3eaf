#pragma once
// Settings, declared once in config.cpp (name, kind, default, help, secret?). Sources, later wins:
// the default, the file hero.toml, the environment (HERO_NAME), the flag (--name).
#include <cstdint>
#include <map>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace hero {

enum class SettingKind { text, integer, boolean, choice };

struct Setting {
    std::string_view name;  // "worker-threads"; HERO_WORKER_THREADS; --worker-threads
    SettingKind kind;
    std::string_view fallback;  // the default, as text
    std::string_view help;      // one English sentence; documents units
    bool secret = false;        // shown as "(set)" and never logged
    // Of a choice: "none|info". Of an integer: "min..max". Of a text: its forms ("|postgresql://…", where … stands for
    // anything and nothing for an empty value); no forms allow any line.
    std::string_view choices = {};
};

// Every setting there is, in the order of the documentation.
std::span<const Setting> all_settings();

// What a setting takes, in words: "a whole number from 0 to 65535", "on or off", "nothing or postgresql://…".
std::string allowed_in(const Setting& setting);

// A wrong or unknown setting: one clear line for the person who starts HERO.
struct ConfigError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

class Config {
public:
    // Defaults only: for tests.
    Config();

    // `environment` holds NAME=value entries; `flags` what follows the subcommand, without it. The file is the one
    // named by --config or HERO_CONFIG, else hero.toml in the working folder when it exists. A HERO_ variable that is
    // no setting is a mistake (but for HERO_CONFIG, HERO_TEST_… and HERO_FAULT…). Words that are no setting are left in
    // `rest`, in order. Throws ConfigError.
    static Config load(const std::vector<std::string>& flags, const std::vector<std::string>& environment,
                       std::vector<std::string>& rest);

    // Throws std::logic_error for a name that is not declared.
    [[nodiscard]] const std::string& text(std::string_view name) const;
    [[nodiscard]] std::int64_t integer(std::string_view name) const;
    [[nodiscard]] bool flag(std::string_view name) const;

    // Checks like load. Throws ConfigError.
    void set(std::string_view name, std::string_view value, std::string_view source);

private:
    std::map<std::string, std::string, std::less<>> values_;
};

// The settings as the text of --help, and as the Markdown of docs/configuration.md.
std::string settings_help();
std::string settings_markdown();

}  // namespace hero
