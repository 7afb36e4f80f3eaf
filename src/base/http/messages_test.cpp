// Requests, responses, cookies, file names and patterns, without a server.
#include <gtest/gtest.h>

#include <stdexcept>

#include "base/http/forms.hpp"
#include "base/http/http.hpp"
#include "base/http/proxies.hpp"
#include "base/http/target.hpp"

namespace hero::http {
namespace {

using Fields = std::vector<std::pair<std::string, std::string>>;

TEST(ParseUrlencoded, FollowsTheUrlStandard) {
    const std::vector<std::pair<std::string, Fields>> cases = {
        {"", {}},
        {"&&&", {}},
        {"a=1&b=2", {{"a", "1"}, {"b", "2"}}},
        {"a", {{"a", ""}}},
        {"=x", {{"", "x"}}},
        {"a=b=c", {{"a", "b=c"}}},
        {"nama=Sari+Dewi%26%3D%2B", {{"nama", "Sari Dewi&=+"}}},
        {"a=1&a=2", {{"a", "1"}, {"a", "2"}}},
        {"a=%e2%82%AC", {{"a", "\xe2\x82\xac"}}},
        {"a=%&b=%4&c=%zz&d=100%25", {{"a", "%"}, {"b", "%4"}, {"c", "%zz"}, {"d", "100%"}}},
        {"a=%00", {{"a", std::string(1, '\0')}}},
    };
    for (const auto& [text, expected] : cases) EXPECT_EQ(parse_urlencoded(text).fields(), expected) << text;
}

TEST(UrlencodedReader, ReadsByteByByteWhatItReadsAtOnce) {
    const std::string text = "subjek=Printer+rusak%21&isi=%E2%82%AC&&kosong=&x";
    UrlencodedReader reader(1000, 1000, 10);
    for (const char c : text) ASSERT_TRUE(reader.feed({&c, 1}));
    ASSERT_TRUE(reader.finish());
    EXPECT_EQ(reader.take().fields(), parse_urlencoded(text).fields());
}

TEST(UrlencodedReader, KeepsWhatCameBeforeALimit) {
    UrlencodedReader fields(1000, 1000, 2);
    EXPECT_FALSE(fields.feed("a=1&b=2&c=3&d"));
    EXPECT_EQ(fields.state(), BodyState::too_many_parts);
    EXPECT_EQ(fields.take().fields(), (Fields{{"a", "1"}, {"b", "2"}}));

    UrlencodedReader bytes(8, 1000, 100);
    EXPECT_TRUE(bytes.feed("a=1&b=22"));
    EXPECT_FALSE(bytes.feed("2"));
    EXPECT_FALSE(bytes.finish());
    EXPECT_EQ(bytes.state(), BodyState::too_large);
    EXPECT_EQ(bytes.take().get("a"), "1");
}

TEST(UrlencodedReader, KeepsTheBeginningOfAFieldThatIsTooLong) {
    const std::string euro = "%E2%82%AC";
    for (const std::size_t piece : {1U, 7U, 10'000U}) {
        UrlencodedReader reader(10'000, 10, 10);
        const auto text = "a=1&isi=" + std::string(5000, 'x') + "&panjang=1234567890&euro=" + euro + euro + euro +
                          euro + "&sesudah=ya";
        for (std::size_t at = 0; at < text.size(); at += piece)
            ASSERT_TRUE(reader.feed(std::string_view(text).substr(at, piece)));
        ASSERT_TRUE(reader.finish());
        const auto form = reader.take();
        EXPECT_EQ(form.fields(), (Fields{{"a", "1"},
                                         {"isi", std::string(10, 'x')},
                                         {"panjang", "1234567890"},
                                         {"euro", "€€€"},
                                         {"sesudah", "ya"}}));
        EXPECT_EQ(form.cut, (std::vector<std::string>{"isi", "euro"}));
    }
}

TEST(Form, AnswersWithTheFirstValue) {
    const auto form = parse_urlencoded("a=1&b=2&a=3");
    EXPECT_EQ(form.get("a"), "1");
    EXPECT_EQ(form.get("c"), "");
    EXPECT_TRUE(form.has("b"));
    EXPECT_FALSE(form.has("c"));
    EXPECT_EQ(form.all("a"), (std::vector<std::string>{"1", "3"}));
}

TEST(ReadTarget, DecodesThePath) {
    const std::vector<std::pair<std::string, std::string>> cases = {
        {"/", "/"},
        {"/tiket/HERO-26-000123", "/tiket/HERO-26-000123"},
        {"/a%20b+c", "/a b+c"},
        {"/%e2%82%ac?x=%zz", "/\xe2\x82\xac"},
        {"//evil.com/", "//evil.com/"},
        {"/a..b/...", "/a..b/..."},
        {"http://hero.example/lacak?n=1", "/lacak"},
        {"HTTPS://hero.example:8443", "/"},
    };
    for (const auto& [target, path] : cases) {
        const auto read = read_target(target);
        ASSERT_TRUE(read) << target;
        EXPECT_EQ(read->path, path);
    }
    EXPECT_EQ(read_target("/x?a=1&b=%20")->query.get("b"), " ");
    EXPECT_EQ(read_target("http://evil/ping")->authority, "evil");
}

TEST(ReadTarget, RefusesWhatCouldMeanSomethingElse) {
    for (const std::string target : {"",
                                     "x",
                                     "*",
                                     "?a",
                                     "/%",
                                     "/%4",
                                     "/%zz",
                                     "/%00",
                                     "/config.ini%00.html",
                                     "/a/../b",
                                     "/..",
                                     "/.",
                                     "/a/./b",
                                     "/..%2f..%2fetc/passwd",
                                     "/%2e%2e/x",
                                     "/.%2e",
                                     "/a#b",
                                     "/%0d%0aSet-Cookie:x",
                                     "/%7f",
                                     "/%ff",
                                     "/%c0%ae",
                                     "http://",
                                     "http:///x",
                                     "http://a@b/",
                                     "ftp://a/",
                                     "javascript:alert(1)",
                                     "hero.example:443"})
        EXPECT_FALSE(read_target(target)) << target;
}

TEST(Cookie, IsFoundWholeAndFirst) {
    Request request;
    request.headers = {{"cookie", "a=1; hero=abc=; heroic=2"}, {"cookie", "hero=second; b=3"}};
    EXPECT_EQ(request.cookie("hero"), "abc=");
    EXPECT_EQ(request.cookie("b"), "3");
    EXPECT_EQ(request.cookie("her"), "");
    EXPECT_EQ(request.cookie("c"), "");
    EXPECT_EQ(Request{}.cookie("hero"), "");
}

TEST(SetCookie, IsHiddenFromScriptsAndOtherSites) {
    Response response;
    set_cookie(response, "hero", "abc", {.max_age_seconds = 60});
    EXPECT_EQ(response.header("Set-Cookie"), "hero=abc; Path=/; Max-Age=60; HttpOnly; SameSite=Lax");
    set_cookie(response, "lang", "en", {});
    ASSERT_EQ(response.headers.size(), 2u);
    EXPECT_EQ(response.headers[1].second, "lang=en; Path=/; HttpOnly; SameSite=Lax");
    set_cookie(response, "hero", "", {.max_age_seconds = 0});
    ASSERT_EQ(response.headers.size(), 2u);
    EXPECT_EQ(response.headers[1].second, "hero=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax");
    secure_cookies(response);
    EXPECT_EQ(response.headers[0].second, "__Host-lang=en; Path=/; HttpOnly; SameSite=Lax; Secure");
    EXPECT_EQ(response.headers[1].second, "__Host-hero=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax; Secure");
    for (const std::string value : {"a;b", "a b", "a\r\nb", "a\"b", "a,b", "\x7f"})
        EXPECT_THROW(set_cookie(response, "hero", value, {}), std::invalid_argument) << value;
    EXPECT_THROW(set_cookie(response, "he=ro", "x", {}), std::invalid_argument);
}

TEST(Response, RefusesHeadersThatWouldSplitIt) {
    Response response;
    for (const std::string value : {"a\r\nSet-Cookie: x=1", "a\nb", "a\rb", "a\x01", "a\x7f"})
        EXPECT_THROW(response.set("Location", value), std::invalid_argument);
    for (const auto* name : {"", "a b", "a:", "a\r\nb"}) EXPECT_THROW(response.set(name, "x"), std::invalid_argument);
    EXPECT_THROW(redirect_response(303, "/x\r\nSet-Cookie: x=1"), std::invalid_argument);
    EXPECT_TRUE(response.headers.empty());
}

TEST(Response, ReplacesAHeaderSetTwice) {
    Response response;
    response.set("Cache-Control", "no-store").set("cache-control", "public");
    EXPECT_EQ(response.headers.size(), 1u);
    EXPECT_EQ(response.header("CACHE-CONTROL"), "public");
    EXPECT_EQ(response.header("x"), "");
    EXPECT_EQ(html_response(200, "").header("Content-Type"), "text/html; charset=utf-8");
    EXPECT_EQ(json_response(200, "").header("Content-Type"), "application/json");
    EXPECT_EQ(redirect_response(303, "/tiket").header("Location"), "/tiket");
}

TEST(AttachmentDisposition, CarriesHostileNamesSafely) {
    const std::vector<std::pair<std::string, std::string>> cases = {
        {"laporan.pdf", "attachment; filename=\"laporan.pdf\"; filename*=UTF-8''laporan.pdf"},
        {"a\"b\\c.pdf", "attachment; filename=\"a_b_c.pdf\"; filename*=UTF-8''a_b_c.pdf"},
        {"a\r\nSet-Cookie: x=1.pdf",
         "attachment; filename=\"a__Set-Cookie: x=1.pdf\"; filename*=UTF-8''a__Set-Cookie%3A%20x%3D1.pdf"},
        {"../../etc/cron.d/x.pdf",
         "attachment; filename=\".._.._etc_cron.d_x.pdf\"; filename*=UTF-8''.._.._etc_cron.d_x.pdf"},
        {"invoice\xe2\x80\xae"
         "fdp.exe",
         "attachment; filename=\"invoice_fdp.exe\"; filename*=UTF-8''invoice_fdp.exe"},
        {"r\xc3\xa9sum\xc3\xa9 \xe5\x90\x88.docx",
         "attachment; filename=\"r_sum_ _.docx\"; filename*=UTF-8''r%C3%A9sum%C3%A9%20%E5%90%88.docx"},
        {"100%25.pdf", "attachment; filename=\"100_25.pdf\"; filename*=UTF-8''100%2525.pdf"},
        {"\xff.pdf", "attachment; filename=\"_.pdf\"; filename*=UTF-8''%EF%BF%BD.pdf"},
        {"", "attachment; filename=\"berkas\"; filename*=UTF-8''berkas"},
    };
    for (const auto& [name, expected] : cases) {
        const auto value = attachment_disposition(name);
        EXPECT_EQ(value, expected);
        EXPECT_NO_THROW(Response{}.set("Content-Disposition", value));
    }
}

TEST(AttachmentDisposition, ShortensAndKeepsTheExtension) {
    const auto value = attachment_disposition(std::string(4096, 'a') + ".pdf");
    EXPECT_LT(value.size(), 400u);
    EXPECT_NE(value.find("a.pdf\";"), std::string::npos);
}

TEST(Pattern, TakesWholeSegments) {
    struct Case {
        const char* pattern;
        const char* path;
        bool matches;
        std::map<std::string, std::string, std::less<>> params;
    };
    const std::vector<Case> cases = {
        {"/", "/", true, {}},
        {"/", "/x", false, {}},
        {"/tiket", "/tiket", true, {}},
        {"/tiket", "/tiket/", false, {}},
        {"/tiket", "/Tiket", false, {}},
        {"/tiket/{nomor}", "/tiket/HERO-1", true, {{"nomor", "HERO-1"}}},
        {"/tiket/{nomor}", "/tiket/", false, {}},
        {"/tiket/{nomor}", "/tiket", false, {}},
        {"/tiket/{nomor}", "/tiket/a/b", false, {}},
        {"/tiket/{nomor}/lampiran/{id}", "/tiket/1/lampiran/2", true, {{"nomor", "1"}, {"id", "2"}}},
        {"/tiket/{nomor}/lampiran/{id}", "/tiket/1/lainnya/2", false, {}},
        {"/tiket", "//tiket", false, {}},
        {"/a/{x}", "/a/{x}", true, {{"x", "{x}"}}},
        {"/tiket", "", false, {}},
    };
    for (const auto& c : cases) {
        std::map<std::string, std::string, std::less<>> params;
        EXPECT_EQ(Pattern(c.pattern).match(c.path, params), c.matches) << c.pattern << " " << c.path;
        EXPECT_EQ(params, c.params) << c.pattern << " " << c.path;
    }
    EXPECT_THROW(Pattern("tiket"), std::invalid_argument);
}

TEST(Param, ThrowsForARouteWithoutIt) {
    Request request;
    request.params["nomor"] = "7";
    EXPECT_EQ(request.param("nomor"), "7");
    EXPECT_THROW((void)request.param("id"), std::logic_error);
}

TEST(TrustedProxies, AreWalkedFromTheLastEntryToTheFirstThatIsNone) {
    const TrustedProxies proxies(
        {"127.0.0.1", "::ffff:10.0.0.1", "2001:DB8:0::1", "172.16.0.0/12", "2001:db8:aa::/48"});
    struct Case {
        const char* peer;
        std::vector<const char*> forwarded;
        const char* client;
    };
    const std::vector<Case> cases = {
        {"127.0.0.1", {"203.0.113.7"}, "203.0.113.7"},
        {"127.0.0.1", {"1.1.1.1, 203.0.113.7"}, "203.0.113.7"},
        {"127.0.0.1", {"1.1.1.1", "203.0.113.7"}, "203.0.113.7"},
        {"127.0.0.1", {"203.0.113.7:4711"}, "203.0.113.7"},
        {"127.0.0.1", {"[2001:db8::7]:443"}, "2001:db8::7"},
        {"127.0.0.1", {"::ffff:203.0.113.7"}, "203.0.113.7"},
        {"127.0.0.1", {"203.0.113.7, unknown"}, "127.0.0.1"},
        {"127.0.0.1", {""}, "127.0.0.1"},
        {"127.0.0.1", {}, "127.0.0.1"},
        {"10.0.0.1", {"203.0.113.7"}, "203.0.113.7"},
        {"2001:db8::1", {"203.0.113.7"}, "203.0.113.7"},
        {"192.0.2.1", {"203.0.113.7"}, "192.0.2.1"},
        {"172.31.255.255", {"203.0.113.7"}, "203.0.113.7"},
        {"172.32.0.0", {"203.0.113.7"}, "172.32.0.0"},
        {"2001:db8:aa:1::5", {"203.0.113.7"}, "203.0.113.7"},
        {"2001:db8:ab::5", {"203.0.113.7"}, "2001:db8:ab::5"},
        {"::ffff:172.16.0.1", {"203.0.113.7"}, "203.0.113.7"},
        {"127.0.0.1", {"203.0.113.7, 172.16.0.9"}, "203.0.113.7"},
        {"127.0.0.1", {"1.1.1.1, 203.0.113.7, ::ffff:172.16.0.9", "2001:db8:aa::2, 10.0.0.1"}, "203.0.113.7"},
        {"127.0.0.1", {"172.16.0.8, 172.16.0.9"}, "172.16.0.8"},
        {"127.0.0.1", {"203.0.113.7, unknown, 172.16.0.9"}, "172.16.0.9"},
        {"127.0.0.1", {"203.0.113.7,"}, "127.0.0.1"},
        {"127.0.0.1", {"203.0.113.7", ""}, "127.0.0.1"},
    };
    for (const auto& c : cases) {
        Request request;
        for (const auto* value : c.forwarded) request.headers.emplace_back("x-forwarded-for", value);
        EXPECT_EQ(proxies.client_of(request, c.peer), c.client);
    }
    EXPECT_THROW(TrustedProxies({"proxy.example"}), std::runtime_error);
}

TEST(TrustedProxies, BelieveNoOtherHeader) {
    const TrustedProxies proxies({"127.0.0.1"});
    for (const auto* name : {"forwarded", "x-real-ip", "x-client-ip", "true-client-ip", "x-forwarded", "forwarded-for",
                             "x-forwarded-host", "x-remote-user", "remote-user"}) {
        Request request;
        request.headers.emplace_back(name, "for=203.0.113.7");
        request.headers.emplace_back(name, "203.0.113.7");
        EXPECT_EQ(proxies.client_of(request, "127.0.0.1"), "127.0.0.1") << name;
    }
}

TEST(Network, IsAnAddressOrAPrefixOfOne) {
    struct {
        const char *text, *inside, *outside;
    } const good[] = {
        {"192.0.2.1", "192.0.2.1", "192.0.2.2"},
        {"192.0.2.1/32", "::ffff:192.0.2.1", "192.0.2.0"},
        {"10.0.0.0/8", "10.255.255.255", "11.0.0.0"},
        {"128.0.0.0/1", "255.0.0.1", "127.0.0.1"},
        {"192.0.2.128/25", "192.0.2.255", "192.0.2.127"},
        {"::ffff:10.0.0.0/104", "10.1.2.3", "11.0.0.0"},
        {"::1", "::1", "::2"},
        {"2001:DB8::/32", "2001:db8:ffff::1", "2001:db9::"},
        {"fe80::/10", "febf::1", "fec0::"},
        {"fd00::/8", "fd12::1", "fe00::1"},
        {"::/8", "::1", "192.0.2.1"},
    };
    for (const auto& line : good) {
        const auto network = network_from(line.text);
        ASSERT_TRUE(network) << line.text;
        EXPECT_TRUE(network->has(line.inside)) << line.text;
        EXPECT_FALSE(network->has(line.outside)) << line.text;
        EXPECT_FALSE(network->has("")) << line.text;
    }
    for (const auto* text : {"",
                             "/",
                             "/8",
                             "proxy.example",
                             "10.0.0.0/",
                             "10.0.0.0/33",
                             "10.0.0.0/-1",
                             "10.0.0.0/+8",
                             "10.0.0.0/8/8",
                             "10.0.0.0/8 ",
                             "10.0.0.0/8x",
                             "10.0.0.1/8",
                             "10.0.0/8",
                             "0.0.0.0/0",
                             "::/0",
                             "::ffff:0:0/96",
                             "::/129",
                             "2001:db8::1/32",
                             "10.0.0.1:80",
                             "[::1]",
                             "10.0.0.0/99999999999"})
        EXPECT_FALSE(network_from(text)) << text;
}

}  // namespace
}  // namespace hero::http
