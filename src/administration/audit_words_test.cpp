#include "administration/audit_words.hpp"

#include <gtest/gtest.h>

#include "audit/audit.hpp"

namespace hero::web {
namespace {

struct Told {
    Act act;
    const char* stored;
    const char* indonesian;
    const char* english;
};

class AuditDetails : public testing::TestWithParam<Told> {};

TEST_P(AuditDetails, AreInTheLanguageOfTheReader) {
    const auto& told = GetParam();
    EXPECT_EQ(shown_detail(Lang::id, code_of(told.act), told.stored), told.indonesian);
    EXPECT_EQ(shown_detail(Lang::en, code_of(told.act), told.stored), told.english);
}

INSTANTIATE_TEST_SUITE_P(
    Rows, AuditDetails,
    testing::Values(
        Told{Act::position_changed, "peran agent > admin; tim 1,3 > -; akses aktif > nonaktif",
             "peran Agen > Administrator; tim 1,3 > -; akses aktif > nonaktif",
             "role Agent > Administrator; team 1,3 > -; access active > deactivated"},
        Told{Act::position_changed, "grup penyedia: requester > supervisor", "grup penyedia: Pemohon > Supervisor",
             "groups of the provider: Requester > Supervisor"},
        Told{Act::workload_changed, "kapasitas 12 > 8, cuti - > 2026-12-04", "kapasitas 12 > 8, cuti - > 2026-12-04",
             "capacity 12 > 8, leave - > 2026-12-04"},
        Told{Act::teams_changed, "tim 1,3 > 1", "tim 1,3 > 1", "team 1,3 > 1"},
        Told{Act::service_moved, "tim 1 > 3", "tim 1 > 3", "team 1 > 3"},
        Told{Act::sign_in_refused, "local, salah", "Akun lokal, nama atau kata sandi salah",
             "Local account, wrong name or password"},
        Told{Act::sign_in_refused, "batas masuk-akun", "batas per akun tercapai", "limit for one account reached"},
        Told{Act::sign_in_refused, "batas masuk", "batas per jaringan tercapai", "limit for one network reached"},
        Told{Act::password_link_given, "tanpa dua langkah", "tanpa dua langkah", "without two steps"},
        Told{Act::log_exported, "12 baris?orang=tim&objek=log", "12 baris?orang=tim&objek=log",
             "12 rows?orang=tim&objek=log"},
        Told{Act::token_refused, "tidak berlaku", "tidak berlaku", "not valid"},
        Told{Act::password_set, "hero user password", "hero user password", "hero user password"},
        Told{Act::ticket_inspected, "semua tim gagal", "semua tim gagal", "semua tim gagal"},
        Told{Act::holiday_put, "cuti bersama", "cuti bersama", "cuti bersama"},
        Told{Act::setting_changed, "demo", "demo", "demo"}, Told{Act::log_pruned, "1-6", "1-6", "1-6"},
        Told{Act::position_changed, "  aktifkan > \xC3\xA9,, ", "  aktifkan > \xC3\xA9,, ", "  aktifkan > \xC3\xA9,, "},
        Told{Act::signed_out, "", "", ""}));

TEST(AuditWords, OfAnUnknownActStayAsTheyAre) { EXPECT_EQ(shown_detail(Lang::en, "lain", "semua"), "semua"); }

TEST(AuditObjects, AreFoundAsTheyAreShown) {
    for (const std::string stored :
         {"tiket A-KORS22000343", "orang 12", "daftar pengguna", "daftar pengguna: budi", "daftar agen", "log audit",
          "jaringan 192.0.2.1", "kembali, jaringan 192.0.2.1", "tiketku", "lain 3", ""})
        for (const auto lang : {Lang::id, Lang::en}) EXPECT_EQ(stored_object(lang, shown_object(lang, stored)), stored);
    EXPECT_EQ(shown_object(Lang::en, "daftar pengguna: budi"), "list of people: budi");
    EXPECT_EQ(shown_object(Lang::en, "daftar agen"), "list of agents");
    EXPECT_EQ(shown_object(Lang::en, "kembali, jaringan 192.0.2.1"), "return, network 192.0.2.1");
    EXPECT_EQ(stored_object(Lang::en, "Ticket A-KORS22000343"), "tiket A-KORS22000343");
    EXPECT_EQ(stored_object(Lang::en, "ticketing"), "ticketing");
}

}  // namespace
}  // namespace hero::web
