// The schools of a committee: schools.yaml, sources.yaml and what `vitrina mirror` kept → facts.
//
// Memory   a set is decoded, compared and dropped, school by school.
// Threads  schools are read in parallel, each into its own slot; same result for any number.
#pragma once

#include <optional>

#include "read.h"
#include "site/committee.h"

namespace vitrina {

// The record `schools`; nothing when the site has no schools.yaml, or after an error (reported).
// `records` are those of the site as they were read: reference criteria, weights and plans.
std::optional<Record> read_committee(const FileReader& files,
                                     const ReadOptions& options,
                                     const SiteConfig& config,
                                     const std::vector<Record>& records,
                                     Diagnostics& out);

}  // namespace vitrina
