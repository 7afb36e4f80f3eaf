#include "ui/request.hpp"

namespace hero {

void keep_uploads(Request& request, App& app, const std::string& place, std::string_view field, FieldErrors& errors) {
    std::vector<IncomingFile> files;
    for (const auto& upload : request.raw.form.uploads)
        if (upload.field == field) files.push_back({upload.name, upload.path, upload.size});
    if (request.raw.body_state != http::BodyState::ok)
        errors.add(std::string{field}, word(request.lang(), "e.unggahan"));
    if (files.empty()) return;
    const auto person = request.person().id;
    const auto already = app.db.read([&](Tx& tx) { return waiting_at(tx, person, place).size(); });
    const auto stored = accept_files(app.files, request.lang(), files, already, field, errors);
    if (!stored.empty()) app.db.write([&](Tx& tx) { keep_waiting(tx, person, place, stored); });
}

bool drop_upload(Request& request, App& app) {
    const auto& unwanted = request.raw.form.get("hapus_berkas");
    if (unwanted.empty()) return false;
    app.db.write([&](Tx& tx) { drop_waiting(tx, request.person().id, unwanted); });
    return true;
}

}  // namespace hero
