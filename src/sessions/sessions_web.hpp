#pragma once
// /masuk, with a provider or without, and /keluar.
#include "ui/ui.hpp"

namespace hero::web {

namespace sign_in {
Response new_form(Request& request, App& app);
Response create(Request& request, App& app);
}  // namespace sign_in
namespace demo_sign_in {
Response create(Request& request, App& app);
}
// A browser leaves for a provider (new_form) and comes back from it (create). Both are links, not forms: the answer
// comes from another site, bound to this browser by a cookie.
namespace google_sign_in {
Response new_form(Request& request, App& app);
Response create(Request& request, App& app);
}  // namespace google_sign_in
namespace intranet_sign_in {
Response new_form(Request& request, App& app);
Response create(Request& request, App& app);
}  // namespace intranet_sign_in
namespace directory_sign_in {
Response create(Request& request, App& app);
}
namespace sign_out {
Response create(Request& request, App& app);
Response show(Request& request, App& app);
}  // namespace sign_out
namespace account {
Response show(Request& request, App& app);
Response update(Request& request, App& app);
}  // namespace account

// The sign-in page with the form that came back, if one did.
enum class Panel { none, local, directory };
struct SignInTry {
    Panel panel = Panel::none;
    FieldErrors errors{};
    std::string user_name{};
};
Page sign_in_page(Request& request, App& app, const SignInTry& tried = {});

// Starts a session for somebody who has proven who they are: a new token each time, the old session ends.
Response start_session(Request& request, App& app, const Person& person, Channel channel, std::string_view destination);

// Where people of this role begin.
std::string home_of(const Person& person);

}  // namespace hero::web
