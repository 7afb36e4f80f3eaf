#include "attachments/attachments.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <barrier>
#include <filesystem>
#include <fstream>
#include <thread>

#include "attachments/files_for_tests.hpp"
#include "base/ids.hpp"
#include "base/text.hpp"
#include "people/people.hpp"
#include "tests/ask.hpp"
#include "tests/database.hpp"

namespace hero {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
namespace fs = std::filesystem;

std::vector<std::string> names_of(const std::vector<Attachment>& files) {
    std::vector<std::string> names;
    for (const auto& file : files) names.push_back(file.name);
    return names;
}

class Attachments : public testing::Test {
protected:
    IncomingFile incoming(std::string name, const std::string& content) {
        const auto path = (folder.path() / ("masuk-" + std::to_string(++files))).string();
        std::ofstream(path, std::ios::binary) << content;
        return {std::move(name), path, content.size()};
    }
    // As the form reader leaves a large upload: cut, with the size that was sent.
    IncomingFile pdf_of(std::string name, std::uint64_t size) {
        auto content = test::pdf();
        content.resize(std::min<std::uint64_t>(size, max_attachment_bytes + 1), ' ');
        auto file = incoming(std::move(name), content);
        file.size = size;
        return file;
    }
    std::vector<StoredFile> accept(const std::vector<IncomingFile>& list, std::size_t already = 0,
                                   Lang lang = Lang::id) {
        errors = {};
        return accept_files(store, lang, list, already, "berkas", errors);
    }
    std::string only_error(const IncomingFile& file, Lang lang = Lang::id) {
        EXPECT_TRUE(accept({file}, 0, lang).empty());
        EXPECT_EQ(errors.list().size(), 1U);
        return errors.of("berkas").value_or("");
    }
    std::int64_t person(const std::string& name) {
        const NewPerson person{.name = name, .email = "a@example.id", .teams = {}};
        return ground.db.write([&](Tx& tx) { return add_person(tx, person, "uji", name).id; });
    }
    // A ticket with one message, without the rules of tickets.
    std::pair<std::int64_t, std::int64_t> ticket_of(std::int64_t requester) {
        return ground.db.write([&](Tx& tx) {
            const auto ticket =
                tx.one(test::Ask<"INSERT INTO tickets (number, service_id, team_id, requester_id, requester_name, "
                                 "channel, language, kind, impact, subject, extra, status, restricted, submit_id, "
                                 "created_at, updated_at, first_response_due, resolution_due) VALUES ($1, "
                                 "(SELECT min(id) FROM services), (SELECT min(id) FROM teams), $2, '', '', 'id', "
                                 "'', '', '', '', 'open', 0, $1, 0, 0, 0, 0) RETURNING id",
                                 2>{{"T-" + std::to_string(++tickets), requester}})
                    ->integer("id");
            const auto message =
                tx.one(test::Ask<"INSERT INTO messages (ticket_id, author_name, kind, body, submit_id, created_at) "
                                 "VALUES ($1, '', '', '', '', 0) RETURNING id",
                                 1>{{ticket}})
                    ->integer("id");
            return std::pair{ticket, message};
        });
    }
    std::vector<Attachment> keep(std::int64_t who, std::string_view place, const std::vector<StoredFile>& list) {
        return ground.db.write([&](Tx& tx) {
            return keep_waiting(tx, who, {.place = std::string{place}, .form = "kirim", .arrived = list});
        });
    }
    std::vector<Attachment> waiting(std::int64_t who, std::string_view place) {
        return ground.db.read([&](Tx& tx) { return waiting_at(tx, who, place); });
    }

    test::TestDatabase ground;
    test::TemporaryFolder folder;
    FileStore store{(folder.path() / "files").string()};
    FieldErrors errors;
    int files = 0;
    int tickets = 0;
};

// ---- accepting ------------------------------------------------------------------------------------------------------

TEST_F(Attachments, StoreWhatTheGuideAllows) {
    const auto stored = accept({incoming("Surat Tugas.PDF", test::pdf()), incoming("foto.jpeg", test::jpeg())});
    EXPECT_TRUE(errors.empty());
    ASSERT_EQ(stored.size(), 2U);
    EXPECT_EQ(stored[0].name, "Surat Tugas.PDF");
    EXPECT_EQ(stored[0].type, "application/pdf");
    EXPECT_EQ(stored[0].size, test::pdf().size());
    EXPECT_EQ(stored[0].sha256, sha256_hex(test::pdf()));
    EXPECT_TRUE(fs::exists(store.path_of(stored[0].sha256)));
    EXPECT_EQ(stored[1].type, "image/jpeg");
}

TEST_F(Attachments, EndAtTwoMegabytes) {
    EXPECT_EQ(accept({pdf_of("pas.pdf", 2'097'152)}).size(), 1U);
    EXPECT_TRUE(errors.empty());
    EXPECT_EQ(only_error(pdf_of("lebih.pdf", 2'097'153)), "lebih.pdf: ukuran 2,1 MB melebihi batas 2 MB");
    EXPECT_EQ(only_error(pdf_of("besar.pdf", 20'971'520), Lang::en), "besar.pdf: 20 MB is larger than the 2 MB limit");
}

TEST_F(Attachments, SayWhatIsWrongWithAFile) {
    EXPECT_EQ(only_error(incoming("kosong.pdf", "")), "kosong.pdf: file kosong");
    EXPECT_EQ(only_error(incoming("gambar.svg", "<svg/>")),
              "gambar.svg: format harus JPG, JPEG, PNG, PDF, DOC, DOCX, XLS, XLSX, PPT, ZIP, atau RAR");
    EXPECT_EQ(only_error(incoming("paparan.pptx", test::pptx())),
              "paparan.pptx: format harus JPG, JPEG, PNG, PDF, DOC, DOCX, XLS, XLSX, PPT, ZIP, atau RAR");
    EXPECT_EQ(only_error(incoming("program.pdf", test::exe())), "program.pdf: isi file tidak sesuai dengan formatnya");
    EXPECT_EQ(only_error(incoming("halaman.jpg", "<html>"), Lang::en),
              "halaman.jpg: the content does not match the file type");
    EXPECT_EQ(only_error(incoming("bom.zip", test::zip_of({{"../x"}}))),
              "bom.zip: file terdeteksi berbahaya dan tidak diunggah");
    EXPECT_EQ(only_error(incoming("rahasia.docx", test::ole_of("EncryptedPackage"))),
              "rahasia.docx: file terlindungi kata sandi sehingga tidak dapat diperiksa");
}

TEST_F(Attachments, NameFilesWithoutTheirTricks) {
    EXPECT_THAT(only_error(incoming("../../etc/invoice\u202Efdp.exe", "MZ")), testing::StartsWith("invoicefdp.exe: "));
    EXPECT_THAT(only_error(incoming(std::string("a\0\r\nb\xFF.exe", 10), "MZ")),
                testing::StartsWith("a b\uFFFD.exe: "));
    EXPECT_THAT(only_error(incoming("/", "MZ")), testing::StartsWith("?: "));
    const auto stored = accept(
        {incoming("a\r\nSet-Cookie: x=1.pdf", test::pdf()), incoming(std::string(4096, 'n') + ".pdf", test::pdf())});
    ASSERT_EQ(stored.size(), 2U);
    EXPECT_EQ(stored[0].name, "a Set-Cookie: x=1.pdf");
    EXPECT_EQ(length_of(stored[1].name), 150U);
}

TEST_F(Attachments, AreFiveAtMostWithThoseThatWait) {
    const std::vector<IncomingFile> six(6, incoming("a.pdf", test::pdf()));
    EXPECT_EQ(accept(six).size(), 5U);
    ASSERT_EQ(errors.list().size(), 1U);
    EXPECT_EQ(errors.of("berkas"), "Unggah File: paling banyak 5 file");
    EXPECT_EQ(accept({six[0], six[1]}, 4).size(), 1U);
    EXPECT_EQ(errors.list().size(), 1U);
    EXPECT_TRUE(accept({six[0]}, 5).empty());
    EXPECT_EQ(errors.list().size(), 1U);
    EXPECT_TRUE(accept({}, 5).empty());
    EXPECT_TRUE(errors.empty());
}

TEST_F(Attachments, KeepTheGoodOnesNextToABadOne) {
    const auto stored =
        accept({incoming("a.pdf", test::pdf()), incoming("b.exe", "MZ"), incoming("c.png", test::png())});
    EXPECT_EQ(stored.size(), 2U);
    EXPECT_EQ(errors.list().size(), 1U);
}

TEST_F(Attachments, NeverPretendToBeStored) {
    fs::remove_all(store.temp_folder());
    EXPECT_EQ(only_error(incoming("surat.pdf", test::pdf())),
              "surat.pdf: tidak dapat disimpan di server. Kirim tanpa file ini, atau coba lagi nanti");
    auto gone = incoming("hilang.pdf", test::pdf());
    fs::remove(gone.path);
    EXPECT_EQ(only_error(gone),
              "hilang.pdf: tidak dapat disimpan di server. Kirim tanpa file ini, atau coba lagi nanti");
}

// ---- waiting
// ----------------------------------------------------------------------------------------------------------

TEST_F(Attachments, WaitInTheirOrderForTheMessageOfTheirPlace) {
    const auto sari = person("Sari"), joko = person("Joko");
    keep(sari, "buat:e-ska",
         accept({incoming("1.pdf", test::pdf()), incoming("2.png", test::png()), incoming("3.jpg", test::jpeg())}));
    ground.clock.advance(1min);
    keep(sari, "buat:e-ska", accept({incoming("4.pdf", test::pdf())}));
    keep(sari, "buat:hero", accept({incoming("lain.pdf", test::pdf())}));
    keep(joko, "buat:e-ska", accept({incoming("joko.pdf", test::pdf())}));
    const auto place = ticket_of(sari);
    const auto ticket = place.first, message = place.second;
    EXPECT_THAT(names_of(waiting(sari, "buat:e-ska")), ElementsAre("1.pdf", "2.png", "3.jpg", "4.pdf"));

    ground.db.write([&](Tx& tx) { attach_files(tx, sari, {.place = "buat:e-ska", .form = "kirim"}, ticket, message); });

    EXPECT_TRUE(waiting(sari, "buat:e-ska").empty());
    EXPECT_THAT(names_of(waiting(sari, "buat:hero")), ElementsAre("lain.pdf"));
    EXPECT_THAT(names_of(waiting(joko, "buat:e-ska")), ElementsAre("joko.pdf"));
    const auto attached = ground.db.read([&](Tx& tx) { return files_of(tx, ticket, sari).shown; });
    EXPECT_THAT(names_of(attached), ElementsAre("1.pdf", "2.png", "3.jpg", "4.pdf"));
    EXPECT_EQ(attached[0].ticket, ticket);
    EXPECT_EQ(attached[0].message, message);
}

TEST_F(Attachments, AreFoundByAnUnguessableId) {
    const auto sari = person("Sari");
    const auto kept = keep(sari, "buat:hero", accept({incoming("a.pdf", test::pdf())}));
    ASSERT_EQ(kept.size(), 1U);
    EXPECT_EQ(kept[0].id.size(), 32U);
    const auto found = ground.db.read([&](Tx& tx) { return attachment_to_serve(tx, kept[0].id, sari); });
    ASSERT_TRUE(found);
    EXPECT_EQ(found->name, "a.pdf");
    EXPECT_EQ(found->type, "application/pdf");
    EXPECT_EQ(found->size, test::pdf().size());
    EXPECT_EQ(found->sha256, sha256_hex(test::pdf()));
    EXPECT_EQ(found->uploader, sari);
    EXPECT_FALSE(found->ticket);
    EXPECT_FALSE(found->message);
    EXPECT_EQ(found->created_at, ground.clock.now());
    EXPECT_FALSE(ground.db.read([&](Tx& tx) { return attachment_to_serve(tx, std::string(32, '0'), sari); }));
}

TEST_F(Attachments, FillAPlaceToFive) {
    const auto sari = person("Sari");
    const auto three = [&](std::string_view sign) {
        std::vector<IncomingFile> came;
        for (const auto* name : {"1.pdf", "2.pdf", "3.pdf"})
            came.push_back(incoming(std::string{sign} + name, test::pdf()));
        return accept(came);
    };
    EXPECT_EQ(keep(sari, "buat:hero", three("a")).size(), 3U);
    EXPECT_EQ(keep(sari, "buat:hero", three("a")).size(), 3U) << "the same form again";
    EXPECT_EQ(keep(sari, "buat:hero", three("b")).size(), 5U);
    EXPECT_EQ(keep(sari, "buat:hero", three("c")).size(), 5U);
    EXPECT_EQ(waiting(sari, "buat:hero").size(), 5U);
}

TEST_F(Attachments, BelongToTheFormThatBroughtOrShowedThem) {
    const auto sari = person("Sari");
    const auto [ticket, message] = ticket_of(sari);
    const auto keep_for = [&](const FormFiles& form) {
        return ground.db.write([&](Tx& tx) { return keep_waiting(tx, sari, form); });
    };
    const auto first =
        keep_for({.place = "buat:hero", .form = "satu", .arrived = accept({incoming("satu.pdf", test::pdf())})});
    keep_for({.place = "buat:hero", .form = "dua", .arrived = accept({incoming("dua.pdf", test::pdf())})});
    const FormFiles anew{.place = "buat:hero", .form = "tiga", .shown = {first.at(0).id, "tidak ada", "\xff"}};
    const auto shown = ground.db.read([&](Tx& tx) { return waiting_for(tx, sari, anew); });
    EXPECT_THAT(names_of(shown), ElementsAre("satu.pdf"));
    ground.db.write([&, ticket = ticket, message = message](Tx& tx) { attach_files(tx, sari, anew, ticket, message); });
    EXPECT_THAT(names_of(ground.db.read([&, ticket = ticket](Tx& tx) { return files_of(tx, ticket, sari).shown; })),
                ElementsAre("satu.pdf"));
    EXPECT_THAT(names_of(waiting(sari, "buat:hero")), ElementsAre("dua.pdf"));
}

TEST_F(Attachments, OfFormsNeverFinishedMakeRoom) {
    const auto sari = person("Sari");
    for (int i = 0; i < 25; ++i)
        ground.db.write([&](Tx& tx) {
            keep_waiting(
                tx, sari,
                {.place = "buat:hero", .arrived = accept({incoming(std::to_string(i) + ".pdf", test::pdf())})});
        });
    EXPECT_EQ(ground.db.read([](Tx& tx) { return tx.one(test::Ask<"SELECT COUNT(*) AS n FROM attachments">{}); })
                  ->integer("n"),
              20);
    EXPECT_EQ(waiting(sari, "buat:hero").size(), 5U);
}

TEST_F(Attachments, AreDroppedOnlyWhileTheyWaitAndOnlyByTheirOwner) {
    const auto sari = person("Sari"), joko = person("Joko");
    const auto id = keep(sari, "buat:hero", accept({incoming("a.pdf", test::pdf())})).front().id;
    const auto drop = [&](std::int64_t who) {
        return ground.db.write([&](Tx& tx) { return drop_waiting(tx, who, id); });
    };
    EXPECT_FALSE(drop(joko));
    const auto [ticket, message] = ticket_of(sari);
    const auto other = keep(sari, "buat:e-ska", accept({incoming("b.pdf", test::pdf())})).front().id;
    ground.db.write([&, ticket = ticket, message = message](Tx& tx) {
        attach_files(tx, sari, {.place = "buat:e-ska", .form = "kirim"}, ticket, message);
    });
    EXPECT_FALSE(ground.db.write([&](Tx& tx) { return drop_waiting(tx, sari, other); }));
    EXPECT_TRUE(drop(sari));
    EXPECT_FALSE(drop(sari));
}

TEST_F(Attachments, AreLimitedByDayAndPerson) {
    const auto sari = person("Sari"), joko = person("Joko");
    const auto claim = [&](std::int64_t who, std::uint64_t bytes, std::uint64_t most = 100) {
        return ground.db.write([&](Tx& tx) { return claim_upload(tx, who, bytes, most); });
    };
    EXPECT_TRUE(claim(sari, 60));
    EXPECT_FALSE(claim(sari, 41));
    EXPECT_TRUE(claim(sari, 40)) << "what was refused was not counted";
    EXPECT_FALSE(claim(sari, 1));
    EXPECT_TRUE(claim(sari, 1, 0)) << "no limit";
    EXPECT_TRUE(claim(joko, 100));
    ground.clock.advance(14h + 59min);  // to 23.59 in Jakarta
    EXPECT_FALSE(claim(sari, 1));
    ground.clock.advance(2min);
    EXPECT_TRUE(claim(sari, 100));
    sweep_attachments(ground.db, store);
    EXPECT_FALSE(claim(sari, 1)) << "only days that are over are forgotten";
}

// ---- sweeping
// -----------------------------------------------------------------------------------------------------------

class Sweep : public Attachments {
protected:
    // Once for every part of the store.
    std::int64_t sweep_a_day() {
        std::int64_t rows = 0;
        for (int hour = 0; hour < 24; ++hour) {
            rows += sweep_attachments(ground.db, store);
            ground.clock.advance(1h);
        }
        return rows;
    }
    // When the test's clock says it was put.
    void date(const std::string& path) {
        fs::last_write_time(path, std::chrono::file_clock::from_sys(ground.clock.now()));
    }
    std::string stored(const std::string& name, const std::string& content, std::int64_t who) {
        const auto accepted = accept({incoming(name, content)});
        if (who != 0) keep(who, "buat:hero", accepted);
        const auto path = store.path_of(accepted.at(0).sha256);
        date(path);
        return path;
    }
};

TEST_F(Sweep, ForgetsWhatWaitedLongerThanAWeek) {
    const auto sari = person("Sari");
    const auto path = stored("a.pdf", test::pdf(), sari);
    ground.clock.advance(7 * 24h - 1min);
    EXPECT_EQ(sweep_attachments(ground.db, store), 0);
    EXPECT_EQ(waiting(sari, "buat:hero").size(), 1U);
    ground.clock.advance(2min);
    EXPECT_EQ(sweep_a_day(), 1);
    EXPECT_TRUE(waiting(sari, "buat:hero").empty());
    EXPECT_FALSE(fs::exists(path));
}

TEST_F(Sweep, KeepsFilesOfMessagesForGood) {
    const auto sari = person("Sari");
    const auto path = stored("a.pdf", test::pdf(), sari);
    const auto [ticket, message] = ticket_of(sari);
    ground.db.write([&, ticket = ticket, message = message](Tx& tx) {
        attach_files(tx, sari, {.place = "buat:hero", .form = "kirim"}, ticket, message);
    });
    ground.clock.advance(365 * 24h);
    EXPECT_EQ(sweep_a_day(), 0);
    EXPECT_TRUE(fs::exists(path));
}

TEST_F(Sweep, KeepsAFileThatAnotherRowNames) {
    const auto sari = person("Sari"), joko = person("Joko");
    const auto path = stored("a.pdf", test::pdf(), sari);
    ground.clock.advance(6 * 24h);
    stored("salinan.pdf", test::pdf(), joko);
    ground.clock.advance(36h);
    EXPECT_EQ(sweep_a_day(), 1);
    EXPECT_TRUE(fs::exists(path));
}

TEST_F(Sweep, RemovesFilesWithoutARowAfterADay) {
    const auto orphan = stored("a.pdf", test::pdf(), 0);
    const auto leftover = store.temp_folder() + "/sisa";
    std::ofstream(leftover) << "x";
    date(leftover);
    sweep_a_day();
    EXPECT_TRUE(fs::exists(orphan));
    EXPECT_TRUE(fs::exists(leftover));
    sweep_a_day();
    EXPECT_FALSE(fs::exists(orphan));
    EXPECT_FALSE(fs::exists(leftover));
}

TEST_F(Attachments, OfOneFormSentTwiceAtOnceAreKeptOnce) {
    const auto sari = person("sari");
    const auto file = accept({incoming("layar.pdf", test::pdf())});
    ASSERT_EQ(file.size(), 1U);
    for (int round = 0; round < 10; ++round) {
        const auto place = "buat:" + std::to_string(round);
        std::barrier start(4);
        std::vector<std::jthread> copies;
        for (int i = 0; i < 4; ++i)
            copies.emplace_back([&] {
                start.arrive_and_wait();
                keep(sari, place, file);
            });
        copies.clear();
        const auto waiting = ground.db.read([&](Tx& tx) { return waiting_at(tx, sari, place).size(); });
        EXPECT_EQ(waiting, 1U) << "round " << round;
    }
}

}  // namespace
}  // namespace hero
