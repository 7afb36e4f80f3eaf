#include "live/live_web.hpp"

#include <gtest/gtest.h>

#include "base/http/events.hpp"
#include "handling/handling.hpp"
#include "tests/app.hpp"

namespace hero {
namespace {

using namespace std::chrono_literals;
using test::between;
using test::Browser;
using test::TestApp;

// A ticket of Sari's that Budi's team serves, and ears.
struct Ground : TestApp {
    Ground() {
        const auto filed = sari.post("/tiket", {{"layanan", "e-ska"},
                                                {"jenis", "kendala"},
                                                {"dampak", "rendah"},
                                                {"subjek", "Lupa kata sandi E-SKA"},
                                                {"deskripsi", "Mohon bantuan reset kata sandi akun kami."},
                                                {"setuju", "1"},
                                                {"submit_id", "a"}});
        path = filed.header("Location");
    }
    // As a page does it: from what it shows.
    std::shared_ptr<http::EventStream> listen(Browser& browser, const std::string& page) {
        auto stream = between(browser.get(page).body, "data-aliran=\"", "\"");
        for (auto at = stream.find("&amp;"); at != std::string::npos; at = stream.find("&amp;"))
            stream.erase(at + 1, 4);
        return browser.get(stream).events;
    }
    std::string told(const std::shared_ptr<http::EventStream>& stream) {
        app.live.look();
        app.live.check();
        bool ended = false;
        auto text = stream->take(ended);
        if (text.starts_with("retry: ")) text.erase(0, text.find("\n\n") + 2);
        return ended ? text + "end" : text;
    }
    void note() { ASSERT_EQ(budi.post("/petugas" + path + "/catatan", {{"isi", "Hanya kita"}}).status, 303); }
    void answer() {
        ASSERT_EQ(budi.post("/petugas" + path + "/balasan", {{"isi", "Kami periksa"}, {"tetap", "1"}}).status, 303);
    }

    std::string path;
    Browser sari = as("sari"), budi = as("budi"), rina = as("rina");
};

constexpr const char* one_message = "event: baru\ndata: {\"n\":1}\n\n";
constexpr const char* a_change = "event: baru\ndata: {\"n\":0}\n\n";
constexpr const char* in_the_queue = "event: baru\ndata: {}\n\n";

TEST(TicketStream, TellsItsRequesterOfAnAnswer) {
    Ground ground;
    const auto stream = ground.listen(ground.sari, ground.path);
    ASSERT_TRUE(stream);
    EXPECT_EQ(ground.told(stream), "");
    ground.answer();
    EXPECT_EQ(ground.told(stream), one_message);
    EXPECT_EQ(ground.told(stream), "") << "once";
}

TEST(TicketStream, TellsItsRequesterNothingOfNotes) {
    Ground ground;
    const auto requester = ground.listen(ground.sari, ground.path);
    const auto colleague = ground.listen(ground.rina, "/petugas" + ground.path);
    ground.note();
    EXPECT_EQ(ground.told(requester), "") << "not even that there is one";
    EXPECT_EQ(ground.told(colleague), one_message);
}

TEST(TicketStream, CountsOnlyMessagesOfOthers) {
    Ground ground;
    const auto requester = ground.listen(ground.sari, ground.path);
    const auto agent = ground.listen(ground.budi, "/petugas" + ground.path);
    ASSERT_EQ(ground.sari.post(ground.path + "/tanggapan", {{"isi", "Masih belum"}}).status, 303);
    ASSERT_EQ(ground.sari.post(ground.path + "/tanggapan", {{"isi", "Mohon bantuan"}}).status, 303);
    EXPECT_EQ(ground.told(requester), a_change);
    EXPECT_EQ(ground.told(agent), "event: baru\ndata: {\"n\":2}\n\n");
}

TEST(TicketStream, MissesNothingBetweenThePageAndItsStream) {
    Ground ground;
    const auto page = ground.sari.get(ground.path).body;
    ground.answer();
    const auto stream = ground.sari.get(between(page, "data-aliran=\"", "\"")).events;
    ASSERT_TRUE(stream);
    EXPECT_EQ(ground.told(stream), one_message);
}

TEST(TicketStream, TakesAMarkThatIsNoneForNow) {
    Ground ground;
    for (const auto* mark : {"", "x", "1", "%00", "99999999999999999999.99999999999999999999", "<script>"}) {
        const auto answer = ground.sari.get(ground.path + "/aliran?sejak=" + mark);
        EXPECT_EQ(answer.status, 200) << mark;
        EXPECT_EQ(answer.header("Content-Type"), "text/event-stream; charset=utf-8");
        EXPECT_EQ(answer.header("Cache-Control"), "no-store");
        ASSERT_TRUE(answer.events);
    }
}

TEST(TicketStream, EndsForWhoeverMayNoLongerRead) {
    const auto ends_by = [](auto&& how) {
        Ground ground;
        const auto stream = ground.listen(ground.budi, "/petugas" + ground.path);
        EXPECT_EQ(ground.told(stream), "");
        how(ground);
        const auto end = ground.told(stream);
        EXPECT_EQ(ground.budi.get(ground.path + "/aliran").events, nullptr) << "and cannot come back";
        return end;
    };
    EXPECT_EQ(ends_by([](Ground& ground) { ground.budi.post("/keluar", {}); }), "end") << "signed out";
    EXPECT_EQ(ends_by([](Ground& ground) {
                  const auto budi = ground.person("budi");
                  ground.app.db.write([&](Tx& tx) { set_active(tx, budi, false); });
              }),
              "end")
        << "disabled";
    EXPECT_EQ(ends_by([](Ground& ground) {
                  const auto budi = ground.person("budi");
                  ground.app.db.write([&](Tx& tx) { set_teams(tx, budi, {}); });
              }),
              "end")
        << "lost the team";
    EXPECT_EQ(ends_by([](Ground& ground) {
                  const auto budi = ground.person("budi");
                  ground.app.db.write([&](Tx& tx) { sign_out_everywhere(tx, budi.id); });
              }),
              "end")
        << "signed out by somebody else";
    EXPECT_EQ(ends_by([](Ground& ground) { ground.clock.advance(31min); }), "end") << "idle for too long";
    EXPECT_EQ(ends_by([](Ground& ground) {
                  ASSERT_EQ(ground.rina
                                .post("/petugas" + ground.path + "/kategori",
                                      {{"layanan", "single-sign-on"}, {"alasan_layanan", "Bukan layanan ini."}})
                                .status,
                            303);
              }),
              "end")
        << "the ticket is another team's now";
}

// Whoever is away from the desk is signed out after half an hour, however often the page comes back by itself.
TEST(TicketStream, DoesNotKeepAnIdleSessionAlive) {
    Ground ground;
    ground.budi.headers = {{"accept", "text/event-stream"}};
    for (int i = 0; i < 4; ++i) {
        ground.clock.advance(10min);
        ground.budi.get(ground.path + "/aliran");
    }
    EXPECT_EQ(ground.budi.get(ground.path + "/aliran").status, 303);
}

TEST(QueueStream, TellsTheTeamThatSomethingCameOrLeft) {
    Ground ground;
    const auto stream = ground.listen(ground.rina, "/petugas");
    auto citra = ground.as("citra");
    const auto other = ground.listen(citra, "/petugas");
    EXPECT_EQ(ground.told(stream), "");
    ASSERT_EQ(ground.budi.post("/petugas" + ground.path + "/pengambilan", {}).status, 303);
    EXPECT_EQ(ground.told(stream), in_the_queue);
    ASSERT_EQ(ground.budi
                  .post("/petugas" + ground.path + "/kategori",
                        {{"layanan", "single-sign-on"}, {"alasan_layanan", "Bukan layanan ini."}})
                  .status,
              303);
    EXPECT_EQ(ground.told(stream), in_the_queue);
    EXPECT_EQ(ground.told(other), "") << "another team's queue";
}

TEST(QueueStream, EndsWithTheTeam) {
    Ground ground;
    const auto stream = ground.listen(ground.rina, "/petugas");
    const auto rina = ground.person("rina");
    ground.app.db.write([&](Tx& tx) { set_teams(tx, rina, {}); });
    EXPECT_EQ(ground.told(stream), "end");
}

TEST(TicketPage, OffersNoStreamWhereNothingCanBeFollowed) {
    Ground ground;
    EXPECT_EQ(ground.sari.get("/tiket").body.find("data-aliran"), std::string::npos);
    EXPECT_EQ(ground.visitor().get("/faq").body.find("data-aliran"), std::string::npos);
}

}  // namespace
}  // namespace hero
