#pragma once
// Databases on the server HERO_TEST_POSTGRES. Making one takes the server a third of a second, so a used one is cleaned
// and handed to the next test: what a test made is dropped, every table holds again what the migrations put into it.
#include <string>

namespace hero::test::postgres {

// The URL of a migrated database that nobody else uses.
std::string borrow();
// Nobody may be connected to it any more.
void give_back(const std::string& url);

// The URL of a new, empty database.
std::string create();
void drop(const std::string& url);

}  // namespace hero::test::postgres
