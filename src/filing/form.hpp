#pragma once
// The form of a ticket as it is shown and read: one place for its fields, its values and its errors.
#include <string>
#include <vector>

#include "drafts/drafts.hpp"
#include "ui/ui.hpp"

namespace hero {

// Where the drafts and waiting files of this service's form are kept.
std::string filing_place(const Service& service);

struct FilingForm {
    TicketDraft draft;
    FieldErrors errors;
    std::vector<Attachment> files;      // kept from an earlier try
    std::optional<Instant> from_draft;  // when the values come from a saved draft
    std::optional<Ticket> similar;

    // Files stand above the consent on the page, so their errors do in the summary.
    // Of a form that did not arrive as a whole only that is said.
    void complain_about_files(const FieldErrors& uploads, const Request& request);

    static FilingForm read(const Request& request);
    // Empty, or what was saved.
    static FilingForm start(const Service& service, const std::optional<Draft>& saved);
    [[nodiscard]] std::vector<std::pair<std::string, std::string>> fields() const;
};

Page filing_page(Request& request, const Desk& desk, const Service& service, const FilingForm& form);

}  // namespace hero
