#include "files/files.hpp"

#include <unistd.h>

#include <cstdio>
#include <optional>

#include "app/app.hpp"
#include "commands/commands.hpp"
#include "commands/verification.hpp"

namespace hero {

namespace {

struct MoveWish {
    std::optional<Keep> to;
    Originals originals = Originals::stay;
};

Keep place_named(const std::string& name) {
    if (name == "folder") return Keep::in_folder;
    if (name == "s3") return Keep::in_bucket;
    throw ConfigError("files: --to \"" + name + "\" must be folder or s3");
}

MoveWish wish_in(const std::vector<std::string>& rest) {
    if (rest.empty() || rest.front() != "move")
        throw ConfigError("files: say `files move [--to folder|s3] [--delete]`; see hero --help");
    MoveWish wish;
    for (std::size_t i = 1; i < rest.size(); ++i) {
        if (rest[i] == "--delete")
            wish.originals = Originals::go;
        else if (rest[i] == "--to" && i + 1 < rest.size())
            wish.to = place_named(rest[++i]);
        else
            throw ConfigError("files move: \"" + rest[i] + "\" is not understood; see hero --help");
    }
    return wish;
}

const char* name_of(Keep place) { return place == Keep::in_bucket ? "the bucket" : "the folder"; }

// On a terminal only: a line that is written over.
class Progress {
public:
    void show(const Moved& moved) const {
        if (terminal_)
            std::fprintf(stderr, "\r%lld copied, %lld there already", static_cast<long long>(moved.copied),
                         static_cast<long long>(moved.there));
    }
    ~Progress() {
        if (terminal_) std::fputc('\n', stderr);
    }
    Progress() = default;
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

private:
    bool terminal_ = ::isatty(STDERR_FILENO) != 0;
};

}  // namespace

int files_command(const Config& config, const std::vector<std::string>& rest) {
    const auto wish = wish_in(rest);
    SystemClock clock;
    Database db(database_options(config), clock);
    if (!db.schema_is_current()) throw ConfigError("files move: bring the database up to date first: hero migrate");
    const auto store = file_store(config, &db, Scan::unneeded, patient_tries);
    if (!store.bucket()) throw ConfigError("files move: no bucket is set; see s3-endpoint and s3-bucket");
    const auto to = wish.to.value_or(store.keep());
    // Whoever adds files where they are taken away would have to be chased for ever.
    if (wish.originals == Originals::go && to != store.keep())
        throw ConfigError("files move: --delete only towards where new files go; set files first and restart HERO");
    Moved moved;
    {
        const Progress progress;
        moved = move_contents(store, to, wish.originals, [&](const Moved& now) { progress.show(now); });
    }
    for (const auto& fault : moved.faults) std::printf("files: %s\n", fault.c_str());
    std::printf("to %s: %lld copied, %lld there already, %lld originals removed, %zu fault(s)\n", name_of(to),
                static_cast<long long>(moved.copied), static_cast<long long>(moved.there),
                static_cast<long long>(moved.removed), moved.faults.size());
    return moved.faults.empty() ? 0 : 1;
}

}  // namespace hero
