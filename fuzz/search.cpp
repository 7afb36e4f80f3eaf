// What is typed into a search box: the answers' search, and the pattern for the database.
#include <sqlite3.h>

#include "base/utf8.hpp"
#include "fuzz/fuzz.hpp"
#include "pages/pages.hpp"
#include "tickets/inside.hpp"

namespace {

// Whether SQLite takes the pattern; that it is one, not more, is its business.
bool sqlite_takes(const std::string& pattern) {
    static sqlite3* db = [] {
        sqlite3* opened = nullptr;
        MUST_HOLD(sqlite3_open(":memory:", &opened) == SQLITE_OK);
        return opened;
    }();
    sqlite3_stmt* statement = nullptr;
    MUST_HOLD(sqlite3_prepare_v2(db, "SELECT 'tiket' LIKE ?1 ESCAPE '\\'", -1, &statement, nullptr) == SQLITE_OK);
    sqlite3_bind_text(statement, 1, pattern.data(), static_cast<int>(pattern.size()), SQLITE_STATIC);
    const bool taken = sqlite3_step(statement) == SQLITE_ROW;
    sqlite3_finalize(statement);
    return taken;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const auto input = hero::fuzz::text_of(bytes, size);
    for (const auto lang : {hero::Lang::id, hero::Lang::en}) {
        MUST_HOLD(hero::search_faq(lang, input, 5).size() <= 5);
        MUST_HOLD(hero::suggest(lang, "e-ska", input, 3).size() <= 3);
    }
    const auto pattern = hero::tickets::pattern_of(input);
    MUST_HOLD(hero::utf8::is_valid(pattern) && pattern.find('\0') == std::string::npos);
    MUST_HOLD(pattern.starts_with('%') && pattern.ends_with('%'));
    MUST_HOLD(pattern.find_first_of("%_\\", 1) >= pattern.size() - 1);
    MUST_HOLD(sqlite_takes(pattern));
    return 0;
}
