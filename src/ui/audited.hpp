#pragma once
// What a request does, for the audit log: by the person who asks, from where they ask.
#include <string>

#include "audit/audit.hpp"
#include "ui/request.hpp"

namespace hero {

// To be given to record() in the transaction of the act.
inline Audited audited(const Request& request, Act act, std::string object = {}, std::string detail = {}) {
    Audited what{.act = act, .object = std::move(object), .detail = std::move(detail), .address = request.raw.remote};
    if (request.who()) what.person = request.who()->id;
    return what;
}

inline std::string object_of(const Person& person) { return "orang " + std::to_string(person.id); }

}  // namespace hero
