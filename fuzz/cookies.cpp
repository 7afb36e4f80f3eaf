// The Cookie header: a name finds its own value and nothing of a neighbour's.
#include "base/http/http.hpp"
#include "fuzz/fuzz.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const auto input = hero::fuzz::text_of(bytes, size);
    hero::http::Request request;
    request.headers.emplace_back("cookie", std::string{input});
    for (const auto* name : {"hero", "__Host-hero", "bahasa", ""}) {
        const auto value = request.cookie(name);
        MUST_HOLD(value.find(';') == std::string::npos);
        MUST_HOLD(value.empty() || input.find(value) != std::string_view::npos);
    }
    request.headers.insert(request.headers.begin(), {"cookie", "hero=ours"});
    MUST_HOLD(request.cookie("hero") == "ours");
    return 0;
}
