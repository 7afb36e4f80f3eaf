#pragma once
// application/x-www-form-urlencoded, read in pieces.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/http/http.hpp"

namespace hero::http {

// '+' becomes a space, %XX a byte; malformed escapes stay as they are.
std::string form_decoded(std::string_view text);

// The start of a UTF-8 sequence whose end was cut off goes too.
void drop_half_character(std::string& text);

class UrlencodedReader {
public:
    // Of each field `max_field_bytes` are kept, of all together `max_bytes` (as they are sent).
    UrlencodedReader(std::uint64_t max_bytes, std::uint64_t max_field_bytes, std::size_t max_fields)
        : max_bytes_(max_bytes), max_field_bytes_(max_field_bytes), max_fields_(max_fields) {}
    // False when a limit is passed: then `state` says which.
    bool feed(std::string_view bytes);
    bool finish();
    [[nodiscard]] BodyState state() const { return state_; }
    [[nodiscard]] std::uint64_t held() const { return std::min(kept_, max_bytes_); }
    Form take() { return std::move(form_); }

private:
    bool keep(std::string_view encoded);
    bool end_of_field();

    std::uint64_t max_bytes_;
    std::uint64_t max_field_bytes_;
    std::size_t max_fields_;
    std::uint64_t kept_ = 0;
    std::size_t fields_ = 0;
    std::string field_;  // encoded, up to the next '&'
    bool field_cut_ = false;
    Form form_;
    BodyState state_ = BodyState::ok;
};

}  // namespace hero::http
