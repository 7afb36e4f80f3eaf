#pragma once
// A file of a form on its way to the temporary folder.
#include <cstdint>
#include <string>
#include <string_view>

#include "base/http/file_handle.hpp"
#include "base/http/http.hpp"

namespace hero::http {

// Keeps the first `limit` bytes and counts all of them. A file that cannot be made or written, on a full disk, is given
// up: the upload has no path then. The form is read on, so that what else was typed is not lost with it.
class UploadWriter {
public:
    UploadWriter(std::string field, std::string name, const std::string& folder, std::uint64_t limit);
    void write(std::string_view bytes);
    [[nodiscard]] std::uint64_t kept() const { return kept_; }
    Upload finish();

private:
    void flush();
    void give_up();

    FileHandle file_;
    Upload upload_;
    std::uint64_t limit_;
    std::uint64_t kept_ = 0;
    std::string buffer_;
};

}  // namespace hero::http
