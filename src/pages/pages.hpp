#pragma once
// What everybody may read: questions and answers, terms, privacy, contact, the guide. Written in Markdown under
// content/ and embedded; read once, then immutable and shared by all threads.
#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "base/i18n.hpp"

namespace hero {

class Tx;

struct Article {
    std::string slug;  // the same in both languages
    Lang lang = Lang::id;
    std::string title;  // the question, plain text
    std::string body;   // the answer, Markdown
    std::string topic;  // one of topics()
    std::vector<std::string> keywords;
    std::vector<std::string> services;  // slugs of the catalogue
    int order = 0;                      // within its topic
    bool popular = false;
};

struct PublicPage {
    std::string name;  // "privasi"
    std::string title;
    std::string version;  // "1.0"; empty where nobody agrees to it
    Instant published{};  // the beginning of that day in WIB
    std::string body;     // Markdown, headings from level two
};

// Topics of the questions, in the order they are shown; word keys are "faq.topik.<topic>".
std::span<const std::string_view> topics();

// "syarat-ketentuan", "privasi", "kontak", "aksesibilitas", "panduan-pemohon". Throws NotFound for any other name.
const PublicPage& public_page(Lang lang, std::string_view name);

// All articles by topic and order; the addresses stay valid.
std::span<const Article> faq(Lang lang);
std::vector<const Article*> popular_faq(Lang lang);
// Throws NotFound.
const Article& article(Lang lang, std::string_view slug);

// What one agrees to by submitting a ticket, for the record: "syarat 1.0; privasi 1.0".
std::string consent_version();

// Articles that hold more than half of the query's words, best first. A word counts in the title more than among the
// keywords, and there more than in the answer; endings do not matter ("ekspornya" finds "ekspor").
std::vector<const Article*> search_faq(Lang lang, std::string_view query, std::size_t limit);

// Answers that may spare a ticket with this subject. Articles of the service come first; without a telling word in
// common there is none.
std::vector<const Article*> suggest(Lang lang, std::string_view service_slug, std::string_view subject,
                                    std::size_t limit);

// Whether an answer helped: counters without a trace of who voted.
enum class Vote { helped, failed };
struct Votes {
    std::int64_t helped = 0;
    std::int64_t failed = 0;
};
void add_vote(Tx& tx, const Article& article, Vote vote);
Votes votes_of(Tx& tx, const Article& article);

}  // namespace hero
