#include "tests/app.hpp"

#include <fstream>

#include "ui/routing.hpp"

namespace hero::test {

namespace {

Config settings_for(const std::filesystem::path& data, const std::vector<TestApp::Setting>& settings) {
    Config config;
    config.set("data", data.string(), "test");
    config.set("demo", "on", "test");
    config.set("secrets-key", sealing_key, "test");
    for (const auto& [name, value] : settings) config.set(name, value, "test");
    return config;
}

}  // namespace

TestApp::TestApp(std::initializer_list<Setting> settings) : TestApp(std::vector<Setting>(settings)) {}

TestApp::TestApp(const std::vector<Setting>& settings)
    : app(settings_for(data_.path(), settings), clock, place_.options()), site(app, all_routes()) {}

Person TestApp::person(std::string_view key) {
    return app.db.write([&](Tx& tx) { return demo::ensure(tx, key); });
}

Browser TestApp::as(std::string_view key) {
    const auto who = person(key);
    Browser browser(*this);
    browser.cookies["hero"] = app.db.write([&](Tx& tx) {
        return sign_in(tx, who, Channel::demo, {"127.0.0.1", "test"}, app.session_rules);
    });
    return browser;
}

std::string TestApp::temporary_file(std::string_view content) {
    const auto path = data_.path() / ("upload" + std::to_string(++files_));
    std::ofstream(path, std::ios::binary) << content;
    return path.string();
}

std::string Browser::form_token() {
    return app_->app.db.read([&](Tx& tx) {
        const auto session = session_for(tx, cookies["hero"], app_->app.session_rules);
        return session ? hero::form_token(*session) : std::string{};
    });
}

namespace {

http::Request request_for(std::string_view target) {
    http::Request request;
    request.target = target;
    const auto mark = target.find('?');
    request.path = target.substr(0, mark);
    if (mark != std::string_view::npos) request.query = http::parse_urlencoded(target.substr(mark + 1));
    return request;
}

}  // namespace

http::Response Browser::get(std::string_view target) { return send(request_for(target)); }

http::Response Browser::post(std::string_view target, Fields fields, const std::vector<File>& files) {
    auto request = request_for(target);
    request.method = http::Method::post;
    bool has_token = false;
    for (auto& [name, value] : fields) {
        has_token = has_token || name == "csrf";
        request.form.add(std::move(name), std::move(value));
    }
    if (!has_token && !cookies["hero"].empty()) request.form.add("csrf", form_token());
    for (const auto& file : files)
        request.form.uploads.emplace_back(file.field, file.name, app_->temporary_file(file.content),
                                          file.content.size());
    return send(std::move(request));
}

http::Response Browser::send(http::Request request) {
    request.remote = remote;
    request.headers = headers;
    request.headers.emplace_back("host", "127.0.0.1:8080");
    std::string line;
    for (const auto& [name, value] : cookies) line += (line.empty() ? "" : "; ") + name + "=" + value;
    if (!line.empty()) request.headers.emplace_back("cookie", line);
    auto response = app_->site.handle(request);
    for (const auto& [name, value] : response.headers) {
        if (name != "Set-Cookie") continue;
        const auto equals = value.find('=');
        const auto content = value.substr(equals + 1, value.find(';') - equals - 1);
        if (content.empty())
            cookies.erase(value.substr(0, equals));
        else
            cookies[value.substr(0, equals)] = content;
    }
    return response;
}

std::string between(std::string_view text, std::string_view before, std::string_view after) {
    const auto start = text.find(before);
    if (start == std::string_view::npos) return {};
    const auto from = start + before.size();
    const auto end = text.find(after, from);
    return end == std::string_view::npos ? std::string{} : std::string{text.substr(from, end - from)};
}

}  // namespace hero::test
