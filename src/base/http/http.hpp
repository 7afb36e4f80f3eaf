#pragma once
// Requests and responses as handlers see them: plain values, no sockets, no Beast.
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hero::http {

enum class Method { get, head, post, put, patch, del, options, other };
std::string_view name_of(Method method);  // "GET"; DELETE for del

// A file sent in a form, in a temporary file that is deleted with this object (move only).
class Upload {
public:
    Upload() = default;
    Upload(std::string field, std::string name, std::string path, std::uint64_t size);
    Upload(Upload&& other) noexcept;
    Upload& operator=(Upload&& other) noexcept;
    Upload(const Upload&) = delete;
    Upload& operator=(const Upload&) = delete;
    ~Upload();

    std::string field;       // "berkas"
    std::string name;        // as sent by the client, last path component only; hostile: metadata, never a path
    std::string path;        // the temporary file; holds at most max_upload_bytes + 1 bytes
    std::uint64_t size = 0;  // as received in full, even when the file was cut
};

// Fields of a query string, an urlencoded body or a multipart body, in order. Values are raw bytes.
class Form {
public:
    void add(std::string name, std::string value) { fields_.emplace_back(std::move(name), std::move(value)); }
    // The first value, or "" when there is none.
    [[nodiscard]] const std::string& get(std::string_view name) const;
    [[nodiscard]] bool has(std::string_view name) const;
    [[nodiscard]] std::vector<std::string> all(std::string_view name) const;
    [[nodiscard]] const std::vector<std::pair<std::string, std::string>>& fields() const { return fields_; }
    std::vector<Upload> uploads;  // without optional files left empty
    // Names of fields that were longer than a field may be: only their beginning was kept, whole characters of it.
    std::vector<std::string> cut;

private:
    std::vector<std::pair<std::string, std::string>> fields_;
};

// How reading the body ended. Anything but `ok` leaves `form` with what was read before.
enum class BodyState { ok, malformed, too_many_parts, too_large };

struct Request {
    Method method = Method::get;
    std::string target;  // as sent
    std::string path;    // percent-decoded, starts with '/', no NUL, no dot segments
    Form query;
    Form form;  // POST bodies only
    BodyState body_state = BodyState::ok;
    std::string body;                                          // bodies that are no form (JSON), at most max_text_bytes
    std::vector<std::pair<std::string, std::string>> headers;  // names in lower case
    std::string remote;                                      // peer address as text, without port; see trusted proxies
    std::map<std::string, std::string, std::less<>> params;  // {nomor} of the route's pattern
    bool at_once = false;                                    // on an I/O thread, while its other connections wait

    [[nodiscard]] std::string_view header(std::string_view lower_case_name) const;  // "" when absent
    [[nodiscard]] std::string cookie(std::string_view name) const;                  // "" when absent
    [[nodiscard]] const std::string& param(std::string_view name) const;            // throws std::logic_error
};

class EventStream;  // base/http/events.hpp

struct Response {
    int status = 200;
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;
    std::string file;                          // when not empty: send this file instead of `body`
    std::shared_ptr<const void> file_owner{};  // whoever removes that file; let go once it was sent
    std::string_view fixed;                    // when not empty: embedded bytes that live forever (assets)
    // When set: what comes after the header, until either side ends it. No body then.
    std::shared_ptr<EventStream> events{};

    // Throws std::invalid_argument for a value with control characters (response splitting).
    Response& set(std::string_view name, std::string_view value);
    [[nodiscard]] std::string_view header(std::string_view name) const;  // "" when absent
};

Response html_response(int status, std::string body);
Response text_response(int status, std::string body);
Response json_response(int status, std::string body);
Response redirect_response(int status, std::string_view location);  // 301, 303

struct CookieOptions {
    int max_age_seconds = -1;  // -1: until the browser closes; 0: delete
};
void set_cookie(Response& response, std::string_view name, std::string_view value, const CookieOptions& options = {});
// Every cookie of the answer gets Secure and the prefix __Host-. For the one place that all answers pass, so that no
// handler can forget it.
void secure_cookies(Response& response);
std::string cookie_name(std::string_view name, bool secure);  // "__Host-hero" or "hero"

// Of Strict-Transport-Security, wherever people come by HTTPS: two years (THREATS.md §3).
inline constexpr std::string_view strict_transport = "max-age=63072000; includeSubDomains";

// `Content-Disposition: attachment` with an ASCII fallback and filename* (RFC 6266, RFC 8187).
std::string attachment_disposition(std::string_view file_name);

// application/x-www-form-urlencoded (WHATWG URL). Malformed escapes are kept as they are.
Form parse_urlencoded(std::string_view text);

// A route's pattern: literal segments and {name} segments; {name} takes one segment, never an empty one.
class Pattern {
public:
    explicit Pattern(std::string_view pattern);
    [[nodiscard]] bool match(std::string_view path, std::map<std::string, std::string, std::less<>>& params) const;
    [[nodiscard]] const std::string& text() const { return text_; }

private:
    std::string text_;
    std::vector<std::string> segments_;
};

}  // namespace hero::http
