#include <gtest/gtest.h>

#include <ctime>
#include <functional>

#include "tests/cast.hpp"

namespace hero {
namespace {

std::string times(std::size_t count, std::string_view text) {
    std::string repeated;
    for (std::size_t i = 0; i < count; ++i) repeated += text;
    return repeated;
}

struct Case {
    const char* name;
    const char* requester;
    const char* service;
    std::function<void(TicketDraft&)> spoil;
    const char* field;  // "" when there is nothing to complain about
    const char* text;   // in Indonesian; "" for any
};

class CheckDraft : public testing::TestWithParam<Case> {
protected:
    static test::Office& office() {
        static test::Office one;
        return one;
    }
};

TEST_P(CheckDraft, SaysWhatIsWrongAndWhere) {
    const auto& wanted = GetParam();
    auto draft = office().draft(wanted.service);
    wanted.spoil(draft);
    const auto errors = office().read([&](Tx& tx) {
        return check_draft(office().desk(tx), office().person(wanted.requester), Lang::id, draft, tx.now());
    });
    if (std::string_view(wanted.field).empty()) {
        EXPECT_TRUE(errors.empty()) << errors.list().front().field << ": " << errors.list().front().text;
        return;
    }
    ASSERT_EQ(errors.list().size(), 1U);
    EXPECT_EQ(errors.list().front().field, wanted.field);
    EXPECT_EQ(errors.list().front().text, wanted.text);
}

void ask_for_a_visit(TicketDraft& draft, const std::string& when) {
    draft.kind = "permohonan";
    draft.extra = {{"dc_pengunjung", "Dua teknisi"}, {"dc_waktu", when}, {"dc_keperluan", "Pemasangan server"}};
}

std::string in_jakarta(Instant at) {
    const auto minutes = std::chrono::floor<std::chrono::minutes>(at + std::chrono::hours{7});
    const std::chrono::hh_mm_ss time{minutes - std::chrono::floor<std::chrono::days>(minutes)};
    const auto two = [](auto amount) { return (amount.count() < 10 ? "0" : "") + std::to_string(amount.count()); };
    return iso_day(day_of(at)) + "T" + two(time.hours()) + ":" + two(time.minutes());
}

void set_extra(TicketDraft& draft, std::string_view name, std::string_view value) {
    std::erase_if(draft.extra, [&](const auto& field) { return field.first == name; });
    draft.extra.emplace_back(name, value);
}

TicketDraft& as_data_request(TicketDraft& draft) {
    draft.kind = "permohonan";
    draft.extra = {{"data_apa", "Harga beras"}, {"data_periode", "2020-2025"}, {"data_tujuan", "Penelitian"}};
    return draft;
}

const char* const unreadable_subject =
    "Subjek Tiket memuat karakter yang tidak dapat dibaca. Hapus karakter tersebut atau ketik ulang teksnya.";
const char* const unreadable_description =
    "Deskripsi memuat karakter yang tidak dapat dibaca. Hapus karakter tersebut atau ketik ulang teksnya.";

INSTANTIATE_TEST_SUITE_P(
    Fields, CheckDraft,
    testing::Values(
        Case{"Complete", "ashari", "hero", [](auto&) {}, "", ""},
        Case{"UnknownService", "ashari", "hero", [](auto& d) { d.service = "tidak-ada"; }, "layanan",
             "Pilih kategori dan sub kategori layanan"},
        Case{"NoService", "ashari", "hero", [](auto& d) { d.service = ""; }, "layanan",
             "Pilih kategori dan sub kategori layanan"},
        Case{"InternalService", "sari", "hero", [](auto&) {}, "layanan",
             "Layanan ini hanya tersedia bagi pegawai Kementerian Perdagangan"},
        Case{"ExternalService", "sari", "e-ska", [](auto&) {}, "", ""},
        Case{"NoKind", "ashari", "hero", [](auto& d) { d.kind = ""; }, "jenis", "Pilih jenis tiket"},
        Case{"UnknownKind", "ashari", "hero", [](auto& d) { d.kind = "keluhan"; }, "jenis", "Pilih jenis tiket"},
        Case{"KindOfAnotherService", "ashari", "data-ska", [](auto& d) { as_data_request(d).kind = "kendala"; },
             "jenis", "Jenis tiket \"Kendala\" tidak tersedia untuk Permintaan Data SKA"},
        Case{"NoImpact", "ashari", "hero", [](auto& d) { d.impact = ""; }, "dampak", "Pilih tingkat dampak"},
        Case{"UnknownImpact", "ashari", "hero", [](auto& d) { d.impact = "kritis"; }, "dampak", "Pilih tingkat dampak"},
        Case{"NoConsent", "ashari", "hero", [](auto& d) { d.consent = false; }, "setuju",
             "Setujui Syarat dan Ketentuan serta Kebijakan Privasi untuk melanjutkan"}),
    [](const auto& one) { return one.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Texts, CheckDraft,
    testing::Values(
        Case{"NoSubject", "ashari", "hero", [](auto& d) { d.subject = ""; }, "subjek", "Isi subjek tiket"},
        Case{"BlankSubject", "ashari", "hero", [](auto& d) { d.subject = " \t\xE2\x80\x8B\xEF\xBB\xBF "; }, "subjek",
             "Isi subjek tiket"},
        Case{"LongestSubject", "ashari", "hero", [](auto& d) { d.subject = times(120, "é"); }, "", ""},
        Case{"TooLongSubject", "ashari", "hero", [](auto& d) { d.subject = times(121, "é"); }, "subjek",
             "Subjek tiket paling banyak 120 karakter; kurangi 1 karakter"},
        Case{"SubjectWithNul", "ashari", "hero", [](auto& d) { d.subject = std::string("a\0b", 3); }, "subjek",
             unreadable_subject},
        Case{"SubjectWithControl", "ashari", "hero", [](auto& d) { d.subject = "a\x1B[31mb"; }, "subjek",
             unreadable_subject},
        Case{"SubjectNotUtf8", "ashari", "hero", [](auto& d) { d.subject = "Kendala \xFF"; }, "subjek",
             unreadable_subject},
        Case{"SubjectSurrogate", "ashari", "hero", [](auto& d) { d.subject = "\xED\xA0\x80"; }, "subjek",
             unreadable_subject},
        Case{"NoDescription", "ashari", "hero", [](auto& d) { d.description = "\r\n "; }, "deskripsi", "Isi deskripsi"},
        Case{"ShortDescription", "ashari", "hero", [](auto& d) { d.description = times(19, "é"); }, "deskripsi",
             "Deskripsi paling sedikit 20 karakter agar petugas dapat membantu"},
        Case{"ShortestDescription", "ashari", "hero", [](auto& d) { d.description = times(20, "é"); }, "", ""},
        Case{"LongestDescription", "ashari", "hero", [](auto& d) { d.description = times(5000, "é"); }, "", ""},
        Case{"TooLongDescription", "ashari", "hero", [](auto& d) { d.description = times(6234, "é"); }, "deskripsi",
             "Deskripsi paling banyak 5.000 karakter; kurangi 1.234 karakter"},
        Case{"DescriptionNotUtf8", "ashari", "hero", [](auto& d) { d.description = times(30, "a") + "\xC0\xAF"; },
             "deskripsi", unreadable_description}),
    [](const auto& one) { return one.param.name; });

INSTANTIATE_TEST_SUITE_P(
    ExtraFields, CheckDraft,
    testing::Values(
        Case{"DataRequest", "sari", "data-indikator-harga", [](auto& d) { as_data_request(d); }, "", ""},
        Case{"DataWithoutPurpose", "sari", "data-indikator-harga",
             [](auto& d) { set_extra(as_data_request(d), "data_tujuan", " "); }, "data_tujuan",
             "Isi Tujuan penggunaan data"},
        Case{"DataTooLong", "sari", "data-indikator-harga",
             [](auto& d) { set_extra(as_data_request(d), "data_rincian", times(1003, "é")); }, "data_rincian",
             "Rincian (wilayah, komoditas, atau kode HS) paling banyak 1.000 karakter; kurangi 3 karakter"},
        Case{"DataNotUtf8", "sari", "data-indikator-harga",
             [](auto& d) { set_extra(as_data_request(d), "data_apa", "\xFF"); }, "data_apa",
             "Data yang diminta memuat karakter yang tidak dapat dibaca. Hapus karakter tersebut atau ketik ulang "
             "teksnya."},
        Case{"CyberReport", "ashari", "aduan-siber", [](auto&) {}, "", ""},
        Case{"CyberInEnglish", "ashari", "aduan-siber", [](auto& d) { set_extra(d, "sb_jenis", "Illegal access"); }, "",
             ""},
        Case{"CyberUnknownChoice", "ashari", "aduan-siber", [](auto& d) { set_extra(d, "sb_jenis", "Kebakaran"); },
             "sb_jenis", "Jenis insiden: pilih salah satu pilihan yang tersedia"},
        Case{"CyberNoChoice", "ashari", "aduan-siber", [](auto& d) { set_extra(d, "sb_jenis", ""); }, "sb_jenis",
             "Pilih Jenis insiden"},
        Case{"CyberUnknownTlp", "ashari", "aduan-siber", [](auto& d) { set_extra(d, "sb_tlp", "TLP:PINK"); }, "sb_tlp",
             "Klasifikasi TLP: pilih salah satu pilihan yang tersedia"},
        Case{"CyberBadTime", "ashari", "aduan-siber", [](auto& d) { set_extra(d, "sb_waktu", "2026-02-30T10:00"); },
             "sb_waktu", "Waktu kejadian diketahui: isi tanggal dan jam, misalnya 1 Desember 2026 pukul 09.00"},
        Case{"CyberBadYesNo", "ashari", "aduan-siber", [](auto& d) { set_extra(d, "sb_data_pribadi", "mungkin"); },
             "sb_data_pribadi", "Apakah data pribadi terdampak?: pilih salah satu pilihan yang tersedia"},
        Case{"PermitWithoutVisitors", "ashari", "izin-data-center",
             [](auto& d) {
                 d.kind = "permohonan";
                 d.extra = {{"dc_waktu", "30 Juni 2027 pukul 09.00"}, {"dc_keperluan", "Pemasangan server"}};
             },
             "dc_pengunjung", "Isi Nama pengunjung dan instansi"},
        Case{"PermitForADate", "ashari", "izin-data-center", [](auto& d) { ask_for_a_visit(d, "2027-06-30"); },
             "dc_waktu", "Tanggal dan waktu kunjungan: isi tanggal dan jam, misalnya 1 Desember 2026 pukul 09.00"},
        Case{"PermitForThePast", "ashari", "izin-data-center", [](auto& d) { ask_for_a_visit(d, "2020-01-01T09:00"); },
             "dc_waktu", "Tanggal dan waktu kunjungan: waktunya sudah lewat; isi waktu yang akan datang"},
        Case{"PermitForTooLate", "ashari", "izin-data-center",
             [](auto& d) { ask_for_a_visit(d, in_jakarta(test::start_of_test - std::chrono::minutes{61})); },
             "dc_waktu", "Tanggal dan waktu kunjungan: waktunya sudah lewat; isi waktu yang akan datang"},
        Case{"PermitForRightNow", "ashari", "izin-data-center",
             [](auto& d) { ask_for_a_visit(d, in_jakarta(test::start_of_test - std::chrono::minutes{59})); }, "", ""},
        Case{"PermitForLater", "ashari", "izin-data-center", [](auto& d) { ask_for_a_visit(d, "30/6/2027 09.00"); }, "",
             ""},
        Case{"CyberWithoutATime", "ashari", "aduan-siber", [](auto& d) { set_extra(d, "sb_waktu", "2026-11-23"); },
             "sb_waktu", "Waktu kejadian diketahui: isi tanggal dan jam, misalnya 1 Desember 2026 pukul 09.00"},
        Case{"ReferralTooLong", "ashari", "hero", [](auto& d) { set_extra(d, "lapor", times(61, "1")); }, "lapor",
             "Nomor laporan SP4N-LAPOR! (bila ada) paling banyak 60 karakter; kurangi 1 karakter"},
        Case{"UnknownFieldIsNobodysBusiness", "ashari", "hero", [](auto& d) { set_extra(d, "role", "admin\xFF"); }, "",
             ""}),
    [](const auto& one) { return one.param.name; });

TEST(CheckDraft, NamesEveryFieldOfAnEmptyFormInEitherLanguage) {
    test::Office office;
    const auto fields_of = [&](Lang lang) {
        const auto errors = office.read(
            [&](Tx& tx) { return check_draft(office.desk(tx), office.person("ashari"), lang, {}, tx.now()); });
        std::vector<std::string> fields;
        for (const auto& error : errors.list()) fields.push_back(error.field);
        return std::pair{fields, errors.list().front().text};
    };
    const std::vector<std::string> all{"layanan", "jenis", "dampak", "subjek", "deskripsi", "setuju"};
    EXPECT_EQ(fields_of(Lang::id), std::pair(all, std::string("Pilih kategori dan sub kategori layanan")));
    EXPECT_EQ(fields_of(Lang::en), std::pair(all, std::string("Choose a category and subcategory")));
}

TEST(CheckDraft, TakesAMegabyteInItsStride) {
    test::Office office;
    auto draft = office.draft();
    draft.subject = std::string(1 << 20, 'x');
    draft.description = times(1 << 19, "é");
    draft.kind = draft.impact = draft.service = std::string(1 << 20, '\xFF');
    const auto began = std::clock();
    const auto errors = office.read(
        [&](Tx& tx) { return check_draft(office.desk(tx), office.person("ashari"), Lang::id, draft, tx.now()); });
    EXPECT_LT(std::clock() - began, 10 * CLOCKS_PER_SEC) << "of the processor's time";
    EXPECT_EQ(errors.of("subjek"), "Subjek tiket paling banyak 120 karakter; kurangi 1.048.456 karakter");
    EXPECT_EQ(errors.list().size(), 5U);
}

TEST(ExtraFields, AreThoseOfTheForm) {
    EXPECT_TRUE(extra_fields(ServiceForm::plain).empty());
    EXPECT_EQ(extra_fields(ServiceForm::data_request).size(), 5U);
    EXPECT_EQ(extra_fields(ServiceForm::data_centre_permit).size(), 4U);
    EXPECT_EQ(extra_fields(ServiceForm::cyber_report).size(), 7U);
    for (const auto& field : extra_fields(ServiceForm::data_centre_permit))
        EXPECT_EQ(field.required, field.name != "dc_perangkat");
}

TEST(ExtraFields, HaveWordsInBothLanguages) {
    for (const auto form : {ServiceForm::data_request, ServiceForm::data_centre_permit, ServiceForm::cyber_report})
        for (const auto& field : extra_fields(form)) {
            EXPECT_NE(word(Lang::id, field.word), field.word);
            EXPECT_EQ(options_of(field, Lang::id).size(), options_of(field, Lang::en).size()) << field.name;
            if (field.input == ExtraField::Input::choice) EXPECT_GE(options_of(field, Lang::id).size(), 4U);
        }
}

}  // namespace
}  // namespace hero
