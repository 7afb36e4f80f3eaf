#pragma once
// The whole site without a socket: requests in, answers out, on a database of its own and a clock that stands still.
//
//     TestApp app;
//     auto sari = app.as("sari");
//     auto page = sari.get("/tiket");
//     auto made = sari.post("/tiket", {{"layanan", "e-ska"}, …});
#include <atomic>
#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/app.hpp"
#include "demo/cast.hpp"
#include "site/site.hpp"
#include "tests/database.hpp"

namespace hero::test {

using Fields = std::vector<std::pair<std::string, std::string>>;

// Of every TestApp.
inline constexpr std::string_view sealing_key = "5ec2e75ec2e75ec2e75ec2e75ec2e75ec2e75ec2e75ec2e75ec2e75ec2e75ec2";

// A file to send with a form.
struct File {
    std::string field;
    std::string name;
    std::string content;
};

class TestApp;

// One browser: keeps cookies, sends the form token of its session.
class Browser {
public:
    explicit Browser(TestApp& app) : app_(&app) {}

    http::Response get(std::string_view target);
    // Adds `csrf` unless the fields have one.
    http::Response post(std::string_view target, Fields fields, const std::vector<File>& files = {});
    http::Response send(http::Request request);  // as it is, with cookies
    // Headers of every following request: {"accept-language", "en"}.
    std::vector<std::pair<std::string, std::string>> headers;
    std::string remote = "127.0.0.1";  // where they come from
    std::map<std::string, std::string> cookies;
    [[nodiscard]] std::string form_token();

private:
    TestApp* app_;
};

class TestApp {
public:
    using Setting = std::pair<std::string_view, std::string_view>;
    explicit TestApp(std::initializer_list<Setting> settings = {});
    explicit TestApp(const std::vector<Setting>& settings);

    FrozenClock clock{start_of_test};

private:
    Place place_{Schema::migrated};
    TemporaryFolder data_;

public:
    App app;
    Site site;

    [[nodiscard]] Browser visitor() { return Browser(*this); }
    // Signed in as one of the cast.
    [[nodiscard]] Browser as(std::string_view key);
    [[nodiscard]] Person person(std::string_view key);
    // Where its database is, for a second program beside it.
    [[nodiscard]] DatabaseOptions database() const { return place_.options(); }
    // A temporary file's path for an upload.
    std::string temporary_file(std::string_view content);

private:
    std::atomic<int> files_ = 0;
};

// "…name=\"csrf\" value=\"…\"" and the like: what stands between two marks, "" when they are not there.
std::string between(std::string_view text, std::string_view before, std::string_view after);

}  // namespace hero::test
