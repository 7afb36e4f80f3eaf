#include "base/http/upload.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

#include "base/ids.hpp"
#include "base/log.hpp"

namespace hero::http {

namespace {

constexpr std::size_t buffer_size = 32UL * 1024;

std::string fresh_path(const std::string& folder) { return folder + "/hero-" + random_hex(16) + ".part"; }

}  // namespace

Upload::Upload(std::string field_name, std::string file_name, std::string file_path, std::uint64_t bytes)
    : field(std::move(field_name)), name(std::move(file_name)), path(std::move(file_path)), size(bytes) {}

Upload::Upload(Upload&& other) noexcept
    : field(std::move(other.field)),
      name(std::move(other.name)),
      path(std::exchange(other.path, {})),
      size(other.size) {}

Upload& Upload::operator=(Upload&& other) noexcept {
    std::swap(field, other.field);
    std::swap(name, other.name);
    std::swap(path, other.path);
    std::swap(size, other.size);
    return *this;
}

Upload::~Upload() {
    if (!path.empty()) ::unlink(path.c_str());
}

UploadWriter::UploadWriter(std::string field, std::string name, const std::string& folder, std::uint64_t limit)
    : limit_(limit) {
    auto path = fresh_path(folder);
    file_ = FileHandle(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600));
    upload_ = Upload(std::move(field), std::move(name), file_.is_open() ? std::move(path) : std::string{}, 0);
    if (!file_.is_open()) give_up();
}

void UploadWriter::write(std::string_view bytes) {
    upload_.size += bytes.size();
    if (!file_.is_open()) return;
    const auto kept = bytes.substr(0, static_cast<std::size_t>(std::min<std::uint64_t>(bytes.size(), limit_ - kept_)));
    kept_ += kept.size();
    buffer_ += kept;
    if (buffer_.size() >= buffer_size) flush();
}

Upload UploadWriter::finish() {
    flush();
    file_.close();
    return std::move(upload_);
}

void UploadWriter::give_up() {
    log::error("http.upload_not_kept", {{"why", std::generic_category().message(errno)}});
    file_.close();
    buffer_.clear();
    kept_ = 0;
    upload_ = Upload(std::move(upload_.field), std::move(upload_.name), {}, upload_.size);
}

void UploadWriter::flush() {
    for (std::string_view rest = buffer_; !rest.empty();) {
        const auto written = ::write(file_.get(), rest.data(), rest.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return give_up();
        rest.remove_prefix(static_cast<std::size_t>(written));
    }
    buffer_.clear();
}

}  // namespace hero::http
