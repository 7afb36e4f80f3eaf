#include "attachments/attachments_web.hpp"

#include "attachments/attachments.hpp"
#include "base/log.hpp"
#include "inspection/inspection.hpp"
#include "tickets/tickets.hpp"
#include "ui/audited.hpp"

namespace hero::web::attachments {

namespace {

// Their own, of a ticket they work on, or of one they inspect.
Attachment file_for(Tx& tx, const Person& person, const std::string& id) {
    try {
        return attachment_for(tx, person, id);
    } catch (const NotFound&) {
        return inspected_attachment(tx, person, id);
    }
}

// Whoever reads what somebody else sent leaves a row, each time.
void keep_record(const Request& request, App& app, const Attachment& file) {
    if (file.uploader == request.person().id) return;
    app.db.write([&](Tx& tx) { record(tx, audited(request, Act::file_read, "berkas " + file.id)); });
}

// What the store gives is what was sent, or nothing: it was hashed anew.
void send_content(Response& response, App& app, const Attachment& file) {
    try {
        const auto content = app.files.fetch(file.sha256);
        response.file = content.path();
        response.file_owner = content.owner();
    } catch (const ContentFault& fault) {
        log::error("files.lost", {{"sha256", file.sha256}, {"why", fault.what()}});
        throw;
    }
}

}  // namespace

// Always as a download, of the type we found: nothing in it can run here, whatever a browser makes of it.
Response show(Request& request, App& app) {
    const auto file = app.db.read([&](Tx& tx) { return file_for(tx, request.person(), request.param("id")); });
    keep_record(request, app, file);
    Response response;
    send_content(response, app, file);
    response.set("Content-Type", file.type);
    response.set("Content-Disposition", http::attachment_disposition(file.name));
    response.set("X-Content-Type-Options", "nosniff");
    response.set("Content-Security-Policy", "sandbox; default-src 'none'; frame-ancestors 'none'");
    response.set("Cross-Origin-Resource-Policy", "same-origin");
    response.set("Cache-Control", "private, no-store");
    return response;
}

Response destroy(Request& request, App& app) {
    const auto& person = request.person();
    if (!app.db.write([&](Tx& tx) { return drop_waiting(tx, person.id, request.param("id")); })) throw NotFound();
    return see_other(own_path(request.line("kembali"), "/tiket"));
}

}  // namespace hero::web::attachments
