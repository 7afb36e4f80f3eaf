#pragma once
// Where the contents of files lie, each once under its SHA-256: in a folder, or as objects in a bucket of S3-compatible
// storage. Whose they are, and what they are called, is none of its business.
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/db/db.hpp"
#include "base/errors.hpp"
#include "base/objects/objects.hpp"

namespace hero {

// What a virus scanner says of a file. `unneeded`: none was asked. `awaiting`: until it is scanned, only its uploader
// has it. `infected`: nobody gets it.
enum class Scan { unneeded, awaiting, clean, infected };

// No place has the content, or none has it undamaged.
struct ContentFault : Unavailable {
    explicit ContentFault(const std::string& what, std::optional<std::uint64_t> found = {})
        : Unavailable(what), bytes(found) {}
    std::optional<std::uint64_t> bytes;  // how long the damaged one is
};

// A content on this machine's disk whose hash was computed just now.
class LocalContent {
public:
    LocalContent(std::string path, std::shared_ptr<const void> owner)
        : path_(std::move(path)), owner_(std::move(owner)) {}
    [[nodiscard]] const std::string& path() const { return path_; }
    // A temporary copy is removed with the last of those who hold this; nothing for a file of the folder.
    [[nodiscard]] const std::shared_ptr<const void>& owner() const { return owner_; }

private:
    std::string path_;
    std::shared_ptr<const void> owner_;
};

// A store is looked through in parts, 0 to parts_of_store - 1: a walk over all of it would take long.
inline constexpr int parts_of_store = 24;

// Names of contents that no row names any more, of those it is given.
using Unnamed = std::function<std::vector<std::string>(const std::vector<std::string>&)>;
using Contents = std::function<void(const std::vector<std::string>&)>;

// One place of contents. Thread-safe; several processes may use the same one.
class FilePlace {
public:
    FilePlace() = default;
    virtual ~FilePlace() = default;
    FilePlace(const FilePlace&) = delete;
    FilePlace& operator=(const FilePlace&) = delete;

    // Copies a file in and returns its SHA-256; no sweep removes it for a day. The same content is stored once. Throws
    // std::runtime_error unless it is there for good.
    virtual std::string put(const std::string& path) = 0;
    // The content as it is here, hash proven. Throws ContentFault, StorageAway.
    virtual LocalContent fetch(std::string_view sha256) = 0;
    // From now on no sweep removes it for a day, if it is here.
    virtual void protect(std::string_view sha256) = 0;
    virtual void remove(std::string_view sha256) = 0;
    // Everything in that part, some at a time.
    virtual void each(int part, const Contents& visit) = 0;
    // Removes what no row names, unless it was put or protected since `before`.
    virtual void sweep(int part, Instant before, const Unnamed& unnamed) = 0;
    [[nodiscard]] virtual bool empty() = 0;
};

// A folder: written to a temporary name, synced, renamed, folder synced.
class FolderPlace : public FilePlace {
public:
    explicit FolderPlace(std::string folder);  // creates it

    std::string put(const std::string& path) override;
    LocalContent fetch(std::string_view sha256) override;
    void protect(std::string_view sha256) override;
    void remove(std::string_view sha256) override;
    void each(int part, const Contents& visit) override;
    void sweep(int part, Instant before, const Unnamed& unnamed) override;
    [[nodiscard]] bool empty() override;

    [[nodiscard]] std::string path_of(std::string_view sha256) const;
    [[nodiscard]] const std::string& folder() const { return folder_; }
    [[nodiscard]] const std::string& temp_folder() const { return temp_; }
    // Removes a file, unless it was put again since `before`.
    void remove_older(std::string_view sha256, Instant before) const;
    // Removes what a process that died left in the temporary folder.
    void remove_leftovers(Instant before) const;

private:
    void each_file(int part, Instant before, const Contents& visit) const;
    std::string folder_;
    std::string temp_;
};

// A bucket: the object's name is the SHA-256. An upload counts once it was read back. The bucket is HERO's alone.
// `claims` is where processes agree on what is coming and what is going; without it, nobody else may be at work.
std::unique_ptr<FilePlace> bucket_place(BucketSettings settings, Database* claims, std::string temp_folder);

enum class Keep { in_folder, in_bucket };

// The store of an installation: new files go to one place, and each file is looked for in both. Thread-safe.
class FileStore {
public:
    // A folder only. `scan`: what becomes of new files, `awaiting` where there is a scanner, else `unneeded`.
    explicit FileStore(std::string folder, Scan scan = Scan::unneeded);
    FileStore(std::string folder, Scan scan, BucketSettings bucket, Keep keep, Database* claims);

    [[nodiscard]] Scan scan_of_new() const { return scan_; }
    [[nodiscard]] Keep keep() const { return keep_; }
    // As of FilePlace, where new files go.
    std::string put(const std::string& path) const;
    // From the folder, else from the bucket.
    [[nodiscard]] LocalContent fetch(std::string_view sha256) const;
    void sweep(int part, Instant before, const Unnamed& unnamed) const;

    [[nodiscard]] FolderPlace& folder() const { return *folder_; }
    [[nodiscard]] FilePlace* bucket() const { return bucket_.get(); }  // nullptr when there is none
    [[nodiscard]] std::string path_of(std::string_view sha256) const { return folder_->path_of(sha256); }
    [[nodiscard]] const std::string& temp_folder() const { return folder_->temp_folder(); }
    void remove_leftovers(Instant before) const { folder_->remove_leftovers(before); }
    void remove_older(std::string_view sha256, Instant before) const { folder_->remove_older(sha256, before); }

private:
    std::shared_ptr<FolderPlace> folder_;
    std::shared_ptr<FilePlace> bucket_;
    Keep keep_ = Keep::in_folder;
    Scan scan_;
};

// ---- `hero files move`

enum class Originals { stay, go };

struct Moved {
    std::int64_t copied = 0;
    std::int64_t there = 0;           // already, hash proven
    std::int64_t removed = 0;         // from where they were
    std::vector<std::string> faults;  // a line each: the content and what is wrong with it
};

// Copies every content from the other place to `to` and reads it back there; only then may its original go. Whatever
// ends it, it can be begun again, and what is there is not copied again. A running server misses nothing meanwhile as
// long as it knows both places. `step` is called after each content. Throws StorageAway.
Moved move_contents(const FileStore& store, Keep to, Originals originals,
                    const std::function<void(const Moved&)>& step);

}  // namespace hero
