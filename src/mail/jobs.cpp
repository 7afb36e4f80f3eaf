#include "mail/jobs.hpp"

#include <boost/json.hpp>

namespace hero {

namespace json = boost::json;

std::string payload_of(std::int64_t mail) { return "{\"id\":" + std::to_string(mail) + "}"; }

// The rule mails_nobody_sends (src/integrity) writes both in SQL.
std::string payload_of(const BundleName& bundle) {
    return json::serialize(
        json::object{{"ticket", bundle.ticket}, {"due", to_millis(bundle.due)}, {"bundle", bundle.key}});
}

std::variant<std::int64_t, BundleName> named_in(std::string_view payload) {
    const auto parsed = json::parse(payload);
    const auto& named = parsed.as_object();
    if (const auto* id = named.if_contains("id")) return id->as_int64();
    return BundleName{std::string(named.at("ticket").as_string()), from_millis(named.at("due").as_int64()),
                      std::string(named.at("bundle").as_string())};
}

}  // namespace hero
