#pragma once
// A running demo of HERO as its visitors see it, and the words of a command line. What fails throws std::runtime_error.
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace bench {

struct Session {
    std::string cookie;
    std::string token;  // of its forms
};

// Signs in as one of the cast.
Session sign_in(std::uint16_t port, const std::string& person);

// The page at `path`; any status but 200 throws.
std::string page_at(std::uint16_t port, std::string_view path, std::string_view cookie);

// What stands between `before` and the next quotation mark, from `from` on; "" when `before` is not there.
std::string quoted_after(std::string_view page, std::string_view before, std::size_t from = 0);

// The numbers of the tickets a page links to as `prefix`NUMBER.
std::vector<std::string> numbers_on(std::string_view page, std::string_view prefix);

// The request that files a ticket, each time another one.
std::string submission(const Session& session);

// GET requests of `prefix`NUMBER`query`, one number after the other.
std::function<std::string()> each_of(std::string prefix, const std::vector<std::string>& numbers, std::string cookie,
                                     std::string query = "");

// Files a ticket and gives its number.
std::string file_ticket(std::uint16_t port, const Session& session);

// What main does: `run` on the words of the command line, 2 and the reason when it throws.
int run_program(const char* name, int count, char** words, int (*run)(const std::vector<std::string_view>&));

// A number of the command line.
int number_of(std::string_view word, int lowest, int highest);

}  // namespace bench
