#include "pages/classes_text.h"

namespace vitrina {

std::string classes_text(const Theme& theme, const ClassList& classes) {
    if (classes.empty())
        return {};
    return theme.text(classes.labels.size() == 1 ? "class_one" : "class_many",
                      {class_ranges(classes)});
}

}  // namespace vitrina
