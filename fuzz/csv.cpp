// Cells of a table for spreadsheets, divided by NUL: each comes back as it was, or with ' before it.
#include "base/csv.hpp"

#include "fuzz/fuzz.hpp"
#include "tests/csv.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const auto input = hero::fuzz::text_of(bytes, size);
    const auto end = input.find('\0');
    const auto first = input.substr(0, end);
    const auto second = end == std::string_view::npos ? std::string_view{} : input.substr(end + 1);
    const auto read = hero::test::read_csv(hero::csv_line({first, second}));
    MUST_HOLD(read && read->size() == 1 && read->at(0).size() == 2);
    for (const auto& [sent, got] : {std::pair{first, read->at(0)[0]}, {second, read->at(0)[1]}}) {
        MUST_HOLD(got == sent || got == "'" + std::string{sent});
        for (const auto* start : {"=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"})
            MUST_HOLD(!got.starts_with(start));
    }
    return 0;
}
