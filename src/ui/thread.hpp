#pragma once
// The conversation and the history of a ticket as both sides see them.
#include <vector>

#include "ui/page.hpp"

namespace hero {

// Messages and what happened between them, by time.
void add_thread(html::Data& page, html::Include name, const Request& request, const std::vector<Message>& messages,
                const std::vector<HistoryEntry>& history);
// Riwayat tiket, newest first.
void add_history(html::Data& page, html::Include name, const Request& request,
                 const std::vector<HistoryEntry>& history);

}  // namespace hero
