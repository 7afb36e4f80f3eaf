#include "attachments/names.hpp"

#include <gtest/gtest.h>

#include "base/text.hpp"

namespace hero {
namespace {

TEST(CleanFileName, KeepsAnOrdinaryName) {
    for (const auto* name : {"Surat Tugas 12 (rev).pdf", "résumé 合同 📎.docx", "keluarga 👨‍👩‍👧‍👦.png",
                             "a\"b.pdf", "x.tar.zip"})
        EXPECT_EQ(clean_file_name(name), name);
}

TEST(CleanFileName, DropsThePath) {
    EXPECT_EQ(clean_file_name("../../etc/cron.d/x.pdf"), "x.pdf");
    EXPECT_EQ(clean_file_name("C:\\Users\\sari\\surat.pdf"), "surat.pdf");
    EXPECT_EQ(clean_file_name("\\\\server\\share\\a.pdf"), "a.pdf");
    EXPECT_EQ(clean_file_name("a/"), "");
    EXPECT_EQ(clean_file_name(".."), "");
}

TEST(CleanFileName, DropsWhatBreaksALine) {
    EXPECT_EQ(clean_file_name("a\r\nSet-Cookie: x=1.pdf"), "a Set-Cookie: x=1.pdf");
    EXPECT_EQ(clean_file_name(std::string("a\0b\x7f\x1b.pdf", 9)), "ab.pdf");
    EXPECT_EQ(clean_file_name("a\xC2\x85"
                              "b.pdf"),
              "ab.pdf");
    EXPECT_EQ(clean_file_name("a\xE2\x80\xA8"
                              "b.pdf"),
              "ab.pdf");
}

TEST(CleanFileName, ShowsTheRealOrderOfLetters) {
    EXPECT_EQ(clean_file_name("invoice\u202Efdp.exe"), "invoicefdp.exe");
    EXPECT_EQ(clean_file_name("a\u2066b\u2069\u200F\uFEFF.pdf"), "ab.pdf");
}

TEST(CleanFileName, ReplacesWhatIsNotText) { EXPECT_EQ(clean_file_name("a\xFF\xC0.pdf"), "a\uFFFD\uFFFD.pdf"); }

TEST(CleanFileName, DropsDotsAtTheEnds) {
    EXPECT_EQ(clean_file_name("a.exe. . "), "a.exe");
    EXPECT_EQ(clean_file_name(".htaccess.pdf"), "htaccess.pdf");
    EXPECT_EQ(clean_file_name("   "), "");
}

TEST(CleanFileName, CutsBeforeTheExtension) {
    for (const std::size_t length : {150, 151, 255, 4096}) {
        const auto name = clean_file_name(std::string(length, 'a') + ".PDF");
        EXPECT_EQ(length_of(name), longest_file_name);
        EXPECT_TRUE(name.ends_with("a.PDF"));
    }
    std::string emoji;
    for (int i = 0; i < 1000; ++i) emoji += "📎";
    EXPECT_EQ(length_of(clean_file_name(emoji + ".docx")), longest_file_name);
    EXPECT_TRUE(clean_file_name(emoji + ".docx").ends_with("📎.docx"));
    EXPECT_EQ(length_of(clean_file_name("a." + std::string(4096, 'b'))), longest_file_name);
}

// As fuzz/file_names found out: what was cut behind a space ended with it, and Windows drops it.
TEST(CleanFileName, EndsInNeitherSpaceNorDotWhereItIsCut) {
    const std::string most(longest_file_name - 1, 'a');
    for (const auto* rest : {" b", ".b", ". .b", " . ."}) {
        const auto name = clean_file_name(most + rest + std::string(longest_file_name, 'c'));
        EXPECT_EQ(name, most) << rest;
        EXPECT_EQ(clean_file_name(name), name) << rest;
    }
}

TEST(CleanFileName, LeavesACleanNameAlone) {
    for (const auto* name : {"../x.pdf", "a\r\nb.pdf", "invoice\u202Efdp.exe", "a.exe.", "..a...b..", "a\xFF.pdf"}) {
        const auto once = clean_file_name(name);
        EXPECT_EQ(clean_file_name(once), once);
    }
}

TEST(ExtensionOf, IsWhatFollowsTheLastDotInLowerCase) {
    EXPECT_EQ(extension_of("x.PDF"), "pdf");
    EXPECT_EQ(extension_of("x.pDf"), "pdf");
    EXPECT_EQ(extension_of("surat.pdf.exe"), "exe");
    EXPECT_EQ(extension_of("pdf"), "");
    EXPECT_EQ(extension_of("a."), "");
}

}  // namespace
}  // namespace hero
