#include "base/i18n.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <limits>
#include <thread>

#include "base/words.hpp"

namespace hero {
namespace {

using namespace std::chrono_literals;
using std::chrono::sys_days;

// 30 June 2022, 14.05 in Jakarta.
constexpr Instant moment = sys_days{std::chrono::year{2022} / 6 / 30} + 7h + 5min;

TEST(Words, ExistInBothLanguages) {
    ASSERT_FALSE(all_word_keys().empty());
    for (const auto key : all_word_keys()) {
        for (const auto lang : {Lang::id, Lang::en}) {
            EXPECT_NE(word(lang, key), key);
            EXPECT_NE(word_n(lang, key, 2), key);
        }
    }
}

TEST(Word, SpeaksBothLanguages) {
    EXPECT_EQ(word(Lang::id, "btn.simpan"), "Simpan");
    EXPECT_EQ(word(Lang::en, "btn.simpan"), "Save");
}

TEST(Word, ReturnsAnUnknownKeyAsItIs) {
    EXPECT_EQ(word(Lang::id, "tidak.ada"), "tidak.ada");
    EXPECT_EQ(word_n(Lang::en, "tidak.ada#", 3), "tidak.ada#");
    EXPECT_EQ(word(Lang::id, ""), "");
}

TEST(Word, FillsPlaceholdersOnce) {
    EXPECT_EQ(word(Lang::id, "sla.sisa", {{"tanggal", "{sisa}"}, {"sisa", "{tanggal}"}}),
              "Batas waktu {sisa} (sisa {tanggal})");
    EXPECT_EQ(word(Lang::id, "sla.sisa", {{"sisa", "3 jam"}}), "Batas waktu {tanggal} (sisa 3 jam)");
}

TEST(WordN, ChoosesThePluralAndWritesTheNumber) {
    EXPECT_EQ(word_n(Lang::en, "form.sisa#", 1), "1 character left");
    EXPECT_EQ(word_n(Lang::en, "form.sisa#", 0), "0 characters left");
    EXPECT_EQ(word_n(Lang::en, "form.sisa#", 2500), "2,500 characters left");
    EXPECT_EQ(word_n(Lang::id, "form.sisa#", 2500), "Sisa 2.500 karakter");
    EXPECT_EQ(word_n(Lang::en, "form.sisa#", 4'294'967'297), "4,294,967,297 characters left");
}

TEST(Word, IsSafeFromManyThreads) {
    std::vector<std::thread> threads;
    std::atomic<int> right = 0;
    for (int i = 0; i < 8; ++i)
        threads.emplace_back([&right] {
            for (int n = 0; n < 500; ++n)
                right += word_n(Lang::en, "waktu.span.jam#", 1) == "1 hour" && word(Lang::id, "btn.batal") == "Batal";
        });
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(right, 8 * 500);
}

TEST(LangOf, IsIndonesianUnlessEnglishIsMeant) {
    EXPECT_EQ(lang_of("en"), Lang::en);
    for (const auto* code : {"id", "", "EN", "de", "en-GB"}) EXPECT_EQ(lang_of(code), Lang::id) << code;
    EXPECT_EQ(code_of(Lang::id), "id");
    EXPECT_EQ(code_of(Lang::en), "en");
}

TEST(Dates, AreWrittenTheIndonesianWay) {
    EXPECT_EQ(short_date(Lang::id, moment), "30 Jun 2022");
    EXPECT_EQ(short_time(Lang::id, moment), "30 Jun 2022 14.05");
    EXPECT_EQ(long_date(Lang::id, moment), "Kamis, 30 Juni 2022");
    EXPECT_EQ(long_time(Lang::id, moment), "Kamis, 30 Juni 2022 pukul 14.05 WIB");
    EXPECT_EQ(clock_time(Lang::id, moment), "14.05");
}

TEST(Dates, AreWrittenTheEnglishWay) {
    EXPECT_EQ(short_date(Lang::en, moment), "30 Jun 2022");
    EXPECT_EQ(short_time(Lang::en, moment), "30 Jun 2022 14:05");
    EXPECT_EQ(long_time(Lang::en, moment), "Thursday, 30 June 2022 at 14:05 WIB");
    EXPECT_EQ(clock_time(Lang::en, moment), "14:05");
}

TEST(Dates, NameEveryMonthInBothLanguages) {
    constexpr std::string_view indonesian[] = {"Jan", "Feb", "Mar", "Apr", "Mei", "Jun",
                                               "Jul", "Agu", "Sep", "Okt", "Nov", "Des"};
    for (unsigned month = 1; month <= 12; ++month) {
        const Instant at = sys_days{std::chrono::year{2026} / static_cast<int>(month) / 1};
        EXPECT_EQ(short_date(Lang::id, at), "1 " + std::string{indonesian[month - 1]} + " 2026");
    }
    EXPECT_EQ(short_date(Lang::en, sys_days{std::chrono::year{2026} / 5 / 1}), "1 May 2026");
    EXPECT_EQ(short_date(Lang::en, sys_days{std::chrono::year{2026} / 8 / 1}), "1 Aug 2026");
    EXPECT_EQ(long_date(Lang::id, sys_days{std::chrono::year{2026} / 3 / 1}), "Minggu, 1 Maret 2026");
}

TEST(Zones, MoveTheClockAndTheDay) {
    EXPECT_EQ(long_time(Lang::id, moment, Zone::wita), "Kamis, 30 Juni 2022 pukul 15.05 WITA");
    EXPECT_EQ(long_time(Lang::en, moment, Zone::wit), "Thursday, 30 June 2022 at 16:05 WIT");
    EXPECT_EQ(iso_time(moment), "2022-06-30T14:05+07:00");
    EXPECT_EQ(iso_time(moment, Zone::wit), "2022-06-30T16:05+09:00");

    const Instant new_year = sys_days{std::chrono::year{2025} / 12 / 31} + 17h;
    EXPECT_EQ(short_time(Lang::id, new_year), "1 Jan 2026 00.00");
    EXPECT_EQ(year_in(new_year), 2026);
    EXPECT_EQ(year_in(new_year - 1ms), 2025);
    EXPECT_EQ(year_in(new_year - 1h, Zone::wita), 2026);
}

TEST(Dates, HoldBefore1970) { EXPECT_EQ(short_time(Lang::id, from_millis(-1)), "1 Jan 1970 06.59"); }

TEST(NumberText, GroupsByThree) {
    EXPECT_EQ(number_text(Lang::id, 0), "0");
    EXPECT_EQ(number_text(Lang::id, 999), "999");
    EXPECT_EQ(number_text(Lang::id, 1234), "1.234");
    EXPECT_EQ(number_text(Lang::en, 1234567), "1,234,567");
    EXPECT_EQ(number_text(Lang::id, -123), "-123");
    EXPECT_EQ(number_text(Lang::id, -123456), "-123.456");
    EXPECT_EQ(number_text(Lang::id, std::numeric_limits<long long>::min()), "-9.223.372.036.854.775.808");
}

TEST(SizeText, UsesOneDecimalOfMegabytes) {
    EXPECT_EQ(size_text(Lang::id, 1'887'437), "1,8 MB");
    EXPECT_EQ(size_text(Lang::en, 1'887'437), "1.8 MB");
    EXPECT_EQ(size_text(Lang::id, 400'000), "0,4 MB");
    EXPECT_EQ(size_text(Lang::id, 104'858), "0,1 MB");
    EXPECT_EQ(size_text(Lang::id, 20ULL << 30), "20.480 MB");
}

TEST(SizeText, FallsToKilobytes) {
    EXPECT_EQ(size_text(Lang::id, 0), "0 kB");
    EXPECT_EQ(size_text(Lang::id, 1), "1 kB");
    EXPECT_EQ(size_text(Lang::id, 12 * 1024), "12 kB");
    EXPECT_EQ(size_text(Lang::id, 104'857), "103 kB");
}

TEST(SizeText, NeverShowsWhatExceedsALimitAsTheLimit) {
    EXPECT_EQ(size_text(Lang::id, 2'097'152), "2 MB");
    EXPECT_EQ(size_text(Lang::id, 2'097'153), "2,1 MB");
    EXPECT_EQ(size_text(Lang::id, 2'097'151), "2,0 MB");
}

TEST(SpanText, UsesOneUnit) {
    const auto after = [](auto span) { return span_text(Lang::id, moment, moment + span); };
    EXPECT_EQ(after(0s), "kurang dari 1 menit");
    EXPECT_EQ(after(59s), "kurang dari 1 menit");
    EXPECT_EQ(after(60s), "1 menit");
    EXPECT_EQ(after(48min), "48 menit");
    EXPECT_EQ(after(60min), "1 jam");
    EXPECT_EQ(after(23h + 59min), "23 jam");
    EXPECT_EQ(after(24h), "1 hari");
    EXPECT_EQ(after(24h * 1500), "1.500 hari");
}

TEST(SpanText, KnowsEnglishPluralsAndBothDirections) {
    EXPECT_EQ(span_text(Lang::en, moment, moment + 1h), "1 hour");
    EXPECT_EQ(span_text(Lang::en, moment + 3h, moment), "3 hours");
    EXPECT_EQ(span_text(Lang::en, moment, moment + 24h), "1 day");
    EXPECT_EQ(span_text(Lang::en, moment, moment + 2min), "2 minutes");
}

}  // namespace
}  // namespace hero
