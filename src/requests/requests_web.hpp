#pragma once
// The requester's side of tickets: the list, the ticket, replying, confirming, rating, cancelling, reopening, receipt.
#include "ui/ui.hpp"

namespace hero::web {

namespace tickets {
Response index(Request& request, App& app);  // GET /tiket?tab=open|close&cari=&sesudah=
Response show(Request& request, App& app);   // GET /tiket/{nomor}
}  // namespace tickets
namespace replies {
Response create(Request& request, App& app);
}  // namespace replies
namespace read_marks {
Response create(Request& request, App& app);  // POST /tiket/{nomor}/dibaca, by requester and staff
}  // namespace read_marks
namespace confirmations {
Response create(Request& request, App& app);
}  // namespace confirmations
namespace ratings {
Response new_form(Request& request, App& app);  // GET /tiket/{nomor}/penilaian
Response create(Request& request, App& app);    // POST
}  // namespace ratings
namespace cancellations {
Response new_form(Request& request, App& app);  // GET /tiket/{nomor}/pembatalan: asks first
Response create(Request& request, App& app);    // POST
}  // namespace cancellations
namespace reopenings {
Response create(Request& request, App& app);
}  // namespace reopenings
namespace receipts {
Response show(Request& request, App& app);
}  // namespace receipts
namespace qr_codes {
Response show(Request& request, App& app);
}  // namespace qr_codes

}  // namespace hero::web
