#include <algorithm>
#include <boost/json.hpp>

#include "base/log.hpp"
#include "scanning/scanning.hpp"
#include "tickets/tickets.hpp"

namespace hero {

namespace {

using namespace std::chrono_literals;

// Beside the job a kept file queues: it must not have to wait for one that is due late.
constexpr std::string_view later_key = "berkas.periksa.lagi";
// So long at most, for one job: others wait for the same workers.
constexpr auto longest_run = 30s;

struct Room {
    Database& db;
    const FileStore& files;
    Scanner& scanner;
};

void again(Database& db, std::chrono::milliseconds after, int times_away = 0) {
    db.write_in_background([&](Tx& tx) {
        const boost::json::object payload{{"jauh", times_away}};
        schedule(tx, scan_job, boost::json::serialize(payload), tx.now() + after, later_key);
    });
}

void record(Database& db, const Attachment& file, const Scanner::Finding& finding) {
    const auto scan = finding.infected ? Scan::infected : Scan::clean;
    const auto changed = db.write_in_background([&](Tx& tx) {
        auto files = record_scan(tx, file.sha256, scan, finding.signature);
        if (finding.infected)
            for (const auto& one : files) note_infected(tx, one);
        return files;
    });
    if (finding.infected)
        log::warning("files.infected", {{"sha256", file.sha256},
                                        {"signature", finding.signature},
                                        {"attachments", std::to_string(changed.size())}});
}

// The others go first.
void put_off(Database& db, const ScanTurn& turn) {
    const auto delay = std::min<std::chrono::milliseconds>(1min * (1 << std::min(turn.tries, 9)), 6h);
    db.write_in_background([&](Tx& tx) { postpone_scan(tx, turn.file, tx.now() + delay); });
}

// Nothing when the scanner works, but not on this file.
std::optional<Scanner::Finding> finding_of(const Room& room, const ScanTurn& turn) {
    try {
        return room.scanner.scan(room.files.fetch(turn.file.sha256).path());
    } catch (const ScannerAway&) {
        throw;
    } catch (const StorageAway& away) {
        throw ScannerAway(away.what());  // the same to the job: another time may be better
    } catch (const std::runtime_error& why) {
        log::warning("files.scan_failed",
                     {{"sha256", turn.file.sha256}, {"tries", std::to_string(turn.tries + 1)}, {"why", why.what()}});
        return std::nullopt;
    }
}

void scan_one(const Room& room, const ScanTurn& turn) {
    if (const auto finding = finding_of(room, turn))
        record(room.db, turn.file, *finding);
    else
        put_off(room.db, turn);
}

// True when nothing is left that is due.
bool scan_what_is_due(const Room& room) {
    const auto end = std::chrono::steady_clock::now() + longest_run;
    while (std::chrono::steady_clock::now() < end) {
        const auto turn = room.db.read([](Tx& tx) { return next_to_scan(tx); });
        if (!turn) return true;
        scan_one(room, *turn);
    }
    return false;
}

void come_back_for_the_rest(Database& db) {
    const auto wait = db.read([](Tx& tx) -> std::optional<std::chrono::milliseconds> {
        const auto due = next_scan_due(tx);
        if (!due) return std::nullopt;
        return std::max(*due - tx.now(), std::chrono::milliseconds{1s});
    });
    if (wait) again(db, *wait);
}

void run(const Room& room, const Job& job) {
    if (!room.scanner.configured()) return;
    const auto turn = room.scanner.try_turn();
    if (!turn) return again(room.db, 1s);
    const auto said = boost::json::parse(job.payload).as_object();
    const int times_away = said.contains("jauh") ? static_cast<int>(said.at("jauh").as_int64()) : 0;
    try {
        if (!scan_what_is_due(room)) return again(room.db, 0s);
        come_back_for_the_rest(room.db);
    } catch (const ScannerAway& why) {
        log::warning("files.scanner_away", {{"why", why.what()}});
        again(room.db, std::min<std::chrono::milliseconds>(5s * (1 << std::min(times_away, 6)), 2min), times_away + 1);
    }
}

}  // namespace

void register_scan_jobs(Workers& workers, Database& db, const FileStore& files, Scanner& scanner) {
    workers.on(std::string{scan_job}, [&db, &files, &scanner](const Job& job) { run({db, files, scanner}, job); });
    db.write([&](Tx& tx) {
        if (scanner.configured())
            schedule(tx, scan_job, "{}", tx.now(), scan_job);
        else
            release_unscanned(tx);
    });
}

}  // namespace hero
