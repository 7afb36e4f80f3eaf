#include "drafts/drafts_web.hpp"

#include <algorithm>
#include <array>
#include <boost/json.hpp>

#include "drafts/drafts.hpp"

namespace hero::web::drafts {

namespace {

// Not what somebody typed: what the form is about, and a consent that is given anew each time.
constexpr std::array<std::string_view, 8> not_typed{"tempat",    "kembali", "csrf",     "submit_id",
                                                    "terlampir", "layanan", "lanjutan", "setuju"};

std::vector<std::pair<std::string, std::string>> typed_fields(const Request& request) {
    auto fields = request.raw.form.fields();
    std::erase_if(fields,
                  [](const auto& field) { return std::ranges::find(not_typed, field.first) != not_typed.end(); });
    return fields;
}

}  // namespace

Response update(Request& request, App& app) {
    static constexpr Limit limit{"draf", 120, std::chrono::minutes{1}};
    const auto person = request.person().id;
    const auto place = request.line("tempat");
    app.limits.count(limit, std::to_string(person));
    std::optional<Draft> draft;
    const bool kept = app.db.write([&](Tx& tx) {
        const bool saved = save_draft(tx, person, place, typed_fields(request));
        draft = draft_at(tx, person, place);
        return saved;
    });
    if (!kept) return http::json_response(422, "{}");
    if (!draft) return http::text_response(204, "");
    const auto time = clock_time(request.lang(), draft->saved_at);
    const auto text = word(request.lang(), "form.draf.tersimpan", {{"jam", time}});
    return http::json_response(200, boost::json::serialize(boost::json::object{{"jam", time}, {"teks", text}}));
}

Response destroy(Request& request, App& app) {
    app.db.write([&](Tx& tx) { discard_draft(tx, request.person().id, request.line("tempat")); });
    return see_other(own_path(request.line("kembali"), "/tiket"));
}

}  // namespace hero::web::drafts
