#include "base/http/forms.hpp"

#include <limits>

#include "base/http/ascii.hpp"

namespace hero::http {

namespace {

constexpr auto no_limit = std::numeric_limits<std::size_t>::max();

void add_field(Form& form, std::string_view encoded) {
    const auto name = take_until(encoded, '=');
    form.add(form_decoded(name), form_decoded(encoded));
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

bool UrlencodedReader::feed(std::string_view bytes) {
    if (state_ != BodyState::ok) return false;
    received_ += bytes.size();
    if (received_ > max_bytes_) {
        state_ = BodyState::too_large;
        return false;
    }
    while (!bytes.empty()) {
        const auto end = bytes.find('&');
        field_ += bytes.substr(0, end);
        if (end == std::string_view::npos) return true;
        bytes.remove_prefix(end + 1);
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
    add_field(form_, field_);
    field_.clear();
    return true;
}

Form parse_urlencoded(std::string_view text) {
    UrlencodedReader reader(no_limit, no_limit);
    reader.feed(text);
    reader.finish();
    return reader.take();
}

}  // namespace hero::http
