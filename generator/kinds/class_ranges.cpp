#include "kinds/class_ranges.h"

namespace vitrina {

std::string class_ranges(const ClassList& classes) {
    const auto& labels = classes.labels;
    std::string text;
    for (std::size_t i = 0; i < labels.size(); ++i) {
        std::size_t last = i;
        while (last + 1 < labels.size() && labels[last].letter.empty() &&
               labels[last + 1].letter.empty() &&
               labels[last + 1].number == labels[last].number + 1)
            ++last;
        text += text.empty() ? "" : ", ";
        text += labels[i].text();
        if (last > i)
            text += (last == i + 1 ? ", " : "–") + labels[last].text();
        i = last;
    }
    return text;
}

}  // namespace vitrina
