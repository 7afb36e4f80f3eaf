#include "tests/virus_scanner.hpp"

#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstring>
#include <fstream>
#include <stdexcept>
#include <thread>

#include "tests/processes.hpp"

namespace hero::test {

namespace {

bool answers(const std::string& path) {
    sockaddr_un name{};
    name.sun_family = AF_UNIX;
    std::strncpy(name.sun_path, path.c_str(), sizeof name.sun_path - 1);
    const int probe = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const bool connected = ::connect(probe, reinterpret_cast<sockaddr*>(&name), sizeof name) == 0;
    ::close(probe);
    return connected;
}

std::string hexadecimal(const std::string& bytes) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string out;
    for (const char byte : bytes) {
        out += digits[static_cast<unsigned char>(byte) >> 4];
        out += digits[static_cast<unsigned char>(byte) & 15];
    }
    return out;
}

}  // namespace

std::string eicar() {
    const std::string first = R"(X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-)";
    return first + "ANTIVIRUS-TEST-FILE!$H+H*";
}

VirusScanner::VirusScanner(const std::string& longest) {
    const auto folder = folder_.path();
    std::filesystem::create_directory(folder / "signatures");
    std::filesystem::create_directory(folder / "temp");
    std::ofstream(folder / "signatures" / "hero.ndb") << "Hero.Uji.Eicar:0:*:" << hexadecimal(eicar()) << '\n';
    std::ofstream(folder / "clamd.conf") << "LocalSocket " << socket() << "\nDatabaseDirectory "
                                         << (folder / "signatures").string() << "\nTemporaryDirectory "
                                         << (folder / "temp").string() << "\nStreamMaxLength " << longest
                                         << "\nForeground yes\nSelfCheck 0\nMaxThreads 2\nLogFile "
                                         << (folder / "clamd.log").string() << '\n';
    hand_over(folder);
}

VirusScanner::~VirusScanner() { stop(); }

void VirusScanner::start() {
    const auto log = (folder_.path() / "start.log").string();
    process_ =
        launch(unprivileged({"/usr/sbin/clamd", "--config-file=" + (folder_.path() / "clamd.conf").string()}), log);
    for (int tries = 0; tries < 400; ++tries) {
        if (answers(socket())) return;
        if (::waitpid(process_, nullptr, WNOHANG) != 0) {
            process_ = 0;
            break;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds{25});
    }
    std::ifstream said(log);
    throw std::runtime_error("clamd does not start: " + std::string{std::istreambuf_iterator<char>(said), {}});
}

// As a crash would: its socket stays behind.
void VirusScanner::stop() {
    end(process_, SIGKILL);
    process_ = 0;
}

}  // namespace hero::test
