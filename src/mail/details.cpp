#include "mail/details.hpp"

#include <boost/json.hpp>

#include "base/text.hpp"

namespace hero {

namespace json = boost::json;

std::string to_json(const NoticeDetails& details) {
    json::object values, dates;
    for (const auto& [name, value] : details.values) values[name] = showable(value);
    for (const auto& [name, at] : details.dates) dates[name] = to_millis(at);
    return json::serialize(json::object{{"confidential", details.confidential}, {"values", values}, {"dates", dates}});
}

NoticeDetails details_from(std::string_view text) {
    const auto parsed = json::parse(text);
    NoticeDetails details{parsed.at("confidential").as_bool(), {}, {}};
    for (const auto& [name, value] : parsed.at("values").as_object())
        details.values.emplace_back(name, value.as_string());
    for (const auto& [name, at] : parsed.at("dates").as_object())
        details.dates.emplace_back(name, from_millis(at.as_int64()));
    return details;
}

}  // namespace hero
