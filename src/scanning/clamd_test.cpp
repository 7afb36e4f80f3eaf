#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <atomic>
#include <cstring>
#include <fstream>
#include <functional>
#include <thread>

#include "attachments/files_for_tests.hpp"
#include "scanning/scanning.hpp"
#include "tests/virus_scanner.hpp"

namespace hero {
namespace {

using namespace std::chrono_literals;

// The other end of the socket, doing as it was told with each connection.
class ScriptedScanner {
public:
    using Script = std::function<void(int connection)>;

    ScriptedScanner(std::string path, Script script) : script_(std::move(script)) {
        sockaddr_un name{};
        name.sun_family = AF_UNIX;
        std::strncpy(name.sun_path, path.c_str(), sizeof name.sun_path - 1);
        listen_at(AF_UNIX, reinterpret_cast<sockaddr*>(&name), sizeof name);
    }
    // On 127.0.0.1 and a free port.
    explicit ScriptedScanner(Script script) : script_(std::move(script)) {
        sockaddr_in name{};
        name.sin_family = AF_INET;
        name.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        listen_at(AF_INET, reinterpret_cast<sockaddr*>(&name), sizeof name);
    }
    ~ScriptedScanner() {
        stopping_ = true;
        ::shutdown(listener_, SHUT_RDWR);
        thread_.join();
        ::close(listener_);
    }
    ScriptedScanner(const ScriptedScanner&) = delete;
    ScriptedScanner& operator=(const ScriptedScanner&) = delete;

    [[nodiscard]] std::uint16_t port() const {
        sockaddr_in name{};
        socklen_t length = sizeof name;
        ::getsockname(listener_, reinterpret_cast<sockaddr*>(&name), &length);
        return ntohs(name.sin_port);
    }

private:
    void listen_at(int family, const sockaddr* name, socklen_t length) {
        listener_ = ::socket(family, SOCK_STREAM | SOCK_CLOEXEC, 0);
        if (::bind(listener_, name, length) != 0 || ::listen(listener_, 8) != 0)
            throw std::runtime_error("no socket for the scripted scanner");
        thread_ = std::thread([this] {
            while (!stopping_) {
                const int connection = ::accept(listener_, nullptr, nullptr);
                if (connection < 0) return;
                script_(connection);
                ::close(connection);
            }
        });
    }

    Script script_;
    int listener_ = -1;
    std::atomic<bool> stopping_ = false;
    std::thread thread_;
};

void say(int connection, std::string_view text) { ::send(connection, text.data(), text.size(), MSG_NOSIGNAL); }

// Takes what comes until the empty piece, and returns the file that it carried; "?" when it is no INSTREAM.
std::string take_file(int connection) {
    const auto take = [&](std::size_t count) {
        std::string bytes(count, '\0');
        return ::recv(connection, bytes.data(), count, MSG_WAITALL) == static_cast<ssize_t>(count) ? bytes : "";
    };
    if (take(10) != std::string("zINSTREAM\0", 10)) return "?";
    std::string file;
    for (;;) {
        const auto head = take(4);
        if (head.size() != 4) return "?";
        std::size_t length = 0;
        for (const char byte : head) length = length << 8 | static_cast<unsigned char>(byte);
        if (length == 0) return file;
        file += take(length);
    }
}

class Clamd : public testing::Test {
protected:
    std::string file(const std::string& content) {
        auto path = (folder.path() / "berkas").string();
        std::ofstream(path, std::ios::binary) << content;
        return path;
    }
    [[nodiscard]] std::string socket() const { return (folder.path() / "clamd.sock").string(); }
    // "clean", the signature, "away: why" or "error: why".
    std::string outcome(const std::string& content, const ScannerSettings& settings) {
        try {
            const auto found = Scanner(settings).scan(file(content));
            return found.infected ? "virus: " + found.signature : "clean";
        } catch (const ScannerAway& why) {
            return std::string{"away: "} + why.what();
        } catch (const std::runtime_error& why) {
            return std::string{"error: "} + why.what();
        }
    }
    std::string outcome(const std::string& content = "isi") {
        return outcome(content,
                       {.kind = ScannerSettings::Kind::local, .path = socket(), .patience = std::chrono::seconds{2}});
    }
    // When the whole file was taken and that was answered.
    std::string outcome_of_answer(const std::string& answer) {
        const ScriptedScanner peer(socket(), [&](int connection) {
            take_file(connection);
            say(connection, answer);
        });
        const auto said = outcome();
        std::filesystem::remove(socket());
        return said;
    }

    test::TemporaryFolder folder;
};

std::string zero(std::string_view text) { return std::string{text} + '\0'; }

TEST_F(Clamd, GetsTheFileByteForByte) {
    for (const std::size_t size : {0UL, 1UL, 65'535UL, 65'536UL, 65'537UL, 2'097'152UL}) {
        std::string sent(size, 'x'), taken;
        for (std::size_t i = 0; i < size; ++i) sent[i] = static_cast<char>(i * 31 >> 3);
        {
            const ScriptedScanner peer(socket(), [&](int connection) {
                taken = take_file(connection);
                say(connection, zero("stream: OK"));
            });
            EXPECT_EQ(outcome(sent), "clean");
        }
        EXPECT_TRUE(taken == sent) << size;
        std::filesystem::remove(socket());
    }
}

TEST_F(Clamd, IsReachedOverTcpToo) {
    const ScriptedScanner peer([](int connection) {
        take_file(connection);
        say(connection, zero("stream: Uji FOUND"));
    });
    auto settings = scanner_settings("tcp:127.0.0.1:" + std::to_string(peer.port()));
    settings.patience = 2s;
    EXPECT_EQ(outcome("isi", settings), "virus: Uji");
}

TEST_F(Clamd, NamesWhatItFound) {
    EXPECT_EQ(outcome_of_answer(zero("stream: Eicar-Signature FOUND")), "virus: Eicar-Signature");
    EXPECT_EQ(outcome_of_answer(zero("stream: a FOUND FOUND")), "virus: a FOUND");
    EXPECT_EQ(outcome_of_answer(zero("stream: a\r\nb\x1b[31m\xff FOUND")).find_first_of("\r\n\x1b"), std::string::npos);
    EXPECT_EQ(outcome_of_answer(zero("stream: " + std::string(500, 'a') + " FOUND")),
              "virus: " + std::string(100, 'a'));
}

TEST_F(Clamd, IsNeverTakenToSayCleanByMistake) {
    for (const auto* answer :
         {"", "OK", "stream:OK", "stream: ok", "stream: OK ", " stream: OK", "stream: OK\n", "stream: FOUND",
          "stream:  FOUND", "FOUND", "PONG", "UNKNOWN COMMAND", "INSTREAM size limit exceeded. ERROR",
          "stream: Can't allocate memory ERROR", "HTTP/1.1 200 OK\r\n\r\n", "\x16\x03\x01"})
        EXPECT_TRUE(outcome_of_answer(zero(answer)).starts_with("error: the scanner says: ")) << answer;
    EXPECT_EQ(outcome_of_answer(zero("INSTREAM size limit exceeded. ERROR")),
              "error: the scanner says: INSTREAM size limit exceeded. ERROR");
    EXPECT_EQ(outcome_of_answer(std::string(100'000, 'x')), "error: the scanner gives no answer in one line");
    for (const auto* cut : {"", "stream: OK", "stream: Eicar FOU"})
        EXPECT_TRUE(outcome_of_answer(cut).starts_with("away: the scanner hung up")) << cut;
}

TEST_F(Clamd, IsAwayWhenNobodyIsThere) {
    EXPECT_TRUE(outcome().starts_with("away: the scanner cannot be reached")) << "no socket";
    std::ofstream(socket()) << "x";
    EXPECT_TRUE(outcome().starts_with("away: the scanner cannot be reached")) << "no socket but a file";
}

TEST_F(Clamd, IsAwayWhenItHangsUpInTheMiddle) {
    const std::string large(2'000'000, 'x');
    for (const std::size_t taken : {0UL, 5UL, 10UL, 1000UL, 300'000UL}) {
        {
            const ScriptedScanner peer(socket(), [&](int connection) {
                std::string bytes(taken, '\0');
                if (taken > 0) ::recv(connection, bytes.data(), taken, MSG_WAITALL);
            });
            EXPECT_TRUE(outcome(large).starts_with("away: the scanner hung up")) << taken;
        }
        std::filesystem::remove(socket());
    }
}

TEST_F(Clamd, IsHeardWhenItStopsListeningAndSaysWhy) {
    const ScriptedScanner peer(socket(), [](int connection) {
        std::string bytes(1000, '\0');
        ::recv(connection, bytes.data(), bytes.size(), MSG_WAITALL);
        say(connection, zero("INSTREAM size limit exceeded. ERROR"));
    });
    EXPECT_EQ(outcome(std::string(2'000'000, 'x')), "error: the scanner says: INSTREAM size limit exceeded. ERROR");
}

TEST_F(Clamd, IsAwayWhenItFallsSilent) {
    std::atomic<bool> over = false;
    const auto silent = [&](int connection) {
        take_file(connection);
        while (!over) std::this_thread::sleep_for(5ms);
    };
    const auto deaf = [&](int) {
        while (!over) std::this_thread::sleep_for(5ms);
    };
    const auto dripping = [&](int connection) {
        take_file(connection);
        while (!over) {
            say(connection, "s");
            std::this_thread::sleep_for(20ms);
        }
    };
    for (const auto& script : std::vector<ScriptedScanner::Script>{silent, deaf, dripping}) {
        over = false;
        {
            const ScriptedScanner peer(socket(), script);
            const auto start = std::chrono::steady_clock::now();
            EXPECT_EQ(outcome(std::string(2'000'000, 'x'),
                              {.kind = ScannerSettings::Kind::local, .path = socket(), .patience = 200ms}),
                      "away: the scanner did not answer in time");
            EXPECT_LT(std::chrono::steady_clock::now() - start, 2s);
            over = true;
        }
        std::filesystem::remove(socket());
    }
}

TEST_F(Clamd, DoesNotGetAFileThatIsGone) {
    const ScriptedScanner peer(socket(), [](int connection) { take_file(connection); });
    const Scanner scanner({.kind = ScannerSettings::Kind::local, .path = socket(), .patience = 2s});
    EXPECT_THROW((void)scanner.scan((folder.path() / "tidak-ada").string()), std::runtime_error);
}

// ---- Debian's own
// -----------------------------------------------------------------------------------------------------

TEST_F(Clamd, FindsTheTestFileWhereverItHides) {
    test::VirusScanner clamd;
    clamd.start();
    const auto settings = scanner_settings(clamd.setting());
    const auto virus = std::string{"virus: "} + test::VirusScanner::signature;
    EXPECT_EQ(outcome(test::pdf(), settings), "clean");
    EXPECT_EQ(outcome(test::docx(), settings), "clean");
    EXPECT_EQ(outcome(test::png(), settings), "clean");
    EXPECT_EQ(outcome("", settings), "clean");
    EXPECT_EQ(outcome(test::eicar(), settings), virus);
    EXPECT_EQ(outcome(test::zip_of({{"surat.txt"}, {"a/b.com", test::eicar()}}), settings), virus);
    EXPECT_EQ(outcome(test::zip_of({{"[Content_Types].xml"}, {"word/document.xml", test::eicar()}}), settings), virus);
    EXPECT_EQ(outcome(test::pdf() + test::eicar(), settings), virus);
    EXPECT_EQ(outcome(std::string(65'536 - 20, 'x') + test::eicar(), settings), virus) << "across two pieces";
    clamd.stop();
    EXPECT_TRUE(outcome(test::pdf(), settings).starts_with("away: "));
    clamd.start();
    EXPECT_EQ(outcome(test::pdf(), settings), "clean");
}

TEST_F(Clamd, SaysWhenAFileIsTooLargeForIt) {
    test::VirusScanner clamd("1M");
    clamd.start();
    const auto settings = scanner_settings(clamd.setting());
    EXPECT_EQ(outcome(std::string(2'000'000, 'x'), settings),
              "error: the scanner says: INSTREAM size limit exceeded. ERROR");
    EXPECT_EQ(outcome(std::string(900'000, 'x'), settings), "clean");
}

}  // namespace
}  // namespace hero
