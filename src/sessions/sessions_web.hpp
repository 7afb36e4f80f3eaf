#pragma once
// /masuk and /keluar.
#include "ui/ui.hpp"

namespace hero::web {

namespace sign_in {
Response new_form(Request& request, App& app);
Response create(Request& request, App& app);
}  // namespace sign_in
namespace demo_sign_in {
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

// Starts a session for somebody who has proven who they are: a new token each time, the old session ends.
Response start_session(Request& request, App& app, const Person& person, Channel channel, std::string_view destination);

// Where people of this role begin.
std::string home_of(const Person& person);

}  // namespace hero::web
