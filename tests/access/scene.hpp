#pragma once
// Everybody who may come, everything they may ask for, and the requests they can make of each: for the tests that go
// over all routes. Things are made when they are first asked for, and made anew after a request that changed them.
//
//     Scene scene;
//     for (const auto& line : scene.lines())
//         for (auto& visitor : scene.visitors) scene.ask(visitor, line).status;
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "tests/app.hpp"

namespace hero::test {

struct Visitor {
    std::string_view name;  // column of the table
    std::string_view key;   // of the cast; "" for nobody
    std::string cookie{};   // of their session
    std::string token{};    // for its forms
    std::string bearer{};   // of a program, which sends no cookie
};

// One request that a route can get, on one of the things it may be asked for.
struct Line {
    const Route* route = nullptr;
    std::string object;  // "closed", "another team's", … in the eyes of the table
    std::string path{};
    Fields query{};
    Fields form{};
};

class Scene : public TestApp {
public:
    // With that base URL; requests name 127.0.0.1 as their host all the same.
    explicit Scene(std::string_view base_url = "http://127.0.0.1:8080");

    std::vector<Visitor> visitors;

    // For every route, in their order; a route with a parameter once for each thing it may name.
    [[nodiscard]] static std::vector<Line> lines();
    // Braces of a line filled in: "{ticket closed}" becomes its number.
    [[nodiscard]] std::string filled(std::string_view text);

    // Everything is made anew when it is next asked for.
    void forget_things() { things_.clear(); }

    // The line's request by that person, with the session's own token. A thing that changed is forgotten.
    http::Response ask(Visitor& visitor, const Line& line);
    // The same without sending it, for those who want to spoil it first; from an address that nobody else has.
    http::Request request(const Visitor& visitor, const Line& line);
    // Sends it; signs a visitor in again who signed out or became somebody else.
    http::Response send(Visitor& visitor, http::Request& request, const Line& line);

private:
    std::string thing(const std::string& name);
    std::string make(const std::string& name);
    std::string make_ticket(std::string_view state);
    std::string make_file(std::string_view where);
    std::string make_person(std::string_view who);
    std::string make_row(std::string_view what);
    std::string make_session(std::string_view whose);
    std::string make_token(std::string_view whose);
    Ticket open(std::string_view requester, std::string_view service);
    void let_in(Visitor& visitor);

    std::map<std::string, std::string> things_;
    std::set<std::string> used_;  // by the request in hand
    int made_ = 0;
    int requests_ = 0;
};

// "200", "403" …; "login" for somebody who is sent to sign in.
std::string kind_of(const http::Response& response);

bool is_unsafe(const Route& route);

}  // namespace hero::test
