#include "pages/fragments_web.hpp"
#include "pages/pages_web.hpp"
#include "views/pages.hpp"

namespace hero::web::home {

Response index(Request& request, App& app) {
    using V = views::pages::home;
    Page page(request, V::view, word(request.lang(), "nav.beranda"));
    page.at("beranda");
    if (const auto* person = request.who())
        page.show_with(V::somebody, V::nama, person->name);
    else
        page.show(V::visitor);

    auto unfold = Unfold::open;
    for (const auto* article : popular_faq(request.lang())) {
        add_answer(page, V::popular, *article, unfold);
        unfold = Unfold::closed;
    }
    add_hours(page, V::hours, request.lang(), app, ContactLink::shown);
    return page.respond();
}

}  // namespace hero::web::home
