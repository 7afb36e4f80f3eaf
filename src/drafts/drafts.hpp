#pragma once
// What somebody typed and has not sent: kept on the server for each person and place, so that it survives a closed
// browser, an ended session and a lost connection.
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "attachments/attachments.hpp"

namespace hero {

struct Draft {
    std::vector<std::pair<std::string, std::string>> fields;  // names and values of the form
    Instant saved_at;

    [[nodiscard]] const std::string& get(std::string_view field) const;  // "" when there is none
};

// `place` names a form: "buat:hero", "tanggapan:A-KORS22000343" (ASCII without spaces, at most 100 characters). False,
// and nothing is saved, beyond 32 KiB of fields. Of fields with the same name the last is kept; form tokens and
// passwords never are. A draft whose fields are all empty is deleted. A person has 50 drafts at most: the oldest goes.
bool save_draft(Tx& tx, std::int64_t person, std::string_view place,
                const std::vector<std::pair<std::string, std::string>>& fields);
Draft draft_from(std::string_view kept_fields, Instant saved_at);  // columns `fields` and `saved_at`
std::optional<Draft> draft_at(Tx& tx, std::int64_t person, std::string_view place);
// What somebody has begun at a place, for its form opened anew: the draft, and the files that waiting_at would give.
struct Begun {
    std::optional<Draft> draft{};
    std::vector<Attachment> files{};
};
Begun begun_at(Tx& tx, std::int64_t person, std::string_view place);
void discard_draft(Tx& tx, std::int64_t person, std::string_view place);
// Drafts nobody has touched for 30 days. Returns how many.
std::int64_t forget_old_drafts(Tx& tx);

}  // namespace hero
