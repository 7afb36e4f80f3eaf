#include "tests/security/learned.hpp"

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "base/config.hpp"
#include "tests/ask.hpp"
#include "tests/checkout.hpp"
#include "ui/routing.hpp"

namespace hero::test {

namespace {

namespace fs = std::filesystem;

bool holds_any(std::string_view text, const std::vector<std::string_view>& words) {
    return std::ranges::any_of(words, [text](std::string_view word) { return holds(text, word); });
}

std::vector<SourceFile> read_sources() {
    const fs::path source = test::checkout() / "src";
    std::vector<SourceFile> found;
    for (const auto& entry : fs::recursive_directory_iterator(source)) {
        const auto name = fs::relative(entry.path(), source).generic_string();
        const bool is_code = name.ends_with(".cpp") || name.ends_with(".hpp");
        if (!is_code || name.ends_with("_test.cpp") || holds(name, "for_tests") || holds(name, "test_client")) continue;
        std::ifstream in(entry.path(), std::ios::binary);
        found.push_back({name, {std::istreambuf_iterator<char>(in), {}}});
    }
    std::ranges::sort(found, {}, &SourceFile::name);
    return found;
}

}  // namespace

Fields ticket_form(std::string_view subject, std::string_view description) {
    static std::atomic<int> forms = 0;
    return {{"layanan", "e-ska"},
            {"jenis", "kendala"},
            {"dampak", "rendah"},
            {"subjek", std::string{subject}},
            {"deskripsi", std::string{description} + " Mohon bantuannya, terima kasih."},
            {"setuju", "1"},
            {"submit_id", "belajar-" + std::to_string(++forms)}};
}

std::string file_ticket(Browser& browser, std::string_view subject, std::string_view description) {
    const auto response = browser.post("/tiket", ticket_form(subject, description));
    return response.status == 303 ? std::string{response.header("Location")} : "";
}

const std::vector<SourceFile>& program_sources() {
    static const auto sources = read_sources();
    return sources;
}

std::vector<std::string> sources_with(const std::vector<std::string_view>& texts) {
    std::vector<std::string> names;
    for (const auto& file : program_sources())
        if (holds_any(file.text, texts)) names.push_back(file.name);
    return names;
}

std::vector<std::string> routes_with(const std::vector<std::string_view>& words) {
    std::vector<std::string> found;
    for (const auto& route : all_routes())
        if (holds_any(route.pattern, words)) found.emplace_back(route.pattern);
    return found;
}

std::vector<std::string> settings_with(const std::vector<std::string_view>& words) {
    std::vector<std::string> found;
    for (const auto& setting : all_settings())
        if (holds_any(setting.name, words)) found.emplace_back(setting.name);
    return found;
}

std::string queued_letters(TestApp& app) {
    return app.app.db.read([](Tx& tx) {
        std::string all;
        for (const auto& row : tx.run(Ask<"SELECT to_address, to_name, details FROM mails ORDER BY id">{}))
            all += row.text("to_address") + " " + row.text("to_name") + " " + row.text("details") + "\n";
        return all;
    });
}

}  // namespace hero::test
