#pragma once
// A request, with who sent it and in which language it is answered.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/app.hpp"
#include "base/http/http.hpp"
#include "sessions/sessions.hpp"

namespace hero {

using Response = http::Response;

class Request {
public:
    Request(http::Request& raw, const App& app, std::optional<Session> session);

    http::Request& raw;  // query, form, headers, remote
    const App& app;

    // Who asks. `person` is for routes behind a guard: throws std::logic_error for a visitor.
    [[nodiscard]] const Person& person() const;
    [[nodiscard]] const Person* who() const { return session_ ? &session_->person : nullptr; }
    [[nodiscard]] const Session& session() const;
    [[nodiscard]] Lang lang() const { return lang_; }

    [[nodiscard]] const std::string& param(std::string_view name) const { return raw.param(name); }
    [[nodiscard]] const std::string& query(std::string_view name) const { return raw.query.get(name); }
    // By the name a handler set it under, whatever prefix it travels with; "" when absent.
    [[nodiscard]] std::string cookie(std::string_view name) const;
    // A form field cleaned for use: one line, or several; raw bytes by raw.form.
    [[nodiscard]] std::string line(std::string_view field) const;
    [[nodiscard]] std::string text(std::string_view field) const;
    // The whole numbers of a field that may be there several times (checkboxes); what is none is left out.
    [[nodiscard]] std::vector<std::int64_t> numbers(std::string_view field) const;

    // The token for forms of this page; "" for a visitor.
    [[nodiscard]] const std::string& form_token() const { return form_token_; }
    // False when the form's token is missing or of another session. Only routes with Token::shown_in_form see false.
    [[nodiscard]] bool token_ok() const { return token_ok_; }
    // The token fits, or the browser itself said that a page of ours sent this: what says otherwise never comes so far.
    // Where a form comes back because its token is out of date, its files are taken from such a browser alone.
    [[nodiscard]] bool is_own() const {
        return token_ok_ || !raw.header("sec-fetch-site").empty() || !raw.header("origin").empty();
    }
    void set_token_ok(bool ok) { token_ok_ = ok; }

    // htmx asked for a part of the page.
    [[nodiscard]] bool wants_fragment() const;
    // The path and query of this page, for "sign in and come back" and the language switch.
    [[nodiscard]] std::string here() const;
    // The page of this site that sent the request: "/petugas/tiket/…?tampilan=saya"; "" when it is not known.
    [[nodiscard]] std::string came_from() const;

private:
    std::optional<Session> session_;
    Lang lang_;
    std::string form_token_;
    bool token_ok_ = true;
};

// The flash of a ticket just filed: the page of the ticket shows what happens next instead of one line.
inline constexpr std::string_view fresh_ticket_flash = "t.berhasil";

// 303 to a path of this site. With `flash`, the next page shows that word as a success message, once.
Response see_other(std::string_view path);
Response see_other(std::string_view path, std::string_view flash,
                   const std::vector<std::pair<std::string, std::string>>& values = {});

// A path of this site, safe to redirect to: "/tiket?tab=open"; `fallback` for anything else (absolute, "//", "\\",
// control characters).
std::string own_path(std::string_view path, std::string_view fallback);

// The files of a form (fields berkas, terlampir, submit_id) for `place`; those that fail the checks are left out. What
// is wrong with them, or with the whole body, is added under "berkas". Nothing is kept yet: the verb takes them, or
// keep_files when the form comes back.
FormFiles sent_files(Request& request, App& app, const std::string& place, FieldErrors& errors);
// They wait for the form, whatever else is wrong with it: nobody uploads them twice.
void keep_files(Request& request, App& app, const FormFiles& files);

// Adds to what is wrong that a field was longer than one may be sent, and only its beginning is shown again.
void complain_about_cut(const Request& request, FieldErrors& errors);

// The button "Hapus" beside a waiting file (hapus_berkas): true when this request is that.
bool drop_upload(Request& request, App& app);

}  // namespace hero
