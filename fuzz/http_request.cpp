// Requests off the wire: read at once or in pieces they mean the same, and what is let through is safe to route.
#include "base/http/request_parser.hpp"
#include "fuzz/fuzz.hpp"

namespace {

using namespace hero::http;

struct Reading {
    Request request;
    int refusal = 0;
    bool done = false;
};

Reading read_in_pieces(std::string_view input, std::size_t piece, const ServerOptions& options) {
    Reading reading;
    RequestParser parser(reading.request, options);
    std::string waiting;
    while (!parser.is_done() && parser.refusal() == 0) {
        const auto before = waiting.size();
        const auto fresh = input.substr(0, piece);
        waiting += fresh;
        input.remove_prefix(fresh.size());
        const auto used = parser.read(waiting);
        MUST_HOLD(used <= waiting.size());
        waiting.erase(0, used);
        if (fresh.empty() && used == 0 && waiting.size() == before) break;
    }
    reading.refusal = parser.refusal();
    reading.done = parser.is_done() && reading.refusal == 0;
    return reading;
}

bool is_safe_path(std::string_view path) {
    if (!path.starts_with('/') || hero::fuzz::has_control(path)) return false;
    for (std::size_t at = 0; at < path.size();) {
        const auto end = std::min(path.find('/', at + 1), path.size());
        const auto segment = path.substr(at + 1, end - at - 1);
        if (segment == "." || segment == "..") return false;
        at = end;
    }
    return true;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    auto input = hero::fuzz::text_of(bytes, size);
    ServerOptions options;
    options.max_upload_bytes = 4096;
    options.max_text_bytes = 4096;
    options.max_body_bytes = 16384;
    const auto piece = 1 + hero::fuzz::choice(input, 40);
    const auto whole = read_in_pieces(input, input.size() + 1, options);
    const auto pieces = read_in_pieces(input, piece, options);
    MUST_HOLD(whole.done == pieces.done);
    if (whole.refusal != 0) MUST_HOLD(whole.refusal >= 400 && whole.refusal < 600);
    if (!whole.done) return 0;
    const auto& a = whole.request;
    const auto& b = pieces.request;
    MUST_HOLD(a.target == b.target && a.path == b.path && a.headers == b.headers && a.body == b.body);
    MUST_HOLD(a.form.fields() == b.form.fields() && a.form.uploads.size() == b.form.uploads.size());
    MUST_HOLD(is_safe_path(a.path));
    for (const auto& [name, value] : a.headers) MUST_HOLD(!name.empty() && value.find('\n') == std::string::npos);
    (void)a.cookie("hero");
    return 0;
}
