#pragma once
// The cast: the people of the demo, the tests and the screenshots. All of them are invented, and so are their
// addresses.
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "people/people.hpp"
#include "sessions/sessions.hpp"

namespace hero::demo {

struct CastMember {
    std::string_view key;  // "sari": the value of the button on the sign-in page
    std::string_view name;
    std::string_view email;
    Audience audience;
    Role role;
    Channel channel;                      // how they would sign in outside of the demo
    std::vector<std::string_view> teams;  // codes
};

std::span<const CastMember> cast();

// The person behind a key (identity: issuer "demo"), added on first use. Throws NotFound for a key that is none.
Person ensure(Tx& tx, std::string_view key);

}  // namespace hero::demo
