// ID tokens that must not let anybody in (THREATS.md §4 G).
#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "base/ids.hpp"
#include "base/text.hpp"
#include "tests/false_provider.hpp"

namespace hero::test {

namespace json = boost::json;

namespace {

using Tell = std::function<void(FalseProvider&)>;

json::value text(std::string_view words) { return json::string(words); }

Tell claim(std::string_view name, const json::value& value) {
    return [name, value](FalseProvider& provider) {
        provider.bend_claims = [name, value](json::object& claims) { claims[name] = value; };
    };
}

Tell without(std::string_view name) {
    return [name](FalseProvider& provider) {
        provider.bend_claims = [name](json::object& claims) { claims.erase(name); };
    };
}

// Seconds from the time the token is made.
Tell moved(std::string_view name, std::int64_t seconds) {
    return [name, seconds](FalseProvider& provider) {
        provider.bend_claims = [name, seconds](json::object& claims) {
            claims[name] = claims.at("iat").as_int64() + seconds;
        };
    };
}

Tell headers(const json::object& fields) {
    return [fields](FalseProvider& provider) {
        for (const auto& [name, value] : fields) provider.header[name] = value;
    };
}

// A token of these parts, with the signature of an honest one.
Tell parts(const std::function<std::string(const std::string& header, const std::string& claims)>& make) {
    return [make](FalseProvider& provider) {
        provider.make_token = [make](std::string_view header, std::string_view claims) {
            const auto honest = rsa_key().sign(json::parse(header).as_object(), claims);
            return make(std::string{header}, std::string{claims}) + honest.substr(honest.rfind('.'));
        };
    };
}

Tell signed_claims(const std::function<std::string(std::string claims)>& bend) {
    return [bend](FalseProvider& provider) {
        provider.make_token = [bend](std::string_view header, std::string_view claims) {
            return rsa_key().sign(json::parse(header).as_object(), bend(std::string{claims}));
        };
    };
}

std::string joined(std::string_view header, std::string_view claims) {
    return base64url(header) + "." + base64url(claims);
}

Tell unsigned_by(const std::string& algorithm) {
    return [algorithm](FalseProvider& provider) {
        provider.make_token = [algorithm](std::string_view, std::string_view claims) {
            return joined(R"({"alg":")" + algorithm + R"("})", claims) + ".";
        };
    };
}

// The public key as a shared secret: whoever lets the token choose the algorithm takes it.
void confuse_keys(FalseProvider& provider) {
    provider.make_token = [](std::string_view, std::string_view claims) {
        const SigningKey secret("secret", "rsa", json::serialize(rsa_key().published()));
        return secret.sign({{"alg", "HS256"}, {"kid", "rsa"}}, claims);
    };
}

void sign_with(FalseProvider& provider, const SigningKey& key, json::object header) {
    provider.key = &key;
    provider.header = std::move(header);
}

void publish_a_weak_key(FalseProvider& provider) {
    static const SigningKey weak("RSA-1024", "lemah");
    provider.published_keys.push_back(weak.published());
    sign_with(provider, weak, {{"alg", "RS256"}, {"kid", "lemah"}});
}

void publish_another_curve(FalseProvider& provider) {
    static const SigningKey curve("P-384", "lain");
    provider.published_keys.push_back(curve.published());
    sign_with(provider, curve, {{"alg", "ES384"}, {"kid", "lain"}});
}

void publish_a_key_for_secrecy(FalseProvider& provider) { provider.published_keys.front()["use"] = "enc"; }

void publish_twins(FalseProvider& provider) {
    provider.published_keys = {rsa_key().published(), other_rsa_key().published()};
}

void name_a_key_of_its_own(FalseProvider& provider, std::string_view field, const json::value& value) {
    sign_with(provider, other_rsa_key(), {{"alg", "RS256"}, {"kid", "rsa"}, {field, value}});
}

json::object with_email(const json::value& email, const json::value& verified) {
    return {{"sub", "108"}, {"name", "Rina"}, {"email", email}, {"email_verified", verified}};
}

Tell person(const json::object& claims) {
    return [claims](FalseProvider& provider) { provider.claims = claims; };
}

}  // namespace

const std::vector<Lie>& lies() {
    static const std::vector<Lie> all{
        {"nonce missing", "nonce", without("nonce")},
        {"nonce wrong", "nonce", claim("nonce", text(std::string(64, '0')))},
        {"nonce a number", "nonce", claim("nonce", 7)},
        {"aud missing", "aud", without("aud")},
        {"aud other", "aud", claim("aud", "lain")},
        {"aud a number", "aud", claim("aud", 7)},
        {"aud empty list", "aud", claim("aud", json::array{})},
        {"aud list without azp", "azp", claim("aud", {"hero", "lain"})},
        {"azp other", "azp", claim("azp", "lain")},
        {"azp a list", "azp", claim("azp", {"hero"})},
        {"iss missing", "iss", without("iss")},
        {"iss with slash", "iss", [](FalseProvider& p) { claim("iss", text(p.issuer() + "/"))(p); }},
        {"iss other", "iss", claim("iss", "https://accounts.google.com")},
        {"iss https", "iss", [](FalseProvider& p) { claim("iss", text("https" + p.issuer().substr(4)))(p); }},
        {"alg none", "alg", unsigned_by("none")},
        {"alg None", "alg", unsigned_by("None")},
        {"alg HS256 with the public key", "alg", confuse_keys},
        {"alg with a blank", "alg",
         parts([](auto, auto claims) { return joined(R"({"alg":"RS256 ","kid":"rsa"})", claims); })},
        {"alg in small letters", "alg",
         parts([](auto, auto claims) { return joined(R"({"alg":"rs256","kid":"rsa"})", claims); })},
        {"alg missing", "alg", parts([](auto, auto claims) { return joined(R"({"kid":"rsa"})", claims); })},
        {"alg RS512", "alg", headers({{"alg", "RS512"}})},
        {"alg PS256", "alg", headers({{"alg", "PS256"}})},
        {"alg ES256 with the RSA key", "no key of the provider",
         parts([](auto, auto claims) { return joined(R"({"alg":"ES256","kid":"rsa"})", claims); })},
        {"another curve", "alg", publish_another_curve},
        {"a weak key", "no key of the provider", publish_a_weak_key},
        {"a key for encryption", "no key of the provider", publish_a_key_for_secrecy},
        {"two keys of one id", "no key of the provider", publish_twins},
        {"kid unknown", "no key of the provider", headers({{"kid", "lain"}})},
        {"kid empty", "kid", headers({{"kid", ""}})},
        {"kid a number", "kid", parts([](auto, auto claims) { return joined(R"({"alg":"RS256","kid":7})", claims); })},
        {"somebody else's key", "signature", [](FalseProvider& p) { p.key = &other_rsa_key(); }},
        {"jku", "signature", [](FalseProvider& p) { name_a_key_of_its_own(p, "jku", text(p.issuer() + "/jahat")); }},
        {"x5u", "signature", [](FalseProvider& p) { name_a_key_of_its_own(p, "x5u", text(p.issuer() + "/jahat")); }},
        {"jwk", "signature", [](FalseProvider& p) { name_a_key_of_its_own(p, "jwk", other_rsa_key().published()); }},
        {"crit", "crit", headers({{"crit", {"exp"}}})},
        {"header twice alg", "the token's header",
         parts([](auto, auto claims) { return joined(R"({"alg":"none","alg":"RS256"})", claims); })},
        {"claims changed after signing", "signature",
         parts([](auto header, auto claims) { return joined(header, " " + claims); })},
        {"claim twice", "the token's claims",
         signed_claims([](auto claims) { return R"({"sub":"1",)" + claims.substr(1); })},
        {"claims a list", "the token's claims", signed_claims([](auto claims) { return "[" + claims + "]"; })},
        {"claims no UTF-8", "the token's claims",
         signed_claims([](auto claims) { return claims.substr(0, 2) + "\xff" + claims.substr(2); })},
        {"claims deep", "the token's claims", signed_claims([](auto claims) {
             return R"({"x":)" + std::string(5000, '[') + std::string(5000, ']') + "," + claims.substr(1);
         })},
        {"no signature", "not a signed token",
         [](FalseProvider& p) { p.make_token = [](auto header, auto claims) { return joined(header, claims); }; }},
        {"five parts", "not a signed token",
         parts([](auto header, auto claims) { return joined(header, claims) + ".a.b"; })},
        {"padding", "the token's header",
         parts([](auto header, auto claims) { return base64url(header) + "=." + base64url(claims); })},
        {"a token of 1 MB", "the token is too long", claim("x", text(std::string(700'000, 'x')))},
        {"exp past", "exp", moved("exp", -61)},
        {"exp a text", "exp", claim("exp", "4102444800")},
        {"exp missing", "exp", without("exp")},
        {"exp negative", "exp", claim("exp", -1)},
        {"exp beyond all times", "exp", claim("exp", 1e300)},
        {"iat in the future", "iat", moved("iat", 61)},
        {"iat ten minutes ahead", "iat", moved("iat", 600)},
        {"iat ten minutes behind", "iat", moved("iat", -600)},
        {"iat missing", "iat", without("iat")},
        {"nbf in the future", "nbf", moved("nbf", 61)},
        {"nbf a text", "nbf", claim("nbf", "0")},
        {"at_hash of another token", "at_hash", claim("at_hash", text(base64url(std::string(16, 'x'))))},
        {"sub empty", "sub", claim("sub", "")},
        {"sub a number", "sub", claim("sub", 108)},
        {"sub missing", "sub", without("sub")},
        {"sub of 256", "sub", claim("sub", text(std::string(256, 's')))},
        {"sub with NUL", "sub", claim("sub", text(std::string_view("a\0b", 3)))},
        {"sub in other letters", "sub", claim("sub", "rïna")},
        {"e-mail not verified", "email_verified", person(with_email("rina@contoh.id", false))},
        {"e-mail verified by a text", "email_verified", person(with_email("rina@contoh.id", "true"))},
        {"e-mail verified by a number", "email_verified", person(with_email("rina@contoh.id", 1))},
        {"e-mail verified missing", "email_verified", person({{"sub", "108"}, {"email", "rina@contoh.id"}})},
        {"e-mail with two @", "email", person(with_email("rina@jahat.id@contoh.id", true))},
        {"e-mail with a line break", "email", person(with_email("rina@contoh.id\r\nBcc: x@contoh.id", true))},
        {"e-mail missing", "email", person({{"sub", "108"}, {"email_verified", true}})},
        {"e-mail a list", "email", person(with_email(json::array{"rina@contoh.id"}, true))},
    };
    return all;
}

}  // namespace hero::test
