#pragma once
// Lacak Tiket: the page for anybody.
#include "ui/ui.hpp"

namespace hero::web::tracking {

Response index(Request& request, App& app);  // GET /lacak, /lacak?nomor=
Response show(Request& request, App& app);   // GET /lacak/{nomor}: what the QR code leads to

}  // namespace hero::web::tracking
