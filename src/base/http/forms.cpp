#include "base/http/forms.hpp"

#include <algorithm>
#include <limits>

#include "base/http/ascii.hpp"

namespace hero::http {

namespace {

constexpr std::uint64_t longest_field_name = 1024;
constexpr auto no_limit = std::numeric_limits<std::size_t>::max() / 4;

void drop_half_escape(std::string& encoded) {
    const auto mark = encoded.rfind('%');
    if (mark != std::string::npos && encoded.size() - mark < 3) encoded.resize(mark);
}

}  // namespace

std::string form_decoded(std::string_view text) {
    std::string result;
    result.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '+') {
            result += ' ';
            continue;
        }
        if (text[i] == '%' && i + 2 < text.size()) {
            const int high = hex_value(text[i + 1]);
            const int low = hex_value(text[i + 2]);
            if (high >= 0 && low >= 0) {
                result += static_cast<char>(high << 4 | low);
                i += 2;
                continue;
            }
        }
        result += text[i];
    }
    return result;
}

void drop_half_character(std::string& text) {
    for (std::size_t back = 1; back <= std::min<std::size_t>(text.size(), 3); ++back) {
        const auto byte = static_cast<unsigned char>(text[text.size() - back]);
        if ((byte & 0xC0) == 0x80) continue;  // not the first of its sequence
        const std::size_t length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1;
        if (length > back) text.resize(text.size() - back);
        return;
    }
}

// Of a field too long as much as it may have when every byte of it is escaped, and its name.
bool UrlencodedReader::keep(std::string_view encoded) {
    const auto room = 3 * max_field_bytes_ + longest_field_name - field_.size();
    field_cut_ = field_cut_ || encoded.size() > room;
    encoded = encoded.substr(0, static_cast<std::size_t>(std::min<std::uint64_t>(room, encoded.size())));
    kept_ += encoded.size();
    if (kept_ > max_bytes_) state_ = BodyState::too_large;
    if (state_ == BodyState::ok) field_ += encoded;
    return state_ == BodyState::ok;
}

bool UrlencodedReader::feed(std::string_view bytes) {
    if (state_ != BodyState::ok) return false;
    while (!bytes.empty()) {
        const auto end = bytes.find('&');
        if (!keep(bytes.substr(0, end))) return false;
        if (end == std::string_view::npos) return true;
        bytes.remove_prefix(end + 1);
        ++kept_;
        if (!end_of_field()) return false;
    }
    return true;
}

bool UrlencodedReader::finish() { return state_ == BodyState::ok && end_of_field(); }

bool UrlencodedReader::end_of_field() {
    if (field_.empty()) return true;
    if (++fields_ > max_fields_) {
        state_ = BodyState::too_many_parts;
        return false;
    }
    if (field_cut_) drop_half_escape(field_);
    std::string_view encoded = field_;
    auto name = form_decoded(take_until(encoded, '='));
    auto value = form_decoded(encoded);
    if (field_cut_ || value.size() > max_field_bytes_) {
        value.resize(static_cast<std::size_t>(std::min<std::uint64_t>(value.size(), max_field_bytes_)));
        drop_half_character(value);
        form_.cut.push_back(name);
    }
    form_.add(std::move(name), std::move(value));
    field_.clear();
    field_cut_ = false;
    return true;
}

Form parse_urlencoded(std::string_view text) {
    UrlencodedReader reader(no_limit, no_limit, no_limit);
    reader.feed(text);
    reader.finish();
    return reader.take();
}

}  // namespace hero::http
