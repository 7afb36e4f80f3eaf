// Every URL with values that nobody types into its form: the answer is never a 5xx.
#include <gtest/gtest.h>

#include <algorithm>

#include "base/text.hpp"
#include "tests/app.hpp"
#include "ui/routing.hpp"

namespace hero {
namespace {

using test::Browser;
using test::Fields;
using test::TestApp;

const std::vector<std::string>& hostile_values() {
    static const std::vector<std::string> values{
        std::string("a\0b", 3),     // a NUL byte
        "a\xff\xfe",                // no UTF-8
        "\xed\xa0\x80",             // a surrogate
        "99999999999999999999999",  // no number that fits
        "-1",
        "\xe2\x80\xae' OR 1=1 --",
        std::string(20'000, 'x'),
    };
    return values;
}

// What a form of HERO may hold. The values are such that the request gets as far as it can.
const Fields& all_fields() {
    static const Fields fields{
        {"agen", "1"},
        {"aktif", "1"},
        {"alasan", "Karena."},
        {"alasan_buka", "Lagi."},
        {"alasan_dampak", "x"},
        {"alasan_layanan", "x"},
        {"arahan", "x"},
        {"bahasa", "id"},
        {"catatan", "x"},
        {"dampak", "rendah"},
        {"data_apa", "x"},
        {"deskripsi", "Deskripsi yang cukup panjang."},
        {"email", "a@contoh.id"},
        {"hari", "30"},
        {"hapus_berkas", ""},
        {"harapan", "x"},
        {"isi", "x"},
        {"jawaban", "belum"},
        {"jenis", "kendala"},
        {"kembali", "/"},
        {"kode", "123456"},
        {"langkah", "1"},
        {"lanjutan", ""},
        {"layanan", "e-ska"},
        {"lewati", ""},
        {"lingkup", "tickets:read"},
        {"masukan", "x"},
        {"nama", "x"},
        {"nilai", "4"},
        {"orang", "sari"},
        {"pengguna", "x"},
        {"penerus", "1"},
        {"peran", "agent"},
        {"putusan", "kembalikan"},
        {"sandi", "x"},
        {"sementara", "1"},
        {"setuju", "1"},
        {"subjek", "x"},
        {"submit_id", "s"},
        {"sumber", "x"},
        {"tanggal", "2027-01-01"},
        {"tempat", "buat:e-ska"},
        {"terakhir", "0"},
        {"tetap", "1"},
        {"tiket", "A-ESKA26000001"},
        {"tim", "1"},
        {"tujuan", "/"},
        {"sandi_baru", "x"},
        {"sandi_ulang", "x"},
        {"versi", "1"},
        {"yakin", "1"},
    };
    return fields;
}

const std::vector<std::string>& all_queries() {
    static const std::vector<std::string> names{"cari",  "lang",  "lanjutan", "layanan", "mode",
                                                "nomor", "q",     "sebelum",  "sesudah", "subjek",
                                                "tab",   "tahun", "tampilan", "tujuan"};
    return names;
}

std::string_view role_for(Guard guard) {
    switch (guard) {
        case Guard::staff:
            return "budi";
        case Guard::supervisor:
            return "dewi";
        case Guard::admin:
            return "ratna";
        default:
            return "sari";
    }
}

// The pattern with values for its parameters: "/tiket/{nomor}" becomes "/tiket/A-ESKA26000001".
std::string filled(std::string pattern) {
    const std::vector<std::pair<std::string, std::string>> values{{"{nomor}", "A-ESKA26000001"},
                                                                  {"{id}", "1"},
                                                                  {"{slug}", "nomor-tiket"},
                                                                  {"{nama}", "x"},
                                                                  {"{kunci}", "0123456789abcdef0123456789abcdef"},
                                                                  {"{tanggal}", "2026-12-25"}};
    for (const auto& [name, value] : values)
        if (const auto at = pattern.find(name); at != std::string::npos) pattern.replace(at, name.size(), value);
    return pattern;
}

struct Ground : TestApp {
    Ground() : TestApp({{"limits", "off"}}) {
        as("sari").post("/tiket", {{"layanan", "e-ska"},
                                   {"jenis", "kendala"},
                                   {"dampak", "rendah"},
                                   {"subjek", "SKA ditolak"},
                                   {"deskripsi", "Pengajuan SKA kami ditolak sejak pagi."},
                                   {"setuju", "1"},
                                   {"submit_id", "a"}});
    }
};

TEST(HostileValues, InFieldsOfFormsAreNeverOurFault) {
    Ground app;
    for (const auto& route : all_routes()) {
        if (route.method != http::Method::post) continue;
        const std::string path = filled(std::string{route.pattern});
        for (std::size_t i = 0; i < all_fields().size(); ++i) {
            const auto& name = all_fields()[i].first;
            // Each try at a password costs what hashing costs.
            if (path == "/masuk" && name != "pengguna" && name != "sandi" && name != "tujuan") continue;
            auto browser = app.as(role_for(route.guard));
            for (const auto& value : hostile_values()) {
                auto fields = all_fields();
                fields[i].second = value;
                const auto answer = browser.post(path, fields);
                EXPECT_LT(answer.status, 500) << path << " " << name << " " << value.substr(0, 30);
            }
        }
    }
}

TEST(HostileValues, InTheQueryAreNeverOurFault) {
    Ground app;
    for (const auto& route : all_routes()) {
        if (route.method != http::Method::get) continue;
        auto browser = app.as(role_for(route.guard));
        for (const auto& name : all_queries())
            for (const auto& value : hostile_values()) {
                http::Request request;
                request.target = request.path = filled(std::string{route.pattern});
                request.query = http::parse_urlencoded(name + "=" + percent_encoded(value));
                EXPECT_LT(browser.send(std::move(request)).status, 500)
                    << route.pattern << " " << name << " " << value.substr(0, 30);
            }
    }
}

}  // namespace
}  // namespace hero
