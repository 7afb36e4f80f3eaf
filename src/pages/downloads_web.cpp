#include <algorithm>
#include <array>

#include "base/content.hpp"
#include "base/errors.hpp"
#include "pages/fragments_web.hpp"
#include "pages/pages_web.hpp"
#include "views/pages.hpp"

namespace hero::web::downloads {
namespace {

std::string escaped(std::string_view text) {
    std::string out;
    for (const char letter : text) {
        if (letter == '&')
            out += "&amp;";
        else if (letter == '<')
            out += "&lt;";
        else if (letter == '>')
            out += "&gt;";
        else
            out += letter;
    }
    return out;
}

std::string_view frame_of_guide() {
    const auto files = all_content();
    return std::ranges::find(files, "guide.html", &ContentFile::path)->bytes;
}

// The guide as one file that needs nothing else: read offline, printed, passed on.
std::string write_guide(Lang lang) {
    const auto& text = public_page(lang, "panduan-pemohon");
    const std::array<std::pair<std::string_view, std::string>, 5> parts = {
        {{"{{lang}}", std::string{code_of(lang)}},
         {"{{title}}", escaped(text.title)},
         {"{{owner}}", escaped(word(lang, "app.owner"))},
         {"{{edition}}", escaped(edition_of(lang, text))},
         {"{{body}}", html::markdown(text.body, html::Headings::real).text()}}};
    std::string guide{frame_of_guide()};
    for (const auto& [mark, part] : parts)
        for (auto at = guide.find(mark); at != std::string::npos; at = guide.find(mark, at + part.size()))
            guide.replace(at, mark.size(), part);
    return guide;
}

const std::string& guide(Lang lang) {
    static const std::array guides = {write_guide(Lang::id), write_guide(Lang::en)};
    return guides[lang == Lang::en];
}

std::string name_of_guide(Lang lang) { return "panduan-pemohon-" + std::string{code_of(lang)} + ".html"; }

constexpr std::array languages = {Lang::id, Lang::en};

}  // namespace

Response index(Request& request, App&) {
    using V = views::pages::downloads;
    const auto lang = request.lang();
    Page page(request, V::view, word(lang, "unduh.judul"));
    page.at("unduh").crumb(word(lang, "unduh.judul"));
    for (const auto of : languages) {
        const auto& text = public_page(of, "panduan-pemohon");
        auto document = page.add(V::document);
        document.set(V::path, "/unduh/" + name_of_guide(of)).set(V::code, code_of(of)).set(V::name, text.title);
        document.set(V::language, word(lang, "unduh.bahasa." + std::string{code_of(of)}));
        document.set(V::meta, word(lang, "unduh.meta",
                                   {{"format", "HTML"},
                                    {"ukuran", size_text(lang, guide(of).size())},
                                    {"tanggal", short_date(lang, text.published)}}));
    }
    return page.respond();
}

Response show(Request& request, App&) {
    for (const auto of : languages) {
        if (request.param("nama") != name_of_guide(of)) continue;
        auto response = http::html_response(200, guide(of));
        response.set("Content-Disposition", http::attachment_disposition(name_of_guide(of)));
        return response;
    }
    throw NotFound{};
}

}  // namespace hero::web::downloads
