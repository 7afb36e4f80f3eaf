#include "mail/reading.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "mail/owned.hpp"

namespace hero {

namespace {

std::string line_of(const char* text, std::size_t characters) {
    if (!text) return {};
    return std::string{first_characters(clean_line(showable(text)), characters)};
}

class Reading {
public:
    explicit Reading(ReadMail& mail) : mail_(mail) {}

    void read_headers(GMimeMessage* message) {
        auto* list = g_mime_object_get_header_list(GMIME_OBJECT(message));
        const int count = g_mime_header_list_get_count(list);
        for (int i = 0; i < count; ++i) {
            if (mail_.headers.size() == most_headers) return cut();
            auto* header = g_mime_header_list_get_header_at(list, i);
            mail_.headers.emplace_back(line_of(g_mime_header_get_name(header), longest_header),
                                       line_of(g_mime_header_get_value(header), longest_header));
        }
    }

    void read_part(GMimeObject* part, int depth) {
        if (!part) return;
        if (depth > deepest_part || ++parts_ > most_parts) return cut();
        if (GMIME_IS_MULTIPART(part)) return read_parts(GMIME_MULTIPART(part), depth);
        if (GMIME_IS_TEXT_PART(part) && read_text(GMIME_TEXT_PART(part))) return;
        add_file(part);
    }

private:
    void cut() { mail_.complete = false; }

    void read_parts(GMimeMultipart* parts, int depth) {
        const int count = g_mime_multipart_get_count(parts);
        for (int i = 0; i < count && parts_ <= most_parts; ++i)
            read_part(g_mime_multipart_get_part(parts, i), depth + 1);
    }

    // False when it is one for the files.
    bool read_text(GMimeTextPart* part) {
        auto* disposition = g_mime_object_get_content_disposition(GMIME_OBJECT(part));
        if (disposition && g_mime_content_disposition_is_attachment(disposition)) return false;
        auto* type = g_mime_object_get_content_type(GMIME_OBJECT(part));
        const bool plain = g_mime_content_type_is_type(type, "text", "plain");
        auto& place = plain ? mail_.text : mail_.html;
        if ((!plain && !g_mime_content_type_is_type(type, "text", "html")) || !place.empty()) return false;
        const std::unique_ptr<char, decltype(&g_free)> text(g_mime_text_part_get_text(part), g_free);
        if (!text) return false;
        auto readable = showable(text.get());
        std::erase(readable, '\r');
        place = first_characters(readable, longest_text);
        if (place.size() < readable.size()) cut();
        return true;
    }

    void add_file(GMimeObject* part) {
        auto* type = g_mime_object_get_content_type(part);
        const std::unique_ptr<char, decltype(&g_free)> name(g_mime_content_type_get_mime_type(type), g_free);
        MailFile file{.name = {}, .type = line_of(name.get(), 100)};
        if (GMIME_IS_PART(part)) {
            file.name = line_of(g_mime_part_get_filename(GMIME_PART(part)), 150);
            file.name.erase(0, file.name.find_last_of("/\\") + 1);
            file.size = size_of(g_mime_part_get_content(GMIME_PART(part)));
        }
        mail_.files.push_back(std::move(file));
    }

    static std::uint64_t size_of(GMimeDataWrapper* content) {
        if (!content) return 0;
        const Owned<GMimeStream> nowhere(g_mime_stream_null_new());
        return static_cast<std::uint64_t>(
            std::max<gssize>(g_mime_data_wrapper_write_to_stream(content, nowhere.get()), 0));
    }

    ReadMail& mail_;
    int parts_ = 0;
};

}  // namespace

std::string_view ReadMail::header(std::string_view name) const {
    for (const auto& [key, value] : headers)
        if (folded(key) == folded(name)) return value;
    return {};
}

ReadMail read_mail(std::string_view mime) {
    start_gmime();
    ReadMail mail;
    mail.complete = mime.size() <= longest_mail;
    mime = mime.substr(0, longest_mail);
    const Owned<GMimeStream> stream(g_mime_stream_mem_new_with_buffer(mime.data(), mime.size()));
    const Owned<GMimeParser> parser(g_mime_parser_new_with_stream(stream.get()));
    const Owned<GMimeMessage> message(g_mime_parser_construct_message(parser.get(), nullptr));
    if (!message) return mail;
    Reading reading(mail);
    reading.read_headers(message.get());
    reading.read_part(g_mime_message_get_mime_part(message.get()), 0);
    return mail;
}

}  // namespace hero
