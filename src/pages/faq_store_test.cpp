#include <gtest/gtest.h>

#include "catalog/catalog.hpp"
#include "pages/pages.hpp"
#include "tests/database.hpp"

namespace hero {
namespace {

TEST(Faq, NamesServicesOfTheCatalogueOnly) {
    test::TestDatabase ground;
    ground.db.read([](Tx& tx) {
        const auto catalog = load_catalog(tx);
        for (const auto& article : faq(Lang::id))
            for (const auto& service : article.services)
                EXPECT_NE(catalog.service(service), nullptr) << article.slug << ": " << service;
    });
}

TEST(AddVote, CountsEachLanguageByItself) {
    test::TestDatabase ground;
    ground.db.write([](Tx& tx) {
        add_vote(tx, article(Lang::id, "biaya"), Vote::helped);
        add_vote(tx, article(Lang::id, "biaya"), Vote::helped);
        add_vote(tx, article(Lang::id, "biaya"), Vote::failed);
        add_vote(tx, article(Lang::en, "biaya"), Vote::failed);
    });
    ground.db.read([](Tx& tx) {
        EXPECT_EQ(votes_of(tx, article(Lang::id, "biaya")).helped, 2);
        EXPECT_EQ(votes_of(tx, article(Lang::id, "biaya")).failed, 1);
        EXPECT_EQ(votes_of(tx, article(Lang::en, "biaya")).helped, 0);
        EXPECT_EQ(votes_of(tx, article(Lang::en, "biaya")).failed, 1);
        EXPECT_EQ(votes_of(tx, article(Lang::id, "jabfung")).helped, 0);
    });
}

}  // namespace
}  // namespace hero
