#include "base/json.hpp"

#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/parse.hpp>

#include <set>
#include <string>
#include <vector>

namespace hero {

namespace json = boost::json;

namespace {

constexpr std::size_t deepest = 32;

// Hears of every key and stops at one it has heard before in the same object. (json::parse keeps the last one and says
// nothing.)
class Keys {
public:
    using error = json::error_code;
    static constexpr std::size_t max_object_size = std::size_t(-1);
    static constexpr std::size_t max_array_size = std::size_t(-1);
    static constexpr std::size_t max_key_size = std::size_t(-1);
    static constexpr std::size_t max_string_size = std::size_t(-1);

    static bool on_document_begin(error&) { return true; }
    static bool on_document_end(error&) { return true; }
    bool on_object_begin(error&) {
        objects_.emplace_back();
        return true;
    }
    bool on_object_end(std::size_t, error&) {
        objects_.pop_back();
        return true;
    }
    static bool on_array_begin(error&) { return true; }
    static bool on_array_end(std::size_t, error&) { return true; }
    bool on_key_part(json::string_view part, std::size_t, error&) {
        key_ += part;
        return true;
    }
    bool on_key(json::string_view part, std::size_t, error& failed) {
        key_ += part;
        const bool fresh = objects_.back().insert(std::move(key_)).second;
        key_.clear();
        if (!fresh) failed = json::error::syntax;
        return fresh;
    }
    static bool on_string_part(json::string_view, std::size_t, error&) { return true; }
    static bool on_string(json::string_view, std::size_t, error&) { return true; }
    static bool on_number_part(json::string_view, error&) { return true; }
    static bool on_int64(std::int64_t, json::string_view, error&) { return true; }
    static bool on_uint64(std::uint64_t, json::string_view, error&) { return true; }
    static bool on_double(double, json::string_view, error&) { return true; }
    static bool on_bool(bool, error&) { return true; }
    static bool on_null(error&) { return true; }
    static bool on_comment_part(json::string_view, error&) { return true; }
    static bool on_comment(json::string_view, error&) { return true; }

private:
    std::vector<std::set<std::string>> objects_;
    std::string key_;
};

json::parse_options strict() {
    json::parse_options options;
    options.max_depth = deepest;
    return options;
}

bool has_twins(std::string_view text) {
    json::basic_parser<Keys> parser(strict());
    json::error_code failed;
    parser.write_some(false, text.data(), text.size(), failed);
    return failed.failed();
}

}  // namespace

std::optional<json::value> parse_json(std::string_view text) {
    if (has_twins(text)) return std::nullopt;
    json::error_code failed;
    auto value = json::parse(text, failed, {}, strict());
    if (failed) return std::nullopt;
    return value;
}

const json::value* member(const json::value& value, std::string_view name) {
    const auto* object = value.if_object();
    return object ? object->if_contains(name) : nullptr;
}

std::string_view text_member(const json::value& value, std::string_view name) {
    const auto* found = member(value, name);
    const auto* text = found ? found->if_string() : nullptr;
    return text ? std::string_view{text->data(), text->size()} : std::string_view{};
}

}  // namespace hero
