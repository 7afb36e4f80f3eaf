#pragma once
// What ends a request. Thrown by rules, turned into one error page in one place (src/routes.cpp).
// What the user can fix is never thrown: it is returned as FieldErrors.
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace hero {

// Not there, or not for you: both look alike.
struct NotFound : std::runtime_error {
    NotFound() : std::runtime_error("not found") {}
};

// The person is known, the page exists for nobody like them (never used for other people's objects).
struct Forbidden : std::runtime_error {
    Forbidden() : std::runtime_error("forbidden") {}
};

// Somebody was faster: the object is no longer in the state the person saw.
// `message` is a key of locale/*.po ("x.409" when nothing more precise is known).
struct Conflict : std::runtime_error {
    explicit Conflict(std::string key = "x.409") : std::runtime_error("conflict"), message(std::move(key)) {}
    std::string message;
    std::string name;  // for messages that name a person ({nama}); else empty
};

// A request that is answered at once, while others wait, would have to wait itself: nothing has been done yet, and it
// is begun anew where it may. No error, so nobody takes it for one.
struct MustWait {};

struct TooManyRequests : std::runtime_error {
    explicit TooManyRequests(int seconds) : std::runtime_error("too many requests"), retry_after_seconds(seconds) {}
    int retry_after_seconds;
};

// A text that cannot be stored or looked for: a NUL byte, or bytes that are no UTF-8. Forms say which field it is; this
// is for values that nobody types.
struct UnreadableText : std::runtime_error {
    explicit UnreadableText(const std::string& where) : std::runtime_error(where) {}
};

// Queue full, database away, draining: try again later.
struct Unavailable : std::runtime_error {
    explicit Unavailable(const std::string& why) : std::runtime_error(why) {}
};

// A value the person can correct. `field` is the form's field name ("subjek"), `text` the finished sentence
// in the person's language.
struct FieldError {
    std::string field;
    std::string text;
};

class FieldErrors {
public:
    void add(std::string field, std::string text) { list_.push_back({std::move(field), std::move(text)}); }
    [[nodiscard]] bool empty() const { return list_.empty(); }
    [[nodiscard]] const std::vector<FieldError>& list() const { return list_; }
    // The first message of that field, or nothing.
    [[nodiscard]] std::optional<std::string> of(const std::string& field) const {
        for (const auto& error : list_)
            if (error.field == field) return error.text;
        return std::nullopt;
    }

private:
    std::vector<FieldError> list_;
};

}  // namespace hero
