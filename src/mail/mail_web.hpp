#pragma once
// The demo's post office: what would have been sent.
#include "ui/ui.hpp"

namespace hero::web::letters {

Response index(Request& request, App& app);  // GET /demo/surat, /demo/surat?sebelum=
Response show(Request& request, App& app);   // GET /demo/surat/{id}

}  // namespace hero::web::letters
