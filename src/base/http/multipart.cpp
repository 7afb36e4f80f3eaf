// multipart/form-data (RFC 7578) as browsers send it, byte by byte if need be.
#include <algorithm>
#include <optional>

#include "base/http/ascii.hpp"
#include "base/http/forms.hpp"
#include "base/http/header_params.hpp"
#include "base/http/server.hpp"
#include "base/http/upload.hpp"

namespace hero::http {

namespace {

constexpr std::size_t max_part_header = 16UL * 1024;
constexpr std::size_t max_padding = 256;

struct PartHeader {
    std::string name;
    std::string file_name;
    bool is_file = false;
};

std::string last_component(const std::string& path) {
    const auto slash = path.find_last_of("/\\");
    return slash == std::string::npos ? path : path.substr(slash + 1);
}

// The lines between a boundary and its part. Nothing when they do not name a form field.
std::optional<PartHeader> read_part_header(std::string_view lines) {
    std::optional<HeaderParams> disposition;
    while (!lines.empty()) {
        const auto end = lines.find("\r\n");
        auto line = lines.substr(0, end);
        lines = end == std::string_view::npos ? std::string_view{} : lines.substr(end + 2);
        if (line.find(':') == std::string_view::npos) return {};
        const auto name = take_until(line, ':');
        if (!is_token(name)) return {};
        if (!same_word(name, "content-disposition")) continue;
        if (disposition) return {};
        disposition = parse_header_params(line);
        if (!disposition) return {};
    }
    if (!disposition || !same_word(disposition->value, "form-data")) return {};

    const auto* name = disposition->find("name");
    if (!name) return {};
    PartHeader header;
    header.name = *name;
    if (const auto* plain = disposition->find("filename")) {
        header.is_file = true;
        header.file_name = last_component(*plain);
    }
    if (const auto* extended = disposition->find("filename*")) {
        if (auto decoded = extended_value_decoded(*extended)) {
            header.is_file = true;
            header.file_name = last_component(*decoded);
        }
    }
    return header;
}

}  // namespace

struct MultipartReader::State {
    enum class Where { preamble, after_delimiter, header, content, epilogue };

    State(std::string&& boundary, const ServerOptions& server_options)
        : delimiter("\r\n--" + std::move(boundary)), options(server_options) {}

    bool fail(BodyState why) {
        state = why;
        part.reset();
        file.reset();
        return false;
    }

    // One step over what is buffered. True when there may be another step without more input.
    bool step();
    bool skip_to_delimiter();
    bool after_delimiter();
    bool read_header();
    bool read_content();
    bool begin_part(std::string_view lines);
    bool keep(std::string_view content);
    void end_part();

    [[nodiscard]] std::string_view rest() const { return std::string_view(buffer).substr(consumed); }

    std::string delimiter;
    ServerOptions options;
    std::string buffer = "\r\n";  // so that a boundary at the very start is found like any other
    std::size_t consumed = 0;
    Where where = Where::preamble;
    Where interrupted = Where::preamble;  // what goes on when a delimiter was none
    BodyState state = BodyState::ok;
    Form form;
    std::uint64_t text_bytes = 0;
    std::uint64_t file_bytes = 0;  // kept in temporary files
    std::uint32_t parts = 0;
    std::optional<PartHeader> part;
    std::string value;
    bool value_cut = false;
    std::optional<UploadWriter> file;
};

bool MultipartReader::State::step() {
    switch (where) {
        case Where::preamble:
            return skip_to_delimiter();
        case Where::after_delimiter:
            return after_delimiter();
        case Where::header:
            return read_header();
        case Where::content:
            return read_content();
        case Where::epilogue:
            consumed = buffer.size();
            return false;
    }
    return false;
}

bool MultipartReader::State::skip_to_delimiter() {
    const auto found = rest().find(delimiter);
    if (found == std::string_view::npos) {
        consumed += rest().size() - std::min(rest().size(), delimiter.size() - 1);
        return false;
    }
    consumed += found;
    interrupted = Where::preamble;
    where = Where::after_delimiter;
    return true;
}

// Stands on the delimiter and decides what it is: the end, a part, or text that only looked like it.
bool MultipartReader::State::after_delimiter() {
    const auto tail = rest().substr(delimiter.size());
    if (tail.starts_with("--")) {
        end_part();
        where = Where::epilogue;
        return true;
    }
    const auto line = tail.find_first_not_of(" \t");
    if (line > max_padding && tail.size() > max_padding) return fail(BodyState::malformed);
    if (line == std::string_view::npos || tail == "-" || tail.substr(line) == "\r") return false;
    if (tail.substr(line).starts_with("\r\n")) {
        end_part();
        consumed += delimiter.size() + line;
        where = Where::header;
        return true;
    }
    where = interrupted;
    if (where == Where::content && !keep(delimiter)) return false;
    consumed += delimiter.size();
    return true;
}

// The line end of the delimiter is kept in front, so that a header without lines ends like any other.
bool MultipartReader::State::read_header() {
    const auto end = rest().find("\r\n\r\n");
    if (std::min(end, rest().size()) > max_part_header) return fail(BodyState::malformed);
    if (end == std::string_view::npos) return false;
    const auto lines = end == 0 ? std::string_view{} : rest().substr(2, end - 2);
    if (!begin_part(lines)) return false;
    consumed += end + 4;
    where = Where::content;
    return true;
}

bool MultipartReader::State::begin_part(std::string_view lines) {
    if (++parts > options.max_parts) return fail(BodyState::too_many_parts);
    part = read_part_header(lines);
    if (!part) return fail(BodyState::malformed);
    value.clear();
    value_cut = false;
    text_bytes += part->name.size() + part->file_name.size();
    return text_bytes <= options.max_text_bytes || fail(BodyState::too_large);
}

bool MultipartReader::State::read_content() {
    const auto found = rest().find(delimiter);
    if (found != std::string_view::npos) {
        if (!keep(rest().substr(0, found))) return false;
        consumed += found;
        interrupted = Where::content;
        where = Where::after_delimiter;
        return true;
    }
    // What may be the start of a delimiter stays until more has come.
    auto safe = rest().size() - std::min(rest().size(), delimiter.size() - 1);
    const auto start = rest().find('\r', safe);
    safe = start == std::string_view::npos ? rest().size() : start;
    if (!keep(rest().substr(0, safe))) return false;
    consumed += safe;
    return false;
}

bool MultipartReader::State::keep(std::string_view content) {
    if (content.empty()) return true;
    if (part->is_file) {
        if (!file) file.emplace(part->name, part->file_name, options.temp_folder, options.max_upload_bytes + 1);
        file->write(content);
        return true;
    }
    if (const auto room = options.max_field_bytes - value.size(); content.size() > room) {
        value_cut = true;
        content = content.substr(0, static_cast<std::size_t>(room));
    }
    text_bytes += content.size();
    if (text_bytes > options.max_text_bytes) return fail(BodyState::too_large);
    value += content;
    return true;
}

void MultipartReader::State::end_part() {
    if (!part) return;
    if (!part->is_file) {
        if (value_cut) {
            drop_half_character(value);
            form.cut.push_back(part->name);
        }
        form.add(std::move(part->name), std::move(value));
        value = {};
    } else if (file || !part->file_name.empty()) {
        if (!file) file.emplace(part->name, part->file_name, options.temp_folder, options.max_upload_bytes + 1);
        form.uploads.push_back(file->finish());
        file_bytes += file->kept();
    }
    file.reset();
    part.reset();
}

MultipartReader::MultipartReader(std::string boundary, const ServerOptions& options)
    : state_(std::make_unique<State>(std::move(boundary), options)) {}

MultipartReader::~MultipartReader() = default;

bool MultipartReader::feed(std::string_view bytes) {
    auto& s = *state_;
    if (s.state != BodyState::ok) return false;
    s.buffer += bytes;
    while (s.step()) {
    }
    s.buffer.erase(0, s.consumed);
    s.consumed = 0;
    return s.state == BodyState::ok;
}

bool MultipartReader::finish() {
    auto& s = *state_;
    if (s.state == BodyState::ok && s.where != State::Where::epilogue) s.fail(BodyState::malformed);
    return s.state == BodyState::ok;
}

BodyState MultipartReader::state() const { return state_->state; }

Held MultipartReader::held() const {
    const auto& s = *state_;
    return {.memory = s.text_bytes + s.buffer.size(), .disk = s.file_bytes + (s.file ? s.file->kept() : 0)};
}

Form MultipartReader::take() { return std::move(state_->form); }

std::string multipart_boundary(std::string_view content_type) {
    const auto type = parse_header_params(content_type);
    if (!type || !same_word(type->value, "multipart/form-data")) return {};
    const auto* boundary = type->find("boundary");
    if (!boundary || boundary->empty() || boundary->size() > 70 || boundary->back() == ' ') return {};
    const bool valid = std::all_of(boundary->begin(), boundary->end(), [](char c) {
        return is_letter(c) || is_digit(c) || std::string_view("'()+_,-./:=? ").find(c) != std::string_view::npos;
    });
    return valid ? *boundary : "";
}

}  // namespace hero::http
