#pragma once
// Pieces that several of these pages show.
#include "pages/pages.hpp"
#include "ui/ui.hpp"

namespace hero {

enum class Unfold { closed, open };

// "/faq/lampiran"
std::string url_of(const Article& article);

// A question that unfolds to its answer.
void add_answer(html::Data& data, html::Include name, const Article& article, Unfold unfold);

enum class ContactLink { shown, hidden };

// The service hours, and whether somebody is there now.
void add_hours(html::Data& data, html::Include name, Lang lang, App& app, ContactLink link);

// "Versi 1.0, berlaku sejak 24 Nov 2026", or when it was updated where there is no version to agree to.
std::string edition_of(Lang lang, const PublicPage& text);

}  // namespace hero
