#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "base/utf8.hpp"
#include "closing/closing.hpp"

namespace hero {

namespace {

// Sentences that name a fault in order to say that it is gone: read before the complaints, longer ones first.
constexpr std::array reassurances{
    // Indonesian
    "tidak ada lagi kendala", "tidak ada lagi masalah", "tidak ada lagi error", "tidak ada kendala",
    "tidak ada masalah", "tidak ada error", "tidak ada gangguan", "belum ada kendala", "belum ada masalah",
    "belum ada error", "tidak muncul lagi", "tidak muncul error", "tidak error", "tidak gagal", "tidak bermasalah",
    "tidak terkendala", "tanpa kendala", "tanpa masalah", "tanpa error", "error sudah hilang", "error sudah tidak",
    "error hilang", "error teratasi", "error sudah teratasi", "masih aman", "masih lancar", "jika ada kendala",
    "kalau ada kendala", "bila ada kendala", "apabila ada kendala", "jika ada masalah", "kalau ada masalah",
    "bila ada masalah", "apabila ada masalah", "tidak kosong", "tidak ditolak", "tidak lama", "tidak hanya",
    "tapi juga", "tidak menyangka", "tidak nyangka",
    // English
    "no more error", "no longer fails", "no longer failing", "no longer get an error", "no longer broken", "no error",
    "not failing", "does not fail", "doesnt fail", "without error", "without any error", "error is gone",
    "error are gone", "still works", "still working fine", "cant thank", "cannot thank", "can not thank",
    "no longer empty", "not empty", "not only", "but also", "not a problem"};

constexpr std::array complaints{
    // Indonesian
    "belum", "masih", "gagal", "error", "tidak bisa", "tidak dapat", "tidak berhasil", "tidak berfungsi", "tidak jalan",
    "tidak berjalan", "tidak berubah", "tidak muncul", "tidak tampil", "tidak terkirim", "tidak ada perubahan",
    "tidak selesai", "tidak sesuai", "tidak jelas", "tidak paham", "tidak mengerti", "tetap tidak", "tetap sama",
    "tetap muncul", "sama saja", "muncul lagi", "terjadi lagi", "terulang lagi", "ada kendala", "ada masalah",
    "bermasalah", "terkendala", "kurang jelas", "tidak terselesaikan", "tidak tuntas", "tidak beres", "tidak kelar",
    "tidak membantu", "tambah parah", "makin parah", "lebih parah", "kecewa", "tetap ada", "tetap begitu", "balik lagi",
    "begitu lagi", "gitu lagi", "kambuh lagi", "kosong", "ditolak", "nihil", "tidak yakin",
    // English
    "still", "not working", "not work", "not solved", "not resolved", "not fixed", "not yet", "not clear",
    "not possible", "does not", "doesnt", "did not", "didnt", "is not", "isnt", "will not", "wont", "cannot", "can not",
    "cant", "could not", "couldnt", "unable", "unsolved", "unresolved", "fails", "failed", "failing", "broken",
    "not done", "keeps happening", "same problem", "same issue", "happens again", "happened again", "problem is back",
    "empty", "not sure", "no good"};

// What somebody says of a thing that is done, and what they say when it is not, after a negation.
constexpr std::array outcomes{"bisa",     "berhasil", "lancar",   "jelas",   "beres",    "selesai", "tuntas", "kelar",
                              "teratasi", "normal",   "sesuai",   "lengkap", "terbantu", "oke",     "ok",     "works",
                              "working",  "solved",   "resolved", "fixed",   "clear",    "done"};
// The like, of which nobody is content alone ("kapan saya dapat jawaban").
constexpr std::array abilities{"dapat", "jalan", "berjalan", "berfungsi", "muncul", "tampil", "work", "possible"};

// How those sound who are content, beside that.
constexpr std::array contentments{"terima kasih", "trims",   "makasih",  "berterima kasih",
                                  "sudah",        "mantap",  "bagus",    "baik",
                                  "siap",         "puas",    "membantu", "aman",
                                  "sip",          "noted",   "cepat",    "ramah",
                                  "thank",        "thanks",  "fine",     "great",
                                  "good",         "perfect", "helpful",  "yes",
                                  "ya",           "happy",   "excellent"};
// Those of them that mean the opposite after a negation; "tidak perlu, terima kasih" is thanks all the same.
constexpr std::array deniable{"bagus", "baik",  "puas", "membantu", "aman",    "cepat", "ramah",
                              "fine",  "great", "good", "perfect",  "helpful", "happy"};

constexpr std::array denials{"tidak", "bukan", "not", "never"};
constexpr std::array contrasts{"tapi",    "namun", "cuma",    "hanya saja",    "sayang", "padahal",
                               "kecuali", "but",   "however", "unfortunately", "except"};

// How people write what the lists above spell out.
struct Spelling {
    std::string_view typed;
    std::string_view meant;
};
constexpr std::array spellings{
    Spelling{"tdk", "tidak"},      Spelling{"tak", "tidak"},         Spelling{"gak", "tidak"},
    Spelling{"ga", "tidak"},       Spelling{"gk", "tidak"},          Spelling{"nggak", "tidak"},
    Spelling{"ngga", "tidak"},     Spelling{"enggak", "tidak"},      Spelling{"blm", "belum"},
    Spelling{"belom", "belum"},    Spelling{"blum", "belum"},        Spelling{"msh", "masih"},
    Spelling{"eror", "error"},     Spelling{"errors", "error"},      Spelling{"bs", "bisa"},
    Spelling{"udah", "sudah"},     Spelling{"sdh", "sudah"},         Spelling{"udh", "sudah"},
    Spelling{"gbs", "tidak bisa"}, Spelling{"g", "tidak"},           Spelling{"ndak", "tidak"},
    Spelling{"nda", "tidak"},      Spelling{"ndk", "tidak"},         Spelling{"kagak", "tidak"},
    Spelling{"kaga", "tidak"},     Spelling{"kgk", "tidak"},         Spelling{"engga", "tidak"},
    Spelling{"tdak", "tidak"},     Spelling{"gabisa", "tidak bisa"}, Spelling{"gakbisa", "tidak bisa"},
    Spelling{"tetapi", "tapi"},    Spelling{"tp", "tapi"},           Spelling{"tpi", "tapi"},
    Spelling{"cuman", "cuma"},     Spelling{"okay", "ok"},           Spelling{"okey", "ok"}};

std::string_view meant_by(std::string_view word) {
    const auto* found = std::ranges::find(spellings, word, &Spelling::typed);
    return found == spellings.end() ? word : found->meant;
}

// "errornya" is an error.
std::string_view without_suffix(std::string_view word) {
    constexpr std::string_view suffix = "nya";
    return word.size() > 6 && word.ends_with(suffix) ? word.substr(0, word.size() - suffix.size()) : word;
}

bool is_apostrophe(char32_t value) { return value == U'\'' || value == U'’' || value == U'ʼ'; }
bool is_letter_or_digit(char32_t value) {
    const bool general_punctuation = value >= 0x2000 && value < 0x2070;
    return (value >= 0x80 && !general_punctuation) || (value >= 'a' && value <= 'z') || (value >= '0' && value <= '9');
}

// The words with one space around each; a comma or the like is a word of its own, so that no phrase reaches across it.
class Spoken {
public:
    explicit Spoken(std::string_view remark) {
        const auto text = folded(remark);
        for (std::size_t at = 0; at < text.size();) {
            const auto point = utf8::read(text, at);
            take(point.value, std::string_view(text).substr(at, point.bytes));
            at += point.bytes;
        }
        end_word();
    }

    // Whether there was one.
    bool forget_reassurances() {
        bool any = false;
        for (const std::string_view phrase : reassurances)
            while (forget(phrase)) any = true;
        return any;
    }
    // "tidak juga bisa", "tak kunjung bisa", "not really working": up to two words stand between. "sudah" begins anew.
    [[nodiscard]] bool denies(std::string_view what) const {
        return std::ranges::any_of(denials, [&](std::string_view denial) { return said_after(denial, what); });
    }
    // Whether `later` comes somewhere after `word`, at most two words between them, all of one clause.
    [[nodiscard]] bool said_after(std::string_view word, std::string_view later) const {
        for (auto at = place_of(word); at != std::string::npos; at = place_of(word, at + 1)) {
            auto rest = std::string_view(said_).substr(at + word.size() + 2);
            for (int between = 0; between <= 2 && !rest.empty(); ++between) {
                const auto next = rest.substr(0, rest.find(' '));
                if (next == later) return true;
                if (next == "." || next == reassured || next == "sudah") break;
                rest.remove_prefix(next.size() + 1);
            }
        }
        return false;
    }
    // "Sudah, tetapi …": what was good, and then something else. "Lama, tapi sudah bisa" is good in the end.
    [[nodiscard]] bool turns() const {
        const auto good = std::min({first_of(outcomes), first_of(contentments), place_of(reassured)});
        return std::ranges::any_of(contrasts, [&](std::string_view contrast) {
            const auto at = said_.rfind(" " + std::string(contrast) + " ");
            return at != std::string::npos && good < at;
        });
    }
    // Something to understand: a thumb is none.
    [[nodiscard]] bool has_words() const {
        return std::ranges::any_of(said_, [](char c) { return c >= 'a' && c <= 'z'; });
    }
    [[nodiscard]] bool holds(std::string_view phrase) const { return place_of(phrase) != std::string::npos; }

private:
    bool forget(std::string_view phrase) {
        const auto at = place_of(phrase);
        if (at == std::string::npos) return false;
        said_.replace(at + 1, phrase.size(), reassured);
        return true;
    }
    void take(char32_t value, std::string_view bytes) {
        if (is_apostrophe(value)) return;
        if (is_letter_or_digit(value)) {
            word_ += bytes;
            return;
        }
        end_word();
        if (value != ' ' && value != '-') said_ += ". ";
    }
    void end_word() {
        if (word_.empty()) return;
        said_ += meant_by(without_suffix(word_));
        said_ += ' ';
        word_.clear();
    }
    [[nodiscard]] std::size_t place_of(std::string_view phrase, std::size_t from = 0) const {
        return said_.find(" " + std::string(phrase) + " ", from);
    }
    [[nodiscard]] std::size_t first_of(const auto& phrases) const {
        auto first = std::string::npos;
        for (const std::string_view phrase : phrases) first = std::min(first, place_of(phrase));
        return first;
    }

    // Stands where a reassurance was.
    static constexpr std::string_view reassured = "+";

    std::string said_ = " ";
    std::string word_;
};

}  // namespace

bool tells_of_trouble(std::string_view text) {
    Spoken spoken(text);
    spoken.forget_reassurances();
    const auto denied = [&](std::string_view good) { return spoken.denies(good); };
    return std::ranges::any_of(complaints, [&](std::string_view phrase) { return spoken.holds(phrase); }) ||
           std::ranges::any_of(outcomes, denied) || std::ranges::any_of(abilities, denied);
}

bool sounds_unsolved(std::string_view remark) {
    if (tells_of_trouble(remark)) return true;
    Spoken spoken(remark);
    if (!spoken.has_words()) return remark.find('?') != std::string_view::npos;
    const bool reassured = spoken.forget_reassurances();
    const auto holds = [&](std::string_view phrase) { return spoken.holds(phrase); };
    const auto lacks = [&](std::string_view good) { return spoken.said_after("kurang", good); };
    const auto denied = [&](std::string_view good) { return spoken.denies(good) || lacks(good); };
    const bool content = reassured || std::ranges::any_of(outcomes, holds) || std::ranges::any_of(contentments, holds);
    return !content || spoken.turns() || std::ranges::any_of(outcomes, lacks) || std::ranges::any_of(deniable, denied);
}

}  // namespace hero
