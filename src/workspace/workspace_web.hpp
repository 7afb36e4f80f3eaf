#pragma once
// Where agents work: the queue, the ticket, and what can be done with it.
#include "ui/ui.hpp"

namespace hero::web {

namespace queue {
Response index(Request& request, App& app);
}  // namespace queue
namespace several_takings {  // POST /petugas/pengambilan
Response create(Request& request, App& app);
}  // namespace several_takings
namespace number_search {
Response index(Request& request, App& app);
}  // namespace number_search
namespace work {
Response show(Request& request, App& app);
}  // namespace work

// POST /petugas/tiket/{nomor}/…
namespace staff_replies {
Response create(Request& request, App& app);
}  // namespace staff_replies
namespace notes {
Response create(Request& request, App& app);
}  // namespace notes
namespace takings {
Response create(Request& request, App& app);
}  // namespace takings
namespace returns {
Response create(Request& request, App& app);
}  // namespace returns
namespace escalations {
Response create(Request& request, App& app);
}  // namespace escalations
namespace service_changes {
Response create(Request& request, App& app);
}  // namespace service_changes
namespace impact_changes {
Response create(Request& request, App& app);
}  // namespace impact_changes
namespace assignments {
Response create(Request& request, App& app);
}  // namespace assignments
namespace decisions {
Response create(Request& request, App& app);
}  // namespace decisions

}  // namespace hero::web
