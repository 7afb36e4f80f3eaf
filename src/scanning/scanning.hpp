#pragma once
// The virus scanner: ClamAV's clamd behind a socket. Files are scanned after they were kept, by a job; what awaits its
// scan is for its uploader alone, and what is infected for nobody (see attachments).
#include <chrono>
#include <cstdint>
#include <functional>
#include <mutex>
#include <stdexcept>
#include <string>
#include <string_view>

#include "attachments/attachments.hpp"
#include "base/db/db.hpp"
#include "base/jobs/jobs.hpp"

namespace hero {

struct ScannerSettings {
    enum class Kind { none, local, tcp } kind = Kind::none;
    std::string path{};     // of the local socket
    std::string address{};  // an IP address
    std::uint16_t port = 0;
    std::chrono::milliseconds patience{30'000};  // for one file, from the first byte sent to the answer
};

// What `scanner` says: none, unix:/PATH or tcp:ADDRESS:PORT. Throws std::invalid_argument with one clear line.
ScannerSettings scanner_settings(std::string_view scanner);

// It cannot be reached, fell silent or hung up: another time may be better, whatever the file.
struct ScannerAway : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// Scans one file at a time.
class Scanner {
public:
    explicit Scanner(ScannerSettings settings) : settings_(std::move(settings)) {}
    [[nodiscard]] bool configured() const { return settings_.kind != ScannerSettings::Kind::none; }

    struct Finding {
        bool infected = false;
        std::string signature{};  // its name, at most 100 characters; "" when clean
    };
    // Blocks for `patience` at most. Throws ScannerAway, or std::runtime_error when the scanner does not want this file
    // or answers what cannot be understood: nothing is ever clean by mistake.
    [[nodiscard]] Finding scan(const std::string& path) const;

    // Held by the one job that scans.
    [[nodiscard]] std::unique_lock<std::mutex> try_turn() { return std::unique_lock(turn_, std::try_to_lock); }

private:
    ScannerSettings settings_;
    std::mutex turn_;
};

// Handles the jobs that a kept file queues, and, where there is a scanner, queues one for files of the time before;
// where there is none, what awaited one is released. All four must outlive the workers.
void register_scan_jobs(Workers& workers, Database& db, const FileStore& files, Scanner& scanner);

}  // namespace hero
