#include <gtest/gtest.h>

#include <stdexcept>

#include "sla/sla.hpp"

namespace hero {

namespace {

HolidayForm proclamation() {
    return {.day = "2027-08-17", .name = "Proklamasi Kemerdekaan", .kind = "nasional", .source = "SKB 3 Menteri"};
}

std::vector<std::string> fields_of(const HolidayForm& form) {
    std::vector<std::string> fields;
    const auto errors = check_holiday(Lang::id, form);
    for (const auto& error : errors.list()) fields.push_back(error.field);
    return fields;
}

using Fields = std::vector<std::string>;

}  // namespace

TEST(CheckHoliday, NamesWhatIsWrong) {
    EXPECT_EQ(fields_of(proclamation()), Fields{});
    EXPECT_EQ(fields_of({}), (Fields{"tanggal", "nama", "jenis", "sumber"}));
    auto form = proclamation();
    for (const auto* day : {"17-08-2027", "2027-02-29", "1999-12-31", "2101-01-01"}) {
        form.day = day;
        EXPECT_EQ(fields_of(form), Fields{"tanggal"}) << day;
    }
    form = proclamation();
    form.name = std::string(121, 'a');
    EXPECT_EQ(fields_of(form), Fields{"nama"});
    form.name = "Proklamasi\xff";
    EXPECT_EQ(fields_of(form), Fields{"nama"});
    form = proclamation();
    form.kind = "libur";
    EXPECT_EQ(fields_of(form), Fields{"jenis"});
}

TEST(CheckHoliday, NeedsNoDecreeWhileProvisional) {
    auto form = proclamation();
    form.source = "";
    EXPECT_EQ(fields_of(form), Fields{"sumber"});
    form.provisional = true;
    EXPECT_EQ(fields_of(form), Fields{});
}

TEST(HolidayFrom, ReadsWhatPassedTheCheck) {
    const auto holiday = holiday_from(proclamation());
    EXPECT_EQ(iso_day(holiday.day), "2027-08-17");
    EXPECT_EQ(holiday.kind, HolidayKind::national);
    EXPECT_FALSE(holiday.provisional);
    EXPECT_THROW(holiday_from({}), std::invalid_argument);
}

}  // namespace hero
