// Others that are down or hang: the mail server, the sign-in provider, the virus scanner, the object store. Through the
// real server, with its workers: pages that do not need them answer as ever, and what was queued is delivered later,
// once.
#include <gtest/gtest.h>

#include <map>
#include <optional>
#include <thread>

#include "attachments/files_for_tests.hpp"
#include "mail/smtp_peer_for_tests.hpp"
#include "tests/ask.hpp"
#include "tests/false_object_store.hpp"
#include "tests/faults/running.hpp"
#include "tests/object_store.hpp"
#include "tests/virus_scanner.hpp"

namespace hero {

namespace {

using namespace std::chrono_literals;
using namespace test;

constexpr auto at_once = 1500ms;  // on a busy machine
const std::vector<std::string> public_pages{"/", "/faq", "/masuk", "/kontak"};

std::string filed(TestApp& app, std::string_view form, const std::vector<File>& files = {}) {
    const auto answer = app.as("sari").post("/tiket",
                                            {{"layanan", "e-ska"},
                                             {"jenis", "kendala"},
                                             {"dampak", "sedang"},
                                             {"subjek", "SKA ditolak sistem"},
                                             {"deskripsi", "Pengajuan SKA kami ditolak tanpa alasan yang jelas."},
                                             {"setuju", "1"},
                                             {"submit_id", std::string{form}}},
                                            files);
    EXPECT_EQ(answer.status, 303);
    const auto place = std::string{answer.header("Location")};
    return place.substr(0, place.find('?'));
}

template <typename Sql>
std::int64_t number(TestApp& app, const Sql& sql) {
    return app.app.db.read([&](Tx& tx) { return tx.one(sql)->integer("amount"); });
}

std::int64_t unsent(TestApp& app) {
    return number(app, Ask<"SELECT COUNT(*) AS amount FROM mails WHERE sent_at IS NULL">{});
}

}  // namespace

TEST(MailServerAway, HoldsNothingUpAndGetsEachLetterOnceWhenItIsBack) {
    std::optional<SilentPeer> silent(std::in_place);
    const auto port = silent->port();
    const auto setting = "smtp://127.0.0.1:" + std::to_string(port);
    TestApp app{{"mail", setting}};
    Running server(app);
    auto sari = app.as("sari");
    const auto cookie = sari.cookies["hero"];
    const auto ticket = filed(app, "surat-1");
    filed(app, "surat-2");
    filed(app, "surat-3");
    ASSERT_TRUE(silent->is_called()) << "a worker waits for its greeting";
    EXPECT_LT(server.slowest(public_pages), at_once);
    EXPECT_LT(server.slowest({"/tiket", ticket, "/akun"}, cookie), at_once);
    filed(app, "surat-4");
    const auto letters = unsent(app);
    EXPECT_GE(letters, 4);

    silent.reset();  // refused from now on
    server.wait_until([minutes = 0]() mutable { return ++minutes > 15; });
    EXPECT_EQ(unsent(app), letters);
    EXPECT_LT(server.slowest({"/tiket", ticket}, cookie), at_once);

    SmtpPeer peer({}, "127.0.0.1", port);
    ASSERT_TRUE(server.wait_until([&] { return unsent(app) == 0; }));
    std::map<std::string, int> received;
    for (const auto& session : peer.sessions())
        if (session.letter) ++received[between(*session.letter, "Message-Id: ", "\r\n")];
    EXPECT_GE(static_cast<std::int64_t>(received.size()), letters);
    for (const auto& [id, times] : received) EXPECT_EQ(times, 1) << id;
    EXPECT_EQ(number(app, Ask<"SELECT COUNT(*) AS amount FROM jobs WHERE parked_at IS NOT NULL">{}), 0);
}

TEST(ProviderAway, ThatHangsHoldsUpNoOtherPage) {
    std::optional<SilentPeer> silent(std::in_place);
    const auto issuer = "http://127.0.0.1:" + std::to_string(silent->port());
    TestApp app{{"intranet-issuer", issuer}, {"intranet-client-id", "hero"}, {"intranet-client-secret", "rahasia"}};
    Running server(app);
    const auto cookie = app.as("budi").cookies["hero"];
    std::vector<std::thread> visitors;
    visitors.reserve(8);
    for (int i = 0; i < 8; ++i)
        visitors.emplace_back([&] {
            const auto answer = server.get("/masuk/intranet");
            EXPECT_EQ(answer.status, 303);
            EXPECT_EQ(answer.header("Location"), "/masuk?hasil=layanan");
        });
    EXPECT_TRUE(silent->is_called());
    EXPECT_LT(server.slowest(public_pages), at_once);
    EXPECT_LT(server.slowest({"/petugas", "/akun"}, cookie), at_once) << "who is in stays in";
    silent.reset();
    for (auto& visitor : visitors) visitor.join();
    const auto page = server.get("/masuk?hasil=layanan");
    EXPECT_EQ(page.status, 503);
    EXPECT_NE(page.body.find("Layanan masuk sedang tidak dapat dihubungi"), std::string::npos);
}

TEST(ScannerAway, ThatHangsLetsFilesWaitAndNothingElse) {
    VirusScanner clamd;
    const auto setting = clamd.setting();
    std::optional<SilentPeer> silent(std::in_place, setting.substr(setting.find(':') + 1));
    TestApp app{{"scanner", setting}};
    Running server(app);
    const auto cookie = app.as("sari").cookies["hero"];
    const auto ticket = filed(app, "pindai-1", {{"berkas", "bukti.pdf", pdf()}, {"berkas", "foto.png", png()}});
    ASSERT_TRUE(silent->is_called());
    EXPECT_LT(server.slowest(public_pages), at_once);
    EXPECT_LT(server.slowest({"/tiket", ticket}, cookie), at_once);
    EXPECT_NE(server.get(ticket, cookie).body.find("menunggu pemindaian"), std::string::npos);
    const auto waiting = [&] {
        return number(app, Ask<"SELECT COUNT(*) AS amount FROM attachments WHERE scan <> 'bersih'">{});
    };
    EXPECT_EQ(waiting(), 2);
    silent.reset();
    clamd.start();
    EXPECT_TRUE(server.wait_until([&] { return waiting() == 0; }));
    EXPECT_EQ(server.get(ticket, cookie).body.find("menunggu pemindaian"), std::string::npos);
}

namespace {

// Its files lie in a false object store.
struct WithObjects {
    explicit WithObjects(const std::string& scanner = "none")
        : settings(settings_of(peer.settings())), app(with(scanner)) {}

    std::vector<TestApp::Setting> with(const std::string& scanner) {
        settings.emplace_back("scanner", scanner);
        return {settings.begin(), settings.end()};
    }
    // Of the only file of a ticket.
    std::string download_of(const std::string& ticket) {
        return "/lampiran/" + between(app.as("sari").get(ticket).body, "/lampiran/", "\"");
    }
    http::Response file(std::string_view form, const std::vector<File>& files) {
        return app.as("sari").post("/tiket",
                                   {{"layanan", "e-ska"},
                                    {"jenis", "kendala"},
                                    {"dampak", "sedang"},
                                    {"subjek", "SKA ditolak sistem"},
                                    {"deskripsi", "Sudah kami coba tiga kali."},
                                    {"setuju", "1"},
                                    {"submit_id", std::string{form}}},
                                   files);
    }

    TemporaryFolder objects;
    FalseObjectStore peer{objects.path()};
    std::vector<std::pair<std::string, std::string>> settings;
    TestApp app;
};

}  // namespace

TEST(ObjectStoreAway, ThatHangsHoldsUpNoOtherPageAndLosesNoWords) {
    WithObjects ground;
    Running server(ground.app);
    const auto cookie = ground.app.as("sari").cookies["hero"];
    const auto ticket = filed(ground.app, "objek-1", {{"berkas", "bukti.pdf", pdf()}});
    const auto download = ground.download_of(ticket);
    ASSERT_EQ(server.get(download, cookie).body, pdf());

    ground.peer.fail(StoreFault::silent);
    std::vector<std::thread> visitors;
    visitors.reserve(20);
    for (int i = 0; i < 20; ++i) visitors.emplace_back([&] { EXPECT_EQ(server.get(download, cookie).status, 503); });
    EXPECT_LT(server.slowest(public_pages), at_once);
    EXPECT_LT(server.slowest({"/tiket", ticket, "/akun"}, cookie), at_once);
    for (auto& visitor : visitors) visitor.join();

    const auto refused = ground.file("objek-2", {{"berkas", "foto.png", png()}});
    EXPECT_EQ(refused.status, 422);
    EXPECT_NE(refused.body.find("foto.png: tidak dapat disimpan di server"), std::string::npos);
    EXPECT_NE(refused.body.find("Sudah kami coba tiga kali."), std::string::npos) << "what was typed is still there";
    EXPECT_EQ(ground.file("objek-2", {}).status, 303) << "without the file it is filed";

    ground.peer.fail(StoreFault::none);
    EXPECT_TRUE(server.wait_until([&] { return server.get(download, cookie).body == pdf(); }));
    const auto later = filed(ground.app, "objek-3", {{"berkas", "foto.png", png()}});
    EXPECT_EQ(server.get(ground.download_of(later), cookie).body, png());
    EXPECT_EQ(number(ground.app, Ask<"SELECT COUNT(*) AS amount FROM attachments">{}), 2);
}

TEST(ObjectStoreAway, GivesNoFileThatIsNotWhatWasSent) {
    WithObjects ground;
    Running server(ground.app);
    const auto cookie = ground.app.as("sari").cookies["hero"];
    const auto download = ground.download_of(filed(ground.app, "objek-1", {{"berkas", "bukti.pdf", pdf()}}));
    using enum StoreFault;
    for (const auto fault : {error_500, error_503, refused, cut, other_content, elsewhere, garbage}) {
        ground.peer.fail(fault);
        const auto answer = server.get(download, cookie);
        EXPECT_EQ(answer.status, 503) << static_cast<int>(fault);
        EXPECT_NE(answer.header("Retry-After"), "");
        EXPECT_EQ(answer.body.find("%PDF"), std::string::npos);
    }
    ground.peer.fail(none);
    EXPECT_TRUE(server.wait_until([&] { return server.get(download, cookie).body == pdf(); }));
}

TEST(ObjectStoreAway, LetsScansWaitUntilItIsBack) {
    VirusScanner clamd;
    WithObjects ground(clamd.setting());
    Running server(ground.app);
    filed(ground.app, "objek-1", {{"berkas", "bukti.pdf", pdf()}, {"berkas", "foto.png", png()}});
    const auto waiting = [&] {
        return number(ground.app, Ask<"SELECT COUNT(*) AS amount FROM attachments WHERE scan <> 'bersih'">{});
    };
    ground.peer.fail(StoreFault::error_503);
    clamd.start();
    server.wait_until([minutes = 0]() mutable { return ++minutes > 15; });
    EXPECT_EQ(waiting(), 2);
    ground.peer.fail(StoreFault::none);
    EXPECT_TRUE(server.wait_until([&] { return waiting() == 0; }));
    EXPECT_EQ(number(ground.app, Ask<"SELECT COUNT(*) AS amount FROM jobs WHERE parked_at IS NOT NULL">{}), 0);
}

}  // namespace hero
