#include "base/http/target.hpp"

#include <algorithm>

#include "base/http/ascii.hpp"
#include "base/text.hpp"

namespace hero::http {

namespace {

bool has_dot_segment(std::string_view path) {
    while (!path.empty()) {
        const auto segment = take_until(path, '/');
        if (segment == "." || segment == "..") return true;
    }
    return false;
}

// "http://host/path" → "/path", the host in `authority`.
std::string_view without_origin(std::string_view target, std::string_view& authority) {
    const auto scheme = target.substr(0, target.find("://"));
    if (!same_word(scheme, "http") && !same_word(scheme, "https")) return target;
    target.remove_prefix(scheme.size() + 3);
    authority = target.substr(0, target.find_first_of("/?"));
    target.remove_prefix(authority.size());
    return target.empty() ? "/" : target;
}

}  // namespace

std::optional<std::string> percent_decoded(std::string_view text) {
    std::string result;
    result.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            result += text[i];
            continue;
        }
        if (i + 2 >= text.size()) return {};
        const int high = hex_value(text[i + 1]);
        const int low = hex_value(text[i + 2]);
        if (high < 0 || low < 0) return {};
        result += static_cast<char>(high << 4 | low);
        i += 2;
    }
    return result;
}

std::optional<Target> read_target(std::string_view target) {
    Target result;
    if (!target.starts_with('/')) {
        target = without_origin(target, result.authority);
        if (!target.starts_with('/') || !is_authority(result.authority)) return {};
    }
    if (target.find('#') != std::string_view::npos) return {};
    auto path = percent_decoded(take_until(target, '?'));
    if (!path || has_dot_segment(*path)) return {};
    if (std::any_of(path->begin(), path->end(), is_control) || !is_clean_utf8(*path)) return {};
    result.path = std::move(*path);
    if (!target.empty()) result.query = parse_urlencoded(target);
    return result;
}

bool is_authority(std::string_view text) {
    return !text.empty() && text.size() <= 255 && std::all_of(text.begin(), text.end(), [](char c) {
        return is_letter(c) || is_digit(c) || std::string_view("-._:[]").find(c) != std::string_view::npos;
    });
}

}  // namespace hero::http
