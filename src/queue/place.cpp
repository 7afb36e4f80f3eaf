#include "queue/place.hpp"

#include <limits>

#include "base/text.hpp"

namespace hero {

std::string text_of(Place place) { return std::to_string(place.value) + "." + std::to_string(place.id); }

std::optional<Place> place_of(std::string_view text) {
    const auto parts = split(text, '.');
    if (parts.size() != 2) return std::nullopt;
    const auto value = whole_number(parts[0]);
    const auto id = whole_number(parts[1]);
    constexpr auto without_opposite = std::numeric_limits<std::int64_t>::min();
    if (!value || !id || *value == without_opposite || *id == without_opposite) return std::nullopt;
    return Place{*value, *id};
}

}  // namespace hero
