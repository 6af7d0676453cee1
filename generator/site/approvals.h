// Which act approves which record: said by the act (`approves`) or by the record (`approved_by`),
// known on both sides afterwards.
//
// Source   formats §3: one side suffices; two different acts are an error.
#pragma once

#include "base/diagnostics.h"
#include "site/site.h"

namespace vitrina {

// After the references have been resolved.
void settle_approvals(Site& site, Diagnostics& out);

}  // namespace vitrina
