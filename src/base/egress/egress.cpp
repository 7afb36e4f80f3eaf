#include "base/egress/egress.hpp"

#include <curl/curl.h>

#include <algorithm>
#include <boost/url/parse.hpp>
#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <system_error>

namespace hero {

namespace {

using Handle = std::unique_ptr<CURL, decltype(&curl_easy_cleanup)>;
using Headers = std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)>;

bool is_loopback(const boost::urls::url_view& url) {
    if (url.host_type() == boost::urls::host_type::ipv4) return url.host_ipv4_address().is_loopback();
    if (url.host_type() == boost::urls::host_type::ipv6) return url.host_ipv6_address().is_loopback();
    // Names that end in .localhost never leave the machine (RFC 6761, 6.3); libcurl sees to it itself.
    return url.host() == "localhost" || url.host().ends_with(".localhost");
}

// Boost.URL 1.81 reads http://127.0.0.1.contoh.id/ as the host 127.0.0.1 and the path .contoh.id/.
bool has_strange_path(const boost::urls::url_view& url) {
    const auto path = url.encoded_path();
    return !path.empty() && path.front() != '/';
}

template <class Value>
void set(const Handle& handle, CURLoption option, Value value) {
    if (curl_easy_setopt(handle.get(), option, value) != CURLE_OK)
        throw std::runtime_error("egress: libcurl lacks an option, number " + std::to_string(option));
}

using File = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;

File opened(const std::string& path, const char* mode) {
    File file(std::fopen(path.c_str(), mode), std::fclose);
    if (!file) throw std::system_error(errno, std::generic_category(), "egress: a file");
    return file;
}

struct Body {
    std::string text{};
    std::size_t most = 0;
    CURL* handle = nullptr;
    File saved{nullptr, std::fclose};  // for the body of an answer of 200, when there is one
    std::size_t saved_bytes = 0;
    int disk_error = 0;

    // Taking less than was offered ends the transfer.
    static std::size_t take(const char* bytes, std::size_t size, std::size_t count, void* self) {
        auto& body = *static_cast<Body*>(self);
        const auto offered = size * count;
        long status = 0;
        curl_easy_getinfo(body.handle, CURLINFO_RESPONSE_CODE, &status);
        if (body.saved && status == 200) return body.save(bytes, offered);
        if (body.text.size() + offered > body.most) return 0;
        body.text.append(bytes, offered);
        return offered;
    }

    std::size_t save(const char* bytes, std::size_t offered) {
        if (saved_bytes + offered > most) return 0;
        saved_bytes += offered;
        const auto written = std::fwrite(bytes, 1, offered, saved.get());
        if (written != offered) disk_error = errno;
        return written;
    }
    void finish_saving() {
        if (!saved) return;
        if (disk_error == 0 && std::fflush(saved.get()) != 0) disk_error = errno;
        if (disk_error != 0) throw std::system_error(disk_error, std::generic_category(), "egress: saving an answer");
    }
};

std::size_t read_upload(char* buffer, std::size_t size, std::size_t count, void* file) {
    auto* upload = static_cast<std::FILE*>(file);
    const auto read = std::fread(buffer, size, count, upload);
    return std::ferror(upload) != 0 ? CURL_READFUNC_ABORT : read;
}

int rewind_upload(void* file, curl_off_t offset, int origin) {
    const bool moved = ::fseeko(static_cast<std::FILE*>(file), offset, origin) == 0;
    return moved ? CURL_SEEKFUNC_OK : CURL_SEEKFUNC_FAIL;
}

Handle new_handle() {
    static std::once_flag once;
    std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
    Handle handle(curl_easy_init(), curl_easy_cleanup);
    if (!handle) throw std::runtime_error("egress: libcurl cannot start");
    return handle;
}

void set_bounds(const Handle& handle, const EgressLimits& limits) {
    set(handle, CURLOPT_PROTOCOLS_STR, "http,https");
    set(handle, CURLOPT_FOLLOWLOCATION, 0L);
    set(handle, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(limits.connect.count()));
    set(handle, CURLOPT_TIMEOUT_MS, static_cast<long>(limits.whole.count()));
    set(handle, CURLOPT_NOSIGNAL, 1L);
    set(handle, CURLOPT_SSL_VERIFYPEER, 1L);
    set(handle, CURLOPT_SSL_VERIFYHOST, 2L);
    set(handle, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    set(handle, CURLOPT_USERAGENT, "HERO/" HERO_VERSION);
}

void set_errand(const Handle& handle, const Errand& errand) {
    set(handle, CURLOPT_URL, errand.url.c_str());
    if (is_loopback(boost::urls::url_view(errand.url))) set(handle, CURLOPT_NOPROXY, "*");
    if (!errand.form.empty()) {
        set(handle, CURLOPT_POSTFIELDSIZE, static_cast<long>(errand.form.size()));
        set(handle, CURLOPT_POSTFIELDS, errand.form.c_str());
    }
    if (!errand.user.empty()) {
        set(handle, CURLOPT_HTTPAUTH, static_cast<long>(CURLAUTH_BASIC));
        set(handle, CURLOPT_USERNAME, errand.user.c_str());
        set(handle, CURLOPT_PASSWORD, errand.password.c_str());
    }
    if (!errand.bearer.empty()) {
        set(handle, CURLOPT_HTTPAUTH, static_cast<long>(CURLAUTH_BEARER));
        set(handle, CURLOPT_XOAUTH2_BEARER, errand.bearer.c_str());
    }
    if (errand.signature) {
        set(handle, CURLOPT_AWS_SIGV4, ("aws:amz:" + errand.signature->region + ":s3").c_str());
        set(handle, CURLOPT_USERNAME, errand.signature->access_key.c_str());
        set(handle, CURLOPT_PASSWORD, errand.signature->secret_key.c_str());
    }
    if (!errand.method.empty()) set(handle, CURLOPT_CUSTOMREQUEST, errand.method.c_str());
}

// Of a file that is being sent; nothing when none is.
File set_upload(const Handle& handle, const std::string& path) {
    if (path.empty()) return {nullptr, std::fclose};
    auto file = opened(path, "rbe");
    set(handle, CURLOPT_UPLOAD, 1L);
    set(handle, CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(std::filesystem::file_size(path)));
    set(handle, CURLOPT_READFUNCTION, &read_upload);
    set(handle, CURLOPT_READDATA, file.get());
    set(handle, CURLOPT_SEEKFUNCTION, &rewind_upload);
    set(handle, CURLOPT_SEEKDATA, file.get());
    return file;
}

Headers headers_of(const Errand& errand) {
    if (errand.headers.empty()) return {curl_slist_append(nullptr, "Accept: application/json"), curl_slist_free_all};
    Headers headers(nullptr, curl_slist_free_all);
    for (const auto& line : errand.headers) {
        auto* longer = curl_slist_append(headers.get(), line.c_str());
        static_cast<void>(headers.release());
        headers.reset(longer);
    }
    return headers;
}

}  // namespace

bool may_be_asked(std::string_view text) {
    const auto url = boost::urls::parse_uri(text);
    if (!url || url->host().empty() || url->has_userinfo() || url->has_fragment() || has_strange_path(*url))
        return false;
    return url->scheme() == "https" || (url->scheme() == "http" && is_loopback(*url));
}

// A place among those who ask at once.
class Egress::Turn {
public:
    explicit Turn(Egress& egress) : egress_(egress) {
        std::unique_lock lock(egress_.mutex_);
        const bool may_wait = egress_.free_ > 0 || egress_.waiting_ < egress_.limits_.waiting;
        ++egress_.waiting_;
        const bool in_time =
            may_wait && egress_.done_.wait_for(lock, egress_.limits_.turn, [&] { return egress_.free_ > 0; });
        --egress_.waiting_;
        if (!in_time) throw TooBusy("too many requests to other servers at once");
        --egress_.free_;
    }
    ~Turn() {
        {
            const std::scoped_lock lock(egress_.mutex_);
            ++egress_.free_;
        }
        egress_.done_.notify_one();
    }
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;

private:
    Egress& egress_;
};

Reply Egress::send(const Errand& errand) {
    if (!may_be_asked(errand.url)) throw std::logic_error("egress: not a URL to ask: " + errand.url);
    const Turn turn(*this);
    const auto handle = new_handle();
    set_bounds(handle, limits_);
    set_errand(handle, errand);
    const auto headers = headers_of(errand);
    set(handle, CURLOPT_HTTPHEADER, headers.get());
    const auto upload = set_upload(handle, errand.upload);
    Body body{.most = limits_.bytes, .handle = handle.get()};
    if (!errand.save_to.empty()) body.saved = opened(errand.save_to, "wbxe");
    set(handle, CURLOPT_WRITEFUNCTION, &Body::take);
    set(handle, CURLOPT_WRITEDATA, &body);
    const auto result = curl_easy_perform(handle.get());
    body.finish_saving();
    if (result == CURLE_ABORTED_BY_CALLBACK) throw std::system_error(EIO, std::generic_category(), "egress: a file");
    if (result != CURLE_OK) throw Unreachable(curl_easy_strerror(result));
    long status = 0;
    curl_easy_getinfo(handle.get(), CURLINFO_RESPONSE_CODE, &status);
    return {static_cast<int>(status), std::move(body.text)};
}

}  // namespace hero
