#pragma once
// The work that happens without anybody asking, and the figures of /metrics.
#include "app/app.hpp"
#include "base/http/server.hpp"
#include "site/site.hpp"

namespace hero {

// Tells the workers who does which job, and schedules the hourly sweep.
void register_jobs(App& app);

// Prometheus text, by GET and HEAD (405 for others); only for a peer on this machine, 404 for others, that asks for
// this site by a name of its own, 421 for others.
http::Response metrics_response(const http::Request& request, const Site& site, const http::Server& server, App& app);

}  // namespace hero
