// The name of a value for people, as the `title` of its JSON Schema: editors show it, and the
// handbook's reference of fields prints it. Russian, as the descriptions of fields are.
#pragma once

#include <string_view>
#include <utility>

#include "base/json.h"

namespace vitrina {

inline JsonValue titled_schema(JsonValue schema, std::string_view title) {
    if (JsonObject* object = schema.as_object())
        object->add("title", title);
    return schema;
}

}  // namespace vitrina
