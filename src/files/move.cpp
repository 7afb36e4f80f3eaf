#include "files/files.hpp"

namespace hero {

namespace {

// One content on its way from one place to the other.
class Move {
public:
    Move(FilePlace& from, FilePlace& to, Originals originals) : from_(from), to_(to), originals_(originals) {}

    void one(const std::string& sha256) {
        try {
            // Before it is looked for: no sweep takes away what is relied on here.
            to_.protect(sha256);
            if (is_there(sha256))
                ++moved_.there;
            else
                copy(sha256);
            if (originals_ == Originals::go) {
                from_.remove(sha256);
                ++moved_.removed;
            }
        } catch (const ContentFault& fault) {
            moved_.faults.push_back(sha256 + " " + fault.what());
        }
    }
    [[nodiscard]] const Moved& moved() const { return moved_; }

private:
    bool is_there(const std::string& sha256) {
        try {
            to_.fetch(sha256);
            return true;
        } catch (const ContentFault&) {
            return false;
        }
    }
    void copy(const std::string& sha256) {
        to_.put(from_.fetch(sha256).path());
        to_.fetch(sha256);
        ++moved_.copied;
    }

    FilePlace& from_;
    FilePlace& to_;
    Originals originals_;
    Moved moved_;
};

}  // namespace

Moved move_contents(const FileStore& store, Keep to, Originals originals,
                    const std::function<void(const Moved&)>& step) {
    if (!store.bucket()) throw std::logic_error("files: there is no bucket to move from or to");
    FilePlace& folder = store.folder();
    FilePlace& bucket = *store.bucket();
    Move move(to == Keep::in_bucket ? folder : bucket, to == Keep::in_bucket ? bucket : folder, originals);
    FilePlace& from = to == Keep::in_bucket ? folder : bucket;
    for (int part = 0; part < parts_of_store; ++part)
        from.each(part, [&](const std::vector<std::string>& contents) {
            for (const auto& sha256 : contents) {
                move.one(sha256);
                step(move.moved());
            }
        });
    return move.moved();
}

}  // namespace hero
