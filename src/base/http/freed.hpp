#pragma once
// Assigning an empty string keeps the memory of the old one; ten thousand idle connections must not.
#include <utility>

namespace hero::http {

template <typename T>
void free_memory(T& value) {
    const T gone(std::move(value));
    value = T();
}

}  // namespace hero::http
