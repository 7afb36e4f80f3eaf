#pragma once
// The command line: `hero serve`, `migrate`, `demo`, `user`, `audit`, `backup`, `restore`, `verify`, `files`,
// `doctor`, `routes`.
#include <string>
#include <vector>

#include "base/config.hpp"

namespace hero {

// Returns the exit status. Throws (ConfigError, std::runtime_error) with one clear line for the person at the terminal.
int run_command(const std::vector<std::string>& words, const std::vector<std::string>& environment);

// One command each. `rest` is what follows the settings.
int serve(const Config& config);
int migrate(const Config& config);
int demo_command(const Config& config, const std::vector<std::string>& rest);
int user_command(const Config& config, const std::vector<std::string>& rest);
int audit_command(const Config& config, const std::vector<std::string>& rest);
int backup_command(const Config& config, const std::vector<std::string>& rest);
int restore_command(const Config& config, const std::vector<std::string>& rest);
int verify_backup(const std::string& folder);
int verify_command(const Config& config, const std::vector<std::string>& rest);
int files_command(const Config& config, const std::vector<std::string>& rest);
int doctor_command(const Config& config);
int routes_command(const std::vector<std::string>& rest);

}  // namespace hero
