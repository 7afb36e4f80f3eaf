#pragma once
// What people can ask for: four categories, their services, and the team that serves each.
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/i18n.hpp"

namespace hero {

class Tx;

// Follows the way one signed in (intranet or Google), never the e-mail domain.
enum class Audience { internal, external };
enum class TicketKind { question, request, problem };
enum class Impact { low, medium, high };

// The codes in forms, tables and word keys: "internal", "pertanyaan", "rendah", …
std::string_view code_of(Audience audience);
std::string_view code_of(TicketKind kind);
std::string_view code_of(Impact impact);
// Back from a code; nothing for an unknown one.
std::optional<Audience> audience_of(std::string_view code);
std::optional<TicketKind> ticket_kind_of(std::string_view code);
std::optional<Impact> impact_of(std::string_view code);

struct Team {
    std::int64_t id = 0;
    std::string code;  // "tim-aplikasi"
    std::string name_id;
    std::string name_en;
    bool restricted = false;  // what it works on is seen by its own members only
    [[nodiscard]] const std::string& name(Lang lang) const { return lang == Lang::en ? name_en : name_id; }
};

struct Category {
    std::int64_t id = 0;
    std::string slug;
    std::string letter;  // first letter of the ticket number
    std::string name_id;
    std::string name_en;
    int position = 0;
    [[nodiscard]] const std::string& name(Lang lang) const { return lang == Lang::en ? name_en : name_id; }
};

// The additional fields a service asks for.
enum class ServiceForm { plain, data_request, data_centre_permit, cyber_report };
std::string_view code_of(ServiceForm form);  // "", "permintaan-data", "izin-data-center", "aduan-siber"
std::optional<ServiceForm> service_form_of(std::string_view code);

struct Service {
    std::int64_t id = 0;
    std::string slug;
    std::string code;  // four letters of the ticket number, unique
    Category category;
    std::string name_id;
    std::string name_en;
    std::string description_id;  // both empty until the text is confirmed
    std::string description_en;
    bool description_confirmed = false;
    int position = 0;               // within its category, the guide's order
    std::vector<TicketKind> kinds;  // in the guide's order
    TicketKind default_kind = TicketKind::problem;
    Impact default_impact = Impact::low;
    bool for_internal = true;
    bool for_external = false;
    int external_position = 0;     // 0 when not for external people
    std::string external_name_id;  // what the guide calls it for external people, "" when the same; searched, not shown
    std::string sla_profile;       // "umum", "data", "integrasi", "siber"
    Team team;
    bool restricted = false;  // tickets are seen by their requester and the serving team only
    ServiceForm form = ServiceForm::plain;
    std::string keywords;  // comma-separated
    bool active = true;    // an inactive service keeps its tickets and takes no new ones
    [[nodiscard]] const std::string& name(Lang lang) const { return lang == Lang::en ? name_en : name_id; }
    [[nodiscard]] const std::string& description(Lang lang) const {
        return lang == Lang::en ? description_en : description_id;
    }
};

bool may_file(Audience audience, const Service& service);
bool allows(const Service& service, TicketKind kind);
// A restricted service may only go to a restricted team.
bool may_serve(const Team& team, const Service& service);
std::string path_of(const Service& service, Lang lang);  // "Aplikasi » Hero"
std::string number_prefix(const Service& service);       // "A-KORS"
// Every word of `words` is found in the names (both languages) or the keywords. No words match every service.
bool matches(const Service& service, std::string_view words);

// One reading of the whole catalogue. Immutable, so threads may share it; pointers live as long as it does.
// Lookups answer nullptr for what is not there, and know inactive services too; lists show active ones only.
class Catalog {
public:
    Catalog(std::vector<Team> teams, std::vector<Category> categories, std::vector<Service> services);
    Catalog(const Catalog&) = delete;
    Catalog& operator=(const Catalog&) = delete;
    Catalog(Catalog&&) = default;
    Catalog& operator=(Catalog&&) = default;

    [[nodiscard]] const std::vector<Team>& teams() const& { return teams_; }
    [[nodiscard]] const std::vector<Category>& categories() const& { return categories_; }
    // All services, inactive ones too, in the guide's order.
    [[nodiscard]] const std::vector<Service>& services() const& { return services_; }

    // A loop over the list of a catalogue that nobody keeps would read freed memory.
    const std::vector<Team>& teams() && = delete;
    const std::vector<Category>& categories() && = delete;
    const std::vector<Service>& services() && = delete;

    [[nodiscard]] const Team* team(std::int64_t id) const;
    [[nodiscard]] const Service* service(std::int64_t id) const;
    [[nodiscard]] const Service* service(std::string_view slug) const;

    // What these people may file, in the order the guide shows it to them.
    [[nodiscard]] std::vector<const Service*> services_for(Audience audience) const;
    // … in one category.
    [[nodiscard]] std::vector<const Service*> services_for(Audience audience, const Category& category) const;
    // … that match the words.
    [[nodiscard]] std::vector<const Service*> services_for(Audience audience, std::string_view words) const;
    [[nodiscard]] std::vector<const Service*> served_by(const Team& team) const;

private:
    std::vector<Team> teams_;
    std::vector<Category> categories_;
    std::vector<Service> services_;
    std::map<std::int64_t, std::size_t> by_id_;
    std::map<std::string, std::size_t, std::less<>> by_slug_;
};

Catalog load_catalog(Tx& tx);

// The catalogue as `tx` sees it, read again only when it has changed. Thread-safe; one for the program.
class CatalogCache {
public:
    std::shared_ptr<const Catalog> get(Tx& tx);
    // When the database had this version a moment ago ("" for unknown): asks nothing unless it is another than the
    // last.
    std::shared_ptr<const Catalog> get(Tx& tx, std::string_view version);

private:
    std::mutex mutex_;
    std::string version_;
    std::shared_ptr<const Catalog> catalog_;
};

// Which team takes new tickets of this service. Throws NotFound for an unknown service or team, Conflict when the
// team may not serve it.
void set_team_of_service(Tx& tx, std::int64_t service_id, std::int64_t team_id);

}  // namespace hero
