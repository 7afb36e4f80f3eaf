#pragma once
// The requester's side of tickets: the list, the ticket, replying, confirming, rating, cancelling, reopening, receipt.
#include "ui/ui.hpp"

namespace hero::web {

namespace tickets {
Response index(Request& request, App& app);               // GET /tiket?tab=open|close&cari=&sesudah=
Response show(Request& request, App& app);                // GET /tiket/{nomor}
}
namespace replies { Response create(Request& request, App& app); }         // POST /tiket/{nomor}/tanggapan
namespace confirmations { Response create(Request& request, App& app); }   // POST /tiket/{nomor}/konfirmasi
namespace ratings {
Response new_form(Request& request, App& app);            // GET /tiket/{nomor}/penilaian
Response create(Request& request, App& app);              // POST
}
namespace cancellations {
Response new_form(Request& request, App& app);            // GET /tiket/{nomor}/pembatalan: asks first
Response create(Request& request, App& app);              // POST
}
namespace reopenings { Response create(Request& request, App& app); }      // POST /tiket/{nomor}/pembukaan
namespace receipts { Response show(Request& request, App& app); }          // GET /tiket/{nomor}/cetak
namespace qr_codes { Response show(Request& request, App& app); }          // GET /tiket/{nomor}/qr.png

}  // namespace hero::web
