#include <stdexcept>

#include "base/http/http.hpp"

namespace hero::http {

namespace {

bool is_placeholder(std::string_view segment) {
    return segment.size() > 2 && segment.front() == '{' && segment.back() == '}';
}

// Takes the next segment of a path that starts with '/'; false at its end.
bool next_segment(std::string_view& rest, std::string_view& segment) {
    if (rest.empty()) return false;
    rest.remove_prefix(1);
    segment = rest.substr(0, rest.find('/'));
    rest.remove_prefix(segment.size());
    return true;
}

}  // namespace

Pattern::Pattern(std::string_view pattern) : text_(pattern) {
    if (!pattern.starts_with('/')) throw std::invalid_argument("a pattern starts with '/': " + text_);
    for (std::string_view segment; next_segment(pattern, segment);) segments_.emplace_back(segment);
}

bool Pattern::match(std::string_view path, std::map<std::string, std::string, std::less<>>& params) const {
    if (!path.starts_with('/')) return false;
    auto rest = path;
    std::string_view segment;
    for (const auto& expected : segments_) {
        if (!next_segment(rest, segment)) return false;
        if (is_placeholder(expected) ? segment.empty() : segment != expected) return false;
    }
    if (!rest.empty()) return false;

    rest = path;
    for (const auto& expected : segments_) {
        next_segment(rest, segment);
        if (is_placeholder(expected)) params[expected.substr(1, expected.size() - 2)] = segment;
    }
    return true;
}

}  // namespace hero::http
