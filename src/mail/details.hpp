#pragma once
// What a row of the outbox keeps of a notice, as JSON.
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/clock.hpp"

namespace hero {

struct NoticeDetails {
    bool confidential = false;
    std::vector<std::pair<std::string, std::string>> values;
    std::vector<std::pair<std::string, Instant>> dates;
};

std::string to_json(const NoticeDetails& details);
NoticeDetails details_from(std::string_view text);

}  // namespace hero
