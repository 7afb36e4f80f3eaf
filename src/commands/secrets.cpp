#include "commands/secrets.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <system_error>

#include "base/log.hpp"
#include "credentials/credentials.hpp"

namespace hero {

namespace {

// On the disk before anything is sealed under it, and for nobody else to read. Another process may have been faster:
// its key counts then.
void make_key_file(const std::string& path) {
    const auto text = SealingKeys::fresh_key() + "\n";
    const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (file < 0 && errno == EEXIST) return;
    if (file < 0) throw std::system_error(errno, std::generic_category(), path);
    const bool written =
        ::write(file, text.data(), text.size()) == static_cast<::ssize_t>(text.size()) && ::fsync(file) == 0;
    const int why = errno;
    ::close(file);
    if (!written) {
        ::unlink(path.c_str());
        throw std::system_error(why, std::generic_category(), path);
    }
    const auto folder = std::filesystem::path(path).parent_path();
    const int names = ::open(folder.c_str(), O_RDONLY | O_CLOEXEC);
    const bool kept = names >= 0 && ::fsync(names) == 0;
    if (names >= 0) ::close(names);
    if (!kept) throw std::system_error(errno, std::generic_category(), folder.string());
}

}  // namespace

std::string wrong_with_keys(const Config& config, const SealingKeys& keys, const std::optional<std::string>& wanted) {
    if (!wanted || keys.knows(*wanted)) return {};
    const auto place = config.text("secrets-key").empty() ? "the file " + sealing_key_file(config)
                                                          : std::string{"the setting secrets-key"};
    return (keys.empty() ? place + " is not there" : place + " has another key") +
           ", but the second factors of this database are sealed under the key " + *wanted +
           ": bring that key back, or set secrets-key to it";
}

void unlock_secrets(App& app) {
    const auto wanted = app.db.read([](Tx& tx) { return secrets_sealed_under(tx); });
    if (const auto wrong = wrong_with_keys(app.config, app.sealing, wanted); !wrong.empty())
        throw ConfigError("secrets-key: " + wrong);
    if (app.sealing.empty()) {
        make_key_file(sealing_key_file(app.config));
        app.sealing = sealing_keys(app.config);
        log::info("secrets.key_made", {{"key", app.sealing.fingerprint()}});
    }
    const int sealed = app.db.write([&](Tx& tx) { return seal_second_factors(tx, app.sealing); });
    if (sealed > 0)
        log::info("secrets.sealed", {{"secrets", std::to_string(sealed)}, {"key", app.sealing.fingerprint()}});
}

}  // namespace hero
