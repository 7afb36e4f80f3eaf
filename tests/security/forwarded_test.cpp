// Headers by which proxies tell who somebody is: HERO's sessions do, so these change nothing.
#include <gtest/gtest.h>

#include "tests/app.hpp"

namespace hero {
namespace {

TEST(ForwardedHeaders, MakeNobodySomebodyElse) {
    test::TestApp app;
    const auto answer_of = [&](test::Browser& browser, const char* path) {
        const auto answer = browser.get(path);
        auto body = answer.body;
        // The form token is masked anew on each page.
        const auto token = test::between(body, "name=\"csrf\" content=\"", "\"");
        for (auto at = body.find(token); !token.empty() && at != std::string::npos; at = body.find(token))
            body.erase(at, token.size());
        return std::to_string(answer.status) + std::string{answer.header("Location")} + body;
    };
    for (const auto* who : {"", "ashari"})
        for (const auto* path : {"/faq", "/tiket", "/admin", "/admin/audit"}) {
            auto browser = *who ? app.as(who) : app.visitor();
            browser.get(path);  // what it remembers from now on
            const auto plain = answer_of(browser, path);
            for (const auto& header : std::vector<std::pair<std::string, std::string>>{
                     {"forwarded", "for=127.0.0.1;host=jahat.example;proto=https"},
                     {"x-forwarded-for", "127.0.0.1"},
                     {"x-forwarded-host", "jahat.example"},
                     {"x-forwarded-proto", "https"},
                     {"x-forwarded-user", "ratna"},
                     {"x-remote-user", "ratna"},
                     {"remote-user", "ratna"},
                     {"x-original-url", "/admin"},
                     {"x-rewrite-url", "/admin"},
                     {"x-http-method-override", "POST"}}) {
                browser.headers = {header};
                EXPECT_EQ(answer_of(browser, path), plain) << who << " " << path << " " << header.first;
            }
        }
}

}  // namespace
}  // namespace hero
