#pragma once
// What a supervisor sees and decides: the state of the queue, who works on what, and who works in which team.
#include "ui/ui.hpp"

namespace hero::web {

namespace dashboard {
Response index(Request& request, App& app);
}  // namespace dashboard
namespace escalated_tickets {
Response index(Request& request, App& app);
}  // namespace escalated_tickets

namespace batch_assignments {  // /supervisor/penugasan
Response index(Request& request, App& app);
Response create(Request& request, App& app);
}  // namespace batch_assignments
namespace assignment_checks {  // …/periksa
Response show(Request& request, App& app);
}  // namespace assignment_checks

namespace agents {  // /supervisor/agen, …/baru, …/{id}
Response index(Request& request, App& app);
Response new_form(Request& request, App& app);
Response create(Request& request, App& app);
Response show(Request& request, App& app);
Response update(Request& request, App& app);
}  // namespace agents
namespace workloads {  // …/{id}/beban
Response update(Request& request, App& app);
}  // namespace workloads
namespace deactivations {
Response create(Request& request, App& app);
}  // namespace deactivations
namespace reactivations {
Response create(Request& request, App& app);
}  // namespace reactivations

namespace serving_teams {  // /supervisor/tim
Response index(Request& request, App& app);
Response update(Request& request, App& app);
}  // namespace serving_teams

}  // namespace hero::web
