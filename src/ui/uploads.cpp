#include <algorithm>

#include "ui/request.hpp"

namespace hero {

namespace {

// What is too large is refused anyhow, and costs nobody their day.
std::uint64_t bytes_of(const std::vector<IncomingFile>& files) {
    std::uint64_t bytes = 0;
    for (const auto& file : files)
        if (file.size <= max_attachment_bytes) bytes += file.size;
    return bytes;
}

}  // namespace

FormFiles sent_files(Request& request, App& app, const std::string& place, FieldErrors& errors) {
    constexpr std::string_view field = "berkas";
    const auto& form = request.raw.form;
    FormFiles files{.place = place, .form = form.get("submit_id")};
    for (const auto& [name, value] : form.fields())
        if (name == "terlampir" && files.shown.size() < max_attachments) files.shown.push_back(value);
    if (request.raw.body_state != http::BodyState::ok)
        errors.add(std::string{field}, word(request.lang(), "e.unggahan"));
    std::vector<IncomingFile> incoming;
    for (const auto& upload : form.uploads)
        if (upload.field == field) incoming.push_back({upload.name, upload.path, upload.size});
    if (incoming.empty() || !request.is_own()) return files;
    const auto person = request.person().id;
    const auto most = static_cast<std::uint64_t>(app.config.integer("upload-megabytes-per-day"));
    const auto bytes = bytes_of(incoming);
    if (!app.db.write([&](Tx& tx) { return claim_upload(tx, person, bytes, most * 1024 * 1024); })) {
        errors.add(std::string{field}, word(request.lang(), "e.file.kuota", {{"n", std::to_string(most)}}));
        return files;
    }
    const auto already = app.db.read([&](Tx& tx) { return waiting_for(tx, person, files).size(); });
    files.arrived = accept_files(app.files, request.lang(), incoming, already, field, errors);
    return files;
}

void complain_about_cut(const Request& request, FieldErrors& errors) {
    const auto& cut = request.raw.form.cut;
    if (cut.empty()) return;
    const auto sentence = word(request.lang(), "e.teks.terpotong");
    FieldErrors all;
    for (const auto& error : errors.list()) {
        const bool was_cut = std::ranges::find(cut, error.field) != cut.end();
        all.add(error.field, was_cut ? error.text + ". " + sentence : error.text);
    }
    for (const auto& field : cut)
        if (!all.of(field)) all.add(field, sentence);
    errors = std::move(all);
}

void keep_files(Request& request, App& app, const FormFiles& files) {
    if (!files.arrived.empty()) app.db.write([&](Tx& tx) { keep_waiting(tx, request.person().id, files); });
}

bool drop_upload(Request& request, App& app) {
    const auto& unwanted = request.raw.form.get("hapus_berkas");
    if (unwanted.empty() || !request.is_own()) return false;
    app.db.write([&](Tx& tx) { drop_waiting(tx, request.person().id, unwanted); });
    return true;
}

}  // namespace hero
