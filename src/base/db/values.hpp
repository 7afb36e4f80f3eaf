#pragma once
// What goes into a statement and what comes out of it. Included by db.hpp; nothing else needs to name this file.
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "base/clock.hpp"

namespace hero::db {

enum class Engine { sqlite, postgres };

// A value on its way into a statement. Text is not copied: it must outlive the call. A placeholder that was
// not given is `Missing` and makes the call throw std::logic_error.
struct Missing {};
struct Null {};
class Value {
public:
    Value() = default;
    Value(Null) : value_(Null{}) {}
    Value(bool flag) : value_(std::int64_t{flag}) {}
    template <typename Whole>
    requires(std::is_integral_v<Whole> && !std::is_same_v<Whole, bool>) Value(Whole number)
        : value_(static_cast<std::int64_t>(number)) {}
    Value(double number) : value_(number) {}
    Value(Instant at) : value_(to_millis(at)) {}
    Value(std::string_view text) : value_(text) {}
    Value(const std::string& text) : value_(std::string_view{text}) {}
    Value(const char* text) : value_(std::string_view{text}) {}
    template <typename Inner>
    Value(const std::optional<Inner>& maybe) {
        if (maybe)
            *this = Value(*maybe);
        else
            value_ = Null{};
    }
    using Variant = std::variant<Missing, Null, std::int64_t, double, std::string_view>;
    [[nodiscard]] const Variant& variant() const { return value_; }

private:
    Variant value_;
};

// What the build knows of one .sql file. Connections remember it by its address: it must live as long as the program.
struct Statement {
    const char* name;      // "tickets/insert_ticket"
    const char* sqlite;    // with ?1, ?2 …
    const char* postgres;  // with $1, $2 …
    std::span<const char* const> parameters;
    bool writes;  // anything but SELECT
};

// One row, owned, for one thread. Columns by name; asking for one that is not there, or as another type, throws
// std::logic_error.
class Row {
public:
    using Cell = std::variant<Null, std::int64_t, double, std::string>;
    Row(std::shared_ptr<const std::vector<std::string>> columns, std::vector<Cell> cells)
        : columns_(std::move(columns)), cells_(std::move(cells)) {}

    [[nodiscard]] std::int64_t integer(std::string_view column) const;     // throws on NULL
    [[nodiscard]] double real(std::string_view column) const;              // throws on NULL
    [[nodiscard]] const std::string& text(std::string_view column) const;  // NULL reads as ""
    [[nodiscard]] bool flag(std::string_view column) const { return integer(column) != 0; }
    [[nodiscard]] Instant instant(std::string_view column) const { return from_millis(integer(column)); }
    [[nodiscard]] bool is_null(std::string_view column) const;
    [[nodiscard]] std::optional<std::int64_t> maybe_integer(std::string_view column) const;
    [[nodiscard]] std::optional<Instant> maybe_instant(std::string_view column) const;
    [[nodiscard]] std::optional<std::string> maybe_text(std::string_view column) const;

private:
    [[nodiscard]] const Cell& cell(std::string_view column) const;
    std::shared_ptr<const std::vector<std::string>> columns_;
    std::vector<Cell> cells_;
    mutable std::size_t next_ = 0;  // columns are mostly asked for in their order: where to look first
};

using Rows = std::vector<Row>;

// A unique or foreign key refused the row. It must end the closure: nothing after it runs, and write() throws it to
// its caller, who may catch it there. A rule that expects a twin writes ON CONFLICT instead.
struct ConstraintViolation : std::runtime_error {
    using std::runtime_error::runtime_error;
};

}  // namespace hero::db
