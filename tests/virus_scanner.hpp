#pragma once
// ClamAV's clamd behind a local socket, as an unprivileged process in a folder of its own, with one signature of our
// own: that of the EICAR test file. It ends with this object, or with the test.
#include <sys/types.h>

#include <string>

#include "tests/database.hpp"

namespace hero::test {

// The test file that every virus scanner takes for a virus (eicar.org): put together here, so that none of them takes
// this repository for one.
std::string eicar();

class VirusScanner {
public:
    // `longest`: of a file it takes, as clamd writes sizes: "3M".
    explicit VirusScanner(const std::string& longest = "3M");
    ~VirusScanner();
    VirusScanner(const VirusScanner&) = delete;
    VirusScanner& operator=(const VirusScanner&) = delete;

    // The value of the setting `scanner`, also before it was started.
    [[nodiscard]] std::string setting() const { return "unix:" + socket(); }
    void start();  // returns once it takes files
    void stop();
    // The name it gives to the test file.
    static constexpr const char* signature = "Hero.Uji.Eicar.UNOFFICIAL";

private:
    [[nodiscard]] std::string socket() const { return (folder_.path() / "clamd.sock").string(); }
    TemporaryFolder folder_;
    ::pid_t process_ = 0;
};

}  // namespace hero::test
