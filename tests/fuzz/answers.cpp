// The preview's own reading of requests and addresses, and what it answers from a small site.
#include <string>

#include "base/text.h"
#include "fuzz/target.h"
#include "preview/address.h"
#include "preview/request_head.h"
#include "preview/responder.h"
#include "support/small_workspace.h"

namespace vitrina::fuzz {
namespace {

constexpr int port = 4000;
constexpr std::string_view secret = "SECRET";

class Preview {
public:
    Preview() {
        test::put_theme(files_);
        test::put_site(files_, "content");
        BuildOptions build = test::small_build();
        build.strict = false;
        responder_.show(read_snapshot(build, files_, nullptr, {}));
        files_.put("secret.txt", secret);
        files_.put("content/.env", secret);
        files_.put_link("content/files/link.txt", "/secret.txt");
    }

    PreviewAnswer answer(const PreviewRequest& request) { return responder_.answer(request); }

private:
    MemoryFileSystem files_;
    Responder responder_{files_, {.port = port,
                                  .longest_wait = std::chrono::milliseconds(0),
                                  .stale_wait = std::chrono::milliseconds(0)}};
};

std::string field_of(const std::string& head, const std::string& name) {
    const std::size_t at = head.find("\r\n" + name + ": ");
    if (at == std::string::npos)
        return {};
    const std::size_t begin = at + name.size() + 4;
    return head.substr(begin, head.find("\r\n", begin) - begin);
}

void check_answer(const PreviewRequest& request) {
    static Preview preview;
    const PreviewAnswer answer = preview.answer(request);
    require(answer.status >= 200 && answer.status < 500, "every request has its answer",
            std::to_string(answer.status));
    require(answer.location.empty() ||
                (answer.location.starts_with('/') && !answer.location.starts_with("//")),
            "no answer leads out of the preview", answer.location);
    for (const std::string& field : {answer.location, answer.tag})
        require(!find_control(field) && field.find_first_of("\r\n\t\"") == std::string::npos,
                "no field of the head breaks it", field);
    if (answer.body == nullptr)
        return;
    require(answer.body->find(secret) == std::string::npos, "no address leads out of the site");
    require(request.target.find("zq") == std::string::npos ||
                answer.body->find("<zq") == std::string::npos,
            "no address comes back as markup", *answer.body);
}

void check_head(std::string_view head) {
    const RequestHead judged = judge_head(head);
    if (judged.refusal != 0) {
        require(judged.refusal >= 400 && judged.refusal < 500, "a refusal has its status");
        return;
    }
    const std::string& known = judged.canonical;
    require(end_of_head(known) == known.size(), "a head that is passed on ends once", known);
    require(judge_head(known).canonical == known, "what is passed on is judged the same", known);
    const std::size_t begin = known.find(' ') + 1;
    PreviewRequest request{.is_head = known.starts_with("HEAD"),
                           .target = known.substr(begin, known.find(' ', begin) - begin),
                           .host = field_of(known, "host"),
                           .if_none_match = field_of(known, "if-none-match"),
                           .fetch_site = field_of(known, "sec-fetch-site")};
    check_answer(request);
    request.host = "localhost:4000";
    request.fetch_site = "same-origin";
    check_answer(request);
}

}  // namespace

void fuzz_answers(std::string_view bytes) {
    const std::size_t end = end_of_head(bytes);
    for (std::size_t size = 0; size < bytes.size(); size += 1 + bytes.size() / 16) {
        const std::size_t early = end_of_head(bytes.substr(0, size));
        require(early == std::string_view::npos || early == end,
                "a head ends where it ends, however it comes");
    }
    if (end != std::string_view::npos && end <= largest_head)
        check_head(bytes.substr(0, end));

    static_cast<void>(is_own_host(bytes, port));
    static_cast<void>(media_type(bytes));
    require(is_utf8(query_value(bytes, "page")), "fields of addresses are UTF-8");
    if (const auto path = decode_target(bytes)) {
        require(is_utf8(*path) && path->starts_with('/'), "addresses are UTF-8");
        require(decode_target(encode_path(*path)) == path, "an address is written as it is read");
    }
}

}  // namespace vitrina::fuzz
