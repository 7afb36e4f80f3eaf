#pragma once
// Where agents work: the queue, the ticket, and what can be done with it.
#include "ui/ui.hpp"

namespace hero::web {

namespace queue { Response index(Request& request, App& app); }            // GET /petugas?tampilan=&layanan=&sesudah=
namespace number_search { Response index(Request& request, App& app); }    // GET /petugas/cari?q=
namespace work { Response show(Request& request, App& app); }              // GET /petugas/tiket/{nomor}

// POST /petugas/tiket/{nomor}/…
namespace staff_replies { Response create(Request& request, App& app); }   // balasan
namespace notes { Response create(Request& request, App& app); }           // catatan
namespace takings { Response create(Request& request, App& app); }         // pengambilan
namespace returns { Response create(Request& request, App& app); }         // pengembalian
namespace escalations { Response create(Request& request, App& app); }     // eskalasi
namespace service_changes { Response create(Request& request, App& app); } // kategori
namespace impact_changes { Response create(Request& request, App& app); }  // dampak
namespace assignments { Response create(Request& request, App& app); }     // penugasan
namespace decisions { Response create(Request& request, App& app); }       // keputusan

}  // namespace hero::web
