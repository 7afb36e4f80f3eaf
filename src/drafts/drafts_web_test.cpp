#include <gtest/gtest.h>

#include "drafts/drafts.hpp"
#include "tests/app.hpp"

namespace hero {
namespace {

using test::Browser;
using test::Fields;
using test::TestApp;

class Autosave : public testing::Test {
protected:
    std::optional<Draft> draft_of(std::string_view who, std::string_view place) {
        const auto person = app.person(who).id;
        return app.app.db.read([&](Tx& tx) { return draft_at(tx, person, place); });
    }

    TestApp app;
    Browser sari = app.as("sari");
    const Fields typed{{"tempat", "buat:e-ska"}, {"submit_id", "x"},        {"layanan", "e-ska"}, {"setuju", "1"},
                       {"jenis", "kendala"},     {"subjek", "Tidak cetak"}, {"deskripsi", ""}};
};

TEST_F(Autosave, KeepsWhatWasTypedAndSaysWhen) {
    const auto response = sari.post("/draf", typed);
    EXPECT_EQ(response.status, 200);
    EXPECT_EQ(response.header("Content-Type"), "application/json");
    EXPECT_EQ(response.body, R"({"jam":"09.00","teks":"Draf tersimpan pukul 09.00"})");
    const Fields expected{{"jenis", "kendala"}, {"subjek", "Tidak cetak"}, {"deskripsi", ""}};
    EXPECT_EQ(draft_of("sari", "buat:e-ska")->fields, expected);
    EXPECT_FALSE(draft_of("joko", "buat:e-ska"));
}

TEST_F(Autosave, SaysNothingWhenNothingIsTyped) {
    sari.post("/draf", typed);
    const auto response = sari.post("/draf", {{"tempat", "buat:e-ska"}, {"layanan", "e-ska"}, {"subjek", " "}});
    EXPECT_EQ(response.status, 204);
    EXPECT_FALSE(draft_of("sari", "buat:e-ska"));
}

TEST_F(Autosave, RefusesWhatItCannotKeep) {
    EXPECT_EQ(sari.post("/draf", {{"subjek", "tanpa tempat"}}).status, 422);
    EXPECT_EQ(sari.post("/draf", {{"tempat", "buat:e-ska"}, {"subjek", std::string(40'000, 'x')}}).status, 422);
    EXPECT_FALSE(draft_of("sari", "buat:e-ska"));
}

TEST_F(Autosave, NeedsAPersonAndTheirForm) {
    EXPECT_EQ(app.visitor().post("/draf", typed).status, 303);
    auto forged = typed;
    forged.emplace_back("csrf", "lain");
    EXPECT_EQ(sari.post("/draf", forged).status, 403);
    EXPECT_FALSE(draft_of("sari", "buat:e-ska"));
}

TEST_F(Autosave, IsLimited) {
    int refused = 0;
    for (int i = 0; i < 125; ++i) refused += sari.post("/draf", typed).status == 429 ? 1 : 0;
    EXPECT_EQ(refused, 5);
}

TEST_F(Autosave, ThrowsADraftAwayOnRequest) {
    sari.post("/draf", typed);
    app.as("joko").post("/draf/buang", {{"tempat", "buat:e-ska"}});
    EXPECT_TRUE(draft_of("sari", "buat:e-ska"));
    const auto response =
        sari.post("/draf/buang", {{"tempat", "buat:e-ska"}, {"kembali", "/tiket/buat?layanan=e-ska"}});
    EXPECT_EQ(response.status, 303);
    EXPECT_EQ(response.header("Location"), "/tiket/buat?layanan=e-ska");
    EXPECT_FALSE(draft_of("sari", "buat:e-ska"));
    EXPECT_EQ(sari.post("/draf/buang", {{"tempat", "x"}, {"kembali", "//example.com"}}).header("Location"), "/tiket");
}

}  // namespace
}  // namespace hero
