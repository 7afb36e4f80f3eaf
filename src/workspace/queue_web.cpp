#include "base/text.hpp"
#include "views/workspace.hpp"
#include "workspace/panes.hpp"
#include "workspace/workspace_web.hpp"

namespace hero::web {

Response queue::index(Request& request, App& app) {
    using V = views::workspace::queue;
    const Lang lang = request.lang();
    return app.db.read([&](Tx& tx) {
        const auto desk = app.desk(tx);
        const auto address = QueueAddress::read(request, *desk.catalog);
        Page page(request, V::view, word(lang, "ag.v." + std::string{code_of(address.view)}), Frame::workspace);
        page.at("antrean");
        add_panes(page, V::views, V::list, request, tx, desk, address, 0);
        return page.respond();
    });
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
    Page page(request, V::view, word(lang, "ag.cari"), Frame::staff);
    page.set(V::typed, showable(typed));
    return page.respond();
}

}  // namespace hero::web
