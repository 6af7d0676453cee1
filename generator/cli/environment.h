// What the command line takes from the machine around it: language, clock, folders, terminal.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/file_system.h"
#include "base/result.h"
#include "base/text.h"

namespace vitrina {

// `VITRINA_LANG`, else the locale: Russian when it begins with `ru`, else English.
Language environment_language();

// SOURCE_DATE_EPOCH, else the clock; an epoch that is no number is a usage error.
Result<std::int64_t> current_time();

// Colour and the progress line are for people: a terminal, and NO_COLOR not set.
bool is_terminal(int file);
bool wants_colour(int file);

// The folder of the running program; empty if the system does not tell.
std::string program_folder(const FileReader& files);

// The current folder if it holds site.yaml, else `content`.
std::string default_folder(const FileReader& files);

// Where themes are looked for when `folder` is built, in order.
std::vector<std::string> theme_folders(const FileReader& files, const std::string& folder);

// Folders that must never become the output: the user's home.
std::vector<std::string> home_folders();

// Without `./` at the beginning and `/` at the end.
std::string plain_folder(std::string_view folder);
std::string parent_folder(std::string_view folder);

// Peak resident memory of the process in KiB.
std::int64_t peak_memory();

// A closed stdin, stdout or stderr must not become a file of the site: they lead nowhere instead.
// A reader of ours that has gone is an error of writing, not the end of the process.
void guard_standard_streams();

}  // namespace vitrina
