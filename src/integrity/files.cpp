#include <sys/stat.h>

#include <optional>

#include "base/ids.hpp"
#include "integrity/integrity.hpp"
#include "sql/integrity.hpp"

namespace hero {

namespace {

constexpr int contents_at_a_time = 500;

std::vector<StoredContent> contents_after(Tx& tx, const std::string& after, int limit) {
    std::vector<StoredContent> contents;
    for (const auto& row : tx.run(sql::integrity::files_after{.after = after, .limit = limit}))
        contents.push_back({row.text("sha256"), static_cast<std::uint64_t>(row.integer("size"))});
    return contents;
}

// Calls `visit` with one part after another; `next(after)` gives a part.
template <typename Next, typename Visit>
void in_parts(const Next& next, const Visit& visit) {
    for (auto part = next(std::string{}); !part.empty(); part = next(part.back().sha256)) visit(part);
}

}  // namespace

void each_content(Tx& tx, const std::function<void(const StoredContent&)>& visit) {
    in_parts([&](const std::string& after) { return contents_after(tx, after, contents_at_a_time); },
             [&](const std::vector<StoredContent>& part) {
                 for (const auto& content : part) visit(content);
             });
}

std::string fault_of(const FileStore& store, const StoredContent& content) {
    const auto path = store.path_of(content.sha256);
    struct stat facts {};
    if (::stat(path.c_str(), &facts) != 0) return "is missing";
    if (static_cast<std::uint64_t>(facts.st_size) != content.size)
        return "has " + std::to_string(facts.st_size) + " bytes instead of " + std::to_string(content.size);
    try {
        if (sha256_hex_of_file(path) != content.sha256) return "has another content than its name says";
    } catch (const std::runtime_error& error) {
        return error.what();
    }
    return "";
}

FilesVerdict verify_files(Database& db, const FileStore& store) {
    FilesVerdict verdict;
    const auto next = [&](const std::string& after) {
        return db.read([&](Tx& tx) { return contents_after(tx, after, contents_at_a_time); });
    };
    // The row may have gone since the part was read, and the file with it.
    const auto still_named = [&](const std::string& before, const StoredContent& content) {
        const auto first = db.read([&](Tx& tx) { return contents_after(tx, before, 1); });
        return !first.empty() && first.front().sha256 == content.sha256;
    };
    in_parts(next, [&](const std::vector<StoredContent>& part) {
        for (const auto& content : part) {
            ++verdict.contents;
            verdict.bytes += content.size;
            const auto fault = fault_of(store, content);
            if (fault.empty()) continue;
            auto just_before = content.sha256;
            just_before.pop_back();
            if (still_named(just_before, content)) verdict.breaches.push_back({"files", content.sha256 + " " + fault});
        }
    });
    return verdict;
}

}  // namespace hero
