// Forms with files: read at once or in pieces they mean the same; no file keeps more than its limit.
#include <sys/stat.h>

#include "base/http/server.hpp"
#include "fuzz/fuzz.hpp"

namespace {

using namespace hero::http;

struct Reading {
    BodyState state = BodyState::ok;
    Form form;
};

Reading read_in_pieces(std::string_view body, std::size_t piece, const ServerOptions& options) {
    MultipartReader reader("b", options);
    bool going = true;
    while (going && !body.empty()) {
        const auto part = body.substr(0, piece);
        going = reader.feed(part);
        body.remove_prefix(part.size());
    }
    if (going) reader.finish();
    return {reader.state(), reader.take()};
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    auto input = hero::fuzz::text_of(bytes, size);
    ServerOptions options;
    options.max_upload_bytes = 512;
    options.max_text_bytes = 2048;
    options.max_field_bytes = 200;
    options.max_parts = 20;
    const auto piece = 1 + hero::fuzz::choice(input, 70);
    const auto whole = read_in_pieces(input, input.size() + 1, options);
    const auto pieces = read_in_pieces(input, piece, options);
    MUST_HOLD(whole.state == pieces.state);
    MUST_HOLD(whole.state != BodyState::ok || whole.form.fields() == pieces.form.fields());
    MUST_HOLD(whole.form.fields().size() + whole.form.uploads.size() <= options.max_parts + 1);
    MUST_HOLD(whole.state != BodyState::ok || whole.form.cut == pieces.form.cut);
    for (const auto& [name, value] : whole.form.fields()) MUST_HOLD(value.size() <= options.max_field_bytes);
    for (const auto& upload : whole.form.uploads) {
        MUST_HOLD(upload.name.find('/') == std::string::npos);
        struct stat facts {};
        MUST_HOLD(::stat(upload.path.c_str(), &facts) == 0);
        MUST_HOLD(static_cast<std::uint64_t>(facts.st_size) <= options.max_upload_bytes + 1);
    }
    (void)multipart_boundary(input);
    return 0;
}
