#include "base/program_identity.h"

#include <cstring>
#include <string_view>

#include <elf.h>
#include <link.h>

#include "base/hash.h"

namespace vitrina {
namespace {

constexpr std::size_t note_alignment = 4;

std::size_t aligned(std::size_t size) {
    return (size + note_alignment - 1) / note_alignment * note_alignment;
}

// The description of the GNU build id among the notes of one segment; empty if it is not there.
std::string_view build_id_in(std::string_view notes) {
    while (notes.size() >= sizeof(ElfW(Nhdr))) {
        ElfW(Nhdr) header;
        std::memcpy(&header, notes.data(), sizeof(header));
        notes.remove_prefix(sizeof(header));
        const std::size_t name = aligned(header.n_namesz);
        const std::size_t whole = name + aligned(header.n_descsz);
        if (whole > notes.size())
            break;
        if (header.n_type == NT_GNU_BUILD_ID)
            return notes.substr(name, header.n_descsz);
        notes.remove_prefix(whole);
    }
    return {};
}

struct Gathered {
    std::string ids;
    bool program_has_one = false;
    bool is_first = true;  // the program itself comes first
};

int gather(::dl_phdr_info* info, std::size_t, void* to) {
    auto& gathered = *static_cast<Gathered*>(to);
    for (ElfW(Half) i = 0; i < info->dlpi_phnum; ++i) {
        const ElfW(Phdr)& segment = info->dlpi_phdr[i];
        if (segment.p_type != PT_NOTE)
            continue;
        const auto* begin = reinterpret_cast<const char*>(info->dlpi_addr + segment.p_vaddr);
        const std::string_view id = build_id_in({begin, segment.p_memsz});
        gathered.ids.append(id);
        gathered.program_has_one |= gathered.is_first && !id.empty();
    }
    gathered.is_first = false;
    return 0;
}

}  // namespace

const std::string& program_identity() {
    static const std::string identity = [] {
        Gathered gathered;
        ::dl_iterate_phdr(gather, &gathered);
        return gathered.program_has_one ? hash_text(content_hash(gathered.ids)) : std::string();
    }();
    return identity;
}

}  // namespace vitrina
