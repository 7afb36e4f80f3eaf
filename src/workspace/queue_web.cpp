#include <algorithm>

#include "base/text.hpp"
#include "views/workspace.hpp"
#include "workspace/panes.hpp"
#include "workspace/workspace_web.hpp"

namespace hero::web {

namespace {

constexpr std::size_t most_at_once = 50;

Response show_queue(Request& request, App& app, const FieldErrors& errors) {
    using V = views::workspace::queue;
    const Lang lang = request.lang();
    return app.db.read([&](Tx& tx) {
        const auto desk = app.desk(tx, request.session());
        const auto address = QueueAddress::read(request, *desk.catalog);
        Page page(request, V::view, word(lang, "ag.v." + std::string{code_of(address.view)}), Frame::workspace);
        page.at("antrean").errors(errors);
        const auto mark = add_panes(page, V::views, V::list, request, tx, desk, address, 0, errors);
        page.live("/petugas/aliran?sejak=" + mark, word(lang, "ag.antrean.berubah"));
        return page.respond(errors.empty() ? 200 : 422);
    });
}

}  // namespace

Response queue::index(Request& request, App& app) { return show_queue(request, app, {}); }

// Each ticket is taken by itself: what somebody else has by now does not hold up the others.
Response several_takings::create(Request& request, App& app) {
    auto numbers = request.raw.form.all("tiket");
    if (numbers.size() > most_at_once) numbers.resize(most_at_once);
    FieldErrors errors;
    if (numbers.empty()) errors.add("ambil-beberapa", word(request.lang(), "e.penugasan.tiket"));
    if (!errors.empty()) return show_queue(request, app, errors);
    const auto taken = std::ranges::count_if(numbers, [&](const std::string& number) {
        return app.db.write([&](Tx& tx) { return take_from_queue(tx, request.person(), number); });
    });
    const auto skipped = std::ssize(numbers) - taken;
    return see_other(beside_queue(request, "/petugas"), skipped == 0 ? "ag.diambil_beberapa" : "ag.diambil_sebagian",
                     {{"n", std::to_string(taken)}, {"m", std::to_string(skipped)}});
}

Response number_search::index(Request& request, App& app) {
    using V = views::workspace::not_found;
    const Lang lang = request.lang();
    const auto typed = clean_line(first_characters(request.query("q"), 200));
    if (const auto number = normalised_number(typed)) {
        try {
            const auto ticket =
                app.db.read([&](Tx& tx) { return ticket_for(tx, request.person(), *number, Verb::read_notes); });
            return see_other(staff_url_of(ticket));
        } catch (const NotFound&) {
            // Unknown and somebody else's look alike: both are answered below.
        }
    }
    Page page(request, V::view, word(lang, "ag.cari.judul"), Frame::staff);
    page.at("cari").set(V::typed, showable(typed)).show_if(V::unknown, !typed.empty());
    return page.respond();
}

}  // namespace hero::web
