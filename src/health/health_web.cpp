#include "health/health_web.hpp"

#include <filesystem>

namespace hero::web {

namespace {

// Below this the disk is as good as full: uploads and the write-ahead log need room.
constexpr std::uintmax_t disk_floor_bytes = 64ULL * 1024 * 1024;

std::string reason_not_ready(App& app) {
    try {
        if (!app.db.schema_is_current()) return "schema";
        app.db.read([](Tx& tx) { return tx.now(); });
    } catch (const std::exception&) {
        return "database";
    }
    std::error_code failed;
    const auto space = std::filesystem::space(app.config.text("data"), failed);
    if (failed || space.available < disk_floor_bytes) return "disk";
    return {};
}

}  // namespace

Response live::show(Request&, App&) { return http::text_response(200, "ok\n"); }

Response ready::show(Request&, App& app) {
    const auto reason = reason_not_ready(app);
    return reason.empty() ? http::text_response(200, "ok\n") : http::text_response(503, "not ready: " + reason + "\n");
}

}  // namespace hero::web
