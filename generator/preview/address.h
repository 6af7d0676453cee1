// Addresses as a browser sends them. They are decoded once and then only looked up: no path of the
// disk is ever made of one.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace vitrina {

// `/memos/a%20b/?x=1` → `/memos/a b/`. Nothing if it does not begin with `/`, holds a broken escape,
// a control character or bytes that are not UTF-8.
std::optional<std::string> decode_target(std::string_view target);

// The decoded value of a field of the query; empty if it is not there or broken.
std::string query_value(std::string_view target, std::string_view field);

// A decoded path as a target: everything but unreserved characters and `/` escaped.
std::string encode_path(std::string_view path);

// Names under which a browser of this machine reaches the preview. Any other is a page elsewhere
// that has pointed its name at this machine.
bool is_own_host(std::string_view host, int port);

// The media type of a published file by its name.
std::string_view media_type(std::string_view path);

}  // namespace vitrina
