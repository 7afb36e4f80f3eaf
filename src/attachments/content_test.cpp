#include "attachments/content.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "attachments/files_for_tests.hpp"

namespace hero {
namespace {

using namespace test;

Verdict check(std::string_view extension, std::string_view bytes) {
    const auto* format = format_of(extension);
    if (!format) throw std::logic_error("no such format");
    return check_content(*format, bytes);
}

std::string from_hex(std::string_view digits) {
    std::string bytes;
    for (std::size_t at = 0; at < digits.size(); at += 2)
        bytes += static_cast<char>(std::stoi(std::string{digits.substr(at, 2)}, nullptr, 16));
    return bytes;
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
    EXPECT_EQ(check("zip", zip_of({{"surat.pdf"}}, "catatan PK di akhir")), Verdict::agrees);
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
    EXPECT_EQ(check("rar", rar4().substr(0, 20)), Verdict::agrees);
    EXPECT_EQ(check("rar", rar5().substr(0, 13)), Verdict::agrees);
    EXPECT_EQ(check("zip", docx().substr(0, 100)), Verdict::differs) << "the directory is at the end";
}

// Eight bytes of signature and anything behind them are no document: somebody opens what we call one.
TEST(CheckContent, RefusesOldOfficeFilesWithoutTheirStream) {
    const auto whole = ole_of("WordDocument");
    for (const auto* extension : {"doc", "xls", "ppt"}) {
        EXPECT_EQ(check(extension, whole.substr(0, 8) + std::string(4000, '\0')), Verdict::differs) << extension;
        EXPECT_EQ(check(extension, whole.substr(0, 512) + std::string(4000, 'x')), Verdict::differs) << extension;
    }
    for (const std::size_t length : {8U, 511U, 512U, 1024U, 1535U, 2048U})
        EXPECT_EQ(check("doc", whole.substr(0, length)), Verdict::differs) << "cut at " << length;
    EXPECT_EQ(check("doc", whole.substr(0, whole.size() - 512)), Verdict::differs) << "cut in the text";
    EXPECT_EQ(check("doc", whole.substr(0, whole.size() - 200)), Verdict::agrees) << "the last sector is short";
    EXPECT_EQ(check("doc", ole_of("WordDocument", "Akar")), Verdict::differs);
    auto strewn = ole_of("Property");
    strewn += ole_of("WordDocument").substr(1024, 512);
    EXPECT_EQ(check("doc", strewn), Verdict::differs) << "an entry that no chain leads to";
    const auto bent = [&](std::size_t at, std::uint64_t number) {
        auto file = whole;
        file.replace(at, 4, bytes_of(number, 4));
        return check("doc", file);
    };
    EXPECT_EQ(bent(48, 1000), Verdict::differs) << "a directory outside of the file";
    EXPECT_EQ(bent(48, 0xFFFFFFFF), Verdict::differs);
    EXPECT_EQ(bent(512 + 4, 1), Verdict::differs) << "a directory that leads to itself";
    EXPECT_EQ(bent(512 + 8, 2), Verdict::differs) << "a stream that leads to itself";
    EXPECT_EQ(bent(76, 5000), Verdict::differs) << "a table outside of the file";
    EXPECT_EQ(bent(30, 0x00060040), Verdict::differs) << "sectors of 2^64 bytes";
}

// What is shorter than 4096 bytes lies in pieces of 64 in a stream of the root's ([MS-CFB] 2.6.3).
TEST(CheckContent, FollowsSmallStreamsOfOldOfficeFiles) {
    const std::string stream = "WordDocument";
    const auto small = ole_with_a_small_stream(stream);
    EXPECT_EQ(check("doc", small), Verdict::agrees);
    EXPECT_EQ(check("doc", ole_of(stream, "Root Entry", {.start = 0xFFFFFFFE, .size = 0})), Verdict::differs)
        << "an empty one";
    EXPECT_EQ(check("doc", ole_of(stream, "Root Entry", {.start = 999'999, .size = 100})), Verdict::differs)
        << "the root has no stream";
    EXPECT_EQ(check("doc", ole_with_a_small_stream(stream, 0)), Verdict::differs);
    EXPECT_EQ(check("doc", ole_with_a_small_stream(stream, 129)), Verdict::differs) << "more than its pieces";
    EXPECT_EQ(check("doc", ole_with_a_small_stream(stream, 64, 3)), Verdict::agrees);
    for (const std::uint64_t start : {4U, 999'999U, 0xFFFFFFFEU, 0xFFFFFFFFU})
        EXPECT_EQ(check("doc", ole_with_a_small_stream(stream, 64, start)), Verdict::differs) << start;
    const auto bent = [&](std::size_t at, std::uint64_t number) {
        auto file = small;
        file.replace(at, 4, bytes_of(number, 4));
        return check("doc", file);
    };
    const std::size_t table = 4 * 512;
    EXPECT_EQ(bent(table, 0), Verdict::differs) << "a piece that leads to itself";
    EXPECT_EQ(bent(table, 4), Verdict::differs) << "behind the root's stream";
    EXPECT_EQ(bent(60, 1000), Verdict::differs) << "a table outside of the file";
    EXPECT_EQ(bent(60, 0xFFFFFFFE), Verdict::differs) << "no table";
    EXPECT_EQ(bent(32, 0x40), Verdict::differs) << "pieces of 2^64 bytes";
    EXPECT_EQ(check("doc", small.substr(0, 3 * 512)), Verdict::differs) << "cut before the root's stream";
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
    for (const std::uint64_t host : {0U, 5U, 10U, 16U, 19U, 30U, 255U})
        EXPECT_EQ(check("zip", zip_of({{"tautan", "/etc", 0, host << 8 | 20, std::uint64_t{0120777} << 16}})),
                  Verdict::dangerous)
            << "Info-ZIP makes a link of it, whatever system it says it is from: " << host;
}

// What the directory says, every entry says too: in front of its content, or behind it, where nothing else is.
class ZipEntries : public testing::Test {
protected:
    const std::string text = "halo dunia, halo dunia, halo dunia", packed = deflated(text);

    // The local header of `shown`, bent from byte `at` on.
    static Verdict bent(const ZipEntry& shown, std::size_t at, const std::string& bytes) {
        auto parts = zip_parts_of({shown});
        parts.file.replace(at, bytes.size(), bytes);
        return check("zip", parts.file + parts.directory + zip_end(1, parts.directory.size(), parts.file.size()));
    }
    // Sizes and checksum stand behind the content, in `descriptor`.
    [[nodiscard]] Verdict streamed(const std::string& content, const std::string& descriptor, std::uint64_t method = 8,
                                   const std::string& before = std::string(12, '\0')) const {
        const auto unpacked = method == 8 ? text.size() : content.size();
        const ZipEntry shown{.name = "surat.pdf", .content = content, .flags = 8, .claims = unpacked, .method = method};
        auto parts = zip_parts_of({shown});
        parts.file.replace(14, before.size(), before);
        parts.file += descriptor;
        const auto more = zip_parts_of({{"b.pdf"}});
        auto directory = more.directory;
        directory.replace(42, 4, bytes_of(parts.file.size(), 4));
        parts.file += more.file;
        parts.directory += directory;
        return check("zip", parts.file + parts.directory + zip_end(2, parts.directory.size(), parts.file.size()));
    }
    [[nodiscard]] std::string sizes(int count) const {
        return bytes_of(0, 4) + bytes_of(packed.size(), count) + bytes_of(text.size(), count);
    }
};

TEST_F(ZipEntries, SayWhatTheDirectorySays) {
    const ZipEntry shown{.name = "surat.pdf", .content = packed, .claims = text.size(), .method = 8};
    EXPECT_EQ(bent(shown, 0, "P"), Verdict::agrees);
    EXPECT_EQ(bent(shown, 6, bytes_of(6, 2)), Verdict::agrees) << "how hard the packer tried";
    EXPECT_EQ(bent(shown, 6, bytes_of(0x800, 2)), Verdict::agrees) << "ASCII is UTF-8";
    for (const std::uint64_t flags : {1U, 8U, 0x40U, 0x2000U})
        EXPECT_EQ(bent(shown, 6, bytes_of(flags, 2)), Verdict::differs) << flags;
    EXPECT_EQ(bent(shown, 8, bytes_of(0, 2)), Verdict::differs) << "another method";
    EXPECT_EQ(bent(shown, 14, bytes_of(1, 4)), Verdict::differs) << "another checksum";
    EXPECT_EQ(bent(shown, 18, bytes_of(packed.size() - 1, 4)), Verdict::differs);
    EXPECT_EQ(bent(shown, 18, bytes_of(0, 4)), Verdict::differs) << "a size that nothing says later";
    EXPECT_EQ(bent(shown, 22, bytes_of(1'500'000'000, 4)), Verdict::differs);
    EXPECT_EQ(bent(shown, 22, bytes_of(0xFFFFFFFF, 4)), Verdict::differs) << "the field of ZIP64 is missing";
    EXPECT_EQ(check("zip", zip_with_two_methods()), Verdict::differs);
    const ZipEntry accented{.name = "r\xC3\xA9sum\xC3\xA9"};
    EXPECT_EQ(bent(accented, 0, "P"), Verdict::agrees);
    EXPECT_EQ(bent(accented, 6, bytes_of(0x800, 2)), Verdict::differs) << "another alphabet is another name";
}

TEST_F(ZipEntries, SayItInTheFieldOfZip64Too) {
    const auto wide = [&](std::uint64_t unpacked, std::uint64_t inside) {
        ZipEntry shown{.name = "a", .content = packed, .claims = text.size(), .method = 8};
        shown.extra = bytes_of(1, 2) + bytes_of(16, 2) + bytes_of(unpacked, 8) + bytes_of(inside, 8);
        return bent(shown, 18, std::string(8, '\xFF'));
    };
    EXPECT_EQ(wide(text.size(), packed.size()), Verdict::agrees);
    EXPECT_EQ(wide(1ULL << 31, packed.size()), Verdict::differs);
    EXPECT_EQ(wide(text.size(), packed.size() + 1), Verdict::differs);
    const auto sized = bytes_of(1, 2) + bytes_of(8, 2) + bytes_of(3, 8);
    EXPECT_EQ(check("zip", zip_of({{.name = "a", .extra = sized + sized}})), Verdict::differs) << "which of them?";
    EXPECT_EQ(check("zip", zip_of({{.name = "a", .extra = bytes_of(7, 2) + bytes_of(9, 2)}})), Verdict::differs)
        << "a field that is longer than what holds it";
    EXPECT_EQ(check("zip", zip_of({{.name = "a", .extra = std::string(3, '\0')}})), Verdict::agrees) << "padding";
}

TEST_F(ZipEntries, HaveTheSameNameInUnicode) {
    const auto path = [](const std::string& name) {
        return bytes_of(0x7075, 2) + bytes_of(name.size() + 5, 2) + std::string("\1\0\0\0\0", 5) + name;
    };
    const ZipEntry shown{.name = "surat.pdf", .extra = path("s\xC3\xBArat.pdf")};
    EXPECT_EQ(bent(shown, 0, "P"), Verdict::agrees);
    EXPECT_EQ(bent(shown, 39 + 9, "../x"), Verdict::differs) << "the directory's is another one";
    const ZipEntry plain{.name = "surat.pdf", .extra = bytes_of(0x7076, 2) + path("../x.pdf").substr(2)};
    EXPECT_EQ(bent(plain, 0, "P"), Verdict::agrees);
    EXPECT_EQ(bent(plain, 39, bytes_of(0x7075, 2)), Verdict::differs) << "the directory has none";
    EXPECT_EQ(check("zip", zip_of({{.name = "a", .extra = path("b") + path("c")}})), Verdict::differs);
}

TEST_F(ZipEntries, MaySayItBehindTheirContent) {
    EXPECT_EQ(check("zip", zip_of_a_stream()), Verdict::agrees);
    const std::string signature{"PK\7\10", 4};
    for (const int count : {4, 8})
        for (const auto& begin : {signature, std::string{}})
            EXPECT_EQ(streamed(packed, begin + sizes(count)), Verdict::agrees) << count << begin;
    EXPECT_EQ(streamed(packed, signature + sizes(4), 8, bytes_of(0, 8) + bytes_of(text.size(), 4)), Verdict::agrees)
        << "Info-ZIP knows that one before";
    EXPECT_EQ(streamed(packed, signature + sizes(4), 8, bytes_of(0, 8) + bytes_of(1, 4)), Verdict::differs);
    EXPECT_EQ(streamed(packed, ""), Verdict::differs) << "they are nowhere";
    EXPECT_EQ(streamed(packed, signature + sizes(4) + "x"), Verdict::differs);
    EXPECT_EQ(streamed(packed, signature + sizes(8).substr(0, 12)), Verdict::differs) << "other sizes";
    EXPECT_EQ(streamed(packed, signature + bytes_of(1, 4) + sizes(4).substr(4)), Verdict::differs);
    EXPECT_EQ(streamed("isi", signature + bytes_of(0, 4) + bytes_of(3, 4) + bytes_of(3, 4), 0), Verdict::agrees);
    for (const auto* sign : {"PK\1\2", "PK\3\4", "PK\5\6", "PK\7\10"})
        EXPECT_EQ(streamed(std::string{"isi"} + sign, signature + bytes_of(0, 4) + bytes_of(7, 4) + bytes_of(7, 4), 0),
                  Verdict::differs)
            << "whoever reads entry after entry takes that for the end";
    EXPECT_EQ(check("zip", zip_of({{.name = "dalam.zip", .content = zip_of({{"a"}})}})), Verdict::agrees)
        << "its size stands in front";
}

TEST_F(ZipEntries, EndWhereTheDirectorySays) {
    EXPECT_EQ(check("zip", zip_with_an_entry_behind_the_content()), Verdict::differs);
    const auto of = [&](const std::string& content, std::uint64_t claims, std::uint64_t method = 8) {
        return check("zip",
                     zip_of({{.name = "surat.pdf", .content = content, .claims = claims, .method = method}, {"b"}}));
    };
    EXPECT_EQ(of(packed, text.size()), Verdict::agrees);
    EXPECT_EQ(of(packed + "x", text.size()), Verdict::differs);
    EXPECT_EQ(of(packed.substr(0, packed.size() - 1), text.size()), Verdict::differs);
    EXPECT_EQ(of(packed, text.size() + 1), Verdict::differs);
    EXPECT_EQ(of(packed, text.size() - 1), Verdict::differs);
    EXPECT_EQ(of(deflated(std::string(50'000'000, '\0')), 100), Verdict::differs) << "a bomb that claims to be none";
    EXPECT_EQ(of("bukan deflate", 13), Verdict::differs);
    EXPECT_EQ(of("", 0), Verdict::agrees) << "nothing, packed";
    EXPECT_EQ(of(text, text.size() + 1, 0), Verdict::differs);
    EXPECT_EQ(of(packed, text.size(), 12), Verdict::differs) << "a method that few programs know";
    auto parts = zip_parts_of({{"surat.pdf"}});
    parts.file += "apa pun";
    EXPECT_EQ(check("zip", parts.file + parts.directory + zip_end(1, parts.directory.size(), parts.file.size())),
              Verdict::differs)
        << "something that nobody tells of";
}

TEST(CheckContent, RefusesBombs) {
    EXPECT_EQ(check("zip", zip_of({{"a", "isi", 0, 20, 0, 101 * 1024 * 1024}})), Verdict::dangerous);
    std::string noise(1'000'000, ' ');
    std::ranges::generate(noise, [random = std::minstd_rand{1}]() mutable { return static_cast<char>(random() >> 8); });
    const auto half = deflated_entry("a", noise + std::string(60 * 1024 * 1024 - noise.size(), '\0'));
    EXPECT_EQ(check("zip", zip_of({half})), Verdict::agrees);
    EXPECT_EQ(check("zip", zip_of({half, half})), Verdict::dangerous) << "together";
    EXPECT_EQ(check("zip", zip_of({{"a", "isi", 0, 20, 0, 11 * 1024 * 1024}})), Verdict::dangerous) << "ratio";
    EXPECT_EQ(check("zip", zip_of({deflated_entry("putih.bmp", std::string(9 * 1024 * 1024, '\0'))})), Verdict::agrees);
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

// What programs make, byte for byte.
TEST(CheckContent, AcceptsWhatZipAndPythonMake) {
    const std::string stream_of_info_zip = from_hex(  // `zip -`: with the records of ZIP64
        "504b03042d0000000000008a7e5d6c883765ffffffffffffffff010014002d01001000040000000000000004000000000000"
        "006973690a504b01021e032d0000000000008a7e5d6c88376504000000040000000100000000000000010000008011000000"
        "002d504b06062c000000000000001e032d000000000000000000010000000000000001000000000000002f00000000000000"
        "3700000000000000504b060700000000660000000000000001000000504b050600000000010001002f000000370000000000");
    const std::string folder_of_info_zip = from_hex(  // with extra fields that differ in both headers
        "504b03040a0000000000008a7e5d6c883765040000000400000009001c0073757261742e747874555409000350af0d6b50af"
        "0d6b75780b0001040000000004000000006973690a504b03040a0000000000008a7e5d00000000000000000000000002001c"
        "00642f555409000350af0d6b50af0d6b75780b000104000000000400000000504b03040a0000000000008a7e5dc4f2c7f602"
        "0000000200000003001c00642f62555409000350af0d6b50af0d6b75780b000104000000000400000000620a504b01021e03"
        "0a0000000000008a7e5d6c8837650400000004000000090018000000000001000000a4810000000073757261742e74787455"
        "5405000350af0d6b75780b000104000000000400000000504b01021e030a0000000000008a7e5d0000000000000000000000"
        "00020018000000000000001000ed4147000000642f555405000350af0d6b75780b000104000000000400000000504b01021e"
        "030a0000000000008a7e5dc4f2c7f60200000002000000030018000000000001000000a48183000000642f62555405000350"
        "af0d6b75780b000104000000000400000000504b05060000000003000300e0000000c20000000000");
    const std::string stream_of_python = from_hex(  // sizes behind the contents, for eight bytes
        "504b03042d00080000000000210000000000ffffffffffffffff05001400612e747874010010000000000000000000000000"
        "0000000000697369504b070874da3b8803000000000000000300000000000000504b0304140008080800008a7e5d00000000"
        "000000000000000008000000622fc3a92e747874cb2cce0400504b070874da3b880500000003000000504b01022d032d0008"
        "0000000000210074da3b880300000003000000050000000000000000000000800100000000612e747874504b010214031400"
        "08080800008a7e5d74da3b880500000003000000080000000000000000000000800152000000622fc3a92e747874504b0506"
        "0000000002000200690000008d0000000000");
    const std::string many_of_python = from_hex(  // as of more entries than the end record can count
        "504b0304140000000000008a7e5d74da3b88030000000300000005000000612e747874697369504b0304140000000000008a"
        "7e5d74da3b88030000000300000005000000622e747874697369504b01021403140000000000008a7e5d74da3b8803000000"
        "03000000050000000000000000000000800100000000612e747874504b01021403140000000000008a7e5d74da3b88030000"
        "0003000000050000000000000000000000800126000000622e747874504b06062c000000000000002d002d00000000000000"
        "00000200000000000000020000000000000066000000000000004c00000000000000504b060700000000b200000000000000"
        "01000000504b05060000000002000200660000004c0000000000");
    for (const auto& file : {stream_of_info_zip, folder_of_info_zip, stream_of_python, many_of_python}) {
        EXPECT_EQ(check("zip", file), Verdict::agrees);
        EXPECT_EQ(check("zip", zip_of({{"dalam.zip", file}, {"surat.pdf"}})), Verdict::agrees)
            << "stored in another one";
        EXPECT_EQ(check("zip", file + "x"), Verdict::differs);
        EXPECT_EQ(check("zip", "PK\3\4" + file), Verdict::differs) << "something before it";
    }
}

// Info-ZIP, Python, Java and those that read entry after entry: none may see another archive than we judged.
TEST(CheckContent, RefusesArchivesThatOthersReadDifferently) {
    EXPECT_EQ(check("zip", zip_with_two_directories()), Verdict::differs);
    EXPECT_EQ(check("zip", zip_with_two_ends()), Verdict::differs);
    EXPECT_EQ(check("zip", zip_with_two_names()), Verdict::differs);
    EXPECT_EQ(check("zip", zip_with_an_untold_entry()), Verdict::differs);
    EXPECT_EQ(check("zip", zip_of_nothing_over_something()), Verdict::differs);
    EXPECT_EQ(check("zip", zip_of({{"surat.pdf"}}, "catatan PK\5\6 di akhir")), Verdict::differs)
        << "Python takes the last signature, whatever follows it";
    EXPECT_EQ(check("zip", zip_of({{"surat.pdf"}}) + "x"), Verdict::differs) << "more than the comment";
    const std::string path = std::string("\1\0\0\0\0", 5) + hidden_name;
    ZipEntry renamed{"surat.pdf"};
    renamed.extra = bytes_of(0x7075, 2) + bytes_of(path.size(), 2) + path;
    EXPECT_EQ(check("zip", zip_of({renamed})), Verdict::dangerous) << "another name for those that know Unicode";
    const auto [file, directory] = zip_parts_of({{"surat.pdf"}});
    for (const std::size_t at : {4U, 6U, 8U, 10U, 12U, 16U}) {
        auto end = zip_end(1, directory.size(), file.size());
        end[at] = static_cast<char>(end[at] + 1);
        EXPECT_EQ(check("zip", file + directory + end), Verdict::differs) << "byte " << at << " of the end record";
    }
}

TEST(CheckContent, ReadsTheRecordsOfZip64) {
    const auto parts = zip_parts_of({{"surat.pdf"}});
    const auto& file = parts.file;
    const auto& directory = parts.directory;
    const auto end_of = [&](std::uint64_t entries, std::uint64_t start, std::uint64_t narrow_start) {
        return file + directory + "PK\6\6" + bytes_of(44, 8) + bytes_of(45, 2) + bytes_of(45, 2) + bytes_of(0, 8) +
               bytes_of(entries, 8) + bytes_of(entries, 8) + bytes_of(directory.size(), 8) + bytes_of(start, 8) +
               "PK\6\7" + bytes_of(0, 4) + bytes_of(file.size() + directory.size(), 8) + bytes_of(1, 4) +
               zip_end(0xFFFF, 0xFFFFFFFF, narrow_start);
    };
    EXPECT_EQ(check("zip", end_of(1, file.size(), 0xFFFFFFFF)), Verdict::agrees);
    EXPECT_EQ(check("zip", end_of(1, file.size(), file.size())), Verdict::agrees);
    EXPECT_EQ(check("zip", end_of(1, file.size(), 7)), Verdict::differs) << "the records disagree";
    EXPECT_EQ(check("zip", end_of(2, file.size(), 0xFFFFFFFF)), Verdict::differs);
    EXPECT_EQ(check("zip", end_of(1, file.size() - 1, 0xFFFFFFFF)), Verdict::differs);
    EXPECT_EQ(check("zip", end_of(1, ~0ULL, 0xFFFFFFFF)), Verdict::differs);
    EXPECT_EQ(check("zip", end_of(1001, file.size(), 0xFFFFFFFF)), Verdict::dangerous);
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
        {"zip", zip_of({deflated_entry("a", "halo dunia, halo dunia")})},
        {"zip", zip_with_an_entry_behind_the_content()},
        {"doc", ole_of("WordDocument")},
        {"doc", ole_with_a_small_stream("WordDocument")},
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
