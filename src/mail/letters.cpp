#include "mail/letters.hpp"

#include <algorithm>
#include <limits>

#include "base/escape.hpp"
#include "base/text.hpp"
#include "mail/details.hpp"
#include "mail/mailbox.hpp"
#include "sql/mail.hpp"

namespace hero {

namespace {

using Values = std::vector<std::pair<std::string, std::string>>;

// A stretch of a text: what {tautan} stood for is a link, everything else is not.
struct Stretch {
    std::string text;
    bool is_link;
};

// Fills the placeholders in one pass: a value that looks like one is left alone, and so is an unknown name.
std::vector<Stretch> filled(std::string_view text, const Values& values) {
    std::vector<Stretch> stretches{{"", false}};
    while (!text.empty()) {
        const auto open = std::min(text.find('{'), text.size());
        stretches.back().text += text.substr(0, open);
        text.remove_prefix(open);
        const auto close = text.find('}');
        if (close == std::string_view::npos) {
            stretches.back().text += text;
            break;
        }
        const auto name = text.substr(1, close - 1);
        const auto value = std::ranges::find(values, name, &Values::value_type::first);
        if (value == values.end())
            stretches.back().text += text.substr(0, close + 1);
        else if (name == "tautan")
            stretches.insert(stretches.end(), {{value->second, true}, {"", false}});
        else
            stretches.back().text += value->second;
        text.remove_prefix(close + 1);
    }
    return stretches;
}

std::string plain(const std::vector<Stretch>& stretches) {
    std::string out;
    for (const auto& stretch : stretches) out += stretch.text;
    return out;
}

bool is_written_otherwise(char c) { return c == '\n' || c == '&' || c == '<' || c == '>' || c == '"' || c == '\''; }

std::string escaped_lines(std::string_view text) {
    std::string out;
    out.reserve(text.size() + text.size() / 8);
    while (!text.empty()) {
        const auto plain = static_cast<std::size_t>(std::ranges::find_if(text, is_written_otherwise) - text.begin());
        out += text.substr(0, plain);
        if (plain == text.size()) break;
        if (text[plain] == '\n')
            out += "<br>\n";
        else
            append_escaped(out, text[plain]);
        text.remove_prefix(plain + 1);
    }
    return out;
}

std::string paragraph(const std::vector<Stretch>& stretches) {
    std::string out = "<p>";
    for (const auto& stretch : stretches) {
        const auto text = escaped_lines(stretch.text);
        if (stretch.is_link) out.append("<a href=\"").append(text).append("\">");
        out += text;
        if (stretch.is_link) out += "</a>";
    }
    return out + "</p>\n";
}

Values values_of(const Letter& letter, const NoticeDetails& details) {
    Values values;
    for (const auto& [name, value] : details.values) values.emplace_back(name, header_text(value, longest_subject));
    for (const auto& [name, at] : details.dates) values.emplace_back(name, long_time(letter.language, at));
    values.emplace_back("nomor", letter.ticket);
    values.emplace_back("tautan", letter.link);
    values.emplace_back("nama", letter.to_name);
    return values;
}

void write(Letter& letter, const NoticeDetails& details) {
    const auto lang = letter.language;
    const auto key = "m." + (details.confidential ? "rahasia" : letter.event);
    const auto values = values_of(letter, details);
    letter.subject = header_text(plain(filled(word(lang, key + ".s"), values)), longest_subject);

    const auto body = filled(word(lang, key + ".b"), values);
    const auto greeting = word(lang, "m.salam", {{"nama", letter.to_name}});
    const auto closing = word(lang, "m.penutup"), footer = word(lang, "m.kaki");
    letter.text = greeting + "\n\n" + plain(body) + "\n\n" + closing + "\n\n" + footer + "\n";
    letter.html =
        "<!doctype html>\n<html lang=\"" + std::string{code_of(lang)} + "\">\n<head><meta charset=\"utf-8\"><title>" +
        escaped_lines(letter.subject) + "</title></head>\n<body>\n" + paragraph({{greeting, false}}) + paragraph(body) +
        paragraph({{closing, false}}) + "<hr>\n<p><small>" + escaped_lines(footer) + "</small></p>\n</body>\n</html>\n";
}

}  // namespace

Letter letter_from(const db::Row& row, std::string_view base_url) {
    Letter letter;
    letter.id = row.integer("id");
    letter.event = row.text("event");
    letter.ticket = row.text("ticket");
    letter.to_name = header_text(row.text("to_name"), longest_name);
    letter.to_address = row.text("to_address");
    letter.language = lang_of(row.text("language"));
    letter.link = std::string{base_url} + row.text("path");
    letter.message_id = "hero." + std::to_string(letter.id) + "." + row.text("token") + "@" + host_of(base_url);
    letter.date = row.instant("due_at");
    letter.sent_at = row.maybe_instant("sent_at");
    letter.failed_at = row.maybe_instant("failed_at");
    write(letter, details_from(row.text("details")));
    return letter;
}

std::vector<Letter> recent_mails(Tx& tx, std::string_view base_url, std::int64_t before, int limit) {
    if (before <= 0) before = std::numeric_limits<std::int64_t>::max();
    std::vector<Letter> letters;
    for (const auto& row : tx.run(sql::mail::recent_mails{.before = before, .limit = limit}))
        letters.push_back(letter_from(row, base_url));
    return letters;
}

std::vector<Letter> unsent_of(Tx& tx, std::string_view base_url, const BundleName& bundle) {
    std::vector<Letter> letters;
    for (const auto& row : tx.run(sql::mail::bundle{.ticket = bundle.ticket, .due = bundle.due, .key = bundle.key}))
        letters.push_back(letter_from(row, base_url));
    std::ranges::sort(letters, {}, &Letter::id);
    return letters;
}

std::optional<Letter> mail_by_id(Tx& tx, std::string_view base_url, std::int64_t id) {
    const auto row = tx.one(sql::mail::mail_by_id{.id = id});
    if (!row) return std::nullopt;
    return letter_from(*row, base_url);
}

}  // namespace hero
