#include "pages/pages.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "base/errors.hpp"

namespace hero {
namespace {

std::vector<std::string> slugs_of(const std::vector<const Article*>& articles) {
    std::vector<std::string> slugs;
    for (const auto* article : articles) slugs.push_back(article->slug);
    return slugs;
}

std::string first_of(const std::vector<const Article*>& articles) {
    return articles.empty() ? "" : articles.front()->slug;
}

std::vector<std::string> links_in(std::string_view markdown) {
    std::vector<std::string> links;
    for (auto at = markdown.find("]("); at != std::string_view::npos; at = markdown.find("](", at + 2)) {
        const auto start = at + 2;
        links.emplace_back(markdown.substr(start, markdown.find(')', start) - start));
    }
    return links;
}

TEST(Faq, AsksTheSameQuestionsInBothLanguages) {
    const auto ids = faq(Lang::id);
    const auto ens = faq(Lang::en);
    ASSERT_EQ(ids.size(), ens.size());
    EXPECT_GE(ids.size(), 24U);
    for (std::size_t i = 0; i < ids.size(); ++i) {
        EXPECT_EQ(ids[i].slug, ens[i].slug);
        EXPECT_EQ(ids[i].topic, ens[i].topic) << ids[i].slug;
        EXPECT_EQ(ids[i].services, ens[i].services) << ids[i].slug;
        EXPECT_EQ(ids[i].popular, ens[i].popular) << ids[i].slug;
        EXPECT_NE(ids[i].title, ens[i].title);
        EXPECT_EQ(ids[i].lang, Lang::id);
        EXPECT_EQ(ens[i].lang, Lang::en);
    }
}

TEST(Faq, KeepsTopicsTogether) {
    for (const auto lang : {Lang::id, Lang::en}) {
        std::vector<std::string_view> seen;
        for (const auto& article : faq(lang))
            if (seen.empty() || seen.back() != article.topic) seen.emplace_back(article.topic);
        EXPECT_TRUE(std::ranges::equal(seen, topics()));
    }
}

TEST(Faq, LinksOnlyToPagesOfHeroAndTheComplaintChannel) {
    const std::set<std::string> known = {"/tiket/kategori", "/tiket",   "/lacak", "/masuk",
                                         "/kontak",         "/privasi", "/faq",   "https://www.lapor.go.id"};
    for (const auto lang : {Lang::id, Lang::en}) {
        for (const auto& article : faq(lang))
            for (const auto& link : links_in(article.body)) EXPECT_TRUE(known.contains(link)) << article.slug << link;
        for (const auto* name : {"syarat-ketentuan", "privasi", "kontak", "aksesibilitas", "panduan-pemohon"})
            for (const auto& link : links_in(public_page(lang, name).body))
                EXPECT_TRUE(known.contains(link)) << name << link;
    }
}

TEST(PopularFaq, HoldsTheFiveOfTheHomePageInItsOrder) {
    const std::vector<std::string> expected = {"lupa-kata-sandi-intranet", "data-ekspor-impor",
                                               "npwp-terdaftar-inatrade", "waktu-tanggapan", "siapa-membaca-tiket"};
    EXPECT_EQ(slugs_of(popular_faq(Lang::id)), expected);
    EXPECT_EQ(slugs_of(popular_faq(Lang::en)), expected);
}

TEST(Article, IsFoundByItsSlugOnly) {
    EXPECT_EQ(article(Lang::id, "biaya").title, "Apakah layanan HERO berbayar?");
    EXPECT_EQ(article(Lang::en, "biaya").title, "Does HERO cost anything?");
    EXPECT_THROW(article(Lang::id, "tidak-ada"), NotFound);
    EXPECT_THROW(article(Lang::id, ""), NotFound);
    EXPECT_THROW(article(Lang::id, "../privasi"), NotFound);
}

TEST(PublicPage, ExistsInBothLanguagesWithTheSameVersionAndDate) {
    for (const auto* name : {"syarat-ketentuan", "privasi", "kontak", "aksesibilitas", "panduan-pemohon"}) {
        const auto& id = public_page(Lang::id, name);
        const auto& en = public_page(Lang::en, name);
        EXPECT_EQ(id.version, en.version) << name;
        EXPECT_EQ(id.published, en.published) << name;
        EXPECT_EQ(short_date(Lang::id, id.published), "24 Nov 2026") << name;
        EXPECT_FALSE(id.body.starts_with("# ")) << "the page has its one h1 already";
    }
    EXPECT_THROW(public_page(Lang::id, "faq"), NotFound);
    EXPECT_THROW(public_page(Lang::id, "biaya"), NotFound);
}

TEST(ConsentVersion, NamesBothTexts) { EXPECT_EQ(consent_version(), "syarat 1.0; privasi 1.0"); }

TEST(SearchFaq, PutsTheAnswerFirst) {
    const std::vector<std::pair<std::string, std::string>> cases = {
        {"lupa kata sandi", "lupa-kata-sandi-intranet"},
        {"LUPA KATA SANDI INTRANET!!", "lupa-kata-sandi-intranet"},
        {"data ekspor", "data-ekspor-impor"},
        {"ekspornya", "data-ekspor-impor"},
        {"ekspo", "data-ekspor-impor"},
        {"bagaimana cara masuk ke hero", "cara-masuk"},
        {"pptx", "lampiran"},
        {"wifi", "akses-wifi"},
        {"email palsu", "pesan-mencurigakan"},
        {"tidak bisa masuk", "tidak-dapat-masuk"},
        {"angka kredit", "jabfung"},
        {"hari libur", "jam-layanan"},
    };
    for (const auto& [query, slug] : cases) EXPECT_EQ(first_of(search_faq(Lang::id, query, 5)), slug) << query;
    EXPECT_EQ(first_of(search_faq(Lang::en, "forgot password", 5)), "lupa-kata-sandi-intranet");
    EXPECT_EQ(first_of(search_faq(Lang::en, "cannot sign in", 5)), "tidak-dapat-masuk");
    EXPECT_EQ(first_of(search_faq(Lang::en, "How do I reopen a closed ticket?", 5)), "buka-kembali");
}

TEST(SearchFaq, FindsNothingForOtherWords) {
    EXPECT_TRUE(search_faq(Lang::id, "xyzzy", 5).empty());
    EXPECT_TRUE(search_faq(Lang::id, "resep nasi goreng", 5).empty());
    EXPECT_TRUE(search_faq(Lang::id, "", 5).empty());
    EXPECT_TRUE(search_faq(Lang::id, " \t?!\"<>", 5).empty());
    EXPECT_TRUE(search_faq(Lang::id, "\xff\xfe", 5).empty());
}

TEST(SearchFaq, NeverGivesMoreThanAsked) {
    EXPECT_EQ(search_faq(Lang::id, "tiket", 3).size(), 3U);
    EXPECT_TRUE(search_faq(Lang::id, "tiket", 0).empty());
}

TEST(SearchFaq, TakesALongQuery) { EXPECT_TRUE(search_faq(Lang::id, std::string(1'000'000, 'q'), 5).empty()); }

TEST(Suggest, PutsAnswersOfTheServiceFirst) {
    EXPECT_EQ(first_of(suggest(Lang::id, "inatrade", "NPWP sudah terdaftar", 3)), "npwp-terdaftar-inatrade");
    EXPECT_EQ(first_of(suggest(Lang::id, "hero", "Kendala tidak dapat login hero", 3)), "tidak-dapat-masuk");
    EXPECT_EQ(first_of(suggest(Lang::id, "intranet", "reset password", 3)), "lupa-kata-sandi-intranet");
    EXPECT_EQ(first_of(suggest(Lang::en, "e-ska", "Invoice upload fails", 3)), "kendala-e-ska");
}

TEST(Suggest, CrossesServicesOnlyForTwoTellingWords) {
    const auto found = slugs_of(suggest(Lang::id, "email", "internet kantor lambat", 3));
    EXPECT_TRUE(std::ranges::find(found, "jaringan-internet") != found.end());
    EXPECT_TRUE(suggest(Lang::id, "kudagang", "lambat", 3).empty());
}

TEST(Suggest, StaysSilentWithoutAMatch) {
    EXPECT_TRUE(suggest(Lang::id, "inatrade", "", 3).empty());
    EXPECT_TRUE(suggest(Lang::id, "inatrade", "qwerty", 3).empty());
    EXPECT_TRUE(suggest(Lang::id, "tidak-ada", "qwerty", 3).empty());
    EXPECT_TRUE(suggest(Lang::id, "inatrade", "npwp sudah terdaftar", 0).empty());
}

}  // namespace
}  // namespace hero
