#include "base/http/request_parser.hpp"

#include <algorithm>
#include <functional>

#include "base/http/ascii.hpp"
#include "base/http/target.hpp"

namespace hero::http {

namespace beast_http = boost::beast::http;

namespace {

constexpr std::size_t usual_header_count = 16;
constexpr std::size_t shortest_last_chunk = std::string_view("0\r\n\r\n").size();

bool is_decimal(std::string_view text) { return std::all_of(text.begin(), text.end(), is_digit); }

std::string_view view(boost::beast::string_view text) { return {text.data(), text.size()}; }

// Method names are case-sensitive.
Method method_of(std::string_view name) {
    for (const auto method :
         {Method::get, Method::post, Method::head, Method::put, Method::patch, Method::del, Method::options})
        if (name_of(method) == name) return method;
    return Method::other;
}

}  // namespace

RequestParser::RequestParser(Request& request, const ServerOptions& options) : request_(request), options_(options) {
    header_limit(std::max(options.max_header_bytes, options.max_target_bytes + 64));
    body_limit(options.max_body_bytes);
    request.headers.reserve(usual_header_count);
}

std::size_t RequestParser::read(std::string_view input) {
    // Beast 1.81 asserts that it sees the last chunk whole or not at all; there are always so many bytes to come.
    if (is_header_done() && chunked() && input.size() < shortest_last_chunk) return 0;
    input_ = input;
    eager(is_header_done());
    Error error;
    const auto used = put(boost::asio::buffer(input.data(), input.size()), error);
    if (error == beast_http::error::need_more) {
        // Chunk lines and trailers have no limit of their own.
        if (is_header_done() && input.size() - used > options_.max_header_bytes) refusal_ = 400;
    } else if (error) {
        refuse_for(error);
    }
    return used;
}

Held RequestParser::held() const {
    auto held = body_ ? body_->held() : Held{};
    held.memory += header_bytes_;
    return held;
}

void RequestParser::refuse(int status, Error& error) {
    refusal_ = status;
    error = beast_http::error::bad_value;
}

void RequestParser::refuse_for(const Error& error) {
    if (refusal_ != 0) return;
    if (error == beast_http::error::header_limit)
        refusal_ = begun_ ? 431 : 414;
    else if (error == beast_http::error::body_limit)
        refusal_ = 413;
    else
        refusal_ = 400;
}

void RequestParser::on_request_impl(beast_http::verb, Text method, Text target, int version, Error& error) {
    begun_ = true;
    http_1_0_ = version == 10;
    request_.method = method_of(view(method));
    if (request_.method == Method::other) return refuse(501, error);
    if (target.size() > options_.max_target_bytes) return refuse(414, error);
    request_.target = view(target);
}

void RequestParser::on_field_impl(beast_http::field field, Text name, Text value, Error& error) {
    header_bytes_ += name.size() + value.size() + 4;
    if (++fields_ > options_.max_headers || header_bytes_ > options_.max_header_bytes) return refuse(431, error);
    if (is_folded(name, value)) return refuse(400, error);
    if (is_header_done()) return;  // a trailer: nobody asked for it
    if (const int status = fault_of_field(field, view(value))) return refuse(status, error);

    auto& [stored_name, stored_value] = request_.headers.emplace_back(view(name), view(value));
    std::transform(stored_name.begin(), stored_name.end(), stored_name.begin(), lower);
}

// Beast joins folded lines (RFC 9112 5.2 lets a server refuse them): then the value is no piece of the input, or a
// line end lies before it.
bool RequestParser::is_folded(Text name, Text value) const {
    const char* after_name = name.data() + name.size();
    const char* end = input_.data() + input_.size();
    const std::less<> before;
    if (before(value.data(), after_name) || before(end, value.data())) return true;
    return std::find(after_name, value.data(), '\r') != value.data();
}

// Beast has already refused what it finds contradictory; these are the readings it allows and others do not.
int RequestParser::fault_of_field(beast_http::field field, std::string_view value) {
    switch (field) {
        case beast_http::field::host:
            if (std::exchange(has_host_, true) || !is_authority(value)) return 400;
            break;
        case beast_http::field::content_length:
            if (std::exchange(has_length_, true) || !is_decimal(value)) return 400;
            break;
        case beast_http::field::transfer_encoding:
            if (!same_word(value, "chunked") || http_1_0_) return 400;
            break;
        case beast_http::field::content_encoding:
            if (!same_word(value, "identity")) return 415;
            break;
        case beast_http::field::expect:
            if (!same_word(value, "100-continue")) return 417;
            expects_continue_ = !http_1_0_;
            break;
        default:
            break;
    }
    return 0;
}

void RequestParser::on_header_impl(Error& error) {
    if (const int status = fault_of_header()) refuse(status, error);
}

int RequestParser::fault_of_header() {
    if (!has_host_ && !http_1_0_) return 400;
    auto target = read_target(request_.target);
    if (!target) return 400;
    request_.path = std::move(target->path);
    request_.query = std::move(target->query);
    // RFC 9112 3.2.2: the authority of an absolute target replaces the Host header.
    if (!target->authority.empty())
        for (auto& [name, value] : request_.headers)
            if (name == "host") value = target->authority;
    return 0;
}

void RequestParser::on_body_init_impl(const boost::optional<std::uint64_t>&, Error&) {
    body_.emplace(request_, options_);
}

std::size_t RequestParser::on_body_impl(Text bytes, Error&) {
    body_bytes_ += bytes.size();
    body_->feed(view(bytes));
    return bytes.size();
}

std::size_t RequestParser::on_chunk_body_impl(std::uint64_t, Text bytes, Error& error) {
    return on_body_impl(bytes, error);
}

void RequestParser::on_finish_impl(Error&) {
    if (body_) body_->finish();
}

}  // namespace hero::http
