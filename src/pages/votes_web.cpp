#include "pages/fragments_web.hpp"
#include "pages/pages_web.hpp"

namespace hero::web::votes {

Response create(Request& request, App& app) {
    static constexpr Limit limit{"suara", 20, std::chrono::hours{1}};
    const auto& judged = article(request.lang(), request.param("slug"));
    const auto answer = request.line("jawaban");
    if (answer != "ya" && answer != "tidak") return see_other(url_of(judged));
    app.limits.count(limit, network_of(request.raw.remote));
    app.db.write([&](Tx& tx) { add_vote(tx, judged, answer == "ya" ? Vote::helped : Vote::failed); });
    return see_other(url_of(judged), "faq.terima_kasih");
}

}  // namespace hero::web::votes
