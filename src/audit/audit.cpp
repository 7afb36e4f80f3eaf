#include "audit/audit.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "audit/chain.hpp"
#include "base/ids.hpp"
#include "base/text.hpp"
#include "sql/audit.hpp"

namespace hero {

namespace {

constexpr std::array codes{
    std::pair{Act::signed_in, std::string_view{"masuk"}},
    std::pair{Act::sign_in_refused, std::string_view{"masuk.ditolak"}},
    std::pair{Act::proof_refused, std::string_view{"bukti.ditolak"}},
    std::pair{Act::signed_out, std::string_view{"keluar"}},
    std::pair{Act::ticket_inspected, std::string_view{"tiket.diperiksa"}},
    std::pair{Act::ticket_read, std::string_view{"tiket.dibaca"}},
    std::pair{Act::file_read, std::string_view{"berkas.diunduh"}},
    std::pair{Act::person_read, std::string_view{"orang.dilihat"}},
    std::pair{Act::people_listed, std::string_view{"orang.didaftar"}},
    std::pair{Act::person_added, std::string_view{"orang.ditambah"}},
    std::pair{Act::position_changed, std::string_view{"orang.peran"}},
    std::pair{Act::teams_changed, std::string_view{"orang.tim"}},
    std::pair{Act::workload_changed, std::string_view{"orang.beban"}},
    std::pair{Act::deactivated, std::string_view{"orang.nonaktif"}},
    std::pair{Act::reactivated, std::string_view{"orang.aktif"}},
    std::pair{Act::password_set, std::string_view{"orang.sandi"}},
    std::pair{Act::password_link_given, std::string_view{"orang.tautan_sandi"}},
    std::pair{Act::second_factor_set, std::string_view{"dua_langkah.aktif"}},
    std::pair{Act::second_factor_dropped, std::string_view{"dua_langkah.nonaktif"}},
    std::pair{Act::recovery_codes_renewed, std::string_view{"dua_langkah.kode"}},
    std::pair{Act::sessions_ended, std::string_view{"sesi.diakhiri"}},
    std::pair{Act::token_issued, std::string_view{"token.dibuat"}},
    std::pair{Act::token_revoked, std::string_view{"token.dicabut"}},
    std::pair{Act::token_refused, std::string_view{"token.ditolak"}},
    std::pair{Act::service_moved, std::string_view{"layanan.tim"}},
    std::pair{Act::holiday_put, std::string_view{"kalender.diisi"}},
    std::pair{Act::holiday_removed, std::string_view{"kalender.dihapus"}},
    std::pair{Act::setting_changed, std::string_view{"pengaturan"}},
    std::pair{Act::job_retried, std::string_view{"sistem.diulang"}},
    std::pair{Act::log_exported, std::string_view{"audit.diekspor"}},
    std::pair{Act::log_pruned, std::string_view{"audit.dipangkas"}},
};

std::string netstring(std::string_view text) { return std::to_string(text.size()) + ":" + std::string{text} + ","; }

}  // namespace

std::string_view code_of(Act act) { return std::ranges::find(codes, act, &decltype(codes)::value_type::first)->second; }

std::optional<Act> act_of(std::string_view code) {
    const auto* found = std::ranges::find(codes, code, &decltype(codes)::value_type::second);
    if (found == codes.end()) return std::nullopt;
    return found->first;
}

std::vector<Act> all_acts() {
    std::vector<Act> acts;
    acts.reserve(codes.size());
    for (const auto& [act, code] : codes) acts.push_back(act);
    return acts;
}

namespace audit {

std::string hash_of(std::string_view previous, const AuditRow& row) {
    return sha256_hex(netstring(previous) + netstring(std::to_string(row.number)) +
                      netstring(std::to_string(to_millis(row.at))) +
                      netstring(row.person ? std::to_string(*row.person) : "") + netstring(row.act) +
                      netstring(row.object) + netstring(row.detail) + netstring(row.address));
}

AuditRow row_from(const db::Row& row) {
    return {.number = row.integer("number"),
            .at = row.instant("at"),
            .person = row.maybe_integer("person_id"),
            .person_name = "",
            .act = row.text("act"),
            .object = row.text("object"),
            .detail = row.text("detail"),
            .address = row.text("address")};
}

Ends ends_of(Tx& tx) {
    const auto row = tx.one(sql::audit::chain{});
    if (!row) throw std::runtime_error("the audit log has lost its row audit_chain");
    return {.newest = {row->integer("newest"), row->text("hash")},
            .first = row->integer("oldest"),
            .before = row->text("before_oldest")};
}

}  // namespace audit

void record(Tx& tx, const Audited& what) {
    const auto end = tx.one(sql::audit::extend{});
    if (!end) throw std::runtime_error("the audit log has lost its row audit_chain");
    const AuditRow row{.number = end->integer("newest"),
                       .at = tx.now(),
                       .person = what.person,
                       .person_name = "",
                       .act = std::string{code_of(what.act)},
                       .object = showable(first_characters(what.object, longest_detail)),
                       .detail = showable(first_characters(what.detail, longest_detail)),
                       .address = showable(first_characters(what.address, longest_detail))};
    const auto hash = audit::hash_of(end->text("hash"), row);
    tx.run(sql::audit::insert_row{.number = row.number,
                                  .at = row.at,
                                  .person = row.person,
                                  .act = row.act,
                                  .object = row.object,
                                  .detail = row.detail,
                                  .address = row.address,
                                  .hash = hash});
    tx.run(sql::audit::set_hash{.hash = hash});
}

bool recorded_lately(Tx& tx, const Audited& what, std::chrono::milliseconds within) {
    return tx
        .one(sql::audit::lately{.object = what.object,
                                .act = code_of(what.act),
                                .person = what.person.value_or(0),
                                .since = tx.now() - within})
        .has_value();
}

void record_look(Database& db, const Audited& what, std::chrono::milliseconds within) {
    if (db.read([&](Tx& tx) { return recorded_lately(tx, what, within); })) return;
    db.write([&](Tx& tx) { record(tx, what); });
}

Link newest_link(Tx& tx) { return audit::ends_of(tx).newest; }

}  // namespace hero
