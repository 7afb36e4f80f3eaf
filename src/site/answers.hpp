#pragma once
// Answers that no handler gives: refusals, old forms, and what was thrown.
#include <optional>
#include <string>

#include "ui/page.hpp"
#include "ui/routing.hpp"

namespace hero {

// A visitor is sent to sign in and comes back; somebody whose session ended while they typed gets their words back;
// somebody without the role sees a page that is not there, or is not theirs.
Response refused_by_guard(const Request& request, Guard guard);

// A program without a token that works (401, always the same), or with one that lacks that scope (403).
Response refused_token(std::optional<Scope> missing);

// The form was open too long: what was typed is shown, ready to be sent again (files are not).
Response expired_form(const Request& request);

// Somebody was faster: what they did is said, the words that were typed are shown to be copied, and the page to go on
// from is `path`.
Response conflict_page(const Request& request, const Conflict& conflict, std::string_view path);

// To be called in a catch block. `code` receives the support code of a 5xx.
Response answer_to_exception(const Request& request, std::string& code);

}  // namespace hero
