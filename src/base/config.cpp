#include "base/config.hpp"

#define TOML_HEADER_ONLY 0
#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <filesystem>
#include <numeric>
#include <optional>

#include "base/text.hpp"

namespace hero {
namespace {

const Setting* find_setting(std::string_view name) {
    const auto found = std::ranges::find(all_settings(), name, &Setting::name);
    return found == all_settings().end() ? nullptr : &*found;
}

// How many letters must be changed, added or left out to make one of the other.
std::size_t distance(std::string_view left, std::string_view right) {
    std::vector<std::size_t> row(right.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < left.size(); ++i) {
        std::size_t diagonal = row[0]++;
        for (std::size_t j = 0; j < right.size(); ++j) {
            const auto changed = diagonal + (left[i] == right[j] ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({changed, row[j] + 1, diagonal + 1});
        }
    }
    return row.back();
}

std::string unknown(std::string_view name, std::string_view source) {
    const auto nearest =
        std::ranges::min_element(all_settings(), {}, [name](const auto& known) { return distance(name, known.name); });
    const auto away = distance(name, nearest->name);
    const bool close = away <= 3 && 2 * away <= name.size();
    return fmt::format("{}: there is no setting \"{}\"{}", source, name,
                       close ? fmt::format("; did you mean \"{}\"?", nearest->name) : "");
}

std::optional<std::string> boolean_of(std::string_view typed) {
    const auto value = folded(typed);
    if (value == "on" || value == "true" || value == "1" || value == "yes") return "true";
    if (value == "off" || value == "false" || value == "0" || value == "no") return "false";
    return std::nullopt;
}

std::optional<std::string> integer_of(std::string_view typed, std::string_view range) {
    const auto number = whole_number(trimmed(typed));
    const auto dots = range.find("..");
    const bool fits =
        number && *number >= whole_number(range.substr(0, dots)) && *number <= whole_number(range.substr(dots + 2));
    return fits ? std::optional{std::to_string(*number)} : std::nullopt;
}

// Forms separated by '|'; one that ends in "…" allows whatever follows. No forms allow everything.
bool has_form(std::string_view value, std::string_view forms) {
    if (forms.empty()) return true;
    constexpr std::string_view more = "…";
    return std::ranges::any_of(split(forms, '|'), [value, more](std::string_view form) {
        if (!form.ends_with(more)) return value == form;
        form.remove_suffix(more.size());
        return value.starts_with(form) && value.size() > form.size();
    });
}

// The value as it is kept, or nothing when it is not allowed.
std::optional<std::string> checked(const Setting& setting, std::string_view typed) {
    switch (setting.kind) {
        case SettingKind::boolean:
            return boolean_of(typed);
        case SettingKind::integer:
            return integer_of(typed, setting.choices);
        case SettingKind::choice:
        case SettingKind::text:
            break;
    }
    const bool clean = is_clean_utf8(typed) && typed.find_first_of("\r\n") == std::string_view::npos;
    return clean && has_form(typed, setting.choices) ? std::optional{std::string{typed}} : std::nullopt;
}

// ---- The file --------------------------------------------------------------------------------------------------

std::string text_of(const toml::node& node, std::string_view name, std::string_view source) {
    if (const auto* text = node.as_string()) return text->get();
    if (const auto* number = node.as_integer()) return std::to_string(number->get());
    if (const auto* boolean = node.as_boolean()) return boolean->get() ? "true" : "false";
    throw ConfigError(find_setting(name)
                          ? fmt::format("{}: {} must be text in quotes, a whole number, true or false", source, name)
                          : unknown(name, source));
}

void read_file(Config& config, const std::string& path) {
    toml::table table;
    try {
        table = toml::parse_file(path);
    } catch (const toml::parse_error& error) {
        const auto line = error.source().begin.line;
        throw ConfigError(line ? fmt::format("{} line {}: {}", path, line, error.description())
                               : fmt::format("{}: {}", path, error.description()));
    }
    for (const auto& [key, node] : table) {
        std::string name{key.str()};
        std::ranges::replace(name, '_', '-');
        const auto source = fmt::format("{} line {}", path, key.source().begin.line);
        config.set(name, text_of(node, name, source), source);
    }
}

// ---- The environment -------------------------------------------------------------------------------------------

void read_environment(Config& config, const std::vector<std::string>& environment) {
    for (const auto& entry : environment) {
        const auto equals = std::min(entry.find('='), entry.size());
        const auto variable = entry.substr(0, equals);
        const bool ours = variable.starts_with("HERO_") && !variable.starts_with("HERO_TEST_") &&
                          !variable.starts_with("HERO_FAULT") && variable != "HERO_CONFIG";
        if (!ours) continue;
        auto name = folded(variable.substr(5));
        std::ranges::replace(name, '_', '-');
        config.set(name, entry.substr(std::min(equals + 1, entry.size())), "environment " + variable);
    }
}

std::optional<std::string> variable(const std::vector<std::string>& environment, std::string_view name) {
    for (const auto& entry : environment)
        if (entry.starts_with(name) && entry.substr(name.size(), 1) == "=") return entry.substr(name.size() + 1);
    return std::nullopt;
}

// ---- The command line ------------------------------------------------------------------------------------------

struct Flag {
    std::string name;
    std::string value;
};

struct CommandLine {
    std::vector<Flag> flags;
    std::vector<std::string> rest;
};

CommandLine read_flags(const std::vector<std::string>& words) {
    CommandLine line;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const auto& word = words[i];
        const auto equals = std::min(word.find('='), word.size());
        const auto name = word.starts_with("--") ? word.substr(2, equals - 2) : std::string{};
        const auto* setting = find_setting(name);
        if (!setting && name != "config") {
            line.rest.push_back(word);
            continue;
        }
        const bool boolean = setting && setting->kind == SettingKind::boolean;
        const bool more = i + 1 < words.size();
        if (equals < word.size()) {
            line.flags.push_back({name, word.substr(equals + 1)});
        } else if (boolean && !(more && boolean_of(words[i + 1]))) {
            line.flags.push_back({name, "true"});
        } else if (more && !words[i + 1].starts_with("--")) {
            line.flags.push_back({name, words[++i]});
        } else {
            throw ConfigError(fmt::format("flag --{}: the value is missing; expected {}", name,
                                          setting ? allowed_in(*setting) : "a file"));
        }
    }
    return line;
}

// The settings file, and nothing when there is none and none was asked for.
std::optional<std::string> file_to_read(const CommandLine& line, const std::vector<std::string>& environment) {
    auto asked = variable(environment, "HERO_CONFIG");
    for (const auto& flag : line.flags)
        if (flag.name == "config") asked = flag.value;
    const auto path = asked.value_or("hero.toml");
    if (std::filesystem::exists(path) && !std::filesystem::is_directory(path)) return path;
    if (asked) throw ConfigError(fmt::format("there is no settings file \"{}\"", path));
    return std::nullopt;
}

}  // namespace

Config::Config() {
    for (const auto& setting : all_settings()) values_.emplace(setting.name, setting.fallback);
}

Config Config::load(const std::vector<std::string>& flags, const std::vector<std::string>& environment,
                    std::vector<std::string>& rest) {
    Config config;
    auto line = read_flags(flags);
    if (const auto file = file_to_read(line, environment)) read_file(config, *file);
    read_environment(config, environment);
    for (const auto& flag : line.flags)
        if (flag.name != "config") config.set(flag.name, flag.value, "flag --" + flag.name);
    rest = std::move(line.rest);
    return config;
}

const std::string& Config::text(std::string_view name) const {
    const auto found = values_.find(name);
    if (found == values_.end()) throw std::logic_error(fmt::format("no setting is named {}", name));
    return found->second;
}

std::int64_t Config::integer(std::string_view name) const {
    const auto number = whole_number(text(name));
    if (!number) throw std::logic_error(fmt::format("the setting {} is no number", name));
    return *number;
}

bool Config::flag(std::string_view name) const {
    const auto& value = text(name);
    if (value != "true" && value != "false")
        throw std::logic_error(fmt::format("the setting {} is neither on nor off", name));
    return value == "true";
}

void Config::set(std::string_view name, std::string_view value, std::string_view source) {
    const auto* setting = find_setting(name);
    if (!setting) throw ConfigError(unknown(name, source));
    auto kept = checked(*setting, value);
    if (!kept) {
        const auto shown = setting->secret ? std::string{"(hidden)"} : clean_line(showable(value));
        throw ConfigError(
            fmt::format("{}: {} cannot be \"{}\"; expected {}", source, name, shown, allowed_in(*setting)));
    }
    values_.find(name)->second = std::move(*kept);
}

}  // namespace hero
