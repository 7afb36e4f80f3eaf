#pragma once
// For the handlers of local accounts: whoever sits at an open session proves once more who they are, before something
// changes by which they are known.
#include "credentials/credentials.hpp"
#include "sessions/sessions_web.hpp"

namespace hero::web {

// The user name of the person who asks. Throws NotFound for somebody who has no local account: what is asked of them
// is their provider's business.
std::string own_user_name(const Request& request, App& app);

// Field `sandi` is their password. Counts a try: ten in ten minutes, then TooManyRequests. A wrong one leaves a row in
// the audit log.
bool password_proven(Request& request, App& app, std::string_view user_name);

// Field `kode` is a code of their second factor, which is used up then; true for somebody who has none.
bool code_proven(Tx& tx, const Request& request, const App& app);

// The form that comes back with that one mistake: `key` of the message.
FieldErrors one_error(const Request& request, std::string field, std::string_view key);

// A wrong code leaves a row in the audit log.
void record_wrong_proof(const Request& request, App& app);

// Both, and then `verb` in the transaction that used the code. False when the proof is wrong.
template <typename Verb>
bool with_proof(Request& request, App& app, std::string_view user_name, Verb verb) {
    if (!password_proven(request, app, user_name)) return false;
    const bool done = app.db.write([&](Tx& tx) {
        if (!code_proven(tx, request, app)) return false;
        verb(tx);
        return true;
    });
    if (!done) record_wrong_proof(request, app);
    return done;
}

}  // namespace hero::web
