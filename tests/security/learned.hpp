#pragma once
// What the tests of docs/threats.md share: a ticket as a browser files it, and looking through our own source.
#include <string>
#include <string_view>
#include <vector>

#include "tests/app.hpp"

namespace hero::test {

// A complete form for E-SKA with that subject and description; a submit_id of its own each time.
Fields ticket_form(std::string_view subject, std::string_view description);

// Files the ticket and gives its path, "/tiket/A-ESKA26000001"; "" when it was refused.
std::string file_ticket(Browser& browser, std::string_view subject, std::string_view description);

inline bool holds(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

// A file of src/ that goes into the program (no tests), with its name relative to src/.
struct SourceFile {
    std::string name;
    std::string text;
};
const std::vector<SourceFile>& program_sources();

// Names of those that hold one of these texts, sorted.
std::vector<std::string> sources_with(const std::vector<std::string_view>& texts);

// "pattern" of every route, and names of every setting, that hold one of these words.
std::vector<std::string> routes_with(const std::vector<std::string_view>& words);
std::vector<std::string> settings_with(const std::vector<std::string_view>& words);

// Addresses and details of all letters that were queued, in order, as one text.
std::string queued_letters(TestApp& app);

}  // namespace hero::test
