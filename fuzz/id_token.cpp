// ID tokens, a provider's keys and what it tells of people: nobody comes in without a signature, and whoever comes in
// is somebody.
#include "base/ids.hpp"
#include "base/json.hpp"
#include "base/utf8.hpp"
#include "fuzz/fuzz.hpp"
#include "providers/inside.hpp"

namespace {

using hero::providers::Key;
using hero::providers::Refused;

// Nobody has the private half.
constexpr auto keys =
    R"({"keys":[{"kty":"EC","crv":"P-256","kid":"a","use":"sig","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",)"
    R"("y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}]})";

hero::providers::Expected expected() {
    return {.issuer = "https://a",
            .client = "hero",
            .nonce = "n",
            .access_token = "t",
            .asked_at = hero::from_millis(1'000'000'000'000),
            .now = hero::from_millis(1'000'000'000'000)};
}

void must_refuse(const std::string& token) {
    const auto known = hero::providers::read_keys(keys);
    MUST_HOLD(known.size() == 1);
    try {
        hero::providers::check_token(token, expected(), [&](auto, auto) { return known; });
        MUST_HOLD(!"a token without signature");
    } catch (const Refused&) {
    }
}

void check_claims(std::string_view text) {
    auto claims = hero::parse_json(text);
    if (!claims || !claims->is_object()) return;
    const hero::OidcSettings settings{"https://a", "hero", "x", "groups.a"};
    try {
        hero::providers::complete(*claims, text);
        const auto arrival = hero::providers::arrival_of(*claims, settings, hero::Channel::google);
        MUST_HOLD(!arrival.subject.empty() && arrival.subject.size() <= 255);
        MUST_HOLD(!arrival.name.empty() && hero::utf8::is_valid(arrival.name) &&
                  !hero::fuzz::has_control(arrival.name));
        MUST_HOLD(hero::providers::is_address(arrival.email) && !hero::fuzz::has_control(arrival.email));
    } catch (const Refused&) {
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    auto input = hero::fuzz::text_of(bytes, size);
    switch (hero::fuzz::choice(input, 4)) {
        case 0:
            must_refuse(std::string{input});
            break;
        case 1: {  // header, claims and signature, each as it is
            const auto first = input.find('\n');
            const auto header = input.substr(0, first);
            const auto claims = first == std::string_view::npos ? std::string_view{} : input.substr(first + 1);
            must_refuse(hero::base64url(header) + "." + hero::base64url(claims) + "." + std::string(86, 'A'));
            break;
        }
        case 2:
            check_claims(input);
            break;
        default:
            try {
                for (const auto& key : hero::providers::read_keys(input))
                    MUST_HOLD(key.algorithm == "RS256" || key.algorithm == "ES256");
            } catch (const Refused&) {
            }
    }
    return 0;
}
