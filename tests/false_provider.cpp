#include "tests/false_provider.hpp"

#include <cjose/cjose.h>

#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <chrono>
#include <cstdlib>
#include <stdexcept>
#include <thread>

#include "base/text.hpp"
#include "tests/ask.hpp"

namespace hero::test {

namespace json = boost::json;

namespace {

cjose_jwk_t* make_key(std::string_view kind, std::string_view secret, cjose_err* failed) {
    static const std::uint8_t exponent[] = {1, 0, 1};
    if (kind == "RSA") return cjose_jwk_create_RSA_random(2048, exponent, sizeof exponent, failed);
    if (kind == "RSA-1024") return cjose_jwk_create_RSA_random(1024, exponent, sizeof exponent, failed);
    if (kind == "P-256") return cjose_jwk_create_EC_random(CJOSE_JWK_EC_P_256, failed);
    if (kind == "P-384") return cjose_jwk_create_EC_random(CJOSE_JWK_EC_P_384, failed);
    return cjose_jwk_create_oct_spec(reinterpret_cast<const std::uint8_t*>(secret.data()), secret.size(), failed);
}

void must(bool done, const cjose_err& failed) {
    if (!done) throw std::runtime_error(std::string{"cjose: "} + (failed.message ? failed.message : "failed"));
}

}  // namespace

SigningKey::SigningKey(std::string_view kind, std::string id, std::string_view secret) : id_(std::move(id)) {
    cjose_err failed{};
    auto* key = make_key(kind, secret, &failed);
    must(key != nullptr, failed);
    key_ = {key, [](void* one) { cjose_jwk_release(static_cast<cjose_jwk_t*>(one)); }};
    must(cjose_jwk_set_kid(key, id_.data(), id_.size(), &failed), failed);
}

json::object SigningKey::published() const {
    cjose_err failed{};
    const std::unique_ptr<char, decltype(&std::free)> text(
        cjose_jwk_to_json(static_cast<cjose_jwk_t*>(key_.get()), false, &failed), &std::free);
    must(text != nullptr, failed);
    return json::parse(text.get()).as_object();
}

std::string SigningKey::sign(const json::object& header, std::string_view payload) const {
    cjose_err failed{};
    const std::unique_ptr<cjose_header_t, decltype(&cjose_header_release)> fields(cjose_header_new(&failed),
                                                                                  &cjose_header_release);
    for (const auto& [key, value] : header) {
        const std::string name{key};
        must(value.is_string()
                 ? cjose_header_set(fields.get(), name.c_str(), value.as_string().c_str(), &failed)
                 : cjose_header_set_raw(fields.get(), name.c_str(), json::serialize(value).c_str(), &failed),
             failed);
    }
    const std::unique_ptr<cjose_jws_t, decltype(&cjose_jws_release)> token(
        cjose_jws_sign(static_cast<cjose_jwk_t*>(key_.get()), fields.get(),
                       reinterpret_cast<const std::uint8_t*>(payload.data()), payload.size(), &failed),
        &cjose_jws_release);
    must(token != nullptr, failed);
    const char* compact = nullptr;
    must(cjose_jws_export(token.get(), &compact, &failed), failed);
    return compact;
}

const SigningKey& rsa_key() {
    static const SigningKey key("RSA", "rsa");
    return key;
}
const SigningKey& other_rsa_key() {
    static const SigningKey key("RSA", "rsa");
    return key;
}
const SigningKey& ec_key() {
    static const SigningKey key("P-256", "ec");
    return key;
}

FalseProvider::FalseProvider() {
    http::ServerOptions options;
    options.port = 0;
    options.worker_threads = 2;
    server_ = std::make_unique<http::Server>(options, [this](http::Request& request) { return answer(request); });
    server_->start();
    issuer_ = "http://127.0.0.1:" + std::to_string(server_->port());
    reset();
}

FalseProvider::~FalseProvider() { stop(); }

void FalseProvider::stop() { server_.reset(); }

int FalseProvider::asked(const std::string& path) {
    const std::scoped_lock lock(mutex_);
    return asked_[path];
}

http::Request FalseProvider::last(const std::string& path) {
    const std::scoped_lock lock(mutex_);
    http::Request copy;
    copy.form = http::parse_urlencoded("");
    if (const auto found = last_.find(path); found != last_.end()) {
        for (const auto& [name, value] : found->second.form.fields()) copy.form.add(name, value);
        copy.headers = found->second.headers;
    }
    return copy;
}

void FalseProvider::reset() {
    discovery = {{"issuer", issuer_},
                 {"authorization_endpoint", issuer_ + "/auth"},
                 {"token_endpoint", issuer_ + "/token"},
                 {"jwks_uri", issuer_ + "/keys"},
                 {"code_challenge_methods_supported", {"S256"}},
                 {"authorization_response_iss_parameter_supported", true}};
    key = &rsa_key();
    header = {{"alg", "RS256"}, {"kid", "rsa"}};
    claims = {{"sub", "108"}, {"name", "Rina Wulandari"}, {"email", "rina@contoh.id"}, {"email_verified", true}};
    nonce.clear();
    published_keys = {rsa_key().published(), ec_key().published()};
    user_info.clear();
    pause_milliseconds = 0;
    bend_claims = nullptr;
    make_token = nullptr;
    bend_answer = nullptr;
    answer_token = nullptr;
}

std::string FalseProvider::id_token() const {
    const auto now = to_millis(clock->now()) / 1000;
    json::object all = claims;
    all["iss"] = issuer_;
    all["aud"] = "hero";
    all["nonce"] = nonce;
    all["iat"] = now;
    all["exp"] = now + 300;
    if (bend_claims) bend_claims(all);
    const auto payload = json::serialize(all);
    return make_token ? make_token(json::serialize(header), payload) : key->sign(header, payload);
}

http::Response FalseProvider::token() {
    json::object answer{{"access_token", "kunci"}, {"token_type", "Bearer"}, {"id_token", id_token()}};
    if (bend_answer) bend_answer(answer);
    return http::json_response(200, json::serialize(answer));
}

http::Response FalseProvider::answer(http::Request& request) {
    {
        const std::scoped_lock lock(mutex_);
        ++asked_[request.path];
        auto& kept = last_[request.path];
        kept.form = {};
        for (const auto& [name, value] : request.form.fields()) kept.form.add(name, value);
        kept.headers = request.headers;
    }
    if (pause_milliseconds > 0) std::this_thread::sleep_for(std::chrono::milliseconds{pause_milliseconds});
    if (request.path == "/.well-known/openid-configuration")
        return http::json_response(200, json::serialize(discovery));
    if (request.path == "/keys") {
        json::array keys;
        for (const auto& one : published_keys) keys.push_back(one);
        return http::json_response(200, json::serialize(json::object{{"keys", keys}}));
    }
    if (request.path == "/token") return answer_token ? answer_token(request) : token();
    if (request.path == "/me" && !user_info.empty()) return http::json_response(200, user_info);
    return http::text_response(404, "nothing here\n");
}

TwoProviders::TwoProviders(std::initializer_list<TestApp::Setting> more)
    : app([&] {
          std::vector<TestApp::Setting> settings{
              {"google-issuer", google.issuer()},       {"google-client-id", "hero"},
              {"google-client-secret", "rahasia g+/="}, {"intranet-issuer", intranet.issuer()},
              {"intranet-client-id", "hero"},           {"intranet-client-secret", "rahasia"}};
          settings.insert(settings.end(), more);
          return settings;
      }()) {
    google.clock = &app.clock;
    intranet.clock = &app.clock;
}

TwoProviders::Trip TwoProviders::leave(Browser& browser, std::string_view channel, std::string_view destination) {
    std::string path = "/masuk/" + std::string{channel};
    if (!destination.empty()) path += "?tujuan=" + percent_encoded(destination);
    Trip trip{.url = std::string{browser.get(path).header("Location")}, .query = {}};
    const auto mark = trip.url.find('?');
    if (mark == std::string::npos) return trip;
    const auto query = http::parse_urlencoded(std::string_view{trip.url}.substr(mark + 1));
    for (const auto& [name, value] : query.fields()) trip.query[name] = value;
    provider(channel).nonce = trip.query["nonce"];
    return trip;
}

http::Response TwoProviders::come_back(Browser& browser, std::string_view channel, const Trip& trip,
                                       std::string query) {
    if (query.empty())
        query = "code=kode&state=" + trip.query.at("state") + "&iss=" + percent_encoded(provider(channel).issuer());
    return browser.get("/masuk/" + std::string{channel} + "/kembali?" + query);
}

http::Response TwoProviders::sign_in(Browser& browser, std::string_view channel, std::string_view destination) {
    const auto trip = leave(browser, channel, destination);
    return come_back(browser, channel, trip);
}

std::int64_t TwoProviders::sessions() {
    return app.app.db.read([](Tx& tx) { return tx.one(Ask<"SELECT COUNT(*) AS n FROM sessions">{})->integer("n"); });
}

std::int64_t TwoProviders::people() {
    return app.app.db.read([](Tx& tx) { return tx.one(Ask<"SELECT COUNT(*) AS n FROM people">{})->integer("n"); });
}

}  // namespace hero::test
