#pragma once
// Objects of GMime, let go at the end of their scope.
#include <gmime/gmime.h>

#include <memory>
#include <mutex>

namespace hero {

struct Unref {
    void operator()(void* object) const { g_object_unref(object); }
};
template <class Object>
using Owned = std::unique_ptr<Object, Unref>;

// Before anything else of GMime.
inline void start_gmime() {
    static std::once_flag once;
    std::call_once(once, [] { g_mime_init(); });
}

}  // namespace hero
