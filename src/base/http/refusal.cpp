#include "base/http/refusal.hpp"

#include <string>

namespace hero::http {

namespace {

struct Words {
    int status;
    std::string_view indonesian;
    std::string_view english;
};

// Here and not in locale/: these are needed when nothing else of the program can be relied on.
constexpr Words words[] = {
    {400, "Permintaan tidak dapat dibaca. Periksa alamatnya, lalu coba lagi.",
     "The request could not be read. Check the address and try again."},
    {408, "Permintaan tidak selesai pada waktunya. Periksa koneksi Anda, lalu coba lagi.",
     "The request did not arrive in time. Check your connection and try again."},
    {413,
     "Lampiran terlalu besar. Paling banyak 5 berkas, masing-masing paling besar 2 MB. Tekan tombol Kembali pada "
     "peramban: isian Anda masih ada di sana. Pilih lampiran yang lebih kecil, lalu kirim lagi.",
     "The attachments are too large. At most 5 files of at most 2 MB each. Press Back in your browser: what you typed "
     "is still there. Choose smaller attachments and send again."},
    {414, "Alamat terlalu panjang.", "The address is too long."},
    {415, "Data terkompresi tidak diterima.", "Compressed content is not accepted."},
    {417, "Permintaan Expect tidak dikenal.", "The expectation is not known."},
    {431, "Kepala permintaan terlalu besar. Hapus cookie situs ini, lalu coba lagi.",
     "The request header is too large. Delete the cookies of this site and try again."},
    {500, "Terjadi kesalahan pada HERO. Coba lagi beberapa saat lagi.",
     "Something went wrong in HERO. Try again in a while."},
    {501, "Metode permintaan tidak dikenal.", "The request method is not known."},
    {503, "HERO sedang sangat sibuk. Coba lagi beberapa saat lagi.", "HERO is very busy. Try again in a while."},
};

std::string page(int status) {
    for (const auto& entry : words)
        if (entry.status == status) return std::string(entry.indonesian) + "\n\n" + std::string(entry.english) + "\n";
    return page(500);
}

}  // namespace

Response refusal(int status, bool https) {
    auto response = text_response(status, page(status));
    response.set("Cache-Control", "no-store");
    response.set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; base-uri 'none'");
    response.set("X-Content-Type-Options", "nosniff");
    response.set("Referrer-Policy", "same-origin");
    response.set("Cross-Origin-Opener-Policy", "same-origin");
    response.set("Cross-Origin-Resource-Policy", "same-origin");
    response.set("Permissions-Policy", "camera=(self), microphone=(), geolocation=()");
    if (https) response.set("Strict-Transport-Security", strict_transport);
    if (status == 503) response.set("Retry-After", "5");
    return response;
}

std::string_view reason_of(int status) {
    switch (status) {
        case 200:
            return "OK";
        case 201:
            return "Created";
        case 202:
            return "Accepted";
        case 204:
            return "No Content";
        case 301:
            return "Moved Permanently";
        case 302:
            return "Found";
        case 303:
            return "See Other";
        case 304:
            return "Not Modified";
        case 307:
            return "Temporary Redirect";
        case 308:
            return "Permanent Redirect";
        case 400:
            return "Bad Request";
        case 401:
            return "Unauthorized";
        case 403:
            return "Forbidden";
        case 404:
            return "Not Found";
        case 405:
            return "Method Not Allowed";
        case 408:
            return "Request Timeout";
        case 409:
            return "Conflict";
        case 410:
            return "Gone";
        case 413:
            return "Content Too Large";
        case 414:
            return "URI Too Long";
        case 415:
            return "Unsupported Media Type";
        case 417:
            return "Expectation Failed";
        case 421:
            return "Misdirected Request";
        case 422:
            return "Unprocessable Content";
        case 429:
            return "Too Many Requests";
        case 431:
            return "Request Header Fields Too Large";
        case 500:
            return "Internal Server Error";
        case 501:
            return "Not Implemented";
        case 502:
            return "Bad Gateway";
        case 503:
            return "Service Unavailable";
        case 504:
            return "Gateway Timeout";
        case 507:
            return "Insufficient Storage";
        default:
            return "";
    }
}

}  // namespace hero::http
