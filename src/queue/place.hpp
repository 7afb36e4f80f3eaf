#pragma once
// Where a list goes on.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace hero {

// Where a ticket stands in the order of a list: smaller comes first, the id decides between equals.
struct Place {
    std::int64_t value = 0;
    std::int64_t id = 0;
    auto operator<=>(const Place&) const = default;
};

// A place as a page's cursor and back; nothing for what is none.
std::string text_of(Place place);
std::optional<Place> place_of(std::string_view text);

}  // namespace hero
