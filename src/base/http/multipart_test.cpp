#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cerrno>
#include <fstream>
#include <sstream>

#include "base/http/server.hpp"
#include "base/http/test_client.hpp"
#include "tests/faults/calls.hpp"

namespace hero::http {
namespace {

std::string text_part(const std::string& boundary, const std::string& name, const std::string& value) {
    return "--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
}

std::string file_part(const std::string& boundary, const std::string& params, const std::string& bytes) {
    return "--" + boundary + "\r\nContent-Disposition: form-data; " + params +
           "\r\nContent-Type: application/octet-stream\r\n\r\n" + bytes + "\r\n";
}

std::string content_of(const Upload& upload) {
    std::ifstream file(upload.path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

class Multipart : public testing::Test {
protected:
    Multipart() { options.temp_folder = folder.path(); }

    Form read(const std::string& body, BodyState expected = BodyState::ok, std::size_t piece = std::string::npos) {
        MultipartReader reader("b", options);
        bool going = true;
        for (std::size_t at = 0; going && at < body.size(); at += std::min(piece, body.size() - at))
            going = reader.feed(std::string_view(body).substr(at, piece));
        EXPECT_EQ(reader.finish(), expected == BodyState::ok);
        EXPECT_EQ(reader.state(), expected);
        return reader.take();
    }

    TestFolder folder;
    ServerOptions options;
};

TEST_F(Multipart, ReadsFieldsAndFilesInOrder) {
    const auto form = read(text_part("b", "subjek", "Printer rusak") + text_part("b", "kosong", "") +
                           file_part("b", "name=\"berkas\"; filename=\"a.pdf\"", "%PDF") +
                           text_part("b", "subjek", "kedua") + "--b--\r\n");
    EXPECT_EQ(form.all("subjek"), (std::vector<std::string>{"Printer rusak", "kedua"}));
    EXPECT_TRUE(form.has("kosong"));
    ASSERT_EQ(form.uploads.size(), 1u);
    EXPECT_EQ(form.uploads[0].field, "berkas");
    EXPECT_EQ(form.uploads[0].name, "a.pdf");
    EXPECT_EQ(form.uploads[0].size, 4u);
    EXPECT_EQ(content_of(form.uploads[0]), "%PDF");
    struct ::stat status {};
    ASSERT_EQ(::stat(form.uploads[0].path.c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777, 0600u);
}

TEST_F(Multipart, ReadsByteByByteWhatItReadsAtOnce) {
    const auto body = "preamble\r\n" + text_part("b", "isi", "satu\r\n--b dua\r\n-\r\n--\r\n--bb\r\n\r\n") +
                      file_part("b", "name=berkas; filename=x.bin", std::string("\r\n--\0\r\n--c", 10)) +
                      "--b--\r\nepilogue";
    const auto whole = read(body);
    EXPECT_EQ(whole.get("isi"), "satu\r\n--b dua\r\n-\r\n--\r\n--bb\r\n\r\n");
    for (const std::size_t piece : {1, 2, 3, 7, 64}) {
        const auto form = read(body, BodyState::ok, piece);
        EXPECT_EQ(form.fields(), whole.fields()) << piece;
        ASSERT_EQ(form.uploads.size(), 1u) << piece;
        EXPECT_EQ(content_of(form.uploads[0]), content_of(whole.uploads[0])) << piece;
    }
}

TEST_F(Multipart, UnderstandsTheFileNamesOfClients) {
    const std::vector<std::pair<std::string, std::string>> cases = {
        {R"(name="f"; filename="laporan.pdf")", "laporan.pdf"},
        {R"(filename="laporan.pdf"; name="f")", "laporan.pdf"},
        {R"(name="f"; filename="a\"b.pdf")", "a\"b.pdf"},
        {R"(name="f"; filename="a\\b.pdf")", "b.pdf"},
        {R"(name="f"; filename="C:\Users\Sari\x.pdf")", "x.pdf"},
        {R"(name="f"; filename="../../etc/cron.d/x.pdf")", "x.pdf"},
        {R"(name="f"; filename*=UTF-8''%e2%82%ac.pdf)", "\xe2\x82\xac.pdf"},
        {R"(name="f"; filename="e.pdf"; filename*=UTF-8'id'%e2%82%ac.pdf)", "\xe2\x82\xac.pdf"},
        {R"(name="f"; filename="e.pdf"; filename*=ISO-8859-1''%a4.pdf)", "e.pdf"},
        {R"(name="f"; filename="e.pdf"; filename*=UTF-8''%zz)", "e.pdf"},
        {R"(name="f"; filename*=UTF-8''..%2F..%2Fx.pdf)", "x.pdf"},
        {R"(name="f"; filename="a;b.pdf")", "a;b.pdf"},
        {"name=\"f\"; filename=\"r\xc3\xa9sum\xc3\xa9 \xe5\x90\x88\xe5\x90\x8c.docx\"",
         "r\xc3\xa9sum\xc3\xa9 \xe5\x90\x88\xe5\x90\x8c.docx"},
        {"name=f;filename=x.PDF", "x.PDF"},
        {"name=\"f\"; filename=\"" + std::string(4096, 'n') + "\"", std::string(4096, 'n')},
    };
    for (const auto& [params, name] : cases) {
        const auto form = read(file_part("b", params, "x") + "--b--");
        ASSERT_EQ(form.uploads.size(), 1u) << params;
        EXPECT_EQ(form.uploads[0].name, name) << params;
        EXPECT_EQ(form.uploads[0].field, "f") << params;
    }
}

TEST_F(Multipart, DropsTheFileFieldThatWasLeftEmpty) {
    EXPECT_TRUE(read(file_part("b", R"(name="f"; filename="")", "") + "--b--").uploads.empty());
    const auto form = read(file_part("b", R"(name="f"; filename="kosong.pdf")", "") +
                           file_part("b", R"(name="g"; filename="")", "x") + "--b--");
    ASSERT_EQ(form.uploads.size(), 2u);
    EXPECT_EQ(form.uploads[0].size, 0u);
    EXPECT_EQ(content_of(form.uploads[0]), "");
    EXPECT_EQ(form.uploads[1].size, 1u);
}

TEST_F(Multipart, RefusesWhatIsNoForm) {
    const std::vector<std::pair<const char*, std::string>> cases = {
        {"nothing", ""},
        {"no boundary", "hello"},
        {"no final boundary", text_part("b", "a", "1")},
        {"cut in the header", "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n"},
        {"cut in the final boundary", text_part("b", "a", "1") + "--b-"},
        {"no disposition", "--b\r\nContent-Type: text/plain\r\n\r\nx\r\n--b--"},
        {"no header", "--b\r\n\r\nx\r\n--b--"},
        {"no name", "--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--"},
        {"open quote", "--b\r\nContent-Disposition: form-data; name=\"a\r\n\r\nx\r\n--b--"},
        {"name twice", "--b\r\nContent-Disposition: form-data; name=a; name=c\r\n\r\nx\r\n--b--"},
        {"disposition twice",
         "--b\r\nContent-Disposition: form-data; name=a\r\nContent-Disposition: form-data; name=c"
         "\r\n\r\nx\r\n--b--"},
        {"attachment", "--b\r\nContent-Disposition: attachment; name=a\r\n\r\nx\r\n--b--"},
        {"no colon", "--b\r\nContent-Disposition form-data; name=a\r\n\r\nx\r\n--b--"},
        {"line end in a file name", file_part("b", "name=f; filename=\"a\r\nSet-Cookie: x=1.pdf\"", "x") + "--b--"},
        {"endless header", "--b\r\nX: " + std::string(20'000, 'x')},
        {"endless padding", "--b" + std::string(1000, ' ')},
    };
    for (const auto& [what, body] : cases) {
        SCOPED_TRACE(what);
        read(body, BodyState::malformed);
        read(body, BodyState::malformed, 1);
    }
}

TEST_F(Multipart, KeepsWhatCameBeforeTheFault) {
    const auto form = read(text_part("b", "subjek", "tetap ada") + "--b\r\nrusak\r\n\r\n", BodyState::malformed);
    EXPECT_EQ(form.get("subjek"), "tetap ada");
}

TEST_F(Multipart, LimitsPartsAndText) {
    std::string many;
    for (int i = 0; i < 5000; ++i) many += text_part("b", "x", "");
    EXPECT_EQ(read(many + "--b--", BodyState::too_many_parts).fields().size(), 200u);

    options.max_text_bytes = 100;
    EXPECT_EQ(read(text_part("b", "a", std::string(49, 'x')) + text_part("b", "c", std::string(49, 'y')) + "--b--")
                  .get("c")
                  .size(),
              49u);
    const auto form =
        read(text_part("b", "a", "1") + text_part("b", "c", std::string(99, 'y')) + "--b--", BodyState::too_large);
    EXPECT_EQ(form.get("a"), "1");
    EXPECT_FALSE(form.has("c"));
}

TEST_F(Multipart, CutsAFileOneByteBeyondTheLimitAndCountsOn) {
    options.max_upload_bytes = 100'000;
    for (const std::size_t size : {99'999u, 100'000u, 100'001u, 500'000u}) {
        const auto form =
            read(file_part("b", "name=f; filename=x", std::string(size, 'x')) + "--b--", BodyState::ok, 9000);
        ASSERT_EQ(form.uploads.size(), 1u);
        EXPECT_EQ(form.uploads[0].size, size);
        EXPECT_EQ(content_of(form.uploads[0]).size(), std::min<std::size_t>(size, 100'001));
    }
}

TEST_F(Multipart, KeepsTheBeginningOfAFieldThatIsTooLong) {
    options.max_field_bytes = 10;
    for (const std::size_t piece : {1U, 7U, 10'000U}) {
        const auto form = read(text_part("b", "a", "1") + text_part("b", "isi", std::string(5000, 'x')) +
                                   text_part("b", "euro", "€€€€") + text_part("b", "pas", "1234567890") + "--b--",
                               BodyState::ok, piece);
        EXPECT_EQ(form.fields(),
                  (std::vector<std::pair<std::string, std::string>>{
                      {"a", "1"}, {"isi", std::string(10, 'x')}, {"euro", "€€€"}, {"pas", "1234567890"}}));
        EXPECT_EQ(form.cut, (std::vector<std::string>{"isi", "euro"}));
    }
}

TEST_F(Multipart, LeavesNoFileBehind) {
    {
        const auto form = read(file_part("b", "name=f; filename=x", "1") + "--b--");
        auto moved = std::move(const_cast<Form&>(form));
        EXPECT_EQ(folder.files(), 1u);
    }
    EXPECT_EQ(folder.files(), 0u);
    read(file_part("b", "name=f; filename=x", "1") + file_part("b", "name=f; filename=y", "2"), BodyState::malformed);
    {
        MultipartReader reader("b", options);
        reader.feed(file_part("b", "name=f; filename=x", std::string(100'000, 'x')));
        EXPECT_EQ(folder.files(), 1u);
    }
    EXPECT_EQ(folder.files(), 0u);
}

TEST_F(Multipart, KeepsWhatWasTypedWhenAFileCannotBeKept) {
    options.temp_folder = folder.path() + "/missing";
    const auto form = read(text_part("b", "isi", "kata") + file_part("b", "name=f; filename=x", "123") +
                           text_part("b", "lagi", "kata kedua") + "--b--");
    EXPECT_EQ(form.get("isi"), "kata");
    EXPECT_EQ(form.get("lagi"), "kata kedua");
    ASSERT_EQ(form.uploads.size(), 1u);
    EXPECT_EQ(form.uploads[0].name, "x");
    EXPECT_EQ(form.uploads[0].size, 3u);
    EXPECT_EQ(form.uploads[0].path, "");
}

TEST_F(Multipart, GivesUpAFileThatRunsOutOfRoom) {
    Form form;
    {
        const test::FailingCalls full(2, ENOSPC, {test::SystemCall::write}, test::Afterwards::failing);
        form = read(
            file_part("b", "name=f; filename=x", std::string(100'000, 'x')) + text_part("b", "isi", "kata") + "--b--",
            BodyState::ok, 10'000);
    }
    ASSERT_EQ(form.uploads.size(), 1u);
    EXPECT_EQ(form.uploads[0].path, "");
    EXPECT_EQ(form.uploads[0].size, 100'000u);
    EXPECT_EQ(form.get("isi"), "kata");
    EXPECT_EQ(folder.files(), 0u);
}

TEST(MultipartBoundary, IsReadFromTheContentType) {
    const std::vector<std::pair<std::string, std::string>> cases = {
        {"multipart/form-data; boundary=abc", "abc"},
        {"Multipart/Form-Data;BOUNDARY=\"a b\"; charset=utf-8", "a b"},
        {"multipart/form-data; boundary=---------------------------2226", "---------------------------2226"},
        {"multipart/form-data; boundary=----geckoformboundary7dd9a1", "----geckoformboundary7dd9a1"},
        {"multipart/form-data; boundary=----WebKitFormBoundaryA1b2C3", "----WebKitFormBoundaryA1b2C3"},
        {"multipart/form-data; boundary=" + std::string(70, 'x'), std::string(70, 'x')},
        {"multipart/form-data; boundary=" + std::string(71, 'x'), ""},
        {"multipart/form-data; boundary=\"a \"", ""},
        {"multipart/form-data; boundary=\"\"", ""},
        {"multipart/form-data; boundary=", ""},
        {"multipart/form-data; boundary=a; boundary=b", ""},
        {"multipart/form-data; boundary=a<b", ""},
        {"multipart/form-data", ""},
        {"multipart/mixed; boundary=a", ""},
        {"", ""},
    };
    for (const auto& [type, boundary] : cases) EXPECT_EQ(multipart_boundary(type), boundary) << type;
}

}  // namespace
}  // namespace hero::http
