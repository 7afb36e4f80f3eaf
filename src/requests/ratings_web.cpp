#include "base/ids.hpp"
#include "base/text.hpp"
#include "requests/requests_web.hpp"
#include "requests/ticket_page.hpp"
#include "views/requests.hpp"

namespace hero::web {

namespace {

using RatingMarks = views::requests::rating;

constexpr std::size_t longest_feedback = 1000;

// Feedback that tells of trouble is asked about once before the ticket closes.
bool doubtful(const Request& request) {
    return tells_of_trouble(request.text("masukan")) && !request.raw.form.has("yakin");
}

// Without a grade no feedback is kept: who leaves the rating out with words in it is told so once, and asked first when
// they tell of trouble.
std::optional<FieldErrors> unsaid_by_skipping(const Request& request, const Ticket& ticket) {
    if (ticket.status == Status::resolved && doubtful(request)) return FieldErrors{};
    if (clean_text(request.text("masukan")).empty() || request.raw.form.has("tanpa_masukan")) return std::nullopt;
    FieldErrors errors;
    errors.add("masukan", word(request.lang(), "e.masukan.lewati"));
    return errors;
}

Response rating_form(Request& request, const Ticket& ticket, const FieldErrors& errors, int status) {
    const Lang lang = request.lang();
    const auto chosen = request.line("nilai");
    const auto feedback = request.text("masukan");
    Page page(request, RatingMarks::view, word(lang, "r.judul"), Frame::form);
    page.at("daftar")
        .crumb(word(lang, "nav.daftar"), "/tiket")
        .crumb(ticket.number, url_of(ticket))
        .crumb(word(lang, "r.remah"));
    page.errors(errors);
    page.set(RatingMarks::number, ticket.number)
        .set(RatingMarks::subject, ticket.subject)
        .set(RatingMarks::token, request.form_token())
        .set(RatingMarks::feedback, showable(feedback));
    add_counter(page, RatingMarks::feedback_left, lang, "masukan", feedback, longest_feedback);
    for (int grade = 1; grade <= 4; ++grade) {
        auto choice = page.add(RatingMarks::grade);
        choice.set(RatingMarks::value, grade).set(RatingMarks::grade_word, word(lang, "r." + std::to_string(grade)));
        choice.show_if(RatingMarks::first, grade == 1).show_if(RatingMarks::chosen, chosen == std::to_string(grade));
    }
    const auto grade_error = errors.of("nilai");
    page.show_if(RatingMarks::grade_invalid, grade_error.has_value())
        .show_with(RatingMarks::grade_error, RatingMarks::grade_error_text, grade_error.value_or(""));
    const auto feedback_error = errors.of("masukan");
    page.show_if(RatingMarks::feedback_invalid, feedback_error.has_value())
        .show_with(RatingMarks::feedback_error, RatingMarks::feedback_error_text, feedback_error.value_or(""));
    const bool open = ticket.status == Status::resolved;
    const bool doubt = open && errors.empty() && doubtful(request);
    if (doubt)
        page.add(RatingMarks::doubt)
            .set(RatingMarks::remark, showable(feedback))
            .set(RatingMarks::submit_id, random_hex(16));
    page.show_if(RatingMarks::sure, doubt || request.raw.form.has("yakin"))
        .show_if(RatingMarks::feedback_unsent, request.raw.form.has("lewati") && !doubt);
    page.show_if(RatingMarks::still_open, open).show_if(RatingMarks::closed, !open);
    return page.respond(status);
}

Response thanks(Request& request, const Ticket& ticket, const Rating& rating) {
    using T = views::requests::thanks;
    const Lang lang = request.lang();
    Page page(request, T::view, word(lang, "r.terima_kasih"));
    page.at("daftar")
        .crumb(word(lang, "nav.daftar"), "/tiket")
        .crumb(ticket.number, url_of(ticket))
        .crumb(word(lang, "r.remah"));
    page.set(T::closed_text, word(lang, "r.tutup", {{"nomor", "#" + ticket.number}}));
    page.set(T::grade, word(lang, "r." + std::to_string(rating.grade))).set(T::path, url_of(ticket));
    return page.respond();
}

}  // namespace

Response ratings::new_form(Request& request, App& app) {
    const auto ticket = ticket_in(request, app);
    if (!may(request.person(), Verb::rate, ticket)) throw NotFound();
    if (const auto rating = app.db.read([&](Tx& tx) { return rating_of(tx, ticket); }))
        return thanks(request, ticket, *rating);
    if (!possible(request.person(), Verb::rate, ticket)) return see_other(url_of(ticket));
    return rating_form(request, ticket, {}, 200);
}

Response ratings::create(Request& request, App& app) {
    const auto& person = request.person();
    const auto ticket = ticket_in(request, app, Verb::rate);
    if (request.raw.form.has("lewati")) {
        if (const auto said = unsaid_by_skipping(request, ticket)) return rating_form(request, ticket, *said, 422);
        app.db.write([&](Tx& tx) { close_without_rating(tx, app.desk(tx), person, ticket); });
        return see_other(url_of(ticket), "r.tutup", {{"nomor", "#" + ticket.number}});
    }
    const auto errors = check_rating(request.lang(), request.line("nilai"), request.text("masukan"));
    if (!errors.empty() || (ticket.status == Status::resolved && doubtful(request)))
        return rating_form(request, ticket, errors, 422);
    const auto grade = static_cast<int>(whole_number(request.line("nilai")).value_or(0));
    app.db.write([&](Tx& tx) { rate(tx, app.desk(tx), person, ticket, grade, request.text("masukan")); });
    return see_other(url_of(ticket) + "/penilaian");
}

}  // namespace hero::web
