#include <zlib.h>

#include <array>
#include <limits>

#include "attachments/archives.hpp"

namespace hero {

namespace {

// zlib's state of one stream, raw as in a ZIP: without a head of its own.
class Inflater {
public:
    explicit Inflater(std::string_view packed) {
        stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
        stream_.avail_in = static_cast<uInt>(packed.size());
        ready_ = inflateInit2(&stream_, -MAX_WBITS) == Z_OK;
    }
    ~Inflater() {
        if (ready_) inflateEnd(&stream_);
    }
    Inflater(const Inflater&) = delete;
    Inflater& operator=(const Inflater&) = delete;

    // Whether the stream ends with the last of its bytes, after `expected` bytes of what was packed.
    [[nodiscard]] bool gives(std::uint64_t expected) {
        std::array<Bytef, std::size_t{32} * 1024> piece{};
        std::uint64_t given = 0;
        for (int code = Z_OK; ready_ && code == Z_OK && given <= expected;) {
            stream_.next_out = piece.data();
            stream_.avail_out = piece.size();
            code = inflate(&stream_, Z_NO_FLUSH);
            given += piece.size() - stream_.avail_out;
            if (code == Z_STREAM_END) return stream_.avail_in == 0 && given == expected;
        }
        return false;
    }

private:
    z_stream stream_{};
    bool ready_ = false;
};

}  // namespace

bool inflates_to(std::string_view packed, std::uint64_t unpacked) {
    return packed.size() <= std::numeric_limits<uInt>::max() && Inflater(packed).gives(unpacked);
}

}  // namespace hero
