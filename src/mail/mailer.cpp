#include <filesystem>
#include <fstream>
#include <iterator>

#include "mail/mail.hpp"
#include "mail/mime.hpp"
#include "mail/smtp.hpp"

namespace hero {

namespace {

// Without its ending.
std::string place_of(const MailSettings& settings, const Letter& letter) {
    auto number = std::to_string(letter.id);
    number.insert(0, number.size() < 10 ? 10 - number.size() : 0, '0');
    return settings.folder + "/" + number;
}

// One file a letter under a name of its own: a letter that is sent twice is there once.
void write_file(const MailSettings& settings, const Letter& letter, const std::string& mime) {
    namespace fs = std::filesystem;
    fs::create_directories(settings.folder);
    const auto place = place_of(settings, letter) + ".eml", temporary = place_of(settings, letter) + ".tmp";
    std::ofstream file(temporary, std::ios::binary);
    file << mime;
    file.close();
    if (!file) throw std::runtime_error("mail: cannot write into the folder of letters");
    fs::rename(temporary, place);
}

}  // namespace

Mailer::Mailer(MailSettings settings) : settings_(std::move(settings)) {}

void Mailer::send(const Letter& letter) const {
    switch (settings_.kind) {
        case MailSettings::Kind::none:
            return;
        case MailSettings::Kind::file:
            return write_file(settings_, letter, mime_of(letter, settings_));
        case MailSettings::Kind::smtp:
            return send_by_smtp(settings_, letter.to_address, mime_of(letter, settings_));
    }
}

std::optional<std::string> Mailer::stored(const Letter& letter) const {
    if (settings_.kind != MailSettings::Kind::file) return std::nullopt;
    std::ifstream file(place_of(settings_, letter) + ".eml", std::ios::binary);
    if (!file) return std::nullopt;
    return std::string{std::istreambuf_iterator<char>(file), {}};
}

}  // namespace hero
