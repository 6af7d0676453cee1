// What a returned table says of a row that its plan says already: our own report names documents by
// their records and files, and tells of a row that moved in words.
#pragma once

#include <string>

#include "content/yaml.h"

namespace vitrina {

// Words of a cell «Документ» without those documents that `evidence` names: by a record, by a file,
// or by the same title. `;` stands between two. `evidence` may be null.
std::string unknown_documents(const std::string& words, const YamlNode* evidence);

// Whether a cell says of a row that moved when and why it did, as the plan has it.
bool tells_known_move(const std::string& cell, const YamlNode& row);

}  // namespace vitrina
