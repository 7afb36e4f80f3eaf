#include "mail/mail_web.hpp"

#include "base/text.hpp"
#include "mail/mail.hpp"
#include "mail/mime.hpp"
#include "mail/reading.hpp"
#include "views/mail.hpp"

namespace hero::web::letters {

namespace {

constexpr int page_size = 50;

std::string path_of(const Letter& letter) { return "/demo/surat/" + std::to_string(letter.id); }

std::int64_t number_or_zero(std::string_view text) { return whole_number(text).value_or(0); }

void add_headers(html::Data& page, const ReadMail& mail) {
    using V = views::mail::letter;
    for (const auto& [name, value] : mail.headers)
        page.add(V::header).set(V::header_name, name).set(V::header_value, value);
}

// What a mail has beside its text, as far as it is harmless.
void add_rest(html::Data& page, Lang lang, const ReadMail& mail) {
    using V = views::mail::letter;
    if (const auto safe = html::sanitized(mail.html); safe && !safe->text().empty())
        page.add(V::html_version).set(V::html_text, *safe);
    if (!mail.files.empty()) page.show(V::with_files);
    for (const auto& file : mail.files)
        page.add(V::file)
            .set(V::file_name, file.name.empty() ? file.type : file.name)
            .set(V::file_type, file.type)
            .set(V::file_size, size_text(lang, file.size));
}

void add_line(html::Data& paragraph, std::string_view line, const std::string& link) {
    using V = views::mail::letter;
    for (auto at = line.find(link); at != std::string_view::npos; at = line.find(link)) {
        paragraph.add(V::piece).show_with(V::words, V::words_text, line.substr(0, at));
        paragraph.add(V::piece).add(V::link).set(V::url, link);
        line.remove_prefix(at + link.size());
    }
    paragraph.add(V::piece).show_with(V::words, V::words_text, line);
}

void add_text(html::Data& page, std::string_view text, const std::string& link) {
    using V = views::mail::letter;
    auto paragraph = page.add(V::paragraph);
    bool begun = false;
    for (const auto line : split(trimmed(text), '\n')) {
        if (line.empty()) {
            paragraph = page.add(V::paragraph);
            begun = false;
            continue;
        }
        if (begun) paragraph.add(V::piece).add(V::line_break);
        add_line(paragraph, line, link);
        begun = true;
    }
}

}  // namespace

Response index(Request& request, App& app) {
    using V = views::mail::letters;
    const auto before = number_or_zero(request.query("sebelum"));
    const auto letters = app.db.read([&](Tx& tx) { return recent_mails(tx, app.base_url, before, page_size + 1); });
    const auto title = word(request.lang(), "demo.surat");
    Page page(request, V::view, title);
    page.crumb(title);
    page.show_if(V::none, letters.empty());
    const auto shown = std::min<std::size_t>(letters.size(), page_size);
    if (shown > 0) {
        auto list = page.add(V::list);
        for (std::size_t i = 0; i < shown; ++i) {
            auto row = list.add(V::row);
            row.set(V::subject, letters[i].subject).set(V::path, path_of(letters[i]));
            row.set(V::to_name, letters[i].to_name).set(V::to_address, letters[i].to_address);
            set_time(row, V::time_text, V::time_iso, short_time(request.lang(), letters[i].date), letters[i].date);
        }
    }
    const bool more = letters.size() > shown;
    add_pager(page, V::pager, before > 0 ? "/demo/surat" : "",
              more ? "/demo/surat?sebelum=" + std::to_string(letters[shown - 1].id) : "");
    return page.respond();
}

Response show(Request& request, App& app) {
    using V = views::mail::letter;
    const auto id = number_or_zero(request.param("id"));
    const auto letter = app.db.read([&](Tx& tx) { return mail_by_id(tx, app.base_url, id); });
    if (!letter) throw NotFound();
    Page page(request, V::view, letter->subject);
    page.crumb(word(request.lang(), "demo.surat"), "/demo/surat").crumb(letter->subject);
    page.set(V::subject, letter->subject).set(V::letter_lang, code_of(letter->language));
    page.set(V::to_name, letter->to_name).set(V::to_address, letter->to_address);
    set_time(page, V::time_text, V::time_iso, long_time(request.lang(), letter->date), letter->date);
    const auto stored = app.mailer.stored(*letter);
    const auto mail = read_mail(stored ? *stored : mime_of(*letter, app.mailer.settings()));
    add_text(page, mail.text, letter->link);
    add_rest(page, request.lang(), mail);
    add_headers(page, mail);
    return page.respond();
}

}  // namespace hero::web::letters
