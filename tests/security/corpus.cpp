#include "tests/security/corpus.hpp"

#include <algorithm>
#include <chrono>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <thread>

#include "attachments/files_for_tests.hpp"
#include "base/text.hpp"
#include "base/utf8.hpp"
#include "tests/checkout.hpp"
#include "ui/routing.hpp"

namespace hero::test {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view host = "127.0.0.1:8080";
constexpr std::string_view pause_mark = "\x01\x02pause:";  // in what is sent; "300;" waits, "0;" ends sending
constexpr std::string_view eicar = "X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*";

std::string content_of(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::stringstream text;
    text << in.rdbuf();
    return text.str();
}

// "# about", "key: value" …, an empty line, the text.
Hostile read_input(std::string name, std::string_view file) {
    Hostile input{.name = std::move(name), .about = {}};
    for (;;) {
        const auto end = file.find('\n');
        if (end == std::string_view::npos) throw std::runtime_error(input.name + ": no empty line after the keys");
        const auto line = file.substr(0, end);
        file.remove_prefix(end + 1);
        if (line.empty()) break;
        if (line.starts_with("# ")) {
            input.about += std::string{line.substr(2)} + " ";
            continue;
        }
        const auto colon = line.find(": ");
        if (colon == std::string_view::npos) throw std::runtime_error(input.name + ": no key: " + std::string{line});
        input.keys.emplace(line.substr(0, colon), line.substr(colon + 2));
    }
    if (input.about.empty()) throw std::runtime_error(input.name + ": says not what it is about");
    input.text = file;
    return input;
}

std::string hex_bytes(std::string_view& rest, int digits) {
    const auto value = std::stoul(std::string{rest.substr(0, static_cast<std::size_t>(digits))}, nullptr, 16);
    rest.remove_prefix(static_cast<std::size_t>(digits));
    if (digits == 2) return {static_cast<char>(value)};
    std::string out;
    utf8::append(out, static_cast<char32_t>(value));
    return out;
}

// The character after a backslash, and what belongs to it.
std::string unescaped(std::string_view& rest) {
    const char kind = rest.front();
    rest.remove_prefix(1);
    switch (kind) {
        case 'r':
            return "\r";
        case 'n':
            return "\n";
        case 't':
            return "\t";
        case '0':
            return {'\0'};
        case 'x':
            return hex_bytes(rest, 2);
        case 'u':
            return hex_bytes(rest, 4);
        case 'U':
            return hex_bytes(rest, 8);
        case '\n':
            return "";
        default:
            return {kind};
    }
}

std::string repeated(std::string_view body) {
    const auto space = body.find(' ');
    const auto piece = meant(body.substr(space + 1));
    const auto count = std::stoul(std::string{body.substr(0, space)});
    if (piece.size() == 1) return std::string(count, piece.front());  // millions of them, within the time of an answer
    std::string out;
    out.reserve(count * piece.size());
    for (std::size_t i = 0; i < count; ++i) out += piece;
    return out;
}

std::string file_called(const std::string& name) {
    static const std::map<std::string, std::string, std::less<>> files{
        {"pdf", pdf()},
        {"jpg", jpeg()},
        {"png", png()},
        {"doc", ole_of("WordDocument")},
        {"ppt", ole_of("PowerPoint Document")},
        {"ole-of-zeros", ole_of("WordDocument").substr(0, 8) + std::string(4000, '\0')},
        {"ole-cut", ole_of("WordDocument").substr(0, 1024)},
        {"ole-empty", ole_of("WordDocument", "Root Entry", {.start = 0xFFFFFFFE, .size = 0})},
        {"ole-nowhere", ole_of("WordDocument", "Root Entry", {.start = 999'999, .size = 100})},
        {"doc-small", ole_with_a_small_stream("WordDocument")},
        {"docx", docx()},
        {"xlsx", xlsx()},
        {"pptx", pptx()},
        {"rar4", rar4()},
        {"rar5", rar5()},
        {"exe", exe()},
        {"zip", zip_of({{"surat.pdf"}})},
        {"png-flood", png(65535)},
        {"jpg-cut", jpeg().substr(0, 12)},
        {"jpg-zip", jpeg() + zip_of({{"Main.class"}})},
        {"pdf-html", pdf() + "<html><script>alert(1)</script></html>"},
        {"html-pdf", "<html><script>alert(1)</script></html>" + pdf()},
        {"pdf-script", "%PDF-1.7\n1 0 obj\n<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>\nendobj\n%%EOF\n"},
        {"xlsx-entity",
         zip_of({{"[Content_Types].xml"},
                 {"_rels/.rels"},
                 {"xl/workbook.xml"},
                 {"xl/sharedStrings.xml", "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>&e;"}})},
        {"docx-macro",
         zip_of({{"[Content_Types].xml"}, {"_rels/.rels"}, {"word/document.xml"}, {"word/vbaProject.bin"}})},
        {"zip-bomb", zip_of({{.name = "besar.txt", .content = std::string(2000, 'x'), .claims = 4'000'000'000}})},
        {"zip-overlap",
         zip_of({{.name = "a", .content = std::string(5000, 'x')}, {.name = "b", .content = "", .starts_at = 1}})},
        {"zip-up", zip_of({{"../../etc/cron.d/x"}})},
        {"zip-absolute", zip_of({{"/etc/cron.d/x"}})},
        {"zip-link",
         zip_of({{.name = "x", .content = "/etc/passwd", .made_by = 3 << 8 | 20, .attributes = 0xA1FF0000}})},
        {"zip-link-of-tops-20",
         zip_of({{.name = "x", .content = "/etc/passwd", .made_by = 5 << 8 | 20, .attributes = 0xA1FF0000}})},
        {"zip-two-directories", zip_with_two_directories()},
        {"zip-two-ends", zip_with_two_ends()},
        {"zip-two-names", zip_with_two_names()},
        {"zip-untold-entry", zip_with_an_untold_entry()},
        {"zip-two-methods", zip_with_two_methods()},
        {"zip-behind-the-content", zip_with_an_entry_behind_the_content()},
        {"zip-untrue-size",
         zip_of({{.name = "x", .content = deflated(std::string(3'000'000, 'x')), .claims = 3000, .method = 8}})},
        {"zip-of-a-stream", zip_of_a_stream()},
        {"zip-of-nothing", zip_of_nothing_over_something()},
        {"zip-locked", zip_of({{.name = "x", .flags = 1}})},
        {"rar4-locked", rar4(0x80)},
        {"rar5-bomb", rar5_of({{.unpacked = 1ULL << 40}})},
        {"rar-program", exe() + rar5()},
        {"zip-virus", zip_of({{"eicar.com", std::string{eicar}}})},
    };
    const auto found = files.find(name);
    if (found == files.end()) throw std::runtime_error("no such file: " + name);
    return found->second;
}

std::string part(std::string_view name, std::string_view value) {
    return "--b\r\nContent-Disposition: form-data; name=\"" + std::string{name} + "\"\r\n\r\n" + std::string{value} +
           "\r\n";
}

void replace_all(std::string& text, std::string_view what, std::string_view with) {
    for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size()))
        text.replace(at, what.size(), with);
}

// Without the marks: how long the body is.
std::size_t body_size(std::string_view request) {
    auto body = request.substr(std::min(request.find("\r\n\r\n") + 4, request.size()));
    std::size_t size = 0;
    while (!body.empty()) {
        const auto mark = std::min(body.find(pause_mark), body.size());
        size += mark;
        body.remove_prefix(mark == body.size() ? mark : body.find(';', mark) + 1);
    }
    return size;
}

void send_with_pauses(http::RawClient& client, std::string_view bytes) {
    while (!bytes.empty()) {
        const auto mark = std::min(bytes.find(pause_mark), bytes.size());
        if (!client.send(bytes.substr(0, mark))) return;
        if (mark == bytes.size()) return;
        const auto end = bytes.find(';', mark);
        const auto pause =
            std::stoi(std::string{bytes.substr(mark + pause_mark.size(), end - mark - pause_mark.size())});
        if (pause == 0) client.end_sending();
        std::this_thread::sleep_for(std::chrono::milliseconds(pause));
        bytes.remove_prefix(end + 1);
    }
}

}  // namespace

std::string Hostile::key(const std::string& wanted, std::string_view otherwise) const {
    const auto found = keys.find(wanted);
    return found == keys.end() ? std::string{otherwise} : found->second;
}

std::vector<std::string> Hostile::all(const std::string& wanted) const {
    std::vector<std::string> values;
    const auto [first, last] = keys.equal_range(wanted);
    for (auto at = first; at != last; ++at) values.push_back(at->second);
    return values;
}

std::vector<Hostile> hostile_inputs(std::string_view group) {
    std::vector<fs::path> paths;
    for (const auto& entry : fs::directory_iterator(test::checkout() / "corpus" / group)) paths.push_back(entry);
    std::ranges::sort(paths);
    std::vector<Hostile> inputs;
    for (const auto& path : paths) {
        const auto file = content_of(path);
        std::string_view rest = file;
        for (int number = 1; !rest.empty(); ++number) {
            constexpr std::string_view divider = "\n----\n";
            const auto end = rest.find(divider);
            const auto name = std::string{group} + "/" + path.filename().string();
            inputs.push_back(read_input(number == 1 ? name : name + " (" + std::to_string(number) + ")",
                                        rest.substr(0, end == std::string_view::npos ? end : end + 1)));
            rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + divider.size());
        }
    }
    return inputs;
}

std::string meant(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        if (text.front() == '\\' && text.size() > 1) {
            text.remove_prefix(1);
            out += unescaped(text);
        } else if (text.starts_with("{repeat ")) {
            const auto end = text.find('}');
            out += repeated(text.substr(8, end - 8));
            text.remove_prefix(end + 1);
        } else {
            out += text.front();
            text.remove_prefix(1);
        }
    }
    return out;
}

Target::Target(Patience patience) {
    http::ServerOptions options;
    options.port = 0;
    options.worker_threads = 4;
    options.temp_folder = uploads_.path();
    if (patience == Patience::short_) options.header_seconds = options.body_seconds = options.write_seconds = 1;
    server_.emplace(options, [this](http::Request& request) { return site.handle(request); });
    server_->start();
}

Target::~Target() { server_.reset(); }

Browser& Target::browser(std::string_view key) {
    auto known = browsers_.find(key);
    if (known == browsers_.end()) known = browsers_.emplace(std::string{key}, as(key)).first;
    return known->second;
}

std::string Target::cookie_of(std::string_view key) { return browser(key).cookies["hero"]; }
std::string Target::token_of(std::string_view key) { return browser(key).form_token(); }

Fields Target::ticket_fields() {
    return {{"layanan", "e-ska"},
            {"jenis", "kendala"},
            {"dampak", "rendah"},
            {"subjek", "SKA ditolak sistem"},
            {"deskripsi", "Pengajuan SKA kami ditolak sejak tadi pagi."},
            {"setuju", "1"},
            {"submit_id", "korpus-" + std::to_string(++forms_)}};
}

std::string Target::ticket_parts(std::string_view without, std::string_view key) {
    std::string parts = part("csrf", token_of(key));
    for (const auto& [name, value] : ticket_fields())
        if (name != without) parts += part(name, value);
    return parts;
}

std::string Target::bearer_of(std::string_view key) {
    const auto who = person(key);
    return app.db.write(
        [&](Tx& tx) { return issue_token(tx, who, {.name = "Program uji", .scopes = {Scope::read_tickets}}); });
}

std::optional<std::string> Target::macro(std::string_view body, std::string_view key) {
    const auto space = body.find(' ');
    const auto word = body.substr(0, space);
    const auto rest = space == std::string_view::npos ? std::string_view{} : body.substr(space + 1);
    if (body == "host") return std::string{host};
    if (body == "cookie") return "hero=" + cookie_of(key);
    if (body == "token") return token_of(key);
    const auto session = "Host: " + std::string{host} + "\r\nCookie: hero=" + (key.empty() ? "" : cookie_of(key));
    if (body == "session") return session;
    if (body == "form")
        return session + "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {length}";
    if (body == "multipart")
        return session + "\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: {length}";
    if (body == "stop") return std::string{pause_mark} + "0;";
    if (word == "wait") return std::string{pause_mark} + std::string{rest} + ";";
    if (word == "fields") return ticket_parts(rest.starts_with("without ") ? rest.substr(8) : "", key);
    if (word == "bearer") return bearer_of(rest);
    if (word == "content") return file_called(std::string{rest});
    if (word == "repeat") return repeated(rest);
    for (const std::string_view thing : {"ticket", "file", "person", "row", "session", "token", "team", "service"})
        if (word == thing && !rest.empty()) return filled("{" + std::string{body} + "}");
    return std::nullopt;
}

// A request: lines end as HTTP wants it, {…} that has a meaning is replaced, anything else stays.
std::string Target::expanded(std::string_view text, std::string_view key) {
    std::string out;
    while (!text.empty()) {
        const char next = text.front();
        if (next == '\\' && text.size() > 1) {
            text.remove_prefix(1);
            out += unescaped(text);
            continue;
        }
        const auto end = next == '{' ? text.find('}') : std::string_view::npos;
        const auto value = end == std::string_view::npos ? std::nullopt : macro(text.substr(1, end - 1), key);
        if (value) {
            out += *value;
            text.remove_prefix(end + 1);
            continue;
        }
        out += next == '\n' ? "\r\n" : std::string{next};
        text.remove_prefix(1);
    }
    replace_all(out, "{length}", std::to_string(body_size(out)));
    return out;
}

std::string Target::request_of(const Hostile& input) { return expanded(input.text, input.key("as")); }

http::Answer Target::send_bytes(std::string_view request) {
    http::RawClient client(server_->port());
    send_with_pauses(client, request);
    return client.receive(request.starts_with("HEAD "));
}

http::Answer Target::get(std::string_view key, const std::string& path) {
    http::RawClient client(server_->port());
    return client.ask("GET " + path + " HTTP/1.1\r\nHost: " + std::string{host} + "\r\nCookie: hero=" + cookie_of(key) +
                      "\r\n\r\n");
}

http::Answer Target::post(std::string_view key, const std::string& path, const Fields& fields) {
    std::string body = part("csrf", token_of(key));
    // No text of the corpus holds this, unlike "b".
    body.replace(0, 5, "--batas-formulir\r\n");
    for (const auto& [name, value] : fields)
        body += "--batas-formulir\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
    body += "--batas-formulir--\r\n";
    http::RawClient client(server_->port());
    return client.ask("POST " + path + " HTTP/1.1\r\nHost: " + std::string{host} +
                      "\r\nCookie: hero=" + cookie_of(key) +
                      "\r\nContent-Type: multipart/form-data; boundary=batas-formulir\r\nContent-Length: " +
                      std::to_string(body.size()) + "\r\n\r\n" + body);
}

bool Target::is_alive() {
    http::RawClient client(server_->port());
    return client.ask("GET /healthz/live HTTP/1.1\r\nHost: " + std::string{host} + "\r\n\r\n").status == 200;
}

bool holds(std::string_view expected, int status) {
    for (const auto one : split(expected, '|'))
        if (one == (status == 0 ? "none" : std::to_string(status))) return true;
    return false;
}

std::string in_html(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '&')
            out += "&amp;";
        else if (c == '<')
            out += "&lt;";
        else if (c == '>')
            out += "&gt;";
        else if (c == '"')
            out += "&quot;";
        else if (c == '\'')
            out += "&#39;";
        else
            out += c;
    }
    return out;
}

}  // namespace hero::test
