#pragma once
// What forms save while somebody types.
#include "ui/ui.hpp"

namespace hero::web::drafts {

// POST /draf (tempat and the form's fields): {"jam":"14.05","teks":"Draf tersimpan pukul 14.05"} when there is a draft
// now, 204 when everything was empty, 422 when it cannot be kept.
Response update(Request& request, App& app);
Response destroy(Request& request, App& app);  // POST /draf/buang (tempat, kembali)

}  // namespace hero::web::drafts
