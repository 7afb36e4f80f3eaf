#include "administration/audit_words.hpp"

#include <algorithm>
#include <array>

#include "audit/audit.hpp"
#include "base/text.hpp"

namespace hero::web {

namespace {

struct AuditWord {
    std::string_view code;
    std::string_view key;
};

// Things are stored with the kind first: "tiket A-KORS22000343".
constexpr std::array kinds_of_things{AuditWord{"tiket", "ad.audit.o.tiket"},
                                     AuditWord{"orang", "ad.audit.o.orang"},
                                     AuditWord{"berkas", "ad.audit.o.berkas"},
                                     AuditWord{"pekerjaan", "ad.audit.o.pekerjaan"},
                                     AuditWord{"hari", "ad.audit.o.hari"},
                                     AuditWord{"pengaturan", "ad.audit.o.pengaturan"},
                                     AuditWord{"token", "ad.audit.o.token"},
                                     AuditWord{"layanan", "ad.audit.o.layanan"},
                                     AuditWord{"jaringan", "ad.audit.o.jaringan"},
                                     AuditWord{"kembali, jaringan", "ad.audit.o.kembali"},
                                     AuditWord{"daftar pengguna", "ad.audit.o.daftar"},
                                     AuditWord{"daftar agen", "ad.audit.o.daftar_agen"},
                                     AuditWord{"log audit", "ad.audit.o.log"}};

constexpr std::array codes_of_details{AuditWord{"requester", "peran.pemohon"},
                                      AuditWord{"agent", "peran.agen"},
                                      AuditWord{"supervisor", "peran.supervisor"},
                                      AuditWord{"admin", "peran.admin"},
                                      AuditWord{"peran", "ad.audit.r.peran"},
                                      AuditWord{"tim", "ad.audit.r.tim"},
                                      AuditWord{"akses", "ad.audit.r.akses"},
                                      AuditWord{"aktif", "ad.audit.r.aktif"},
                                      AuditWord{"nonaktif", "ad.audit.r.nonaktif"},
                                      AuditWord{"kapasitas", "ad.audit.r.kapasitas"},
                                      AuditWord{"cuti", "ad.audit.r.cuti"},
                                      AuditWord{"grup penyedia", "ad.audit.r.grup"},
                                      AuditWord{"google", "kanal.google"},
                                      AuditWord{"intranet", "kanal.intranet"},
                                      AuditWord{"local", "kanal.local"},
                                      AuditWord{"demo", "kanal.demo"},
                                      AuditWord{"tanpa dua langkah", "ad.audit.r.tanpa_dua_langkah"},
                                      AuditWord{"dua langkah", "ad.audit.r.dua_langkah"},
                                      AuditWord{"kode", "ad.audit.r.kode"},
                                      AuditWord{"salah", "ad.audit.r.salah"},
                                      AuditWord{"batal", "ad.audit.r.batal"},
                                      AuditWord{"lemah", "ad.audit.r.lemah"},
                                      AuditWord{"layanan", "ad.audit.r.layanan"},
                                      AuditWord{"gagal", "ad.audit.r.gagal"},
                                      AuditWord{"batas masuk-direktori-entri", "ad.audit.r.batas.akun"},
                                      AuditWord{"batas masuk-direktori-akun", "ad.audit.r.batas.akun"},
                                      AuditWord{"batas masuk-akun", "ad.audit.r.batas.akun"},
                                      AuditWord{"batas masuk-direktori", "ad.audit.r.batas.jaringan"},
                                      AuditWord{"batas masuk-penyedia", "ad.audit.r.batas.jaringan"},
                                      AuditWord{"batas masuk-kembali", "ad.audit.r.batas.jaringan"},
                                      AuditWord{"batas masuk", "ad.audit.r.batas.jaringan"},
                                      AuditWord{"sendiri", "ad.audit.r.sendiri"},
                                      AuditWord{"tautan", "ad.audit.r.tautan"},
                                      AuditWord{"semua", "ad.audit.r.semua"},
                                      AuditWord{"tidak berlaku", "ad.audit.r.tidak_berlaku"},
                                      AuditWord{"lingkup", "ad.audit.r.lingkup"},
                                      AuditWord{"tickets:read", "tok.tickets:read"},
                                      AuditWord{"tickets:write", "tok.tickets:write"},
                                      AuditWord{"reports:read", "tok.reports:read"},
                                      AuditWord{"baris", "ad.audit.r.baris"}};

// Acts whose details somebody wrote or set.
constexpr std::array acts_in_own_words{Act::ticket_inspected, Act::holiday_put, Act::setting_changed};

bool ends_code(std::string_view rest) {
    return rest.empty() || std::string_view{" ,;:?"}.find(rest.front()) != std::string_view::npos;
}

const AuditWord* leading(std::string_view text, const auto& words) {
    const auto* longest = static_cast<const AuditWord*>(nullptr);
    for (const auto& word : words)
        if (text.starts_with(word.code) && ends_code(text.substr(word.code.size())) &&
            (!longest || longest->code.size() < word.code.size()))
            longest = &word;
    return longest;
}

std::string in_words(Lang lang, std::string_view detail) {
    std::string text;
    while (!detail.empty()) {
        const auto* known = leading(detail, codes_of_details);
        text += known ? word(lang, known->key) : std::string{detail.substr(0, detail.find(' '))};
        detail.remove_prefix(known ? known->code.size() : std::min(detail.find(' '), detail.size()));
        const auto next = std::min(detail.find_first_not_of(" ,;:"), detail.size());
        text += detail.substr(0, next);
        detail.remove_prefix(next);
    }
    return text;
}

}  // namespace

std::string shown_object(Lang lang, std::string_view object) {
    const auto* kind = leading(object, kinds_of_things);
    if (!kind) return std::string{object};
    return word(lang, kind->key) + std::string{object.substr(kind->code.size())};
}

std::string stored_object(Lang lang, const std::string& typed) {
    const AuditWord* longest = nullptr;
    std::size_t length = 0;
    for (const auto& kind : kinds_of_things) {
        const auto name = word(lang, kind.key);
        if (!folded(typed).starts_with(folded(name)) || !ends_code(std::string_view{typed}.substr(name.size())))
            continue;
        if (name.size() <= length) continue;
        longest = &kind;
        length = name.size();
    }
    return longest ? std::string{longest->code} + typed.substr(length) : typed;
}

std::string shown_detail(Lang lang, std::string_view act, std::string_view detail) {
    const auto known = act_of(act);
    if (!known || std::ranges::find(acts_in_own_words, *known) != acts_in_own_words.end()) return std::string{detail};
    // Filters of an export are an address, and a command is one.
    const auto address = *known == Act::log_exported ? detail.find('?') : std::string_view::npos;
    if (detail.starts_with("hero ")) return std::string{detail};
    if (address == std::string_view::npos) return in_words(lang, detail);
    return in_words(lang, detail.substr(0, address)) + std::string{detail.substr(address)};
}

}  // namespace hero::web
