#include "queue/lanes.hpp"

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

Lane::Lane(Source source, Place after, int batch) : source_(std::move(source)), last_(after), batch_(batch) { fill(); }

void Lane::pop() {
    last_ = place();
    ++next_;
    if (ended() && more_) fill();
}

void Lane::fill() {
    const auto rows = source_.rows(last_, batch_);
    more_ = rows.size() == static_cast<std::size_t>(batch_);
    tickets_.clear();
    next_ = 0;
    for (const auto& row : rows) tickets_.push_back(ticket_from(row));
}

Lane* first_of(std::vector<Lane>& lanes) {
    Lane* first = nullptr;
    for (auto& lane : lanes)
        if (!lane.ended() && (!first || lane.place() < first->place())) first = &lane;
    return first;
}

}  // namespace hero
