#pragma once
// One JSON object a line on standard error. Never pass secrets, tokens or what users wrote.
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace hero::log {

using Fields = std::initializer_list<std::pair<std::string_view, std::string>>;

enum class Level { debug, info, warning, error };

// Lines below `level` are dropped. Call once, before threads start.
void start(Level level);

void debug(std::string_view event, Fields fields = {});
void info(std::string_view event, Fields fields = {});
void warning(std::string_view event, Fields fields = {});
void error(std::string_view event, Fields fields = {});

}  // namespace hero::log
