#pragma once
// An OpenID provider on 127.0.0.1 that says what a test tells it to say: the truth, unless the test bends it.
// Keys and signatures are cjose's.
#include <boost/json/object.hpp>

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "base/http/server.hpp"
#include "tests/app.hpp"

namespace hero::test {

// A key pair. `kind`: "RSA" (2048 bits), "RSA-1024", "P-256", "P-384", or "secret" (the bytes of `secret`).
class SigningKey {
public:
    SigningKey(std::string_view kind, std::string id, std::string_view secret = {});
    [[nodiscard]] const std::string& id() const { return id_; }
    [[nodiscard]] boost::json::object published() const;  // JWK, with kid
    // A compact JWS. The header's alg must suit the key.
    [[nodiscard]] std::string sign(const boost::json::object& header, std::string_view payload) const;

private:
    std::string id_;
    std::shared_ptr<void> key_;
};

// Made once for all tests: making them takes a while.
const SigningKey& rsa_key();
const SigningKey& other_rsa_key();  // of somebody else, under the same id
const SigningKey& ec_key();

class FalseProvider {
public:
    FalseProvider();
    ~FalseProvider();
    FalseProvider(const FalseProvider&) = delete;
    FalseProvider& operator=(const FalseProvider&) = delete;

    [[nodiscard]] const std::string& issuer() const { return issuer_; }
    // Ends; nothing answers any more.
    void stop();
    // How often a path was asked for, and the last request to it.
    int asked(const std::string& path);
    http::Request last(const std::string& path);

    const Clock* clock = nullptr;  // whose time its tokens tell

    // What it says from now on. Not to be changed while a request is under way.
    boost::json::object discovery;
    boost::json::object header;       // of the ID token
    boost::json::object claims;       // without nonce, times, iss and aud: those are made when asked
    std::string nonce;                // of the attempt
    const SigningKey* key = nullptr;  // signs
    std::vector<boost::json::object> published_keys;
    std::string user_info;       // body; "": there is none
    int pause_milliseconds = 0;  // before each answer

    // How a test bends the truth.
    std::function<void(boost::json::object& claims)> bend_claims;
    std::function<std::string(std::string_view header, std::string_view claims)> make_token;  // instead of a signed one
    std::function<void(boost::json::object& answer)> bend_answer;                             // of the token endpoint
    std::function<http::Response(http::Request&)> answer_token;                               // instead of it

    // As new: everything is true again.
    void reset();
    [[nodiscard]] std::string id_token() const;

private:
    http::Response answer(http::Request& request);
    http::Response token();

    std::unique_ptr<http::Server> server_;
    std::string issuer_;
    std::mutex mutex_;
    std::map<std::string, int> asked_;
    std::map<std::string, http::Request> last_;
};

// One way in which an ID token can be wrong, and what it is refused for.
struct Lie {
    std::string_view name;
    std::string_view reason;
    std::function<void(FalseProvider&)> tell;
};
const std::vector<Lie>& lies();

// The site, with one false provider as google and another as intranet.
struct TwoProviders {
    explicit TwoProviders(std::initializer_list<TestApp::Setting> more = {});

    FalseProvider google;
    FalseProvider intranet;
    TestApp app;

    FalseProvider& provider(std::string_view channel) { return channel == "google" ? google : intranet; }
    // A browser leaves by /masuk/<channel>; what it takes along is told to the provider.
    struct Trip {
        std::string url;
        std::map<std::string, std::string> query;
    };
    Trip leave(Browser& browser, std::string_view channel, std::string_view destination = "");
    // It comes back with a code, or with whatever `query` says instead.
    http::Response come_back(Browser& browser, std::string_view channel, const Trip& trip, std::string query = "");
    // All of it. Ends with the answer to the return.
    http::Response sign_in(Browser& browser, std::string_view channel, std::string_view destination = "");
    [[nodiscard]] std::int64_t sessions();
    [[nodiscard]] std::int64_t people();
};

}  // namespace hero::test
