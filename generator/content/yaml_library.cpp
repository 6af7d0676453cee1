#include <algorithm>
#include <istream>
#include <streambuf>
#include <string>

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include "content/yaml_structure.h"

namespace vitrina {
namespace {

class ViewBuffer : public std::streambuf {
public:
    explicit ViewBuffer(std::string& bytes) {
        setg(bytes.data(), bytes.data(), bytes.data() + bytes.size());
    }
};

// The skeleton without the spaces that mean nothing, since the library takes its time for every
// character: those behind a scalar and at the ends of lines. Indentation and the columns behind
// dashes stay as they are.
class DenseSkeleton {
public:
    explicit DenseSkeleton(std::string_view skeleton) {
        text_.reserve(skeleton.size() / 2);
        for (std::size_t i = 0; i < skeleton.size();) {
            if (skeleton[i] != ' ') {
                text_ += skeleton[i++];
                continue;
            }
            const std::size_t end = std::min(skeleton.find_first_not_of(' ', i), skeleton.size());
            const std::size_t kept = spaces_kept(skeleton, i, end);
            text_.append(kept, ' ');
            if (kept < end - i)
                cuts_.push_back({text_.size(), end - text_.size()});
            i = end;
        }
    }

    std::string& text() { return text_; }
    // The place in the skeleton of a place in the dense text.
    std::size_t original(std::size_t at) const {
        const auto next = std::ranges::upper_bound(cuts_, at, {}, &Cut::at);
        return next == cuts_.begin() ? at : at + std::prev(next)->dropped;
    }

private:
    struct Cut {
        std::size_t at;       // in the dense text; the cut lies before it
        std::size_t dropped;  // characters dropped so far
    };

    static std::size_t spaces_kept(std::string_view skeleton, std::size_t begin, std::size_t end) {
        const char next = end < skeleton.size() ? skeleton[end] : '\n';
        if (next == '\n')
            return 0;
        const char before = begin == 0 ? '\n' : skeleton[begin - 1];
        if (before == '\n' || before == '-')
            return end - begin;
        return next == ':' || next == ',' || next == ']' || next == '}' ? 0 : 1;
    }

    std::string text_;
    std::vector<Cut> cuts_;
};

class Recorder : public YAML::EventHandler {
public:
    Recorder(const DenseSkeleton& dense, std::vector<YamlEvent>& events)
        : dense_(dense), events_(events) {}

    // Where in the skeleton an event or a refusal of the library stands.
    std::uint32_t place_of(const YAML::Mark& mark) const {
        return static_cast<std::uint32_t>(
            dense_.original(static_cast<std::size_t>(std::max(mark.pos, 0))));
    }

    void OnDocumentStart(const YAML::Mark&) override {}
    void OnDocumentEnd() override {}
    void OnAlias(const YAML::Mark&, YAML::anchor_t) override { add(YamlEvent::Kind::Alias); }
    void OnNull(const YAML::Mark&, YAML::anchor_t) override { add(YamlEvent::Kind::Null); }
    void OnScalar(const YAML::Mark& mark,
                  const std::string&,
                  YAML::anchor_t,
                  const std::string&) override {
        events_.push_back({YamlEvent::Kind::Scalar, false, place_of(mark)});
    }
    void OnSequenceStart(const YAML::Mark& mark,
                         const std::string&,
                         YAML::anchor_t,
                         YAML::EmitterStyle::value style) override {
        open(YamlEvent::Kind::SequenceStart, mark, style);
    }
    void OnMapStart(const YAML::Mark& mark,
                    const std::string&,
                    YAML::anchor_t,
                    YAML::EmitterStyle::value style) override {
        open(YamlEvent::Kind::MappingStart, mark, style);
    }
    void OnSequenceEnd() override { add(YamlEvent::Kind::End); }
    void OnMapEnd() override { add(YamlEvent::Kind::End); }

private:
    void add(YamlEvent::Kind kind) { events_.push_back({kind, false, 0}); }
    void open(YamlEvent::Kind kind, const YAML::Mark& mark, YAML::EmitterStyle::value style) {
        events_.push_back({kind, style == YAML::EmitterStyle::Flow, place_of(mark)});
    }

    const DenseSkeleton& dense_;
    std::vector<YamlEvent>& events_;
};

}  // namespace

YamlStructure read_structure(std::string_view skeleton) {
    YamlStructure structure;
    DenseSkeleton dense(skeleton);
    Recorder recorder(dense, structure.events);
    ViewBuffer buffer(dense.text());
    std::istream stream(&buffer);
    try {
        YAML::Parser(stream).HandleNextDocument(recorder);
    } catch (const YAML::ParserException& refusal) {
        structure.refused_at = recorder.place_of(refusal.mark);
    }
    return structure;
}

}  // namespace vitrina
