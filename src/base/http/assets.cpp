#include "base/http/assets.hpp"

#include <span>
#include <stdexcept>
#include <unordered_map>

#include "base/http/ascii.hpp"

namespace hero::http {

std::span<const Asset> all_assets();  // written by tools/embed.py

namespace {

constexpr std::string_view for_a_year = "public, max-age=31536000, immutable";

const Asset* asset_at(std::string_view path) {
    static const auto by_path = [] {
        std::unordered_map<std::string_view, const Asset*> map;
        for (const auto& asset : all_assets()) map.emplace(asset.path, &asset);
        return map;
    }();
    const auto found = by_path.find(path);
    return found == by_path.end() ? nullptr : found->second;
}

// "gzip;q=0" → 0. Only zero matters: anything else is a yes.
bool is_refused(std::string_view parameters) {
    while (!parameters.empty()) {
        const auto parameter = without_blanks(take_until(parameters, ';'));
        if (parameter.starts_with("q=") || parameter.starts_with("Q="))
            return parameter.substr(2).find_first_not_of("0.") == std::string_view::npos;
    }
    return false;
}

// Whether any of the coding's names is accepted; an explicit gzip counts more than "*".
bool accepts_gzip(std::string_view header) {
    bool any = false;
    while (!header.empty()) {
        auto entry = without_blanks(take_until(header, ','));
        const auto coding = without_blanks(take_until(entry, ';'));
        if (same_word(coding, "gzip") || same_word(coding, "x-gzip")) return !is_refused(entry);
        if (coding == "*") any = !is_refused(entry);
    }
    return any;
}

// The packed form is other bytes, so it has another strong tag.
std::string tag_of(const Asset& asset, bool packed) {
    std::string tag(asset.etag);
    if (packed) tag.insert(tag.size() - 1, "-gz");
    return tag;
}

bool is_known(std::string_view if_none_match, const Asset& asset) {
    while (!if_none_match.empty()) {
        auto tag = without_blanks(take_until(if_none_match, ','));
        if (tag.starts_with("W/")) tag.remove_prefix(2);
        if (tag == "*" || tag == asset.etag || tag == tag_of(asset, true)) return true;
    }
    return false;
}

}  // namespace

Response serve_asset(const Request& request) {
    const auto* asset = asset_at(request.path);
    if (!asset) return text_response(404, "Tidak ditemukan.\n\nNot found.\n");

    const bool packed = !asset->gzip.empty() && accepts_gzip(request.header("accept-encoding"));
    Response response;
    response.headers.reserve(12);
    response.headers.emplace_back("ETag", tag_of(*asset, packed));
    response.headers.emplace_back("Cache-Control", for_a_year);
    response.headers.emplace_back("Vary", "Accept-Encoding");
    if (is_known(request.header("if-none-match"), *asset)) {
        response.status = 304;
        return response;
    }
    response.headers.emplace_back("Content-Type", asset->type);
    if (packed) response.headers.emplace_back("Content-Encoding", "gzip");
    response.fixed = packed ? asset->gzip : asset->bytes;
    return response;
}

std::string_view asset_path(std::string_view name) {
    for (const auto& asset : all_assets())
        if (asset.name == name) return asset.path;
    throw std::logic_error("no such asset: " + std::string(name));
}

}  // namespace hero::http
