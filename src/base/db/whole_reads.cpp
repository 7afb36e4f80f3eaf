#include "base/db/whole_reads.hpp"

#include <sqlite3.h>

#include <map>
#include <memory>
#include <mutex>

namespace hero::db {

namespace {

// The methods of an open file with our read in it.
struct Methods : sqlite3_io_methods {
    const sqlite3_io_methods* original;
};

int read(sqlite3_file* file, void* to, int count, sqlite3_int64 at) {
    const auto* const original = static_cast<const Methods*>(file->pMethods)->original;
    const int code = original->xRead(file, to, count, at);
    if (code != SQLITE_IOERR_SHORT_READ) return code;
    // Beyond the end it is how SQLite learns that a page is new.
    sqlite3_int64 size = 0;
    const int asked = original->xFileSize(file, &size);
    if (asked != SQLITE_OK) return asked;
    return at < size ? SQLITE_IOERR_READ : code;
}

std::mutex mutex;

const sqlite3_io_methods* with_our_read(const sqlite3_io_methods* original) {
    static std::map<const sqlite3_io_methods*, std::unique_ptr<Methods>> known;
    const std::scoped_lock lock(mutex);
    auto& methods = known[original];
    if (!methods) {
        methods = std::make_unique<Methods>(Methods{*original, original});
        methods->xRead = read;
    }
    return methods.get();
}

int open(sqlite3_vfs* self, sqlite3_filename name, sqlite3_file* file, int flags, int* out) {
    auto* const system = static_cast<sqlite3_vfs*>(self->pAppData);
    const int code = system->xOpen(system, name, file, flags, out);
    if (file->pMethods) file->pMethods = with_our_read(file->pMethods);
    return code;
}

struct Layer {
    sqlite3_vfs vfs{};
    sqlite3_vfs* system = nullptr;
};

}  // namespace

const char* whole_reads() {
    static Layer layer;
    const std::scoped_lock lock(mutex);
    auto* const system = sqlite3_vfs_find(nullptr);
    if (layer.system == system) return layer.vfs.zName;
    // First, or tests have put another one in its place.
    if (layer.system) sqlite3_vfs_unregister(&layer.vfs);
    layer.system = system;
    layer.vfs = *system;
    layer.vfs.zName = "hero";
    layer.vfs.pAppData = system;
    layer.vfs.xOpen = open;
    sqlite3_vfs_register(&layer.vfs, 0);
    return layer.vfs.zName;
}

}  // namespace hero::db
