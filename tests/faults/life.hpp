#pragma once
// The small life of one ticket through the rules, on a SQLite file and a file store: each step can be tried again, as a
// person would whose request got no answer.
#include <array>
#include <map>
#include <string>
#include <string_view>

#include "attachments/attachments.hpp"
#include "base/db/db.hpp"
#include "tests/database.hpp"
#include "tickets/tickets.hpp"

namespace hero::test {

inline constexpr std::array<std::string_view, 6> steps{"submit", "reply", "take", "resolve", "confirm", "rate"};

enum class Durable { yes, no };  // whether SQLite syncs

// A folder with hero.db and files/.
class Life {
public:
    // Throws Unavailable when the database cannot be opened.
    Life(const std::string& folder, Durable durable);

    // Throws Unavailable when it could not be done now. `again`: an earlier try may have done it.
    void live(std::string_view step, bool again);
    // How often each step is in the database.
    std::map<std::string, int, std::less<>> done();
    // What the engine, the rules of src/integrity and the hashes of the files find; "" when nothing.
    std::string breaches();

    FrozenClock clock{start_of_test};
    Database db;
    FileStore store;

private:
    void submit();
    void reply_with_file();
    Ticket ticket(Tx& tx, const Person& requester);
    std::vector<StoredFile> stored(std::string_view content);
    Desk desk(Tx& tx);

    std::string folder_;
    CatalogCache catalogs_;
    CalendarCache calendars_;
};

// Opens tickets of other people.
void open_others(Life& life, int from, int to);

}  // namespace hero::test
