#include "catalog/catalog.hpp"

#include <gtest/gtest.h>

namespace hero {
namespace {

Service price_data() {
    Service service;
    service.id = 7;
    service.slug = "data-indikator-harga";
    service.code = "DHRG";
    service.category = {
        .id = 2, .slug = "data", .letter = "D", .name_id = "Layanan Data", .name_en = "Data", .position = 2};
    service.name_id = "Permintaan Data Indikator Harga";
    service.name_en = "Price Indicator Data Request";
    service.external_name_id = "permintaan harga pangan";
    service.kinds = {TicketKind::question, TicketKind::request};
    service.keywords = "harga,bapok,data";
    return service;
}

TEST(Codes, ReadBack) {
    for (const auto audience : {Audience::internal, Audience::external})
        EXPECT_EQ(audience_of(code_of(audience)), audience);
    for (const auto kind : {TicketKind::question, TicketKind::request, TicketKind::problem})
        EXPECT_EQ(ticket_kind_of(code_of(kind)), kind);
    for (const auto impact : {Impact::low, Impact::medium, Impact::high}) EXPECT_EQ(impact_of(code_of(impact)), impact);
    for (const auto form :
         {ServiceForm::plain, ServiceForm::data_request, ServiceForm::data_centre_permit, ServiceForm::cyber_report})
        EXPECT_EQ(service_form_of(code_of(form)), form);
}

TEST(Codes, AreThoseOfTheForms) {
    EXPECT_EQ(code_of(TicketKind::question), "pertanyaan");
    EXPECT_EQ(code_of(TicketKind::request), "permohonan");
    EXPECT_EQ(code_of(TicketKind::problem), "kendala");
    EXPECT_EQ(code_of(Impact::low), "rendah");
    EXPECT_EQ(code_of(Impact::medium), "sedang");
    EXPECT_EQ(code_of(Impact::high), "tinggi");
    EXPECT_EQ(code_of(Audience::external), "external");
}

TEST(Codes, RefuseWhatNobodyDefined) {
    EXPECT_FALSE(audience_of("semua"));
    EXPECT_FALSE(ticket_kind_of("Kendala"));
    EXPECT_FALSE(ticket_kind_of(""));
    EXPECT_FALSE(impact_of("kritis"));
    EXPECT_FALSE(service_form_of("lain"));
}

TEST(MayFile, FollowsTheAudience) {
    auto service = price_data();
    service.for_internal = true;
    service.for_external = false;
    EXPECT_TRUE(may_file(Audience::internal, service));
    EXPECT_FALSE(may_file(Audience::external, service));
    service.for_internal = false;
    service.for_external = true;
    EXPECT_FALSE(may_file(Audience::internal, service));
    EXPECT_TRUE(may_file(Audience::external, service));
}

TEST(MayFile, RefusesAnInactiveService) {
    auto service = price_data();
    service.for_external = true;
    service.active = false;
    EXPECT_FALSE(may_file(Audience::internal, service));
    EXPECT_FALSE(may_file(Audience::external, service));
}

TEST(Allows, OnlyTheKindsOfTheService) {
    EXPECT_TRUE(allows(price_data(), TicketKind::question));
    EXPECT_TRUE(allows(price_data(), TicketKind::request));
    EXPECT_FALSE(allows(price_data(), TicketKind::problem));
}

TEST(MayServe, KeepsRestrictedServicesInRestrictedTeams) {
    const Team open{.id = 1, .code = "tim-aplikasi", .name_id = "", .name_en = "", .restricted = false};
    const Team closed{.id = 2, .code = "tim-keamanan-siber", .name_id = "", .name_en = "", .restricted = true};
    auto service = price_data();
    EXPECT_TRUE(may_serve(open, service));
    EXPECT_TRUE(may_serve(closed, service));
    service.restricted = true;
    EXPECT_FALSE(may_serve(open, service));
    EXPECT_TRUE(may_serve(closed, service));
}

TEST(ServiceNames, AreShownWithTheirCategory) {
    EXPECT_EQ(path_of(price_data(), Lang::id), "Layanan Data » Permintaan Data Indikator Harga");
    EXPECT_EQ(path_of(price_data(), Lang::en), "Data » Price Indicator Data Request");
    EXPECT_EQ(number_prefix(price_data()), "D-DHRG");
}

TEST(Matches, WantsEveryWordInNamesOrKeywords) {
    const auto service = price_data();
    for (const auto* words :
         {"", "  ", "harga", "HARGA", "indikator  data", "price", "bapok request", "harg", "pangan"})
        EXPECT_TRUE(matches(service, words)) << words;
    for (const auto* words : {"jaringan", "harga jaringan", "DHRG", "layanan"})
        EXPECT_FALSE(matches(service, words)) << words;
}

TEST(Catalog, AnswersNothingForWhatIsNotThere) {
    std::vector<Service> services;
    services.push_back(price_data());
    const Catalog catalog{{}, {}, std::move(services)};
    EXPECT_EQ(catalog.service(8), nullptr);
    EXPECT_EQ(catalog.service("hero"), nullptr);
    EXPECT_EQ(catalog.team(1), nullptr);
    EXPECT_EQ(catalog.service(7), catalog.service("data-indikator-harga"));
}

TEST(Catalog, KnowsInactiveServicesButListsNone) {
    auto service = price_data();
    service.active = false;
    std::vector<Service> services;
    services.push_back(service);
    const Catalog catalog{{}, {}, std::move(services)};
    EXPECT_NE(catalog.service(7), nullptr);
    EXPECT_TRUE(catalog.services_for(Audience::internal).empty());
    EXPECT_TRUE(catalog.served_by(service.team).empty());
}

}  // namespace
}  // namespace hero
