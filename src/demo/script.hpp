#pragma once
// The stories as data: what was filed, and what happened then.
#include <span>
#include <string_view>
#include <vector>

namespace hero::demo {

// One step: hours of working time after the one before, what, by whom, with which words.
struct Step {
    double after_hours;
    std::string_view what;  // ambil, balas, tunggu, resolve, jawab, belum, ya, nilai, lewati, batal, buka, eskalasi,
                            // arahan, tugaskan, catatan, dampak
    std::string_view who;   // key of the cast
    std::string_view text = {};  // words, a grade, an impact or another key, by `what`
};

struct Story {
    double hours_ago;  // working hours before now
    std::string_view requester;
    std::string_view service;
    std::string_view kind;
    std::string_view impact;
    std::string_view subject;
    std::string_view description;
    std::vector<Step> steps;
};

std::span<const Story> stories();

}  // namespace hero::demo
