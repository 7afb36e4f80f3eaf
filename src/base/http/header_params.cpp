#include "base/http/header_params.hpp"

#include "base/http/ascii.hpp"
#include "base/http/target.hpp"

namespace hero::http {

namespace {

void skip_blanks(std::string_view& rest) {
    while (rest.starts_with(' ') || rest.starts_with('\t')) rest.remove_prefix(1);
}

// Browsers escape only quotes, some old ones nothing: a backslash before another character is part of a path.
std::optional<std::string> quoted_string(std::string_view& rest) {
    std::string result;
    for (std::size_t i = 1; i < rest.size(); ++i) {
        if (rest[i] == '"') {
            rest.remove_prefix(i + 1);
            return result;
        }
        const bool escape = rest[i] == '\\' && i + 1 < rest.size() && (rest[i + 1] == '"' || rest[i + 1] == '\\');
        if (escape) ++i;
        result += rest[i];
    }
    return {};
}

std::string_view token(std::string_view& rest) {
    std::size_t end = 0;
    while (end < rest.size() && is_token_character(rest[end])) ++end;
    const auto result = rest.substr(0, end);
    rest.remove_prefix(end);
    return result;
}

std::optional<std::string> param_value(std::string_view& rest) {
    if (rest.starts_with('"')) return quoted_string(rest);
    const auto end = rest.find_first_of("; \t");
    auto value = std::string(rest.substr(0, end));
    if (value.empty()) return {};
    rest.remove_prefix(value.size());
    return value;
}

}  // namespace

const std::string* HeaderParams::find(std::string_view lower_case_name) const {
    for (const auto& [name, param] : params)
        if (name == lower_case_name) return &param;
    return nullptr;
}

std::optional<HeaderParams> parse_header_params(std::string_view text) {
    HeaderParams result;
    result.value = without_blanks(text.substr(0, text.find(';')));
    auto rest = text.substr(std::min(text.size(), text.find(';')));
    while (true) {
        skip_blanks(rest);
        if (rest.empty()) return result;
        if (rest.front() != ';') return {};
        rest.remove_prefix(1);
        skip_blanks(rest);
        if (rest.empty() || rest.front() == ';') continue;

        std::string name(token(rest));
        for (auto& c : name) c = lower(c);
        skip_blanks(rest);
        if (name.empty() || !rest.starts_with('=')) return {};
        rest.remove_prefix(1);
        skip_blanks(rest);
        auto value = param_value(rest);
        if (!value || result.find(name)) return {};
        result.params.emplace_back(std::move(name), std::move(*value));
    }
}

std::optional<std::string> extended_value_decoded(std::string_view text) {
    const auto charset = take_until(text, '\'');
    if (!same_word(charset, "utf-8") || text.find('\'') == std::string_view::npos) return {};
    take_until(text, '\'');
    return percent_decoded(text);
}

}  // namespace hero::http
