#include "base/db/db.hpp"
#include "pages/pages.hpp"
#include "sql/pages.hpp"

namespace hero {

void add_vote(Tx& tx, const Article& article, Vote vote) {
    tx.run(sql::pages::add_vote{.slug = article.slug,
                                .language = code_of(article.lang),
                                .helped = vote == Vote::helped,
                                .failed = vote == Vote::failed});
}

Votes votes_of(Tx& tx, const Article& article) {
    const auto row = tx.one(sql::pages::votes_of{.slug = article.slug, .language = code_of(article.lang)});
    if (!row) return {};
    return {.helped = row->integer("helped"), .failed = row->integer("failed")};
}

}  // namespace hero
