#include <gtest/gtest.h>

#include <memory>
#include <set>

#include "base/errors.hpp"
#include "catalog/catalog.hpp"
#include "tests/database.hpp"

namespace hero {
namespace {

const Team& team_of(const Catalog& catalog, std::string_view code) {
    for (const auto& team : catalog.teams())
        if (team.code == code) return team;
    throw NotFound();
}

// The catalogue as it comes, read once: these tests only look at it.
class SeededCatalog : public testing::Test {
protected:
    static void SetUpTestSuite() {
        test::TestDatabase ground;
        catalog = std::make_unique<const Catalog>(ground.db.read([](Tx& tx) { return load_catalog(tx); }));
    }
    static void TearDownTestSuite() { catalog.reset(); }
    static inline std::unique_ptr<const Catalog> catalog;
};

class CatalogTables : public testing::Test {
protected:
    test::TestDatabase ground;
    Database& db = ground.db;
    CatalogCache cache;

    Catalog read_catalog() {
        return db.read([](Tx& tx) { return load_catalog(tx); });
    }
    std::shared_ptr<const Catalog> cached() {
        return db.read([&](Tx& tx) { return cache.get(tx); });
    }
    void give(const char* slug, const char* team_code) {
        db.write([&](Tx& tx) {
            const auto catalog = load_catalog(tx);
            set_team_of_service(tx, catalog.service(slug)->id, team_of(catalog, team_code).id);
        });
    }
};

std::vector<std::string> slugs(const std::vector<const Service*>& services) {
    std::vector<std::string> names;
    for (const auto* service : services) names.push_back(service->slug);
    return names;
}

TEST_F(SeededCatalog, HoldsTheGuidesServices) {
    std::vector<std::pair<std::string, std::size_t>> sizes;
    for (const auto& category : catalog->categories())
        sizes.emplace_back(category.name_id, catalog->services_for(Audience::internal, category).size());
    EXPECT_EQ(sizes, (std::vector<std::pair<std::string, std::size_t>>{{"Aplikasi", 17},
                                                                       {"Layanan Data dan Sistem Informasi", 15},
                                                                       {"Layanan Pembinaan Jabfung", 1},
                                                                       {"Call Center", 2}}));
    EXPECT_EQ(catalog->services().size(), 35u);
    EXPECT_EQ(catalog->teams().size(), 6u);
    EXPECT_EQ(catalog->services().front().slug, "sigi");
    EXPECT_EQ(catalog->services().back().slug, "cc-inatrade");
}

TEST_F(SeededCatalog, NumbersHeroAsTheGuideShows) {
    EXPECT_EQ(number_prefix(*catalog->service("hero")), "A-KORS");
    EXPECT_EQ(path_of(*catalog->service("hero"), Lang::id), "Aplikasi » Hero");
    EXPECT_EQ(number_prefix(*catalog->service("cc-inatrade")), "C-CINT");
    std::set<std::string> prefixes;
    for (const auto& service : catalog->services()) prefixes.insert(number_prefix(service));
    EXPECT_EQ(prefixes.size(), 35u);
}

TEST_F(SeededCatalog, OffersExternalPeopleTheSixServicesOfTheGuideInItsOrder) {
    EXPECT_EQ(slugs(catalog->services_for(Audience::external)),
              (std::vector<std::string>{"data-indikator-harga", "data-indikator-ekonomi", "data-ekspor-impor", "e-ska",
                                        "kudagang", "single-sign-on"}));
    EXPECT_EQ(slugs(catalog->services_for(Audience::external, "ekspor")),
              (std::vector<std::string>{"data-ekspor-impor", "e-ska"}));
    EXPECT_EQ(slugs(catalog->services_for(Audience::external, "indikator ekspor")),
              (std::vector<std::string>{"data-ekspor-impor"}));
    EXPECT_TRUE(catalog->services_for(Audience::external, "intranet").empty());
}

TEST_F(SeededCatalog, AllowsOnlyTheKindsThatFitTheService) {
    EXPECT_TRUE(allows(*catalog->service("hero"), TicketKind::problem));
    EXPECT_FALSE(allows(*catalog->service("data-ska"), TicketKind::problem));
    EXPECT_FALSE(allows(*catalog->service("aduan-siber"), TicketKind::request));
    EXPECT_FALSE(allows(*catalog->service("cc-e-ska"), TicketKind::request));
    for (const auto& service : catalog->services()) EXPECT_TRUE(allows(service, service.default_kind)) << service.slug;
}

TEST_F(SeededCatalog, KeepsCyberReportsInTheirOwnTeam) {
    for (const auto& service : catalog->services()) {
        const bool cyber = service.slug == "aduan-siber";
        EXPECT_EQ(service.restricted, cyber) << service.slug;
        EXPECT_EQ(service.team.restricted, cyber) << service.slug;
        EXPECT_EQ(service.form == ServiceForm::cyber_report, cyber) << service.slug;
    }
    EXPECT_EQ(catalog->service("aduan-siber")->default_impact, Impact::high);
    EXPECT_EQ(slugs(catalog->served_by(team_of(*catalog, "tim-keamanan-siber"))),
              (std::vector<std::string>{"aduan-siber"}));
}

TEST_F(SeededCatalog, AsksForMoreOnlyWhereTheServiceNeedsIt) {
    std::set<std::string> data, permits;
    for (const auto& service : catalog->services()) {
        if (service.form == ServiceForm::data_request) data.insert(service.slug);
        if (service.form == ServiceForm::data_centre_permit) permits.insert(service.slug);
    }
    EXPECT_EQ(data, (std::set<std::string>{"data-indikator-harga", "data-indikator-ekonomi", "data-ska",
                                           "data-ekspor-impor"}));
    EXPECT_EQ(permits, (std::set<std::string>{"izin-data-center"}));
}

TEST_F(SeededCatalog, SaysNothingThatIsNotConfirmed) {
    int confirmed = 0;
    for (const auto& service : catalog->services()) {
        confirmed += service.description_confirmed;
        EXPECT_EQ(service.description(Lang::id).empty(), !service.description_confirmed) << service.slug;
        EXPECT_EQ(service.description(Lang::en).empty(), !service.description_confirmed) << service.slug;
    }
    EXPECT_EQ(confirmed, 22);
    EXPECT_EQ(catalog->service("email")->description(Lang::id), "Surat elektronik kedinasan.");
    EXPECT_EQ(catalog->service("sisp")->description(Lang::id), "");
}

TEST_F(SeededCatalog, FindsServicesByWordsInBothLanguages) {
    EXPECT_EQ(slugs(catalog->services_for(Audience::internal, "kata sandi")),
              (std::vector<std::string>{"intranet", "single-sign-on", "email"}));
    EXPECT_EQ(slugs(catalog->services_for(Audience::internal, "Network")), (std::vector<std::string>{"jaringan"}));
    EXPECT_EQ(catalog->services_for(Audience::internal, "").size(), 35u);
}

TEST_F(CatalogTables, AreReadAgainOnlyAfterAChange) {
    const auto before = cached();
    EXPECT_EQ(cached(), before);
    give("hero", "tim-infrastruktur");
    const auto after = cached();
    EXPECT_NE(after, before);
    EXPECT_EQ(before->service("hero")->team.code, "tim-aplikasi");  // who still reads the old one is not disturbed
    EXPECT_EQ(after->service("hero")->team.code, "tim-infrastruktur");
    EXPECT_EQ(after->service("intranet")->team.code, "tim-aplikasi");
}

TEST_F(CatalogTables, AreNotRememberedAsTheyWereBeforeARollback) {
    struct Undone {};
    const auto hero = read_catalog().service("hero")->id;
    const auto jabfung = team_of(read_catalog(), "tim-jabfung").id;
    EXPECT_THROW(db.write([&](Tx& tx) {
        set_team_of_service(tx, hero, jabfung);
        EXPECT_EQ(cache.get(tx)->service("hero")->team.code, "tim-jabfung");
        throw Undone{};
    }),
                 Undone);
    EXPECT_EQ(cached()->service("hero")->team.code, "tim-aplikasi");
    give("hero", "tim-data");
    EXPECT_EQ(cached()->service("hero")->team.code, "tim-data");
}

TEST_F(CatalogTables, DoNotHandCyberReportsToAnOpenTeam) {
    EXPECT_THROW(give("aduan-siber", "tim-aplikasi"), Conflict);
    EXPECT_EQ(cached()->service("aduan-siber")->team.code, "tim-keamanan-siber");
}

TEST_F(CatalogTables, KnowNoServiceOrTeamThatIsNotThere) {
    const auto catalog = read_catalog();
    const auto hero = catalog.service("hero")->id;
    EXPECT_THROW(db.write([&](Tx& tx) { set_team_of_service(tx, 9999, catalog.teams().front().id); }), NotFound);
    EXPECT_THROW(db.write([&](Tx& tx) { set_team_of_service(tx, hero, 9999); }), NotFound);
}

}  // namespace
}  // namespace hero
