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
    "bila ada masalah", "apabila ada masalah",
    // English
    "no more error", "no longer fails", "no longer failing", "no longer get an error", "no longer broken", "no error",
    "not failing", "does not fail", "doesnt fail", "without error", "without any error", "error is gone",
    "error are gone", "still works", "still working fine", "cant thank", "cannot thank"};

constexpr std::array complaints{
    // Indonesian
    "belum", "masih", "gagal", "error", "tidak bisa", "tidak dapat", "tidak berhasil", "tidak berfungsi", "tidak jalan",
    "tidak berjalan", "tidak berubah", "tidak muncul", "tidak tampil", "tidak terkirim", "tidak ada perubahan",
    "tidak selesai", "tidak sesuai", "tidak jelas", "tidak paham", "tidak mengerti", "tetap tidak", "tetap sama",
    "tetap muncul", "sama saja", "muncul lagi", "terjadi lagi", "terulang lagi", "ada kendala", "ada masalah",
    "bermasalah", "terkendala", "kurang jelas", "tidak terselesaikan", "tidak tuntas", "tidak beres", "tidak kelar",
    "tidak membantu", "tambah parah", "makin parah", "lebih parah", "kecewa", "tetap ada", "tetap begitu", "balik lagi",
    "begitu lagi", "gitu lagi", "kambuh lagi",
    // English
    "still", "not working", "not work", "not solved", "not resolved", "not fixed", "not yet", "not clear",
    "not possible", "does not", "doesnt", "did not", "didnt", "is not", "isnt", "will not", "wont", "cannot", "can not",
    "cant", "could not", "couldnt", "unable", "unsolved", "unresolved", "fails", "failed", "failing", "broken",
    "not done", "keeps happening", "same problem", "same issue", "happens again", "happened again", "problem is back"};

// How those sound who are content.
constexpr std::array contentments{"terima kasih", "trims",    "makasih",  "berterima kasih",
                                  "sudah",        "bisa",     "berhasil", "lancar",
                                  "jelas",        "beres",    "selesai",  "mantap",
                                  "bagus",        "baik",     "oke",      "ok",
                                  "siap",         "puas",     "membantu", "sesuai",
                                  "lengkap",      "normal",   "aman",     "sip",
                                  "noted",        "terbantu", "teratasi", "cepat",
                                  "ramah",        "thank",    "thanks",   "works",
                                  "working",      "solved",   "resolved", "fixed",
                                  "fine",         "clear",    "great",    "good",
                                  "perfect",      "helpful",  "yes",      "ya",
                                  "done",         "happy",    "excellent"};

// How people write what the lists above spell out.
struct Spelling {
    std::string_view typed;
    std::string_view meant;
};
constexpr std::array spellings{
    Spelling{"tdk", "tidak"},  Spelling{"tak", "tidak"},    Spelling{"gak", "tidak"},     Spelling{"ga", "tidak"},
    Spelling{"gk", "tidak"},   Spelling{"nggak", "tidak"},  Spelling{"ngga", "tidak"},    Spelling{"enggak", "tidak"},
    Spelling{"blm", "belum"},  Spelling{"belom", "belum"},  Spelling{"blum", "belum"},    Spelling{"msh", "masih"},
    Spelling{"eror", "error"}, Spelling{"errors", "error"}, Spelling{"bs", "bisa"},       Spelling{"udah", "sudah"},
    Spelling{"sdh", "sudah"},  Spelling{"udh", "sudah"},    Spelling{"gbs", "tidak bisa"}};

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
    // Something to understand: a thumb is none.
    [[nodiscard]] bool has_words() const {
        return std::ranges::any_of(said_, [](char c) { return c >= 'a' && c <= 'z'; });
    }
    [[nodiscard]] bool holds(std::string_view phrase) const { return place_of(phrase) != std::string::npos; }

private:
    bool forget(std::string_view phrase) {
        const auto at = place_of(phrase);
        if (at == std::string::npos) return false;
        said_.replace(at + 1, phrase.size(), ".");
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
    [[nodiscard]] std::size_t place_of(std::string_view phrase) const {
        return said_.find(" " + std::string(phrase) + " ");
    }

    std::string said_ = " ";
    std::string word_;
};

}  // namespace

bool tells_of_trouble(std::string_view text) {
    Spoken spoken(text);
    spoken.forget_reassurances();
    return std::ranges::any_of(complaints, [&](std::string_view phrase) { return spoken.holds(phrase); });
}

bool sounds_unsolved(std::string_view remark) {
    Spoken spoken(remark);
    if (!spoken.has_words()) return false;
    const bool reassured = spoken.forget_reassurances();
    const auto holds = [&](std::string_view phrase) { return spoken.holds(phrase); };
    return std::ranges::any_of(complaints, holds) || !(reassured || std::ranges::any_of(contentments, holds));
}

}  // namespace hero
