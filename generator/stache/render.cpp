#include <cstddef>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "stache/program.h"
#include "stache/template.h"

namespace vitrina::stache {
namespace {

// Deeper data ends the page's recursion instead of the program's stack.
constexpr std::size_t max_calls = 1000;

class Renderer {
public:
    Renderer(const Program& program, const Value& view, std::string& out)
        : program_(program), out_(out) {
        frames_.reserve(32);
        frames_.push_back(&view);
    }

    void run(std::size_t begin, std::size_t end) {
        for (std::size_t at = begin; at < end;) {
            const Instruction& step = program_.code[at];
            ++at;
            switch (step.op) {
                case Op::Text:
                    out_.append(program_.text, step.first, step.second);
                    break;
                case Op::Indent:
                    out_.append(indent_);
                    break;
                case Op::Print:
                    print(find(step.first));
                    break;
                case Op::RawPrint:
                    print_raw(find(step.first));
                    break;
                case Op::Section:
                    run_section(find(step.first), at, step.second);
                    at = step.second;
                    break;
                case Op::Inverted:
                    if (is_truthy(find(step.first)))
                        at = step.second;
                    break;
                case Op::Call:
                    call(program_.calls[step.first]);
                    break;
            }
        }
    }

private:
    static bool is_truthy(const Value* value) { return value != nullptr && value->is_truthy(); }

    void print(const Value* value) {
        if (value == nullptr)
            return;
        if (const std::string* text = value->as_text())
            append_escaped(out_, *text);
        else if (const Html* html = value->as_html())
            append_escaped(out_, html->text);
    }

    void print_raw(const Value* value) {
        if (value == nullptr)
            return;
        if (const Html* html = value->as_html()) {
            if (html->places != nullptr)
                html->places->push_back(out_.size());
            out_ += html->text;
        } else if (const std::string* text = value->as_text())
            out_ += *text;
    }

    void run_section(const Value* value, std::size_t begin, std::size_t end) {
        if (!is_truthy(value))
            return;
        const Values* list = value->as_list();
        if (list == nullptr)
            return run_inside(*value, begin, end);
        for (const Value& element : *list)
            run_inside(element, begin, end);
    }

    void run_inside(const Value& value, std::size_t begin, std::size_t end) {
        frames_.push_back(&value);
        run(begin, end);
        frames_.pop_back();
    }

    // A range sees the frames it was compiled with: those around it, and the present one on top.
    void call(const Call& call) {
        if (calls_ == max_calls)
            return;
        ++calls_;
        const std::size_t old_base = base_;
        const std::size_t old_size = frames_.size();
        const std::size_t old_indent = indent_.size();
        indent_ += call.indent;
        if (call.frames > 0) {
            const Value* top = frames_.back();
            for (std::size_t i = 0; i + 1 < call.frames; ++i) {
                const Value* around = frames_[old_base + i];
                frames_.push_back(around);
            }
            frames_.push_back(top);
            base_ = old_size;
        }
        run(call.begin, call.end);
        frames_.resize(old_size);
        base_ = old_base;
        indent_.resize(old_indent);
        --calls_;
    }

    const Value* find(std::size_t path_index) const {
        const Path& path = program_.paths[path_index];
        if (path.frame == Path::any_frame)
            return find_in_any_frame(path);
        if (path.frame == Path::top_frame)
            return descend(frames_.back(), path, 0);
        return descend(frames_[base_ + path.frame], path, 0);
    }

    const Value* find_in_any_frame(const Path& path) const {
        for (std::size_t i = frames_.size(); i-- > 0;) {
            const Object* object = frames_[i]->as_object();
            if (object == nullptr)
                continue;
            if (const Value* first = object->find(path.steps.front().name))
                return descend(first, path, 1);
        }
        return nullptr;
    }

    static const Value* descend(const Value* value, const Path& path, std::size_t first) {
        for (std::size_t i = first; i < path.steps.size(); ++i) {
            const Object* object = value->as_object();
            if (object == nullptr)
                return nullptr;
            value = object->find(path.steps[i].name, path.steps[i].hint);
            if (value == nullptr)
                return nullptr;
        }
        return value;
    }

    const Program& program_;
    std::string& out_;
    std::vector<const Value*> frames_;
    std::size_t base_ = 0;  // where frame 0 of the range that runs stands
    std::string indent_;
    std::size_t calls_ = 0;
};

}  // namespace

void Template::render(const Value& view, std::string& out) const {
    if (program_ != nullptr)
        Renderer(*program_, view, out).run(0, program_->code.size());
}

}  // namespace vitrina::stache
