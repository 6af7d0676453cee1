// The fields that every record may have, and the enums they use (formats §1).
#pragma once

#include <string>
#include <vector>

#include "kinds/fields.h"

namespace vitrina {

enum class Audience : std::uint8_t { Parents, Pupils, Teachers, Administration, Methodists };
template <>
const WordList<Audience>& word_list<Audience>();
template <>
struct Codec<Audience> : WordCodec<Audience> {};

// An open or closed interval of days: either end may be missing.
struct Validity {
    Date from;
    Date to;
    Span span;
};

// A file of this site or a document elsewhere.
struct Attachment {
    FilePath file;
    WebAddress url;
    InlineText title;
    FilePath signature;
};

struct Revision {
    Date date;
    InlineText what;
    Reference by;
};

struct Feedback {
    Date until;
    std::string email;
    WebAddress url;
};

// What supports a statement: a record, a document elsewhere, or a file; shorthand: a reference.
struct Evidence {
    Reference ref;
    WebAddress url;
    FilePath file;
    InlineText title;
};

// There is one for every page of a site, memos mostly: what those seldom have stands apart.
struct Common {
    InlineText title;
    BlockText summary;
    Seldom<BlockText> intro;
    Seldom<BlockText> notes;
    Date date;
    Date updated;
    int weight = 0;
    Located<std::string> slug;
    std::vector<Located<std::string>> aliases;
    bool draft = false;
    Date publish_from;
    Date publish_until;
    Date remove_after;
    Validity valid;
    SchoolYear school_year;
    Located<std::string> status;
    std::vector<Audience> audience;
    std::vector<SubjectName> subjects;
    ClassList classes;
    std::vector<ProcedureName> procedures;
    std::vector<std::string> topics;
    std::vector<Reference> acts;
    Seldom<Reference> approved_by;
    Seldom<FilePath> file;
    Seldom<FilePath> signature;  // of `file`
    std::vector<Attachment> attachments;
    std::vector<Revision> revisions;
    Date reviewed;
    Date review_by;
    Seldom<Feedback> feedback;
};

template <> const FieldTable<Validity>& field_table<Validity>();
template <> const FieldTable<Attachment>& field_table<Attachment>();
template <> const FieldTable<Revision>& field_table<Revision>();
template <> const FieldTable<Feedback>& field_table<Feedback>();
template <> const FieldTable<Evidence>& field_table<Evidence>();
template <> const FieldTable<Common>& field_table<Common>();

}  // namespace vitrina
