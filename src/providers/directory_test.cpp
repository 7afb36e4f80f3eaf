// Sign-in by LDAP, at a real slapd (THREATS.md, row 9).
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <latch>

#include "providers/inside.hpp"
#include "providers/lookups.hpp"
#include "tests/directory_server.hpp"

namespace hero {
namespace {

using test::DirectoryServer;

constexpr auto password = "kuda laut biru";

LdapSettings settings_of(const DirectoryServer& server) {
    return {.url = server.ldaps(),
            .ca_file = server.ca_file(),
            .base = "dc=contoh,dc=id",
            .bind_dn = "uid=pencari,ou=pegawai,dc=contoh,dc=id",
            .bind_password = password,
            .filter = "(uid={user})",
            .subject_attribute = "entryUUID",
            .name_attribute = "cn",
            .mail_attribute = "mail",
            .group_attribute = "memberOf"};
}

// One server for all of them: starting it takes a moment.
class DirectoryTest : public testing::Test {
protected:
    static void SetUpTestSuite() { server_ = std::make_unique<DirectoryServer>(); }
    static void TearDownTestSuite() { server_.reset(); }

    // "in", or why not.
    std::string ask(std::string_view user, std::string_view secret) {
        try {
            arrival = providers::ask_directory(settings, user, secret);
            return "in";
        } catch (const providers::Refused& refused) {
            reason = refused.reason;
            return refused.what();
        }
    }

    static std::unique_ptr<DirectoryServer> server_;
    LdapSettings settings = settings_of(*server_);
    Arrival arrival;
    Refusal reason{};
};
std::unique_ptr<DirectoryServer> DirectoryTest::server_;

TEST_F(DirectoryTest, LetsInWhoKnowsThePassword) {
    ASSERT_EQ(ask("rina", password), "in");
    EXPECT_EQ(arrival.issuer, "ldap:dc=contoh,dc=id");
    EXPECT_EQ(arrival.subject.size(), 36U) << "an entryUUID: " << arrival.subject;
    EXPECT_EQ(arrival.name, "rina Kusuma");
    EXPECT_EQ(arrival.email, "rina@contoh.id");
    EXPECT_EQ(arrival.groups, (std::vector<std::string>{"cn=hero-agen,ou=grup,dc=contoh,dc=id"}));
    const auto first = arrival.subject;
    settings.url = server_->ldap();
    ASSERT_EQ(ask("RINA", password), "in") << "with StartTLS";
    EXPECT_EQ(arrival.subject, first);
}

TEST_F(DirectoryTest, RefusesPasswordsThatProveNothing) {
    for (const auto& secret :
         {std::string{}, std::string("\0", 1), std::string{" "}, std::string{"\t \n"},
          std::string{password} + std::string("\0", 1), std::string("\0x", 2), std::string(2000, 'x')}) {
        EXPECT_EQ(ask("rina", secret), "ldap: no name or password to ask with") << secret.size();
        EXPECT_EQ(reason, Refusal::wrong);
    }
    EXPECT_EQ(ask("rina", "kuda laut"), "ldap: wrong password");
    EXPECT_EQ(ask("rina", "KUDA LAUT BIRU"), "ldap: wrong password");
}

TEST_F(DirectoryTest, LooksForNamesLiterally) {
    for (const auto* name : {"*", "r*", "rina)(|(uid=*", "admin)(|(uid=*", "a\\2a", "bintang\\2a", "rin?", "uid=rina",
                             "rina,ou=pegawai", ")", "((", "&"})
        EXPECT_EQ(ask(name, password), "ldap: no such entry") << name;
    EXPECT_EQ(ask("bintang*", password), "in") << "that is a name";
    EXPECT_EQ(arrival.email, "bintang@contoh.id");
    for (const auto& name : {std::string{}, std::string("rina\0", 5), std::string(201, 'r'), std::string{"\xff"}})
        EXPECT_EQ(ask(name, password), "ldap: no name or password to ask with");
}

TEST_F(DirectoryTest, NeedsExactlyOneEntry) {
    EXPECT_EQ(ask("dua", password), "ldap: several entries");
    EXPECT_EQ(reason, Refusal::unverified);
    settings.filter = "(|(uid={user})(uid=*))";
    EXPECT_EQ(ask("rina", password), "ldap: several entries");
    settings.filter = "(uid={user})";
    EXPECT_EQ(ask("kosong", password), "ldap: no address in ldap-mail-attribute");
    settings.subject_attribute = "description";
    EXPECT_EQ(ask("rina", password), "ldap: not one ldap-subject-attribute");
}

TEST_F(DirectoryTest, ReadsTenThousandGroups) {
    ASSERT_EQ(ask("banyak", password), "in");
    EXPECT_EQ(arrival.groups.size(), 10'000U);
}

TEST_F(DirectoryTest, FollowsNoReferral) {
    settings.base = "ou=putar,dc=contoh,dc=id";
    EXPECT_EQ(ask("rina", password), "ldap: search: Referral");
    EXPECT_EQ(reason, Refusal::unavailable);
}

TEST_F(DirectoryTest, TrustsNoCertificateItDoesNotKnow) {
    for (const auto& url : {server_->ldaps(), server_->ldap()}) {
        settings.url = url;
        settings.ca_file = "";
        EXPECT_NE(ask("rina", password), "in") << url;
        EXPECT_EQ(reason, Refusal::unavailable);
    }
    settings.ca_file = server_->ca_file();
    settings.url = "ldaps://localhost:" + std::to_string(server_->tls_port());
    EXPECT_NE(ask("rina", password), "in") << "a certificate for another name";
    settings.url = server_->ldaps();
    settings.ca_file = "/tidak/ada.pem";
    EXPECT_NE(ask("rina", password), "in");
}

TEST_F(DirectoryTest, SaysWhenItCannotAsk) {
    settings.bind_password = "salah";
    EXPECT_EQ(ask("rina", password), "ldap: ldap-bind-dn or ldap-bind-password is wrong");
    EXPECT_EQ(reason, Refusal::unavailable);
    settings = settings_of(*server_);
    settings.base = "dc=tidak,dc=ada";
    EXPECT_NE(ask("rina", password), "in");
    settings = settings_of(*server_);
    settings.url = "ldaps://127.0.0.1:1";
    EXPECT_NE(ask("rina", password), "in");
    EXPECT_EQ(reason, Refusal::unavailable);
}

// Takes connections and says nothing.
class SilentServer {
public:
    SilentServer() : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        sockaddr_in name{};
        name.sin_family = AF_INET;
        name.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t length = sizeof name;
        auto* generic = reinterpret_cast<sockaddr*>(&name);
        if (::bind(socket_, generic, length) != 0 || ::listen(socket_, 8) != 0 ||
            ::getsockname(socket_, generic, &length) != 0)
            throw std::runtime_error("no port");
        port_ = ntohs(name.sin_port);
    }
    ~SilentServer() { ::close(socket_); }
    SilentServer(const SilentServer&) = delete;
    SilentServer& operator=(const SilentServer&) = delete;
    [[nodiscard]] std::string host() const { return "127.0.0.1:" + std::to_string(port_); }

private:
    int socket_;
    std::uint16_t port_ = 0;
};

TEST_F(DirectoryTest, WaitsFiveSecondsAndNoMore) {
    EXPECT_EQ(settings.patience, std::chrono::seconds{5});
    const SilentServer silent;
    std::vector<std::thread> both;
    std::array<std::chrono::milliseconds, 2> took{};
    for (std::size_t i = 0; i < took.size(); ++i)
        both.emplace_back([&, i] {
            auto mine = settings;
            mine.patience = std::chrono::milliseconds{300};
            mine.url = (i == 0 ? "ldaps://" : "ldap://") + silent.host();
            const auto start = std::chrono::steady_clock::now();
            EXPECT_THROW(providers::ask_directory(mine, "rina", password), providers::Refused);
            took[i] = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - start);
        });
    for (auto& thread : both) thread.join();
    for (const auto time : took) EXPECT_LT(time, std::chrono::milliseconds{1500});
}

// A resolver that hangs for as long as `released` is not counted down.
struct HangingResolver {
    std::shared_ptr<std::latch> released = std::make_shared<std::latch>(1);
    std::function<providers::Addresses()> look_up = [hangs = released]() -> providers::Addresses {
        hangs->wait();
        return nullptr;
    };
};

TEST(Lookups, OfAResolverThatHangsKeepNobodyAndAreFew) {
    using std::chrono::steady_clock;
    const HangingResolver resolver;
    providers::Lookups lookups(2);
    for (int i = 0; i < 3; ++i)
        EXPECT_FALSE(lookups.within(steady_clock::now() + std::chrono::milliseconds{20}, resolver.look_up)) << i;
    const auto quick = [] { return providers::Addresses(nullptr); };
    EXPECT_FALSE(lookups.within(steady_clock::now() + std::chrono::seconds{30}, quick)) << "both places hang";
    resolver.released->count_down();
    std::optional<providers::Addresses> found;
    for (const auto end = steady_clock::now() + std::chrono::seconds{30}; !found && steady_clock::now() < end;)
        found = lookups.within(steady_clock::now() + std::chrono::seconds{30}, quick);
    EXPECT_TRUE(found) << "as soon as the resolver answers";
}

TEST_F(DirectoryTest, SignsInOnThePage) {
    test::TestApp app({{"ldap-url", server_->ldaps()},
                       {"ldap-ca-file", server_->ca_file()},
                       {"ldap-base", "dc=contoh,dc=id"},
                       {"ldap-bind-dn", "uid=pencari,ou=pegawai,dc=contoh,dc=id"},
                       {"ldap-bind-password", password},
                       {"intranet-roles", "agent tim-aplikasi: cn=hero-agen,ou=grup,dc=contoh,dc=id"}});
    auto browser = app.visitor();
    EXPECT_EQ(browser.get("/masuk/intranet?tujuan=/akun").header("Location"), "/masuk?tujuan=%2Fakun");
    EXPECT_NE(browser.get("/masuk").body.find("action=\"/masuk/intranet\""), std::string::npos);
    const auto wrong = browser.post("/masuk/intranet", {{"pengguna", "rina<b>"}, {"sandi", "salah"}});
    EXPECT_EQ(wrong.status, 422);
    EXPECT_NE(wrong.body.find("Nama pengguna atau kata sandi tidak sesuai"), std::string::npos);
    EXPECT_NE(wrong.body.find("value=\"rina&lt;b&gt;\""), std::string::npos);
    EXPECT_EQ(browser.post("/masuk/intranet", {{"pengguna", "kosong"}, {"sandi", password}}).header("Location"),
              "/masuk?hasil=gagal");
    const auto right =
        browser.post("/masuk/intranet", {{"pengguna", "rina"}, {"sandi", password}, {"tujuan", "//jahat.id"}});
    EXPECT_EQ(right.header("Location"), "/petugas") << "her group made her an agent";
    EXPECT_EQ(browser.get("/petugas").status, 200);
    auto guesser = app.visitor();
    int slowed = 0;
    for (int i = 0; i < 12; ++i)
        slowed += guesser.post("/masuk/intranet", {{"pengguna", "rina"}, {"sandi", " "}}).status == 429;
    EXPECT_EQ(slowed, 3);
    auto crowd = app.visitor();
    crowd.remote = "203.0.113.9";
    slowed = 0;
    for (int i = 0; i < 125; ++i)
        slowed += crowd.post("/masuk/intranet", {{"pengguna", "x" + std::to_string(i)}, {"sandi", " "}}).status == 429;
    EXPECT_EQ(slowed, 5) << "of one network, whoever it says it is";
}

// The site with that directory, where people have two names.
class GuessAtTheDirectory : public DirectoryTest {
protected:
    int guess(const std::string& name, const std::string& secret = "salah salah") {
        return guesser_.post("/masuk/intranet", {{"pengguna", name}, {"sandi", secret}}).status;
    }

private:
    test::TestApp app_{{{"ldap-url", server_->ldaps()},
                        {"ldap-ca-file", server_->ca_file()},
                        {"ldap-base", "dc=contoh,dc=id"},
                        {"ldap-bind-dn", "uid=pencari,ou=pegawai,dc=contoh,dc=id"},
                        {"ldap-bind-password", password},
                        {"ldap-filter", "(|(uid={user})(mail={user}))"}}};
    test::Browser guesser_ = app_.visitor();
};

// A name with its letters in full width wherever `mask` has a bit.
std::string spelled(std::string_view name, unsigned mask) {
    std::string out;
    for (std::size_t i = 0; i < name.size(); ++i) {
        const unsigned wide = 0xFF41U + static_cast<unsigned>(name[i] - 'a');
        if ((mask >> i & 1U) != 0)
            out += {static_cast<char>(0xE0 | wide >> 12), static_cast<char>(0x80 | (wide >> 6 & 0x3F)),
                    static_cast<char>(0x80 | (wide & 0x3F))};
        else
            out += name[i];
    }
    return out;
}

// Nobody learns from limits who is in the directory, by spellings of one name nor by the two names that people have.
TEST_F(GuessAtTheDirectory, GetsTheSameAnswersForUnknownPeople) {
    const auto answers = [&](std::string_view name) {
        std::vector<int> statuses;
        for (unsigned mask = 1; mask <= 12; ++mask) statuses.push_back(guess(spelled(name, mask)));
        return statuses;
    };
    const auto known = answers("rina");
    EXPECT_EQ(known, answers("zuna"));
    EXPECT_EQ(std::ranges::count(known, 422), 10);
    EXPECT_EQ(std::ranges::count(known, 429), 2);
    const auto by_four_names = [&](const std::string& name) {
        std::vector<int> statuses;
        for (int i = 0; i < 6; ++i) {
            statuses.push_back(guess(name));
            statuses.push_back(guess(name + "@contoh.id"));
            statuses.push_back(guess(name + "\u00AD"));
            statuses.push_back(guess(name.substr(0, 2) + "\u200B" + name.substr(2)));
        }
        return statuses;
    };
    EXPECT_EQ(by_four_names("banyak"), by_four_names("sedikt"));
}

TEST_F(GuessAtTheDirectory, GivesAllNamesOfAPersonTheirTriesTogether) {
    const std::string full_width = spelled("rina", 0xF);
    for (int i = 0; i < 4; ++i) EXPECT_EQ(guess("rina"), 422);
    for (int i = 0; i < 3; ++i) EXPECT_EQ(guess(full_width), 422);
    for (int i = 0; i < 3; ++i) EXPECT_EQ(guess("rina@contoh.id"), 422);
    for (const auto& name : {full_width, spelled("rina", 2), std::string{"rina@contoh.id"}})
        EXPECT_EQ(guess(name, password), 422) << "not even the right one is tried, and nothing says so: " << name;
    EXPECT_EQ(guess("rina", password), 422);
    EXPECT_EQ(guess("rina", password), 429) << "ten tries of one name";
    EXPECT_EQ(guess("bintang*"), 422) << "others have theirs";
    EXPECT_EQ(guess("bintang*", password), 303);
}

}  // namespace
}  // namespace hero
