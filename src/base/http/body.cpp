#include "base/http/body.hpp"

#include "base/http/ascii.hpp"

namespace hero::http {

namespace {

std::string_view media_type(std::string_view content_type) {
    return without_blanks(content_type.substr(0, content_type.find(';')));
}

}  // namespace

BodyReader::BodyReader(Request& request, const ServerOptions& options) : request_(request), options_(options) {
    if (request.method == Method::get || request.method == Method::head || request.method == Method::options) return;
    const auto content_type = request.header("content-type");
    const auto type = media_type(content_type);
    if (same_word(type, "application/x-www-form-urlencoded")) {
        reader_.emplace<UrlencodedReader>(options.max_text_bytes, options.max_field_bytes, options.max_parts);
    } else if (same_word(type, "multipart/form-data")) {
        auto boundary = multipart_boundary(content_type);
        if (boundary.empty())
            request.body_state = BodyState::malformed;
        else
            reader_.emplace<MultipartReader>(std::move(boundary), options);
    } else {
        reader_.emplace<Plain>();
    }
}

void BodyReader::feed(std::string_view bytes) {
    if (auto* form = std::get_if<UrlencodedReader>(&reader_))
        form->feed(bytes);
    else if (auto* multipart = std::get_if<MultipartReader>(&reader_))
        multipart->feed(bytes);
    else if (std::holds_alternative<Plain>(reader_))
        feed_plain(bytes);
}

void BodyReader::feed_plain(std::string_view bytes) {
    const auto room = options_.max_text_bytes - request_.body.size();
    if (bytes.size() > room) request_.body_state = BodyState::too_large;
    request_.body += bytes.substr(0, static_cast<std::size_t>(std::min<std::uint64_t>(bytes.size(), room)));
}

Held BodyReader::held() const {
    if (const auto* form = std::get_if<UrlencodedReader>(&reader_)) return {.memory = form->held(), .disk = 0};
    if (const auto* multipart = std::get_if<MultipartReader>(&reader_)) return multipart->held();
    return {.memory = request_.body.size(), .disk = 0};
}

void BodyReader::finish() {
    const auto end = [this](auto& reader) {
        reader.finish();
        request_.body_state = reader.state();
        request_.form = reader.take();
    };
    if (auto* form = std::get_if<UrlencodedReader>(&reader_)) end(*form);
    if (auto* multipart = std::get_if<MultipartReader>(&reader_)) end(*multipart);
}

}  // namespace hero::http
