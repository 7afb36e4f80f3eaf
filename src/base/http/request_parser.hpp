#pragma once
// One request from bytes, strictly: whatever could be read in two ways is refused.
#include <boost/beast/http/basic_parser.hpp>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/http/body.hpp"
#include "base/http/http.hpp"
#include "base/http/server.hpp"

namespace hero::http {

class RequestParser final : public boost::beast::http::basic_parser<true> {
public:
    // Both arguments must outlive the parser; `request` must be empty.
    RequestParser(Request& request, const ServerOptions& options);

    // Reads as far as it can and returns how many bytes it needs no more. Stops once after the header.
    std::size_t read(std::string_view input);

    // The status to refuse the request with, or 0.
    [[nodiscard]] int refusal() const { return refusal_; }
    [[nodiscard]] bool expects_continue() const { return expects_continue_; }
    [[nodiscard]] bool is_http_1_0() const { return http_1_0_; }
    [[nodiscard]] std::uint64_t body_bytes() const { return body_bytes_; }
    [[nodiscard]] Held held() const;

private:
    using Error = boost::beast::error_code;
    using Text = boost::beast::string_view;

    void on_request_impl(boost::beast::http::verb, Text method, Text target, int version, Error&) override;
    void on_response_impl(int, Text, int, Error&) override {}
    void on_field_impl(boost::beast::http::field, Text name, Text value, Error&) override;
    void on_header_impl(Error&) override;
    void on_body_init_impl(const boost::optional<std::uint64_t>&, Error&) override;
    std::size_t on_body_impl(Text bytes, Error&) override;
    void on_chunk_header_impl(std::uint64_t, Text, Error&) override {}
    std::size_t on_chunk_body_impl(std::uint64_t, Text bytes, Error&) override;
    void on_finish_impl(Error&) override;

    void refuse(int status, Error& error);
    void refuse_for(const Error& error);
    bool is_folded(Text name, Text value) const;
    int fault_of_header();
    int fault_of_field(boost::beast::http::field field, std::string_view value);

    Request& request_;
    const ServerOptions& options_;
    std::string_view input_;  // of the current read
    std::optional<BodyReader> body_;
    std::uint64_t header_bytes_ = 0;
    std::uint64_t body_bytes_ = 0;
    std::uint32_t fields_ = 0;
    int refusal_ = 0;
    bool begun_ = false;  // the request line is complete
    bool http_1_0_ = false;
    bool has_host_ = false;
    bool has_length_ = false;
    bool expects_continue_ = false;
};

}  // namespace hero::http
