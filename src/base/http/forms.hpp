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

class UrlencodedReader {
public:
    UrlencodedReader(std::uint64_t max_bytes, std::size_t max_fields)
        : max_bytes_(max_bytes), max_fields_(max_fields) {}
    // False when a limit is passed: then `state` says which.
    bool feed(std::string_view bytes);
    bool finish();
    [[nodiscard]] BodyState state() const { return state_; }
    [[nodiscard]] std::uint64_t held() const { return std::min(received_, max_bytes_); }
    Form take() { return std::move(form_); }

private:
    bool end_of_field();

    std::uint64_t max_bytes_;
    std::size_t max_fields_;
    std::uint64_t received_ = 0;
    std::size_t fields_ = 0;
    std::string field_;  // encoded, up to the next '&'
    Form form_;
    BodyState state_ = BodyState::ok;
};

}  // namespace hero::http
