#pragma once
// HERO's pages as somebody who measures them: signing in to a demo, filing, and requests to send again and again.
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace bench {

struct Session {
    std::string cookie;
    std::string token;  // of its forms
};

// All of these throw std::runtime_error when the answer is not what the demo gives.
Session sign_in(std::uint16_t port, const std::string& person);  // by their key in the cast, such as "budi"
std::string page_at(std::uint16_t port, std::string_view path, std::string_view cookie);
std::string file_ticket(std::uint16_t port, const Session& session);  // gives its number

// The numbers of the tickets a page links to as `prefix`NUMBER, in the order of the page.
std::vector<std::string> numbers_on(std::string_view page, std::string_view prefix);

// A request that files another ticket each time.
std::string submission(const Session& session);
// GET requests of `prefix`NUMBER, one number after the other.
std::function<std::string()> each_of(std::string prefix, const std::vector<std::string>& numbers, std::string cookie);

}  // namespace bench
