#pragma once
// Debian's slapd with a small directory, on 127.0.0.1 over TLS, as an unprivileged process in a folder of its own. It
// ends with this object, or with the test.
#include <sys/types.h>

#include <cstdint>
#include <string>

#include "tests/app.hpp"

namespace hero::test {

// People: rina (password "kuda laut biru", in the group hero-agen), "bintang*" and "dua" twice, one of each; "kosong"
// without an address, "banyak" in 10,000 groups. It takes the unauthenticated binds that RFC 4513 warns of, so that
// only HERO's own check refuses an empty password.
class DirectoryServer {
public:
    DirectoryServer();
    ~DirectoryServer();
    DirectoryServer(const DirectoryServer&) = delete;
    DirectoryServer& operator=(const DirectoryServer&) = delete;

    [[nodiscard]] std::string ldaps() const { return "ldaps://127.0.0.1:" + std::to_string(tls_port_); }
    [[nodiscard]] std::string ldap() const { return "ldap://127.0.0.1:" + std::to_string(port_); }
    [[nodiscard]] std::uint16_t tls_port() const { return tls_port_; }
    [[nodiscard]] std::string ca_file() const { return (folder_.path() / "cert.pem").string(); }

private:
    void write_files() const;
    void start();
    void await() const;

    TemporaryFolder folder_;
    std::uint16_t port_;
    std::uint16_t tls_port_;
    ::pid_t process_ = 0;
};

}  // namespace hero::test
