#pragma once
// Files of messages, to those who may read them.
#include "ui/ui.hpp"

namespace hero::web::attachments {

Response show(Request& request, App& app);     // GET /lampiran/{id}/{nama}
Response destroy(Request& request, App& app);  // POST /lampiran/{id}/hapus: one that still waits in a form

}  // namespace hero::web::attachments
