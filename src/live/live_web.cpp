#include "live/live_web.hpp"

#include "base/http/events.hpp"
#include "queue/queue.hpp"

namespace hero::web {

namespace {

constexpr std::size_t longest_mark = 40;

// The marks are ours, and are two numbers; anything else counts as none.
std::string mark_of(const Request& request) {
    const auto& mark = request.query("sejak");
    const bool ours = mark.size() <= longest_mark && mark.find_first_not_of("0123456789.") == std::string::npos;
    return ours ? mark : std::string{};
}

}  // namespace

Response ticket_stream::show(Request& request, App& app) {
    const auto number = normalised_number(request.param("nomor"));
    if (!number) throw NotFound();
    const auto ticket = app.db.read([&](Tx& tx) { return ticket_for(tx, request.person(), *number); });
    const auto pass = pass_of(request.session());
    const auto look = [&app, pass, number = *number](Tx& tx, std::string_view mark) -> std::optional<News> {
        const auto session = session_with_pass(tx, pass, app.session_rules);
        if (!session) return std::nullopt;
        try {
            const auto news = news_of(tx, session->person, ticket_for(tx, session->person, number), mark);
            return News{.mark = news.mark, .data = R"({"n":)" + std::to_string(news.messages) + "}"};
        } catch (const NotFound&) {
            return std::nullopt;  // it has gone to another team
        }
    };
    return http::event_response(
        app.live.subscribe({.pass = pass, .keys = {change_key(ticket)}, .mark = mark_of(request), .look = look}));
}

Response queue_stream::show(Request& request, App& app) {
    std::vector<std::string> keys;
    for (const auto team : request.person().teams) keys.push_back(change_key_of_team(team));
    const auto pass = pass_of(request.session());
    const auto look = [&app, pass](Tx& tx, std::string_view) -> std::optional<News> {
        const auto session = session_with_pass(tx, pass, app.session_rules);
        if (!session) return std::nullopt;
        return News{.mark = queue_mark(tx, session->person), .data = "{}"};
    };
    return http::event_response(
        app.live.subscribe({.pass = pass, .keys = std::move(keys), .mark = mark_of(request), .look = look}));
}

}  // namespace hero::web
