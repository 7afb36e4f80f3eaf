#pragma once
// Handlers of what everybody may read.
#include "ui/ui.hpp"

namespace hero::web {

namespace home {
Response index(Request& request, App& app);  // GET /
}
namespace questions {
Response index(Request& request, App& app);  // GET /faq, /faq?cari=
Response show(Request& request, App& app);   // GET /faq/{slug}
}  // namespace questions
namespace votes {
Response create(Request& request, App& app);  // POST /faq/{slug}/suara
}
namespace downloads {
Response index(Request& request, App& app);  // GET /unduh
Response show(Request& request, App& app);   // GET /unduh/{nama}
}  // namespace downloads
namespace texts {
Response show(Request& request, App& app);  // GET /syarat-ketentuan, /privasi, /aksesibilitas
}
namespace contact {
Response show(Request& request, App& app);  // GET /kontak
}

}  // namespace hero::web
