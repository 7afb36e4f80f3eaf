#include "tests/directory_server.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <fstream>
#include <stdexcept>
#include <thread>
#include <vector>

#include "tests/processes.hpp"

namespace hero::test {

namespace {

constexpr auto suffix = "dc=contoh,dc=id";

sockaddr_in loopback(std::uint16_t port) {
    sockaddr_in name{};
    name.sin_family = AF_INET;
    name.sin_port = htons(port);
    name.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return name;
}

std::uint16_t free_port() {
    const int probe = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    auto name = loopback(0);
    socklen_t length = sizeof name;
    const bool bound = ::bind(probe, reinterpret_cast<sockaddr*>(&name), length) == 0 &&
                       ::getsockname(probe, reinterpret_cast<sockaddr*>(&name), &length) == 0;
    ::close(probe);
    if (!bound) throw std::runtime_error("slapd: no free port");
    return ntohs(name.sin_port);
}

bool answers(std::uint16_t port) {
    const int probe = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    auto name = loopback(port);
    const bool connected = ::connect(probe, reinterpret_cast<sockaddr*>(&name), sizeof name) == 0;
    ::close(probe);
    return connected;
}

std::string person(const std::string& uid, const std::string& more, const std::string& place = "pegawai") {
    return "dn: uid=" + uid + ",ou=" + place + "," + suffix + "\nobjectClass: inetOrgPerson\nuid: " + uid +
           "\nsn: " + uid + "\ncn: " + uid + " Kusuma\nuserPassword: kuda laut biru\n" + more + "\n";
}

std::string entries(std::uint16_t port) {
    std::string all =
        "dn: dc=contoh,dc=id\nobjectClass: dcObject\nobjectClass: organization\ndc: contoh\no: contoh\n\n";
    for (const auto* place : {"pegawai", "lain"})
        all +=
            std::string{"dn: ou="} + place + "," + suffix + "\nobjectClass: organizationalUnit\nou: " + place + "\n\n";
    all += person("pencari", "");
    all += person("rina", "mail: rina@contoh.id\nmemberOf: cn=hero-agen,ou=grup,dc=contoh,dc=id\n");
    all += person("bintang*", "mail: bintang@contoh.id\n");
    all += person("dua", "mail: dua@contoh.id\n") + person("dua", "mail: dua2@contoh.id\n", "lain");
    all += person("kosong", "");
    std::string groups = "mail: banyak@contoh.id\n";
    for (int i = 0; i < 10'000; ++i) groups += "memberOf: cn=grup" + std::to_string(i) + ",ou=grup,dc=contoh,dc=id\n";
    all += person("banyak", groups);
    // A referral to itself: who follows it goes around for ever.
    all +=
        "dn: ou=putar,dc=contoh,dc=id\nobjectClass: referral\nobjectClass: extensibleObject\nou: putar\nref: "
        "ldap://127.0.0.1:" +
        std::to_string(port) + "/ou=putar,dc=contoh,dc=id\n\n";
    return all;
}

std::string configuration(const std::string& folder) {
    std::string text;
    for (const auto* schema : {"core", "cosine", "inetorgperson"})
        text += std::string{"include /etc/ldap/schema/"} + schema + ".schema\n";
    return text + "modulepath /usr/lib/ldap\nmoduleload back_mdb\nmoduleload memberof\nallow bind_anon_cred\n" +
           "TLSCertificateFile " + folder + "/cert.pem\nTLSCertificateKeyFile " + folder + "/key.pem\n" + "pidfile " +
           folder + "/slapd.pid\ndatabase mdb\nmaxsize 67108864\nsuffix " + suffix + "\ndirectory " + folder +
           "/db\nindex objectClass,uid eq\naccess to attrs=userPassword by anonymous auth\n" +
           "access to * by dn.exact=\"uid=pencari,ou=pegawai,dc=contoh,dc=id\" read by * none\n";
}

}  // namespace

DirectoryServer::DirectoryServer() : port_(free_port()), tls_port_(free_port()) {
    write_files();
    start();
    await();
}

DirectoryServer::~DirectoryServer() { end(process_, SIGTERM); }

void DirectoryServer::write_files() const {
    const auto folder = folder_.path();
    const auto log = (folder / "setup.log").string();
    std::filesystem::create_directory(folder / "db");
    std::ofstream(folder / "slapd.conf") << configuration(folder.string());
    std::ofstream(folder / "entries.ldif") << entries(port_);
    run({"openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
         "-subj", "/CN=uji", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", (folder / "key.pem").string(), "-out",
         ca_file()},
        log);
    run({"/usr/sbin/slapadd", "-q", "-f", (folder / "slapd.conf").string(), "-l", (folder / "entries.ldif").string()},
        log);
    hand_over(folder);
}

void DirectoryServer::start() {
    const auto folder = folder_.path();
    process_ = launch(unprivileged({"/usr/sbin/slapd", "-d", "0", "-h", ldap() + " " + ldaps(), "-f",
                                    (folder / "slapd.conf").string()}),
                      (folder / "slapd.log").string());
}

void DirectoryServer::await() const {
    for (int tries = 0; tries < 200; ++tries) {
        if (answers(port_) && answers(tls_port_)) return;
        if (::waitpid(process_, nullptr, WNOHANG) != 0) break;
        std::this_thread::sleep_for(std::chrono::milliseconds{25});
    }
    std::ifstream said(folder_.path() / "slapd.log");
    throw std::runtime_error("slapd does not start: " + std::string{std::istreambuf_iterator<char>(said), {}});
}

}  // namespace hero::test
