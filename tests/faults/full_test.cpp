// A full disk under the whole site: reading goes on, what is sent comes back with its words, and writing goes on as
// soon as there is room. On a real small disk: bin/torture full.
#include <gtest/gtest.h>

#include "base/db/storage_full.hpp"
#include "base/i18n.hpp"
#include "tests/app.hpp"
#include "tests/ask.hpp"
#include "tests/faults/calls.hpp"
#include "tests/faults/disk.hpp"

namespace hero {

namespace {

using namespace test;

const Fields form{{"layanan", "hero"},
                  {"jenis", "kendala"},
                  {"dampak", "rendah"},
                  {"subjek", "Halaman tidak dapat dibuka"},
                  {"deskripsi", "Sejak pagi halaman ini kosong di dua peramban."},
                  {"setuju", "1"},
                  {"submit_id", "formulir-penuh"}};

struct FullHouse {
    Disk disk{Fault::none, 0};
    TestApp app;
    Browser ashari = app.as("ashari");

    std::int64_t tickets() {
        return app.app.db.read([](Tx& tx) {
            return tx.one(Ask<"SELECT COUNT(*) AS amount FROM tickets WHERE submit_id = 'formulir-penuh'">{})
                ->integer("amount");
        });
    }
};

bool has(const http::Response& page, std::string_view text) { return page.body.find(text) != std::string::npos; }

}  // namespace

TEST(FullDisk, RefusesTheWriteAndLosesNothingElse) {
    Disk failing(Fault::none, 0);
    const TemporaryFolder folder;
    const FrozenClock clock{start_of_test};
    const DatabaseOptions options{.address = (folder.path() / "hero.db").string(), .durable = false};
    const auto count = [](Database& db) {
        return db.read([](Tx& tx) { return tx.one(Ask<"SELECT COUNT(*) AS rows FROM probe">{})->integer("rows"); });
    };
    int kept = 0, refused = 0;
    {
        Database db(options, clock);
        db.write([](Tx& tx) { tx.run(Ask<"CREATE TABLE probe (id INTEGER PRIMARY KEY, name TEXT NOT NULL)">{}); });
        const std::string name(2000, 'x');
        while (kept == 0 && refused < 200) {
            failing.arm(Fault::full, refused + 1);
            try {
                db.write([&](Tx& tx) {
                    for (int i = 0; i < 12; ++i) tx.run(Ask<"INSERT INTO probe (name) VALUES ($1)", 1>{{name}});
                });
                kept = 12;
            } catch (const StorageFull&) {
                ++refused;
            }
            failing.repair();
            ASSERT_EQ(count(db), kept) << "after failing write " << refused;
        }
    }
    EXPECT_GT(refused, 3);
    EXPECT_EQ(kept, 12);
    Database db(options, clock);
    EXPECT_EQ(count(db), 12);
}

TEST(FullStorage, LetsReadingGoOnAndGivesTheWordsBack) {
    if (engine() != db::Engine::sqlite) return;
    FullHouse house;
    ASSERT_EQ(house.ashari.get("/tiket").status, 200);
    house.disk.arm(Fault::full, 1);
    house.app.clock.advance(std::chrono::minutes{3});  // a moment when the session would be noted as alive
    for (const auto* page : {"/", "/tiket", "/tiket/kategori", "/tiket/buat?layanan=hero", "/faq", "/akun"})
        EXPECT_EQ(house.ashari.get(page).status, 200) << page;

    const auto refused = house.ashari.post("/tiket", form);
    EXPECT_EQ(refused.status, 503);
    EXPECT_EQ(refused.header("Retry-After"), "60");
    EXPECT_TRUE(has(refused, word(Lang::id, "x.503.penuh")));
    EXPECT_TRUE(has(refused, "Sejak pagi halaman ini kosong di dua peramban."));
    house.ashari.headers = {{"accept-language", "en"}};
    const auto in_english = house.ashari.post("/tiket?lang=en", form);
    EXPECT_TRUE(has(in_english, word(Lang::en, "x.503.penuh")));
    EXPECT_TRUE(has(in_english, "Sejak pagi halaman ini kosong di dua peramban."));
    EXPECT_EQ(house.tickets(), 0);

    house.disk.repair();
    EXPECT_EQ(house.ashari.post("/tiket", form).status, 303);
    EXPECT_EQ(house.ashari.post("/tiket", form).status, 303) << "sent twice, by an impatient hand";
    EXPECT_EQ(house.tickets(), 1);
}

// The database has room, the folder of files has none.
TEST(FullStorage, OfFilesGivesTheFormBackToBeSentWithoutThem) {
    TestApp app;
    auto ashari = app.as("ashari");
    const std::vector<File> files{{"berkas", "surat.pdf", "%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"}};
    ASSERT_EQ(ashari.post("/tiket", form, files).status, 303);  // libmagic has read its database since
    auto second = form;
    second.back().second = "formulir-kedua";
    {
        const FailingCalls full(1, ENOSPC, {SystemCall::write}, Afterwards::failing);
        const auto page = ashari.post("/tiket", second, {{"berkas", "foto.pdf", "%PDF-1.7\n% lain\n%%EOF\n"}});
        EXPECT_EQ(page.status, 422);
        EXPECT_TRUE(has(page, word(Lang::id, "e.file.gagal", {{"nama", "foto.pdf"}})));
        EXPECT_TRUE(has(page, "Sejak pagi halaman ini kosong di dua peramban."));
    }
    EXPECT_EQ(ashari.post("/tiket", second).status, 303);
}

}  // namespace hero
