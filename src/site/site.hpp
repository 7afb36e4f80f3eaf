#pragma once
// Between the server and the handlers: finds the route, the person and the language, guards, checks that a form is
// ours, turns what is thrown into the one error page, and sets the headers every answer carries.
#include <cstdint>
#include <memory>
#include <string>

#include "app/app.hpp"
#include "base/http/http.hpp"
#include "ui/routing.hpp"

namespace hero {

class Site {
public:
    Site(App& app, const std::vector<Route>& routes);
    ~Site();
    Site(const Site&) = delete;
    Site& operator=(const Site&) = delete;

    // Throws nothing but MustWait, and that only for a request that is answered at once. Thread-safe.
    http::Response handle(http::Request& raw);

    // Whether it asks for what is made of the database alone, in this process, and its like was quick of late.
    // Never throws. Thread-safe.
    [[nodiscard]] bool is_quick(http::Request& raw) const;

    // From now on /healthz/ready says no, so that a balancer sends nobody any more.
    void drain();

    // Text of /metrics (Prometheus exposition format) about requests; gauges of the process are added by the caller.
    [[nodiscard]] std::string metrics() const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

// Headers of THREATS.md §3 on a response that does not set its own.
void set_security_headers(http::Response& response, bool https);

}  // namespace hero
