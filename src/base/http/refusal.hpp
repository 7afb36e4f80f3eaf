#pragma once
// What the server answers by itself, without a handler.
#include <string_view>

#include "base/http/http.hpp"

namespace hero::http {

// A short page in both languages with the security headers. 503 says when to try again. `https`: people come by HTTPS,
// so that Strict-Transport-Security is sent.
Response refusal(int status, bool https);

// "Not Found"; "" for a status without a registered name.
std::string_view reason_of(int status);

}  // namespace hero::http
