#include "attachments/attachments_web.hpp"

#include "attachments/attachments.hpp"
#include "tickets/tickets.hpp"

namespace hero::web::attachments {

// Always as a download, of the type we found: nothing in it can run here, whatever a browser makes of it.
Response show(Request& request, App& app) {
    const auto file = app.db.read([&](Tx& tx) { return attachment_for(tx, request.person(), request.param("id")); });
    Response response;
    response.file = app.files.path_of(file.sha256);
    response.set("Content-Type", file.type);
    response.set("Content-Disposition", http::attachment_disposition(file.name));
    response.set("X-Content-Type-Options", "nosniff");
    response.set("Content-Security-Policy", "sandbox; default-src 'none'");
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
