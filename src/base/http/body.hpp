#pragma once
// A request's body on its way into the request: form fields, files, or plain bytes.
#include <string>
#include <string_view>
#include <variant>

#include "base/http/forms.hpp"
#include "base/http/http.hpp"
#include "base/http/server.hpp"

namespace hero::http {

class BodyReader {
public:
    // Decides by method and Content-Type how the body is read. Both arguments must outlive the reader.
    BodyReader(Request& request, const ServerOptions& options);

    // Throws std::system_error when a temporary file cannot be written.
    void feed(std::string_view bytes);
    [[nodiscard]] Held held() const;
    // Puts what was read into the request.
    void finish();

private:
    struct Ignored {};  // the body of a GET, or of a form whose boundary is unknown
    struct Plain {};    // goes straight into Request::body

    void feed_plain(std::string_view bytes);

    Request& request_;
    const ServerOptions& options_;
    std::variant<Ignored, Plain, UrlencodedReader, MultipartReader> reader_;
};

}  // namespace hero::http
