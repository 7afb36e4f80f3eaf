#include "base/egress/egress.hpp"

#include <curl/curl.h>

#include <algorithm>
#include <boost/url/parse.hpp>
#include <memory>

namespace hero {

namespace {

using Handle = std::unique_ptr<CURL, decltype(&curl_easy_cleanup)>;
using Headers = std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)>;

bool is_loopback(const boost::urls::url_view& url) {
    if (url.host_type() == boost::urls::host_type::ipv4) return url.host_ipv4_address().is_loopback();
    if (url.host_type() == boost::urls::host_type::ipv6) return url.host_ipv6_address().is_loopback();
    return url.host() == "localhost";
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

struct Body {
    std::string text;
    std::size_t most;

    // Taking less than was offered ends the transfer.
    static std::size_t take(const char* bytes, std::size_t size, std::size_t count, void* self) {
        auto& body = *static_cast<Body*>(self);
        if (body.text.size() + size * count > body.most) return 0;
        body.text.append(bytes, size * count);
        return size * count;
    }
};

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
        if (!egress_.done_.wait_for(lock, egress_.limits_.turn, [&] { return egress_.free_ > 0; }))
            throw Unreachable("too many requests to other servers at once");
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
    const Headers headers(curl_slist_append(nullptr, "Accept: application/json"), curl_slist_free_all);
    set(handle, CURLOPT_HTTPHEADER, headers.get());
    Body body{{}, limits_.bytes};
    set(handle, CURLOPT_WRITEFUNCTION, &Body::take);
    set(handle, CURLOPT_WRITEDATA, &body);
    const auto result = curl_easy_perform(handle.get());
    if (result != CURLE_OK) throw Unreachable(curl_easy_strerror(result));
    long status = 0;
    curl_easy_getinfo(handle.get(), CURLINFO_RESPONSE_CODE, &status);
    return {static_cast<int>(status), std::move(body.text)};
}

}  // namespace hero
