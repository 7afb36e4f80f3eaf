#pragma once
// The cast of the demo (src/demo/cast.hpp: all of them invented) at a desk of its own, for the tests of rules.
//
//     test::Office office;
//     const auto ticket = office.open("ashari", "hero");
//     office.write([&](Tx& tx) { take(tx, office.person("budi"), ticket); });
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "demo/cast.hpp"
#include "tests/ask.hpp"
#include "tests/database.hpp"
#include "tickets/tickets.hpp"

namespace hero::test {

class Office : public TestDatabase {
public:
    Office() { hire(); }
    explicit Office(const DatabaseOptions& wanted) : TestDatabase(wanted) { hire(); }

    // Catalogue, calendar and periods as that transaction sees them.
    Desk desk(Tx& tx) { return {catalogs_.get(tx), calendars_.get(tx), periods}; }
    // One of the cast, who all are there from the start. `people_` never changes: the reference stays.
    const Person& person(std::string_view key) const;
    std::int64_t team(std::string_view code) const;
    // A draft with nothing to complain about; a submit_id of its own each time.
    TicketDraft draft(std::string_view service = "hero");
    // How that person signs in.
    Channel channel(std::string_view key);

    template <typename Closure>
    auto write(Closure&& closure) {
        return db.write(std::forward<Closure>(closure));
    }
    template <typename Closure>
    auto read(Closure&& closure) {
        return db.read(std::forward<Closure>(closure));
    }

    Ticket open(std::string_view requester, std::string_view service = "hero");
    Ticket open(std::string_view requester, const TicketDraft& draft);
    Ticket now(const Ticket& ticket);
    std::vector<std::string> happenings(const Ticket& ticket);
    // "event > name" of every mail about that ticket as they were queued; those of one event by name.
    std::vector<std::string> mails(const Ticket& ticket);

    Periods periods;

private:
    void hire();

    CatalogCache catalogs_;
    CalendarCache calendars_;
    std::map<std::string, Person, std::less<>> people_;
    std::map<std::string, std::int64_t, std::less<>> teams_;
    int forms_ = 0;
};

// The message key of the Conflict, "NotFound", or "" when nothing is thrown.
template <typename Closure>
std::string refusal_of(Closure&& closure) {
    try {
        closure();
    } catch (const NotFound&) {
        return "NotFound";
    } catch (const Conflict& conflict) {
        return conflict.message;
    }
    return "";
}

}  // namespace hero::test
