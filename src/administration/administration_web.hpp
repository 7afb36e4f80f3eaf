#pragma once
// What an administrator sees and decides: who may do what, when the office works, and what needs a hand.
#include "ui/ui.hpp"

namespace hero::web {

namespace administration {
Response index(Request& request, App& app);
}  // namespace administration

namespace people {  // /admin/pengguna, …/{id}
Response index(Request& request, App& app);
Response edit_form(Request& request, App& app);
Response update(Request& request, App& app);
}  // namespace people

namespace password_links {  // /admin/pengguna/{id}/tautan-sandi
Response create(Request& request, App& app);
}

namespace holidays {  // /admin/kalender
Response index(Request& request, App& app);
Response create(Request& request, App& app);
Response destroy(Request& request, App& app);  // POST …/{tanggal}/penghapusan
}  // namespace holidays

namespace audit_log {
Response index(Request& request, App& app);  // GET /admin/audit?orang=&tindakan=&objek=&alamat=&dari=&sampai=&sebelum=
}  // namespace audit_log
namespace audit_exports {
Response index(Request& request, App& app);  // GET /admin/audit.csv, filtered likewise: the newest 10,000 rows
}  // namespace audit_exports

namespace inspections {  // /admin/tiket: why; …/{nomor}: the ticket, for half an hour
Response new_form(Request& request, App& app);
Response create(Request& request, App& app);
Response show(Request& request, App& app);
}  // namespace inspections

namespace system_health {
Response index(Request& request, App& app);
}  // namespace system_health
namespace parked_jobs {
Response update(Request& request, App& app);
}  // namespace parked_jobs

}  // namespace hero::web
