#pragma once
// /healthz: is the process alive, and should a balancer send people here.
#include "ui/ui.hpp"

namespace hero::web {

namespace live {
Response show(Request& request, App& app);
}
namespace ready {
Response show(Request& request, App& app);
}

}  // namespace hero::web
