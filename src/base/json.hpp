#pragma once
// JSON that somebody else wrote.
#include <boost/json/value.hpp>

#include <optional>
#include <string_view>

namespace hero {

// Strict (RFC 8259): UTF-8, nothing around it, at most 32 deep, and no object has a key twice, because two readers
// would then read two things. Nothing when it is anything else.
std::optional<boost::json::value> parse_json(std::string_view text);

// The member of an object, or nullptr: when there is none, or `value` is no object.
const boost::json::value* member(const boost::json::value& value, std::string_view name);
// The same when it is a text, else "".
std::string_view text_member(const boost::json::value& value, std::string_view name);

}  // namespace hero
