#pragma once
// What a line of src/routes.cpp says: a method, a pattern, who may come in, and the handler.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ui/request.hpp"

namespace hero {

// `enrolling` is `signed_in` for the pages where an administrator sets up a second factor: until then, no other guard
// lets them in. `token` takes no cookie, but an API token of the route's scope.
enum class Guard { anyone, signed_in, staff, supervisor, admin, demo, enrolling, token };
std::string_view name_of(Guard guard);

// Whether `person` (nullptr: a visitor) may use a route with that guard.
bool lets_in(Guard guard, const Person* person);

// What happens to a form whose token is old: the frame answers with what was typed, or the handler shows its own form.
enum class Token { checked, shown_in_form };

// What an answer is made of. `database`: of that alone (no file, no letter, no other server), so that one state of it
// is read, and where the database lies in this process, quick answers are given on the thread that read the request.
enum class MadeOf { anything, database };

using Handler = Response (*)(Request&, App&);

struct Route {
    http::Method method;
    std::string_view pattern;
    Guard guard;
    Handler handler;
    Token token = Token::checked;
    std::optional<Scope> scope{};  // of Guard::token; nothing: any token will do
    MadeOf made_of = MadeOf::anything;
};

// THE list (src/routes.cpp).
const std::vector<Route>& all_routes();

}  // namespace hero
