#include <filesystem>
#include <optional>

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
    const auto length = [&](std::uint64_t bytes) {
        return bytes == content.size
                   ? std::string{}
                   : "has " + std::to_string(bytes) + " bytes instead of " + std::to_string(content.size);
    };
    try {
        return length(std::filesystem::file_size(store.fetch(content.sha256).path()));
    } catch (const ContentFault& fault) {
        const auto other_length = fault.bytes ? length(*fault.bytes) : std::string{};
        return other_length.empty() ? fault.what() : other_length;
    }
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
