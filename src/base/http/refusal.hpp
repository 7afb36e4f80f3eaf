#pragma once
// What the server answers by itself, without a handler.
#include <string_view>

#include "base/http/http.hpp"

namespace hero::http {

// A short page in both languages with the security headers. 503 says when to try again.
Response refusal(int status);

// "Not Found"; "" for a status without a registered name.
std::string_view reason_of(int status);

}  // namespace hero::http
