#include "attachments/content.hpp"

#include <gtest/gtest.h>

#include "attachments/files_for_tests.hpp"

namespace hero {
namespace {

using namespace test;

Verdict check(std::string_view extension, std::string_view bytes) {
    const auto* format = format_of(extension);
    if (!format) throw std::logic_error("no such format");
    return check_content(*format, bytes);
}

std::string html() { return "<!DOCTYPE html><html><body><script>alert(1)</script></body></html>"; }

TEST(FormatOf, KnowsTheGuidesElevenAndNothingElse) {
    for (const auto* extension : {"jpg", "jpeg", "png", "pdf", "doc", "docx", "xls", "xlsx", "ppt", "zip", "rar"})
        EXPECT_TRUE(format_of(extension)) << extension;
    for (const auto* extension : {"pptx", "svg", "html", "exe", "docm", "xlsm", "7z", "gif", "txt", "php", "PDF", ""})
        EXPECT_FALSE(format_of(extension)) << extension;
}

TEST(CheckContent, AcceptsEveryFormat) {
    EXPECT_EQ(check("jpg", jpeg()), Verdict::agrees);
    EXPECT_EQ(check("jpeg", jpeg()), Verdict::agrees);
    EXPECT_EQ(check("png", png()), Verdict::agrees);
    EXPECT_EQ(check("pdf", pdf()), Verdict::agrees);
    EXPECT_EQ(check("doc", ole_of("WordDocument")), Verdict::agrees);
    EXPECT_EQ(check("xls", ole_of("Workbook")), Verdict::agrees);
    EXPECT_EQ(check("xls", ole_of("Book")), Verdict::agrees);
    EXPECT_EQ(check("ppt", ole_of("PowerPoint Document")), Verdict::agrees);
    EXPECT_EQ(check("docx", docx()), Verdict::agrees);
    EXPECT_EQ(check("xlsx", xlsx()), Verdict::agrees);
    EXPECT_EQ(check("zip", zip_of({{"surat.pdf"}, {"folder/"}})), Verdict::agrees);
    EXPECT_EQ(check("zip", zip_of({})), Verdict::agrees);
    EXPECT_EQ(check("zip", zip_of({{"surat.pdf"}}, "catatan PK\5\6 di akhir")), Verdict::agrees);
    EXPECT_EQ(check("rar", rar4()), Verdict::agrees);
    EXPECT_EQ(check("rar", rar5()), Verdict::agrees);
}

TEST(CheckContent, RefusesWhatOnlyHasTheName) {
    for (const auto* extension : {"jpg", "jpeg", "png", "pdf", "doc", "docx", "xls", "xlsx", "ppt", "zip", "rar"}) {
        EXPECT_EQ(check(extension, exe()), Verdict::differs) << extension;
        EXPECT_EQ(check(extension, html()), Verdict::differs) << extension;
        EXPECT_EQ(check(extension, "<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>"),
                  Verdict::differs);
        EXPECT_EQ(check(extension, "<?xml version=\"1.0\"?><x/>"), Verdict::differs) << extension;
        EXPECT_EQ(check(extension, "teks biasa"), Verdict::differs) << extension;
        EXPECT_EQ(check(extension, std::string(64, '\0')), Verdict::differs) << extension;
        EXPECT_EQ(check(extension, "P"), Verdict::differs) << extension;
    }
    EXPECT_EQ(check("pdf", exe() + pdf()), Verdict::differs);
    EXPECT_EQ(check("pdf", html() + pdf()), Verdict::differs);
    EXPECT_EQ(check("zip", exe() + zip_of({{"a"}})), Verdict::differs);
    EXPECT_EQ(check("rar", exe() + rar4()), Verdict::differs);
}

TEST(CheckContent, TellsRelatedFormatsApart) {
    EXPECT_EQ(check("png", jpeg()), Verdict::differs);
    EXPECT_EQ(check("docx", xlsx()), Verdict::differs);
    EXPECT_EQ(check("xlsx", docx()), Verdict::differs);
    EXPECT_EQ(check("docx", pptx()), Verdict::differs);
    EXPECT_EQ(check("docx", zip_of({{"word/document.xml"}})), Verdict::differs);
    EXPECT_EQ(check("doc", docx()), Verdict::differs);
    EXPECT_EQ(check("doc", ole_of("Workbook")), Verdict::differs);
    EXPECT_EQ(check("ppt", ole_of("WordDocument")), Verdict::differs);
    EXPECT_EQ(check("zip", docx()), Verdict::agrees);
}

TEST(CheckContent, RefusesProgramsInOfficeClothes) {
    EXPECT_EQ(check("doc", ole_of("Property")), Verdict::differs) << "an MSI installer";
    EXPECT_EQ(check("docx", zip_of({{"[Content_Types].xml"}, {"word/document.xml"}, {"word/vbaProject.bin"}})),
              Verdict::differs);
}

TEST(CheckContent, PassesGenuineFilesThatEndTooEarly) {
    EXPECT_EQ(check("jpg", jpeg().substr(0, 12)), Verdict::agrees);
    EXPECT_EQ(check("png", png().substr(0, 30)), Verdict::agrees);
    EXPECT_EQ(check("pdf", pdf().substr(0, 9)), Verdict::agrees);
    EXPECT_EQ(check("doc", ole_of("WordDocument").substr(0, 1024)), Verdict::agrees);
    EXPECT_EQ(check("rar", rar4().substr(0, 20)), Verdict::agrees);
    EXPECT_EQ(check("rar", rar5().substr(0, 13)), Verdict::agrees);
    EXPECT_EQ(check("zip", docx().substr(0, 100)), Verdict::differs) << "the directory is at the end";
}

TEST(CheckContent, AcceptsHarmlessPolyglots) {
    EXPECT_EQ(check("jpg", jpeg() + zip_of({{"x.class"}})), Verdict::agrees);
    EXPECT_EQ(check("pdf", pdf() + html()), Verdict::agrees);
    EXPECT_EQ(check("png", png(65'535)), Verdict::agrees) << "nothing here draws it";
}

TEST(CheckContent, FindsWhatIsLocked) {
    EXPECT_EQ(check("zip", zip_of({{"a.pdf"}, {"b.pdf", "isi", 1}})), Verdict::locked);
    EXPECT_EQ(check("docx", ole_of("EncryptedPackage")), Verdict::locked);
    EXPECT_EQ(check("rar", rar4(0x80)), Verdict::locked);
    EXPECT_EQ(check("rar", rar4(0, 0x04)), Verdict::locked);
    EXPECT_EQ(check("rar", rar5(rar5_block(std::string("\4\0\0\0", 4)))), Verdict::locked);
    EXPECT_EQ(check("rar", rar5_of({{}, {.name = "b", .extra = rar5_record(1, "x")}})), Verdict::locked);
    const auto other_record = rar5_block(std::string("\2\1\3", 3) + "namae" + std::string("\2\1\0", 3));
    EXPECT_EQ(check("rar", rar5(other_record)), Verdict::locked) << "whatever else is wrong with it";
    EXPECT_EQ(check("rar", rar5_of({{.name = "b", .extra = rar5_record(3, "x")}})), Verdict::agrees);
    EXPECT_EQ(check("rar", rar4_of({{}, {.flags = 0x04}})), Verdict::locked);
}

TEST(CheckContent, RefusesEntriesThatLeaveTheirFolder) {
    for (const auto* name : {"../rahasia", "a/../../b", "/etc/passwd", "C:\\x.dll", "\\\\server\\x", "a\\..\\..\\b"})
        EXPECT_EQ(check("zip", zip_of({{"a.pdf"}, {name}})), Verdict::dangerous) << name;
    EXPECT_EQ(check("zip", zip_of({{std::string("a\0.pdf", 6)}})), Verdict::dangerous);
    EXPECT_EQ(check("zip", zip_of({{"..surat..pdf"}, {"a..b/c"}})), Verdict::agrees);
    EXPECT_EQ(check("zip", zip_of({{"tautan", "/etc", 0, 3 << 8 | 20, std::uint64_t{0120777} << 16}})),
              Verdict::dangerous);
    EXPECT_EQ(check("zip", zip_of({{"berkas", "isi", 0, 3 << 8 | 20, std::uint64_t{0100644} << 16}})), Verdict::agrees);
}

TEST(CheckContent, RefusesBombs) {
    EXPECT_EQ(check("zip", zip_of({{"a", "isi", 0, 20, 0, 101 * 1024 * 1024}})), Verdict::dangerous);
    const ZipEntry half{"a", std::string(1'000'000, 'x'), 0, 20, 0, 60 * 1024 * 1024};
    EXPECT_EQ(check("zip", zip_of({half})), Verdict::agrees);
    EXPECT_EQ(check("zip", zip_of({half, half})), Verdict::dangerous) << "together";
    EXPECT_EQ(check("zip", zip_of({{"a", "isi", 0, 20, 0, 11 * 1024 * 1024}})), Verdict::dangerous) << "ratio";
    EXPECT_EQ(check("zip", zip_of({{"putih.bmp", "isi", 0, 20, 0, 9 * 1024 * 1024}})), Verdict::agrees);
    EXPECT_EQ(check("zip", zip_of({{"a"}, {"b", "isi", 0, 20, 0, 0, 1}})), Verdict::dangerous) << "overlap";
    EXPECT_EQ(check("zip", zip_of(std::vector<ZipEntry>(1000, ZipEntry{"a"}))), Verdict::agrees);
    EXPECT_EQ(check("zip", zip_of(std::vector<ZipEntry>(1001, ZipEntry{"a"}))), Verdict::dangerous);
}

TEST(CheckContent, BoundsWhatARarUnpacksTo) {
    constexpr std::uint64_t megabyte = 1024 * 1024;
    using Make = std::string (*)(const std::vector<RarEntry>&);
    for (const Make make : {Make{rar4_of}, Make{rar5_of}}) {
        const RarEntry half{.unpacked = 60 * megabyte, .content = std::string(1'000'000, 'x')};
        EXPECT_EQ(check("rar", make({{}, {.name = "folder/isi.xls"}})), Verdict::agrees);
        EXPECT_EQ(check("rar", make({half})), Verdict::agrees);
        EXPECT_EQ(check("rar", make({half, half})), Verdict::dangerous) << "together";
        EXPECT_EQ(check("rar", make({{}, {.unpacked = 101 * megabyte}})), Verdict::dangerous);
        EXPECT_EQ(check("rar", make({{}, {.unpacked = 1ULL << 40}})), Verdict::dangerous);
        EXPECT_EQ(check("rar", make({{.unpacked = 11 * megabyte}})), Verdict::dangerous) << "ratio";
        EXPECT_EQ(check("rar", make({{.unpacked = 9 * megabyte}})), Verdict::agrees);
        EXPECT_EQ(check("rar", make(std::vector<RarEntry>(1000))), Verdict::agrees);
        EXPECT_EQ(check("rar", make(std::vector<RarEntry>(1001))), Verdict::dangerous);
        for (const auto* name : {"../rahasia", "a\\..\\..\\b", "/etc/passwd", "C:\\x.dll", "\\\\server\\x"})
            EXPECT_EQ(check("rar", make({{}, {.name = name}})), Verdict::dangerous) << name;
        EXPECT_EQ(check("rar", make({{.name = "..surat..pdf"}})), Verdict::agrees);
    }
    EXPECT_EQ(check("rar", rar4_of({{.name = "tautan", .attributes = 0120777}})), Verdict::dangerous);
    EXPECT_EQ(check("rar", rar4_of({{.name = "berkas", .attributes = 0100644}})), Verdict::agrees);
    EXPECT_EQ(check("rar", rar4_of({{.name = std::string("nama\0\1\2", 7)}})), Verdict::agrees) << "in Unicode too";
    for (const auto way : {1, 2, 3, 4})
        EXPECT_EQ(check("rar", rar5_of({{.extra = rar5_record(5, std::string{static_cast<char>(way)})}})),
                  Verdict::dangerous)
            << "a link of kind " << way;
    EXPECT_EQ(check("rar", rar5_of({{.extra = rar5_record(5, "\5")}})), Verdict::agrees) << "a copy";
    EXPECT_EQ(check("rar", rar5_of({{.flags = 8}})), Verdict::dangerous) << "of a size that is not said";
    EXPECT_EQ(check("rar", rar5_of({{.name = std::string("a\0.pdf", 6)}})), Verdict::dangerous);
    const auto too_short = rar5_block(std::string("\2\0\0\3\0\0\1\x7f", 8) + "nama");
    EXPECT_EQ(check("rar", rar5(too_short)), Verdict::differs) << "a header that ends before the name does";
}

TEST(CheckContent, ReadsSizesOfZip64) {
    const auto wide = [](std::uint64_t size) {
        return ZipEntry{"a", "isi", 0, 20, 0, 0xFFFFFFFF, 0, bytes_of(1, 2) + bytes_of(8, 2) + bytes_of(size, 8)};
    };
    EXPECT_EQ(check("zip", zip_of({wide(3)})), Verdict::agrees);
    EXPECT_EQ(check("zip", zip_of({wide(1ULL << 40)})), Verdict::dangerous);
    EXPECT_EQ(check("zip", zip_of({{"a", "isi", 0, 20, 0, 0xFFFFFFFF}})), Verdict::differs) << "the field is missing";
}

TEST(CheckContent, RefusesADirectoryThatHidesEntries) {
    auto file = zip_of({{"a"}, {"b"}});
    file[file.size() - 12] = 1;  // of two, the end record counts one
    file[file.size() - 14] = 1;
    EXPECT_EQ(check("zip", file), Verdict::differs);
}

// No file, however it was cut or bent, may do more than get another verdict.
TEST(CheckContent, SurvivesEveryCutAndEveryFlippedByte) {
    const std::vector<std::pair<const char*, std::string>> files{
        {"docx", docx()},
        {"zip", zip_of({{"a", "isi", 0, 20, 0, 0xFFFFFFFF, 0, bytes_of(1, 2) + bytes_of(8, 2) + bytes_of(9, 8)}})},
        {"doc", ole_of("WordDocument")},
        {"rar", rar4()},
        {"rar", rar4_of({{.unpacked = 1ULL << 33}, {.name = "b"}})},
        {"rar", rar5_of({{.extra = rar5_record(3, "x")}, {.name = "b"}})},
    };
    for (const auto& [extension, file] : files) {
        const auto step = file.size() > 600 ? 7 : 1;
        for (std::size_t at = 0; at < file.size(); at += step) {
            check(extension, std::string_view{file}.substr(0, at));
            for (const char flip : {'\x01', '\x80', '\xFF'}) {
                auto bent = file;
                bent[at] = static_cast<char>(bent[at] ^ flip);
                check(extension, bent);
            }
        }
    }
}

}  // namespace
}  // namespace hero
