#include <unistd.h>

#include <cstdio>
#include <exception>
#include <string>
#include <vector>

#include "base/config.hpp"
#include "commands/commands.hpp"

int main(int count, char** arguments) {
    const std::vector<std::string> words(arguments + 1, arguments + count);
    std::vector<std::string> environment;
    for (char** entry = environ; *entry != nullptr; ++entry) environment.emplace_back(*entry);
    try {
        return hero::run_command(words, environment);
    } catch (const std::exception& failure) {
        std::fprintf(stderr, "hero: %s\n", failure.what());
        return 1;
    }
}
