#include <algorithm>
#include <array>
#include <functional>
#include <iterator>
#include <set>
#include <tuple>

#include "base/text.hpp"
#include "pages/pages.hpp"

namespace hero {
namespace {

using Words = std::vector<std::string>;

// Words that say nothing about the matter.
bool is_filler(std::string_view word) {
    static const std::set<std::string_view> filler = {
        "ada",  "adalah", "agar",  "akan",  "anda",   "apa",    "apakah", "atas",   "atau",    "bagaimana", "bagi",
        "bisa", "cara",   "dan",   "dapat", "dari",   "dengan", "di",     "hal",    "ini",     "itu",       "jika",
        "kami", "karena", "ke",    "mohon", "oleh",   "pada",   "saya",   "sudah",  "tentang", "tidak",     "untuk",
        "yang", "a",      "an",    "and",   "are",    "at",     "can",    "cannot", "do",      "does",      "for",
        "from", "have",   "how",   "i",     "if",     "in",     "is",     "it",     "me",      "my",        "not",
        "of",   "on",     "or",    "our",   "please", "that",   "the",    "this",   "to",      "was",       "we",
        "what", "when",   "where", "which", "why",    "with",   "you",    "your"};
    return filler.contains(word);
}

bool is_part_of_word(char letter) {
    const auto byte = static_cast<unsigned char>(letter);
    return byte >= 0x80 || (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z');
}

Words words_of(std::string_view text) {
    Words words;
    std::string word;
    const auto finish = [&] {
        if (word.size() > 1 && std::ranges::find(words, word) == words.end()) words.push_back(word);
        word.clear();
    };
    for (const char letter : folded(text)) {
        if (is_part_of_word(letter))
            word += letter;
        else
            finish();
    }
    finish();
    return words;
}

// What one looks for, at most so many words as a question has. Filler only decides between equals ("tidak dapat masuk"
// and "cara masuk"), unless there is nothing else.
struct Query {
    Words telling;
    Words filler;
};

Query query_of(std::string_view text) {
    constexpr std::size_t most = 12;
    auto words = words_of(first_characters(text, 200));
    if (words.size() > most) words.resize(most);
    Query query;
    for (auto& word : words) (is_filler(word) ? query.filler : query.telling).push_back(std::move(word));
    if (query.telling.empty()) std::swap(query.telling, query.filler);
    return query;
}

constexpr std::size_t enough = 4;  // letters that make a beginning worth trusting

// Whether one of these words, which are sorted, is a beginning of `sought` worth trusting.
bool holds_beginning(const Words& words, std::string_view sought) {
    for (auto length = enough; length < sought.size(); ++length) {
        const auto beginning = sought.substr(0, length);
        const auto next = std::ranges::lower_bound(words, beginning);
        if (next == words.end() || !next->starts_with(beginning)) return false;  // nor will a longer one
        if (next->size() == length) return true;
    }
    return false;
}

// Whether one of these words, which are sorted, is `sought`, or one begins with the other.
bool holds(const Words& words, std::string_view sought) {
    const auto next = std::ranges::lower_bound(words, sought);
    if (next != words.end() && (*next == sought || (sought.size() >= enough && next->starts_with(sought)))) return true;
    return holds_beginning(words, sought);
}

struct Indexed {
    const Article* article;
    Words title;  // these are sorted
    Words keywords;
    Words body;
};

Words sorted_words_of(std::string_view text) {
    auto words = words_of(text);
    std::ranges::sort(words);
    return words;
}

std::vector<Indexed> index_of(Lang lang) {
    std::vector<Indexed> index;
    for (const auto& article : faq(lang)) {
        std::string keywords;
        for (const auto& keyword : article.keywords) keywords += keyword + ' ';
        for (const auto& service : article.services) keywords += service + ' ';
        index.push_back(
            {&article, sorted_words_of(article.title), sorted_words_of(keywords), sorted_words_of(article.body)});
    }
    return index;
}

const std::vector<Indexed>& index_for(Lang lang) {
    static const std::array indexes = {index_of(Lang::id), index_of(Lang::en)};
    return indexes[lang == Lang::en];
}

struct Hit {
    const Article* article;
    std::size_t found = 0;   // words of the query that are in it
    std::size_t strong = 0;  // … in its title or keywords
    int score = 0;
};

Hit weigh(const Indexed& entry, const Query& query) {
    Hit hit{entry.article};
    for (const auto& word : query.filler) hit.score += holds(entry.title, word);
    for (const auto& word : query.telling) {
        const bool title = holds(entry.title, word);
        const bool keyword = holds(entry.keywords, word);
        const bool body = holds(entry.body, word);
        hit.found += title || keyword || body;
        hit.strong += title || keyword;
        hit.score += title * 6 + keyword * 4 + body;
    }
    return hit;
}

std::vector<const Article*> best(std::vector<Hit> hits, std::size_t limit) {
    std::ranges::stable_sort(hits, std::ranges::greater{}, [](const Hit& hit) {
        return std::tuple{hit.found, hit.score};
    });
    std::vector<const Article*> articles;
    for (const auto& hit : hits) {
        if (articles.size() == limit) break;
        articles.push_back(hit.article);
    }
    return articles;
}

}  // namespace

std::vector<const Article*> search_faq(Lang lang, std::string_view text, std::size_t limit) {
    const auto query = query_of(text);
    std::vector<Hit> hits;
    for (const auto& entry : index_for(lang))
        if (const auto hit = weigh(entry, query); 2 * hit.found > query.telling.size()) hits.push_back(hit);
    // An answer that only mentions a word in passing is no help where others are about it.
    if (std::ranges::any_of(hits, [](const Hit& hit) { return hit.strong > 0; }))
        std::erase_if(hits, [](const Hit& hit) { return hit.strong == 0; });
    return best(std::move(hits), limit);
}

std::vector<const Article*> suggest(Lang lang, std::string_view service_slug, std::string_view subject,
                                    std::size_t limit) {
    const auto query = query_of(subject);
    std::vector<Hit> own;
    std::vector<Hit> others;
    for (const auto& entry : index_for(lang)) {
        const auto hit = weigh(entry, query);
        const bool of_service =
            std::ranges::find(entry.article->services, service_slug) != entry.article->services.end();
        if (of_service && hit.strong > 0)
            own.push_back(hit);
        else if (hit.strong > 1)
            others.push_back(hit);
    }
    auto articles = best(std::move(own), limit);
    std::ranges::copy(best(std::move(others), limit - articles.size()), std::back_inserter(articles));
    return articles;
}

}  // namespace hero
