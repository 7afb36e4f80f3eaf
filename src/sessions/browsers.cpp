// Names for what a User-Agent says: enough to recognise one's own telephone, no more.
#include <array>
#include <utility>

#include "sessions/sessions.hpp"

namespace hero {

namespace {

using Marks = std::pair<std::string_view, std::string_view>;

// In this order: Edge, Opera and Samsung's also say "Chrome", Chrome also says "Safari".
constexpr std::array<Marks, 9> browsers{{{"Edg", "Edge"},
                                         {"OPR/", "Opera"},
                                         {"SamsungBrowser/", "Samsung Internet"},
                                         {"Firefox/", "Firefox"},
                                         {"FxiOS/", "Firefox"},
                                         {"CriOS/", "Chrome"},
                                         {"Chrome/", "Chrome"},
                                         {"Safari/", "Safari"},
                                         {"curl/", "curl"}}};
// Android also says "Linux", an iPhone "Mac OS X".
constexpr std::array<Marks, 7> systems{{{"Windows", "Windows"},
                                        {"Android", "Android"},
                                        {"iPhone", "iPhone"},
                                        {"iPad", "iPad"},
                                        {"CrOS", "ChromeOS"},
                                        {"Mac OS X", "macOS"},
                                        {"Linux", "Linux"}}};

template <std::size_t amount>
std::string_view first_of(const std::array<Marks, amount>& known, std::string_view text) {
    for (const auto& [mark, name] : known)
        if (text.find(mark) != std::string_view::npos) return name;
    return {};
}

}  // namespace

BrowserName browser_of(std::string_view user_agent) {
    return {.browser = first_of(browsers, user_agent), .system = first_of(systems, user_agent)};
}

}  // namespace hero
