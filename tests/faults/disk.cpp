#include "tests/faults/disk.hpp"

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>
#include <fstream>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <new>
#include <optional>
#include <random>
#include <sstream>
#include <utility>
#include <vector>

namespace hero::test {

namespace {

constexpr std::size_t sector = 512;

struct Change {
    std::size_t at = 0;
    std::string bytes{};
    std::optional<std::size_t> cut_to{};  // a truncation
};

// A file as the disk has it, and what was changed since its last sync.
struct Image {
    std::string durable{};
    bool named = false;  // its name is on the disk
    std::vector<Change> changes{};
    std::optional<std::string> before{};  // what the name stood for, when that was removed and the folder not synced
};

void apply(std::string& content, const Change& change, const std::function<bool()>& survives) {
    if (change.cut_to) {
        if (survives()) content.resize(std::min(content.size(), *change.cut_to));
        return;
    }
    for (std::size_t from = 0; from < change.bytes.size();) {
        const auto size = std::min(change.bytes.size() - from, sector - (change.at + from) % sector);
        if (survives()) {
            if (content.size() < change.at + from + size) content.resize(change.at + from + size);
            content.replace(change.at + from, size, change.bytes, from, size);
        }
        from += size;
    }
}

std::optional<std::string> content_of(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) return std::nullopt;
    return (std::ostringstream() << file.rdbuf()).str();
}

enum class Call { open, read, write, truncate, sync, remove, access, size, lock, map };

struct State {
    Fault fault = Fault::none;
    int left = 0;  // until the call that is hit
    unsigned seed = 0;
    Survives survives = Survives::nothing;
    bool hit = false;
    bool repaired = false;
    std::mutex mutex;
    std::map<std::string, Image> images;
    std::map<std::string, std::string> removed;  // whose folder was not synced
    sqlite3_vfs* system = nullptr;
    sqlite3_vfs ours{};

    [[nodiscard]] bool concerns(Call call) const {
        switch (fault) {
            case Fault::none:
                return false;
            case Fault::io_error:
            case Fault::broken:
                return call != Call::sync;
            case Fault::full:
                return call == Call::write;
            case Fault::short_read:
                return call == Call::read;
            case Fault::failed_sync:
                return call == Call::sync;
            case Fault::crash:
                return call == Call::write || call == Call::truncate || call == Call::sync || call == Call::remove;
        }
        return false;
    }

    // Counts the call. Under the mutex.
    bool fails(Call call) {
        if (!concerns(call) || repaired) return false;
        if (hit) return fault == Fault::broken || fault == Fault::full;
        hit = --left == 0;
        if (hit && fault == Fault::crash) lose_power();
        return hit;
    }

    void note(const std::string& path, Change change) {
        if (path.empty()) return;
        images[path].changes.push_back(std::move(change));
    }

    void synced(const std::string& path) {
        auto& image = images[path];
        for (const auto& change : image.changes) apply(image.durable, change, [] { return true; });
        image.changes.clear();
        image.named = true;
        image.before.reset();
    }

    [[noreturn]] void lose_power() {
        std::minstd_rand random{seed};
        const auto coin = [&] {
            if (survives == Survives::some_sectors) return random() % 2 == 0;
            return survives == Survives::everything;
        };
        for (auto& [path, content] : removed)
            if (!images.contains(path) && !coin()) write_down(path, content);
        for (auto& [path, image] : images) {
            if (!image.named && !coin()) {
                image.before ? write_down(path, *image.before) : static_cast<void>(::unlink(path.c_str()));
                continue;
            }
            for (const auto& change : image.changes) apply(image.durable, change, coin);
            write_down(path, image.durable);
        }
        ::_exit(exit_of_crash);
    }

    static void write_down(const std::string& path, const std::string& content) {
        std::ofstream(path, std::ios::binary | std::ios::trunc) << content;
    }
};

State* disk = nullptr;

struct File {
    sqlite3_file base;
    std::string* path;  // "" for a temporary file
    sqlite3_file* real;
};

File& mine(sqlite3_file* file) { return *reinterpret_cast<File*>(file); }
sqlite3_file* real(sqlite3_file* file) { return mine(file).real; }

int close(sqlite3_file* file) {
    const int code = real(file)->pMethods->xClose(real(file));
    delete mine(file).path;
    return code;
}

bool fails(Call call) {
    const std::scoped_lock lock(disk->mutex);
    return disk->fails(call);
}

int read(sqlite3_file* file, void* to, int count, sqlite3_int64 at) {
    const bool failing = fails(Call::read);
    if (failing && disk->fault != Fault::short_read) return SQLITE_IOERR_READ;
    const int code = real(file)->pMethods->xRead(real(file), to, count, at);
    if (!failing || code != SQLITE_OK) return code;
    std::memset(static_cast<char*>(to) + count / 2, 0, static_cast<std::size_t>(count - count / 2));
    return SQLITE_IOERR_SHORT_READ;
}

int write_through(sqlite3_file* file, const void* from, int count, sqlite3_int64 at) {
    const int code = real(file)->pMethods->xWrite(real(file), from, count, at);
    if (code == SQLITE_OK)
        disk->note(*mine(file).path, {.at = static_cast<std::size_t>(at),
                                      .bytes{static_cast<const char*>(from), static_cast<std::size_t>(count)}});
    return code;
}

int write(sqlite3_file* file, const void* from, int count, sqlite3_int64 at) {
    const std::scoped_lock lock(disk->mutex);
    if (!disk->fails(Call::write)) return write_through(file, from, count, at);
    if (count > 1) write_through(file, from, count / 2, at);
    return disk->fault == Fault::full ? SQLITE_FULL : SQLITE_IOERR_WRITE;
}

int truncate(sqlite3_file* file, sqlite3_int64 size) {
    const std::scoped_lock lock(disk->mutex);
    if (disk->fails(Call::truncate)) return SQLITE_IOERR_TRUNCATE;
    const int code = real(file)->pMethods->xTruncate(real(file), size);
    if (code == SQLITE_OK) disk->note(*mine(file).path, {.cut_to = static_cast<std::size_t>(size)});
    return code;
}

// The system is not asked: what a sync is worth, the images tell.
int sync(sqlite3_file* file, int) {
    const std::scoped_lock lock(disk->mutex);
    if (disk->fails(Call::sync)) return SQLITE_IOERR_FSYNC;
    if (!mine(file).path->empty()) disk->synced(*mine(file).path);
    return SQLITE_OK;
}

int file_size(sqlite3_file* file, sqlite3_int64* size) {
    return fails(Call::size) ? SQLITE_IOERR_FSTAT : real(file)->pMethods->xFileSize(real(file), size);
}
int lock_file(sqlite3_file* file, int kind) {
    return fails(Call::lock) ? SQLITE_IOERR_LOCK : real(file)->pMethods->xLock(real(file), kind);
}
int unlock_file(sqlite3_file* file, int kind) { return real(file)->pMethods->xUnlock(real(file), kind); }
int check_reserved(sqlite3_file* file, int* out) { return real(file)->pMethods->xCheckReservedLock(real(file), out); }
int control(sqlite3_file* file, int what, void* argument) {
    return real(file)->pMethods->xFileControl(real(file), what, argument);
}
int sector_size(sqlite3_file* file) { return real(file)->pMethods->xSectorSize(real(file)); }
int characteristics(sqlite3_file* file) { return real(file)->pMethods->xDeviceCharacteristics(real(file)); }
int map_shared(sqlite3_file* file, int page, int size, int extend, void volatile** memory) {
    if (fails(Call::map)) return SQLITE_IOERR_SHMMAP;
    return real(file)->pMethods->xShmMap(real(file), page, size, extend, memory);
}
int lock_shared(sqlite3_file* file, int offset, int count, int flags) {
    return real(file)->pMethods->xShmLock(real(file), offset, count, flags);
}
void barrier(sqlite3_file* file) { real(file)->pMethods->xShmBarrier(real(file)); }
int unmap_shared(sqlite3_file* file, int remove) { return real(file)->pMethods->xShmUnmap(real(file), remove); }

constexpr sqlite3_io_methods methods{2,
                                     close,
                                     read,
                                     write,
                                     truncate,
                                     sync,
                                     file_size,
                                     lock_file,
                                     unlock_file,
                                     check_reserved,
                                     control,
                                     sector_size,
                                     characteristics,
                                     map_shared,
                                     lock_shared,
                                     barrier,
                                     unmap_shared,
                                     nullptr,
                                     nullptr};

void remember(const std::string& path) {
    if (disk->images.contains(path)) return;
    Image image;
    if (const auto there = content_of(path)) {
        image.durable = *there;
        image.named = true;
    } else if (const auto gone = disk->removed.find(path); gone != disk->removed.end()) {
        image.before = std::move(gone->second);
        disk->removed.erase(gone);
    }
    disk->images.emplace(path, std::move(image));
}

int open(sqlite3_vfs*, sqlite3_filename name, sqlite3_file* file, int flags, int* out) {
    const std::scoped_lock lock(disk->mutex);
    file->pMethods = nullptr;
    if (disk->fails(Call::open)) return SQLITE_CANTOPEN;
    auto* const inner = reinterpret_cast<sqlite3_file*>(reinterpret_cast<char*>(file) + sizeof(File));
    const std::string path = name ? name : "";
    if (!path.empty()) remember(path);
    const int code = disk->system->xOpen(disk->system, name, inner, flags, out);
    if (!inner->pMethods) return code;
    auto* const opened = new (file) File{{&methods}, new std::string(path), inner};
    static_cast<void>(opened);
    return code;
}

int remove(sqlite3_vfs*, const char* name, int sync_folder) {
    const std::scoped_lock lock(disk->mutex);
    if (disk->fails(Call::remove)) return SQLITE_IOERR_DELETE;
    if (sync_folder && disk->fails(Call::sync)) return SQLITE_IOERR_DIR_FSYNC;
    if (const auto known = disk->images.find(name); known != disk->images.end()) {
        auto& image = known->second;
        if (!sync_folder && image.named) disk->removed.insert_or_assign(name, image.durable);
        if (!sync_folder && !image.named && image.before) disk->removed.insert_or_assign(name, *image.before);
        disk->images.erase(known);
    }
    return disk->system->xDelete(disk->system, name, 0);
}

int access(sqlite3_vfs*, const char* name, int flags, int* out) {
    return fails(Call::access) ? SQLITE_IOERR_ACCESS : disk->system->xAccess(disk->system, name, flags, out);
}

}  // namespace

Disk::Disk(Fault fault, int call, Survives survives) {
    disk = new State;
    disk->fault = fault;
    disk->left = call;
    disk->seed = static_cast<unsigned>(call);
    disk->survives = survives;
    disk->system = sqlite3_vfs_find(nullptr);
    disk->ours = *disk->system;
    disk->ours.zName = "hero_faults";
    disk->ours.szOsFile = static_cast<int>(sizeof(File)) + disk->system->szOsFile;
    disk->ours.xOpen = open;
    disk->ours.xDelete = remove;
    disk->ours.xAccess = access;
    sqlite3_vfs_register(&disk->ours, 1);
}

Disk::~Disk() {
    sqlite3_vfs_unregister(&disk->ours);
    sqlite3_vfs_register(disk->system, 1);
    delete std::exchange(disk, nullptr);
}

void Disk::arm(Fault fault, int call) {
    const std::scoped_lock lock(disk->mutex);
    disk->fault = fault;
    disk->left = call;
    disk->hit = false;
    disk->repaired = false;
}

void Disk::repair() {
    const std::scoped_lock lock(disk->mutex);
    disk->repaired = true;
}

bool Disk::was_hit() const {
    const std::scoped_lock lock(disk->mutex);
    return disk->hit;
}

}  // namespace hero::test
