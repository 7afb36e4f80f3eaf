#include "base/log.hpp"

#include <fmt/format.h>
#include <spdlog/logger.h>
#include <spdlog/sinks/stdout_sinks.h>

#include <chrono>
#include <memory>

#include "base/clock.hpp"
#include "base/utf8.hpp"

namespace hero::log {
namespace {

spdlog::logger& logger() {
    static const auto only = [] {
        auto made = std::make_unique<spdlog::logger>("hero", std::make_shared<spdlog::sinks::stderr_sink_mt>());
        made->set_pattern("%v");
        made->flush_on(spdlog::level::trace);
        return made;
    }();
    return *only;
}

spdlog::level::level_enum of(Level level) {
    switch (level) {
        case Level::debug:
            return spdlog::level::debug;
        case Level::info:
            return spdlog::level::info;
        case Level::warning:
            return spdlog::level::warn;
        case Level::error:
            break;
    }
    return spdlog::level::err;
}

std::string_view name_of(Level level) {
    switch (level) {
        case Level::debug:
            return "debug";
        case Level::info:
            return "info";
        case Level::warning:
            return "warning";
        case Level::error:
            break;
    }
    return "error";
}

void append_escaped(std::string& out, const utf8::CodePoint& point) {
    switch (point.value) {
        case '"':
            out += "\\\"";
            return;
        case '\\':
            out += "\\\\";
            return;
        case '\n':
            out += "\\n";
            return;
        case '\r':
            out += "\\r";
            return;
        case '\t':
            out += "\\t";
            return;
        default:
            break;
    }
    // U+2028 and U+2029 end a line for some readers of logs.
    const bool breaks_line = point.value == 0x2028 || point.value == 0x2029;
    if (utf8::is_control(point.value) || breaks_line) {
        out += fmt::format("\\u{:04x}", static_cast<unsigned>(point.value));
    } else {
        utf8::append(out, point.value);
    }
}

void append_string(std::string& out, std::string_view text) {
    out += '"';
    for (std::size_t at = 0; at < text.size();) {
        const auto point = utf8::read(text, at);
        append_escaped(out, point);
        at += point.bytes;
    }
    out += '"';
}

// 2026-01-31T07:04:05.006Z
std::string utc_now() {
    const Instant now = SystemClock{}.now();
    const auto day = std::chrono::floor<std::chrono::days>(now);
    const std::chrono::year_month_day date{day};
    const std::chrono::hh_mm_ss time{now - day};
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), time.hours().count(),
                       time.minutes().count(), time.seconds().count(), time.subseconds().count());
}

void write(Level level, std::string_view event, Fields fields) {
    if (!logger().should_log(of(level))) return;
    std::string line = fmt::format(R"({{"at":"{}","level":"{}","event":)", utc_now(), name_of(level));
    append_string(line, event);
    for (const auto& [name, value] : fields) {
        line += ',';
        append_string(line, name);
        line += ':';
        append_string(line, value);
    }
    line += '}';
    logger().log(of(level), spdlog::string_view_t{line.data(), line.size()});
}

}  // namespace

void start(Level level) { logger().set_level(of(level)); }

void debug(std::string_view event, Fields fields) { write(Level::debug, event, fields); }
void info(std::string_view event, Fields fields) { write(Level::info, event, fields); }
void warning(std::string_view event, Fields fields) { write(Level::warning, event, fields); }
void error(std::string_view event, Fields fields) { write(Level::error, event, fields); }

}  // namespace hero::log
