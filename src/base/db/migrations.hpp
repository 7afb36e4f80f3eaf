#pragma once
// The migrations embedded in this binary, in order. Neutral dialect, see docs/decisions/0002: `IDENTITY PRIMARY KEY`,
// `BIGINT`, `BLOB` and `STRICT` are turned into each engine's own words.
#include <span>

namespace hero::db {

struct Migration {
    int number;
    const char* name;    // "0001_people"
    const char* sha256;  // of the file as landed
    const char* text;
};

std::span<const Migration> migrations();

}  // namespace hero::db
