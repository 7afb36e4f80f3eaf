#pragma once
// Several lists in the same order, read as one. Each team has its own list (its own index); they are merged here.
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "tickets/tickets.hpp"

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

// One list, read in batches as far as it is asked for.
class Lane {
public:
    struct Source {
        std::function<db::Rows(Place after, int most)> rows;  // in order
        std::function<Place(const Ticket&)> place;
    };
    Lane(Source source, Place after, int batch);

    [[nodiscard]] bool ended() const { return next_ == tickets_.size(); }
    [[nodiscard]] const Ticket& front() const { return tickets_[next_]; }
    [[nodiscard]] Place place() const { return source_.place(front()); }
    void pop();

private:
    void fill();

    Source source_;
    Place last_;
    int batch_;
    std::vector<Ticket> tickets_;
    std::size_t next_ = 0;
    bool more_ = true;
};

// The lane whose front comes first; nullptr when all have ended.
Lane* first_of(std::vector<Lane>& lanes);

}  // namespace hero
