#include <gtest/gtest.h>

#include "closing/closing.hpp"

namespace hero {

TEST(SoundsUnsolved, HearsThatItIsNot) {
    for (const auto* remark : {
             "Belum selesai, masih menunggu data bulan Mei",
             "belum bisa login",
             "BELUM BISA.",
             "blm bisa masuk jg",
             "Masih sama seperti kemarin",
             "masih error 500",
             "Tetap tidak bisa dibuka",
             "gak bisa cetak",
             "Sudah dicoba tapi tdk berhasil",
             "gagal terus",
             "Errornya muncul lagi",
             "muncul eror saat unggah",
             "tidak ada perubahan",
             "Sudah bisa login, tetapi belum bisa cetak",
             "Terima kasih, namun saya kurang jelas di langkah 3",
             "Tidak, ada kendala lain di menu ekspor",
             "Masih\nbelum",
             "datanya tidak sesuai permintaan",
             "saya tidak mengerti penjelasannya",
             "ada masalah baru",
             "still not working",
             "It's still the same",
             "It doesn't work",
             "It doesn’t work",
             "I can't log in",
             "cannot open the file",
             "Login failed again",
             "Not solved yet",
             "same problem as before",
             "The upload fails at 90%",
             "I am unable to download it",
             "isn't fixed",
             "Tidak ada error, tapi datanya belum masuk",
             "tidak terselesaikan",
             "malah tambah parah",
             "Terima kasih, tapi malah tambah parah",
             "saya kecewa, problem tetap ada",
             "not done yet",
             "tidak kelar",
             "masalahnya balik lagi",
             "kok gitu lagi",
             "mohon dicek ulang",
             "the page shows nothing",
             "hmm",
             "tidak juga bisa",
             "tak kunjung bisa",
             "tidak pernah juga berhasil",
             "ndak bisa",
             "kagak bisa",
             "nggak begitu jelas",
             "gabisa min",
             "bukan jawaban yang sesuai",
             "kurang puas",
             "Terima kasih, kurang begitu membantu",
             "terima kasih. tidak terlalu membantu",
             "saya tidak yakin sudah beres",
             "???",
             " ?! ",
             "Sudah, tetapi tombolnya tidak ada",
             "sudah. Namun sertifikat tetap kosong",
             "bisa login tapi menu kosong",
             "bisa login tp menunya beda",
             "Sudah saya login namun ditolak",
             "sudah lapor 3x tapi nihil",
             "Oke, cuma datanya lain",
             "Sudah bisa, hanya saja lambat",
             "Tidak ada error, tapi datanya bukan bulan Mei",
             "Sudah diproses, sayangnya salah nama",
             "not ok",
             "kapan saya dapat jawabannya",
             "tak kunjung berfungsi",
             "is it possible to change it",
             "It's not really working",
             "this was never fixed",
             "not so good",
             "good but the file is empty",
             "Works now. However, the total is different",
             "I'm not sure it works",
         })
        EXPECT_TRUE(sounds_unsolved(remark)) << remark;
}

TEST(SoundsUnsolved, DoesNotAskThoseWhoAreContent) {
    for (const auto* remark : {
             "",
             "   ",
             "sudah bisa, terima kasih",
             "Sudah bisa. Terima kasih banyak!",
             "Terima kasih",
             "tidak ada kendala lagi",
             "Tidak ada masalah, semua lancar",
             "sudah tidak error",
             "Errornya sudah hilang",
             "errornya sudah tidak muncul",
             "Alhamdulillah sudah berhasil",
             "Sudah jelas, mantap",
             "Oke siap",
             "Sudah selesai dengan cepat",
             "sejauh ini belum ada kendala",
             "Kalau ada kendala saya kabari",
             "Login berhasil tanpa kendala",
             "udah bisa kak",
             "ga ada masalah lagi",
             "Kasih tahu tim, kerjanya bagus",
             "Data sudah saya terima lengkap",
             "It works now, thank you",
             "Solved, thanks",
             "No more errors",
             "No errors anymore",
             "It does not fail anymore",
             "The error is gone",
             "It's clear",
             "Yes, everything is fine",
             "I can't thank you enough",
             "It still works today",
             "Works without any errors",
             "👍",
             "👍👍!",
             "mantap",
             "ok",
             "Okay, thanks!",
             "terima kasih, sudah bisa",
             "Agak lama, tapi sudah bisa",
             "tidak perlu lagi, sudah bisa",
             "tidak apa-apa sudah beres",
             "kurang dari sehari sudah selesai",
             "tidak lama langsung bisa",
             "Tidak hanya cepat, tetapi juga ramah",
             "Cuma mau bilang terima kasih",
             "It took long, but it works now",
             "Not a problem, works fine",
             "Not only fast but also friendly, thanks",
         })
        EXPECT_FALSE(sounds_unsolved(remark)) << remark;
}

TEST(TellsOfTrouble, ReadsWholeWordsOnly) {
    EXPECT_FALSE(tells_of_trouble("sebelum ini saya bingung"));
    EXPECT_FALSE(tells_of_trouble("terrorless"));
    EXPECT_FALSE(tells_of_trouble("penggagalan"));
    EXPECT_TRUE(tells_of_trouble("(belum)"));
}

TEST(TellsOfTrouble, LetsFeedbackBeNeutral) {
    EXPECT_FALSE(tells_of_trouble("Jawabannya lama sekali"));
    EXPECT_FALSE(tells_of_trouble("Tidak ada kendala"));
    EXPECT_FALSE(tells_of_trouble("Tidak ada"));
    EXPECT_FALSE(tells_of_trouble("Bagus, tapi kurang cepat"));
    EXPECT_FALSE(tells_of_trouble("Good, but slow"));
    EXPECT_TRUE(tells_of_trouble("Tidak juga bisa"));
    EXPECT_TRUE(tells_of_trouble("Masalah belum selesai, masih error dan tidak bisa login"));
}

TEST(SoundsUnsolved, SurvivesAnyBytes) {
    EXPECT_FALSE(sounds_unsolved("\xff\xfe\xc3"));
    EXPECT_TRUE(sounds_unsolved("\xff belum \xc3"));
    std::string repeated;
    for (int i = 0; i < 300; ++i) repeated += "tidak ada error ";
    EXPECT_FALSE(sounds_unsolved(repeated));
}

}  // namespace hero
