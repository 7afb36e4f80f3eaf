#include "files/files.hpp"

namespace hero {

FileStore::FileStore(std::string folder, Scan scan)
    : folder_(std::make_shared<FolderPlace>(std::move(folder))), scan_(scan) {}

FileStore::FileStore(std::string folder, Scan scan, BucketSettings bucket, Keep keep, Database* claims)
    : folder_(std::make_shared<FolderPlace>(std::move(folder))),
      bucket_(bucket_place(std::move(bucket), claims, folder_->temp_folder())),
      keep_(keep),
      scan_(scan) {}

std::string FileStore::put(const std::string& path) const {
    if (keep_ == Keep::in_bucket) return bucket_->put(path);
    return folder_->put(path);
}

LocalContent FileStore::fetch(std::string_view sha256) const {
    // The folder costs a look; what is not there or damaged may be in the bucket.
    try {
        return folder_->fetch(sha256);
    } catch (const ContentFault&) {
        if (!bucket_) throw;
    }
    try {
        return bucket_->fetch(sha256);
    } catch (const ContentFault& in_bucket) {
        // It may have been moved back between both looks.
        try {
            return folder_->fetch(sha256);
        } catch (const ContentFault& in_folder) {
            if (in_folder.bytes) throw;
            throw in_bucket;
        }
    }
}

void FileStore::sweep(int part, Instant before, const Unnamed& unnamed) const {
    folder_->sweep(part, before, unnamed);
    if (bucket_) bucket_->sweep(part, before, unnamed);
}

}  // namespace hero
