#include "cli/site_folder.h"

#include "cli/author_file.h"
#include "content/walk.h"
#include "kinds/kind.h"

namespace vitrina {

Result<std::string> make_site_folder(FileSystem& files,
                                     const std::string& folder,
                                     const std::string& site_yaml,
                                     const NewValues& values) {
    if (auto made = create_author_file(files, join_path(folder, "site.yaml"), site_yaml); !made)
        return tl::unexpected(made.error());
    for (const Kind& kind : all_kinds()) {
        if (kind.name == "curriculum")  // one file at the top
            continue;
        if (auto there = files.make_folders(join_path(folder, kind.folder)); !there)
            return tl::unexpected(there.error());
    }
    std::string memo = join_path(folder, "memos/kak-my-ocenivaem.md");
    const auto made =
        create_author_file(files, memo, fill_new_text(new_site_memo(), values).front());
    if (!made && made.error().id != ids::new_exists)
        return tl::unexpected(made.error());
    return memo;
}

SchoolYear school_year_of(Date day) {
    return {day.month >= 8 ? day.year : day.year - 1};
}

}  // namespace vitrina
