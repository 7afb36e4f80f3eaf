#pragma once
// /masuk, with a provider or without, /keluar and /akun.
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
// Both want to know once more who asks: a local account's password, else a sign-in of the last ten minutes.
namespace session_end {
Response create(Request& request, App& app);
}
namespace all_sessions_end {
Response create(Request& request, App& app);
}
// Somebody is still there: answers {"detik": seconds until the session ends}.
namespace session_extension {
Response create(Request& request, App& app);
}

// /masuk/kode, the second step of signing in, and /masuk/sandi-baru/{kunci}, where an administrator's link leads.
namespace second_step {
Response new_form(Request& request, App& app);
Response create(Request& request, App& app);
}  // namespace second_step
namespace new_password {
Response new_form(Request& request, App& app);
Response create(Request& request, App& app);
}  // namespace new_password

// /akun/sandi: one's own password, by whoever knows the present one.
namespace own_password {
Response new_form(Request& request, App& app);
Response create(Request& request, App& app);
}  // namespace own_password

// /akun/dua-langkah: an authenticator app and recovery codes.
namespace second_factor {
Response show(Request& request, App& app);
Response create(Request& request, App& app);
}  // namespace second_factor
namespace factor_confirmation {
Response create(Request& request, App& app);
}
namespace factor_removal {
Response create(Request& request, App& app);
}
namespace recovery_codes {
Response create(Request& request, App& app);
}

// /akun/token, and /api/saya for whoever has one.
namespace tokens {
Response index(Request& request, App& app);
Response create(Request& request, App& app);
}  // namespace tokens
namespace token_revocations {
Response create(Request& request, App& app);
}
namespace me {
Response show(Request& request, App& app);
}

// Somebody has given the right password of a local account: on to the second step, or in.
Response after_password(Request& request, App& app, const Person& person);

// Into the audit log: whom it was about (the person's id), when that is known. What was typed is not kept: it may be a
// password.
void record_refusal(const Request& request, App& app, Channel channel, std::optional<std::int64_t> meant,
                    std::string_view why);

// The sign-in page with the form that came back, if one did.
enum class Panel { none, local, directory, demo };
struct SignInTry {
    Panel panel = Panel::none;
    FieldErrors errors{};
    std::string user_name{};
};
Page sign_in_page(Request& request, App& app, const SignInTry& tried = {});

// Starts a session for somebody who has proven who they are: a new token each time, the old session ends.
Response start_session(Request& request, App& app, const Person& person, Channel channel, std::string_view destination,
                       Steps steps = Steps::one);

// The answer to somebody whose session has ended by their own wish: the browser forgets it, and what it kept of pages.
Response signed_out();
// Counts a try to sign in. Who is stopped leaves a row in the audit log, one an hour for each network: whose account
// was meant is not in it. Throws TooManyRequests.
void count_sign_in(const Request& request, App& app, const Limit& limit, std::string_view key);

// Where people of this role begin.
std::string home_of(const Person& person);

}  // namespace hero::web
