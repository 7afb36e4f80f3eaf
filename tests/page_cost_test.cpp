// How many statements a page takes, the session's included: each is a way to the database and back.
#include <gtest/gtest.h>

#include <algorithm>
#include <tuple>

#include "handling/handling.hpp"
#include "tests/app.hpp"

namespace hero::test {

namespace {

constexpr std::size_t most = 6;

// A desk with one ticket, and on demand with all that could make a page ask more often.
struct Desk : TestApp {
    Desk() {
        for (const auto* who : {"budi", "rina", "dewi"}) std::ignore = person(who);
        number = file("a");
    }

    std::string file(const std::string& submit_id) {
        auto sari = as("sari");
        const auto answer = sari.post("/tiket", {{"layanan", "e-ska"},
                                                 {"jenis", "kendala"},
                                                 {"dampak", "rendah"},
                                                 {"subjek", "Lupa kata sandi E-SKA"},
                                                 {"deskripsi", "Mohon bantuan reset kata sandi akun kami."},
                                                 {"setuju", "1"},
                                                 {"serupa", "1"},
                                                 {"submit_id", submit_id}});
        return std::string(answer.header("Location").substr(7));
    }

    // Tickets that are taken, escalated, talked about and late, in two teams; members who carry some of them.
    void grow() {
        for (int i = 0; i < 4; ++i) file("b" + std::to_string(i));
        for (const auto* who : {"nurul", "agus"}) std::ignore = person(who);
        const auto budi = person("budi");
        app.db.write([&](Tx& tx) {
            for (const auto* escalated : {"A-ESKA26000001", "A-ESKA26000002"}) {
                take(tx, budi, ticket_for(tx, budi, escalated, Verb::take));
                escalate(tx, budi, ticket_for(tx, budi, escalated, Verb::escalate), "1", "bantuan", "");
                for (int i = 0; i < 5; ++i)
                    add_note(tx, budi, ticket_for(tx, budi, escalated, Verb::note), "Sudah dilihat.", "");
            }
        });
    }

    // What the second look at a page takes: the first reads the catalogue and the calendar, once for the program.
    std::vector<std::string> statements_of(const char* who, const std::string& path) {
        auto browser = who ? as(who) : visitor();
        EXPECT_EQ(browser.get(path).status, 200) << path;
        const db::StatementLog log;
        EXPECT_EQ(browser.get(path).status, 200) << path;
        return log.names();
    }

    std::string number;
};

std::string joined(const std::vector<std::string>& names) {
    std::string text;
    for (const auto& name : names) text += name + "\n";
    return text;
}

struct Look {
    const char* who;  // nullptr for a visitor
    std::string path;
};

std::vector<Look> looks(const std::string& number) {
    return {{"sari", "/tiket/" + number},
            {"sari", "/tiket"},
            {"sari", "/tiket?tab=close&cari=sandi"},
            {"budi", "/petugas?tampilan=semua"},
            {"budi", "/petugas?tampilan=saya"},
            {"budi", "/petugas?tampilan=semua&layanan=e-ska"},
            {"dewi", "/petugas?tampilan=lewat"},
            {"dewi", "/supervisor"},
            {"budi", "/petugas/tiket/" + number},
            {"dewi", "/petugas/tiket/" + number},
            {"dewi", "/petugas/tiket/" + number + "?tampilan=eskalasi"},
            {nullptr, "/lacak?nomor=" + number},
            {"sari", "/lacak?nomor=" + number}};
}

}  // namespace

TEST(PageCost, IsSixStatementsAtMostHoweverMuchThereIs) {
    Desk desk;
    std::vector<std::size_t> before;
    for (const auto& [who, path] : looks(desk.number)) before.push_back(desk.statements_of(who, path).size());
    desk.grow();
    auto few = before.begin();
    for (const auto& [who, path] : looks(desk.number)) {
        const auto names = desk.statements_of(who, path);
        EXPECT_LE(names.size(), most) << path << ":\n" << joined(names);
        EXPECT_EQ(names.size(), *few++) << path << " asks more often of a desk with more:\n" << joined(names);
        // The log itself works: every page of somebody who is signed in looks at the session.
        EXPECT_EQ(std::ranges::count(names, "sessions/session_by_id"), who ? 1 : 0) << path;
    }
}

}  // namespace hero::test
