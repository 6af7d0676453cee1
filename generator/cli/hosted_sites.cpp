// `new site FOLDER --from schools.yaml`: sites for schools that have no server of their own. A
// committee keeps them beside its own and builds all of them at once.
#include <cassert>

#include "cli/author_file.h"
#include "cli/committee_commands.h"
#include "cli/environment.h"
#include "cli/site_folder.h"
#include "cli/yaml_lines.h"
#include "content/walk.h"
#include "kinds/site_config.h"
#include "kinds/sources.h"

namespace vitrina {
namespace {

constexpr std::string_view default_base = "https://ocenka.example.org/";

// The committee whose list it is; unset when no site stands beside the list.
Result<std::optional<SiteConfig>> committee_beside(const FileReader& files,
                                                   const std::string& list,
                                                   Diagnostics& out) {
    const auto source = read_author_file(files, join_path(parent_folder(list), "site.yaml"));
    if (source)
        return read_site_config(*source, out);
    if (source.error().id == ids::file_missing)
        return std::nullopt;
    return tl::unexpected(source.error());
}

// Beside the committee's own address: `…/komitet/` and `…/olhovka/`.
std::string base_beside(std::string committee, const std::string& school) {
    committee.pop_back();
    const std::size_t host = committee.find("//") + 2;
    const std::size_t slash = committee.rfind('/');
    if (slash != std::string::npos && slash > host)
        committee.resize(slash);
    return committee + "/" + school + "/";
}

std::string official_name(const School& school) {
    if (school.legal_form.empty())
        return school.name;
    const bool is_quoted = school.name.find("«") != std::string::npos;
    return school.legal_form + (is_quoted ? " " + school.name : " «" + school.name + "»");
}

// The line of the text that begins so is exchanged for others.
void replace_line(std::string& text, std::string_view beginning, const std::string& lines) {
    const std::size_t at = text.find(beginning);
    assert(at != std::string::npos);
    text.replace(at, text.find('\n', at) + 1 - at, lines);
}

std::string site_yaml_of(const School& school,
                         const std::optional<SiteConfig>& committee,
                         const NewValues& values) {
    std::string text = fill_new_text(new_site_text(), values).front();
    const std::string base = committee ? committee->base_url.value : std::string(default_base);
    replace_line(text, "  name: ", yaml_pair(2, "name", official_name(school)));
    std::string more = yaml_pair(2, "short_name", school.name);
    if (!school.website.url.empty())
        more += yaml_pair(2, "website", school.website.url);
    replace_line(text, "  short_name: ", more);
    std::string address = yaml_pair(0, "base_url", base_beside(base, school.id.value));
    if (committee)
        address += "neighbours:\n" + yaml_pair(2, "komitet", base);
    replace_line(text, "base_url: ", address);
    return text;
}

}  // namespace

Result<ExitCode> make_hosted_sites(const CommonOptions& common,
                                   const HostedSites& wanted,
                                   FileSystem& files) {
    const auto source = read_author_file(files, wanted.list);
    if (!source)
        return tl::unexpected(source.error());
    Diagnostics messages;
    const auto list = read_schools(*source, messages);
    // Addresses of the new sites come from it: they are not guessed when it has mistakes.
    const auto beside = committee_beside(files, wanted.list, messages);
    if (!beside)
        return tl::unexpected(beside.error());
    const std::optional<SiteConfig>& committee = *beside;
    if (!list || messages.error_count() > 0) {
        print_messages(common, files, std::move(messages), {});
        return ExitCode::ContentErrors;
    }
    const NewValues values{"Открытое оценивание", wanted.today,
                           committee ? committee->school_year : school_year_of(wanted.today), ""};
    std::size_t made = 0;
    for (const School& school : list->schools) {
        const std::string folder = join_path(wanted.folder, school.id.value);
        const auto memo =
            make_site_folder(files, folder, site_yaml_of(school, committee, values), values);
        // A school that has joined the list later gets its site; the others keep theirs.
        if (!memo && memo.error().id == ids::new_exists)
            continue;
        if (!memo)
            return tl::unexpected(memo.error());
        print_line(join_path(folder, "site.yaml"));
        ++made;
    }
    print_note(
        common,
        sentence(common,
                 {"{0} new {0|site|sites}, {1} were there; now: vitrina build {2} --keep-going",
                  "новых сайтов: {0}, уже были: {1}; теперь: vitrina build {2} --keep-going"},
                 made, list->schools.size() - made, wanted.folder));
    return ExitCode::Done;
}

}  // namespace vitrina
