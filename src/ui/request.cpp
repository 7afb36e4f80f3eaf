#include "ui/request.hpp"

#include <stdexcept>

#include "base/text.hpp"

namespace hero {

namespace {

Lang language_of(const http::Request& raw, const App& app, const std::optional<Session>& session) {
    if (const auto& asked = raw.query.get("lang"); asked == "id" || asked == "en") return lang_of(asked);
    if (const auto chosen = raw.cookie(http::cookie_name("bahasa", app.secure_cookies));
        chosen == "id" || chosen == "en")
        return lang_of(chosen);
    return session ? session->person.language : Lang::id;
}

}  // namespace

Request::Request(http::Request& the_raw, const App& the_app, std::optional<Session> session)
    : raw(the_raw), app(the_app), session_(std::move(session)), lang_(language_of(raw, app, session_)) {
    if (session_) form_token_ = hero::form_token(*session_);
}

const Person& Request::person() const { return session().person; }

const Session& Request::session() const {
    if (!session_) throw std::logic_error("a route without guard asked for a person");
    return *session_;
}

std::string Request::cookie(std::string_view name) const {
    return raw.cookie(http::cookie_name(name, app.secure_cookies));
}

std::string Request::line(std::string_view field) const { return clean_line(raw.form.get(field)); }
std::string Request::text(std::string_view field) const { return clean_text(raw.form.get(field)); }

std::vector<std::int64_t> Request::numbers(std::string_view field) const {
    std::vector<std::int64_t> numbers;
    for (const auto& sent : raw.form.all(field))
        if (const auto number = whole_number(sent)) numbers.push_back(*number);
    return numbers;
}

bool Request::wants_fragment() const { return raw.header("hx-request-type") == "partial"; }

std::string Request::here() const {
    std::string here = raw.path;
    char mark = '?';
    for (const auto& [name, value] : raw.query.fields()) {
        if (name == "lang") continue;
        here += mark + percent_encoded(name) + "=" + percent_encoded(value);
        mark = '&';
    }
    return here;
}

std::string Request::came_from() const {
    const std::string_view sender = raw.header("referer");
    const auto host = sender.find("://");
    if (host == std::string_view::npos) return {};
    const auto rest = sender.substr(host + 3);
    const auto path = rest.find('/');
    if (path == std::string_view::npos || rest.substr(0, path) != raw.header("host")) return {};
    return own_path(rest.substr(path), "");
}

Response see_other(std::string_view path) { return http::redirect_response(303, path); }

Response see_other(std::string_view path, std::string_view flash,
                   const std::vector<std::pair<std::string, std::string>>& values) {
    auto response = see_other(path);
    std::string cookie{flash};
    for (const auto& [name, value] : values) cookie += "|" + name + "=" + percent_encoded(value);
    http::set_cookie(response, "kabar", cookie, {.max_age_seconds = 60});
    return response;
}

std::string own_path(std::string_view path, std::string_view fallback) {
    const bool ours =
        path.starts_with('/') && path.size() < 2000 && (path.size() == 1 || (path[1] != '/' && path[1] != '\\'));
    if (!ours) return std::string{fallback};
    for (const char c : path)
        if (static_cast<unsigned char>(c) <= 0x20 || c == '\\' || c == 0x7f || static_cast<unsigned char>(c) >= 0x80)
            return std::string{fallback};
    return std::string{path};
}

}  // namespace hero
