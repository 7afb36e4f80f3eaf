// THE list of URLs: method, path, guard, handler. Nothing is routed anywhere else but what knows nobody: the files of
// /static (site.cpp) and /metrics for the machine itself (commands/serve.cpp).
#include "administration/administration_web.hpp"
#include "attachments/attachments_web.hpp"
#include "drafts/drafts_web.hpp"
#include "filing/filing_web.hpp"
#include "health/health_web.hpp"
#include "live/live_web.hpp"
#include "mail/mail_web.hpp"
#include "pages/pages_web.hpp"
#include "requests/requests_web.hpp"
#include "sessions/sessions_web.hpp"
#include "supervision/supervision_web.hpp"
#include "tracking/tracking_web.hpp"
#include "ui/routing.hpp"
#include "workspace/workspace_web.hpp"

namespace hero {

const std::vector<Route>& all_routes() {
    using enum Guard;
    constexpr auto get = http::Method::get;
    constexpr auto post = http::Method::post;
    const auto page = [](std::string_view pattern, Guard guard, Handler handler) {
        return Route{get, pattern, guard, handler, Token::checked, std::nullopt, MadeOf::database};
    };
    static const std::vector<Route> routes{
        // ---- what everybody may read
        page("/", anyone, web::home::index),
        page("/faq", anyone, web::questions::index),
        page("/faq/{slug}", anyone, web::questions::show),
        {post, "/faq/{slug}/suara", anyone, web::votes::create},
        page("/lacak", anyone, web::tracking::index),
        page("/lacak/{nomor}", anyone, web::tracking::show),
        page("/unduh", anyone, web::downloads::index),
        {get, "/unduh/{nama}", anyone, web::downloads::show},
        page("/syarat-ketentuan", anyone, web::texts::show),
        page("/privasi", anyone, web::texts::show),
        page("/kontak", anyone, web::contact::show),
        page("/aksesibilitas", anyone, web::texts::show),

        // ---- filing a ticket
        page("/tiket/kategori", signed_in, web::categories::index),
        page("/tiket/buat", signed_in, web::filing::new_form),
        page("/tiket/saran", signed_in, web::suggestions::index),
        {post, "/tiket", signed_in, web::filing::create, Token::shown_in_form},

        // ---- the requester's tickets
        page("/tiket", signed_in, web::tickets::index),
        page("/tiket/{nomor}", signed_in, web::tickets::show),
        {post, "/tiket/{nomor}/tanggapan", signed_in, web::replies::create, Token::shown_in_form},
        {post, "/tiket/{nomor}/dibaca", signed_in, web::read_marks::create},
        {post, "/tiket/{nomor}/konfirmasi", signed_in, web::confirmations::create},
        page("/tiket/{nomor}/penilaian", signed_in, web::ratings::new_form),
        {post, "/tiket/{nomor}/penilaian", signed_in, web::ratings::create},
        page("/tiket/{nomor}/pembatalan", signed_in, web::cancellations::new_form),
        {post, "/tiket/{nomor}/pembatalan", signed_in, web::cancellations::create},
        {post, "/tiket/{nomor}/pembukaan", signed_in, web::reopenings::create},
        {get, "/tiket/{nomor}/aliran", signed_in, web::ticket_stream::show},
        {get, "/tiket/{nomor}/qr.png", signed_in, web::qr_codes::show},
        page("/tiket/{nomor}/cetak", signed_in, web::receipts::show),

        // ---- agents
        page("/petugas", staff, web::queue::index),
        {post, "/petugas/pengambilan", staff, web::several_takings::create},
        {get, "/petugas/aliran", staff, web::queue_stream::show},
        page("/petugas/cari", staff, web::number_search::index),
        page("/petugas/tiket/{nomor}", staff, web::work::show),
        {post, "/petugas/tiket/{nomor}/balasan", staff, web::staff_replies::create, Token::shown_in_form},
        {post, "/petugas/tiket/{nomor}/catatan", staff, web::notes::create, Token::shown_in_form},
        {post, "/petugas/tiket/{nomor}/pengambilan", staff, web::takings::create},
        {post, "/petugas/tiket/{nomor}/pengembalian", staff, web::returns::create},
        {post, "/petugas/tiket/{nomor}/eskalasi", staff, web::escalations::create},
        {post, "/petugas/tiket/{nomor}/kategori", staff, web::service_changes::create},
        {post, "/petugas/tiket/{nomor}/dampak", staff, web::impact_changes::create},
        {post, "/petugas/tiket/{nomor}/penugasan", supervisor, web::assignments::create},
        {post, "/petugas/tiket/{nomor}/keputusan", supervisor, web::decisions::create},
        // ---- files of messages, and what is not sent yet
        {get, "/lampiran/{id}/{nama}", signed_in, web::attachments::show},
        {post, "/lampiran/{id}/hapus", signed_in, web::attachments::destroy},
        {post, "/draf", signed_in, web::drafts::update},
        {post, "/draf/buang", signed_in, web::drafts::destroy},

        // ---- supervisors
        page("/supervisor", supervisor, web::dashboard::index),
        page("/supervisor/penugasan", supervisor, web::batch_assignments::index),
        {post, "/supervisor/penugasan", supervisor, web::batch_assignments::create},
        page("/supervisor/penugasan/periksa", supervisor, web::assignment_checks::show),
        page("/supervisor/eskalasi", supervisor, web::escalated_tickets::index),
        page("/supervisor/agen", supervisor, web::agents::index),
        page("/supervisor/agen/baru", supervisor, web::agents::new_form),
        {post, "/supervisor/agen", supervisor, web::agents::create},
        page("/supervisor/agen/{id}", supervisor, web::agents::show),
        {post, "/supervisor/agen/{id}", supervisor, web::agents::update},
        {post, "/supervisor/agen/{id}/beban", supervisor, web::workloads::update},
        {post, "/supervisor/agen/{id}/penonaktifan", supervisor, web::deactivations::create},
        {post, "/supervisor/agen/{id}/pengaktifan", supervisor, web::reactivations::create},
        page("/supervisor/tim", supervisor, web::serving_teams::index),
        {post, "/supervisor/tim", supervisor, web::serving_teams::update},

        // ---- administrators
        page("/admin", admin, web::administration::index),
        page("/admin/pengguna", admin, web::people::index),
        page("/admin/pengguna/{id}", admin, web::people::edit_form),
        {post, "/admin/pengguna/{id}", admin, web::people::update},
        {post, "/admin/pengguna/{id}/tautan-sandi", admin, web::password_links::create},
        page("/admin/kalender", admin, web::holidays::index),
        {post, "/admin/kalender", admin, web::holidays::create},
        {post, "/admin/kalender/{tanggal}/penghapusan", admin, web::holidays::destroy},
        page("/admin/tiket", admin, web::inspections::new_form),
        {post, "/admin/tiket", admin, web::inspections::create},
        page("/admin/tiket/{nomor}", admin, web::inspections::show),
        page("/admin/audit", admin, web::audit_log::index),
        {get, "/admin/audit.csv", admin, web::audit_exports::index},
        {get, "/admin/sistem", admin, web::system_health::index},
        {post, "/admin/sistem/pekerjaan/{id}", admin, web::parked_jobs::update},

        // ---- sign-in and account
        {get, "/masuk", anyone, web::sign_in::new_form},
        {post, "/masuk", anyone, web::sign_in::create},
        {get, "/masuk/google", anyone, web::google_sign_in::new_form},
        {get, "/masuk/google/kembali", anyone, web::google_sign_in::create},
        {get, "/masuk/intranet", anyone, web::intranet_sign_in::new_form},
        {get, "/masuk/intranet/kembali", anyone, web::intranet_sign_in::create},
        {post, "/masuk/intranet", anyone, web::directory_sign_in::create},
        {post, "/masuk/demo", demo, web::demo_sign_in::create},
        {get, "/masuk/kode", anyone, web::second_step::new_form},
        {post, "/masuk/kode", anyone, web::second_step::create},
        {get, "/masuk/sandi-baru/{kunci}", anyone, web::new_password::new_form},
        {post, "/masuk/sandi-baru/{kunci}", anyone, web::new_password::create},
        {get, "/keluar", anyone, web::sign_out::show},
        {post, "/keluar", anyone, web::sign_out::create},
        page("/akun", signed_in, web::account::show),
        {post, "/akun", signed_in, web::account::update},
        {post, "/akun/sesi/penutupan", signed_in, web::all_sessions_end::create},
        {post, "/akun/sesi/perpanjangan", signed_in, web::session_extension::create},
        {post, "/akun/sesi/{id}/penutupan", signed_in, web::session_end::create},
        {get, "/akun/sandi", signed_in, web::own_password::new_form},
        {post, "/akun/sandi", signed_in, web::own_password::create},
        {get, "/akun/dua-langkah", enrolling, web::second_factor::show},
        {post, "/akun/dua-langkah", enrolling, web::second_factor::create},
        {post, "/akun/dua-langkah/konfirmasi", enrolling, web::factor_confirmation::create},
        {post, "/akun/dua-langkah/penonaktifan", signed_in, web::factor_removal::create},
        {post, "/akun/dua-langkah/kode-pemulihan", signed_in, web::recovery_codes::create},
        {get, "/akun/token", signed_in, web::tokens::index},
        {post, "/akun/token", signed_in, web::tokens::create},
        {post, "/akun/token/{id}/pencabutan", signed_in, web::token_revocations::create},

        // ---- programs
        {get, "/api/saya", Guard::token, web::me::show},

        // ---- the demo
        {get, "/demo/surat", demo, web::letters::index},
        {get, "/demo/surat/{id}", demo, web::letters::show},

        // ---- machines
        {get, "/healthz/live", anyone, web::live::show},
        {get, "/healthz/ready", anyone, web::ready::show},
    };
    return routes;
}

}  // namespace hero
