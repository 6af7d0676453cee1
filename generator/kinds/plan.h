// Plan tables: measures with deadlines and responsible bodies. Source: formats §4, domain §1.3–1.9.
#pragma once

#include <string>
#include <vector>

#include "kinds/deadline.h"
#include "kinds/duty.h"
#include "kinds/kind.h"

namespace vitrina {

enum class PlanColumn : std::uint8_t {
    No, Task, Measure, Participants, Deadline, Responsible, Result, Status
};
template <> const WordList<PlanColumn>& word_list<PlanColumn>();
template <> struct Codec<PlanColumn> : WordCodec<PlanColumn> {};

enum class Numbering : std::uint8_t { PerSection, Continuous };
template <> const WordList<Numbering>& word_list<Numbering>();
template <> struct Codec<Numbering> : WordCodec<Numbering> {};

enum class Progress : std::uint8_t { Public, Evidence, Hidden };
template <> const WordList<Progress>& word_list<Progress>();
template <> struct Codec<Progress> : WordCodec<Progress> {};

enum class RowStatus : std::uint8_t { None, Planned, InProgress, Done, Cancelled, Moved };
template <> const WordList<RowStatus>& word_list<RowStatus>();
template <> struct Codec<RowStatus> : WordCodec<RowStatus> {};

enum class Extent : std::uint8_t { Full, Partial };
template <> const WordList<Extent>& word_list<Extent>();
template <> struct Codec<Extent> : WordCodec<Extent> {};

enum class NotAdoptedExtent : std::uint8_t { Absent, NotApplicable };
template <> const WordList<NotAdoptedExtent>& word_list<NotAdoptedExtent>();
template <> struct Codec<NotAdoptedExtent> : WordCodec<NotAdoptedExtent> {};

struct Implementation {
    Reference ref;
    Extent extent = Extent::Full;
    InlineText note;
};

struct NotAdopted {
    Reference ref;
    NotAdoptedExtent extent = NotAdoptedExtent::Absent;
    InlineText why;
};

struct Move {
    Date to;
    InlineText why;
};

struct PlanRow {
    Located<std::string> id;  // stable; what references name
    Located<std::string> no;  // a printed label, not a key
    BlockText task;           // after checks that of the row above when it was left out
    BlockText measure;
    DeadlineField deadline;
    BodyList responsible;
    BodyList participants;
    BlockText result;
    RowStatus status = RowStatus::None;
    Date done;
    InlineText report;
    std::vector<Evidence> evidence;
    std::vector<Implementation> implements;
    Move moved;
    Deadline reading;  // what `deadline` means; computed by the plan's checks
    Span span;         // the row in the file
};

struct PlanSection {
    InlineText title;
    std::vector<PlanRow> rows;
};

struct Plan {
    std::vector<PlanColumn> columns;  // those to print, in this order; never empty after checks
    Pairs<PlanColumn, InlineText> labels;
    Numbering numbering = Numbering::PerSection;
    // What `progress` keeps back is cleared by the checks, so that no output can let it out:
    // `Evidence` leaves the documents alone, `Hidden` nothing.
    Progress progress = Progress::Public;
    Reference act;  // the same as `approved_by`
    WebAddress source;
    std::vector<InlineText> goals;
    std::vector<PlanSection> sections;
    std::vector<PlanRow> rows;  // the short form; moved into one untitled section by the checks
    std::vector<NotAdopted> not_adopted;
};

template <> const FieldTable<Implementation>& field_table<Implementation>();
template <> const FieldTable<NotAdopted>& field_table<NotAdopted>();
template <> const FieldTable<Move>& field_table<Move>();
template <> const FieldTable<PlanRow>& field_table<PlanRow>();
template <> const FieldTable<PlanSection>& field_table<PlanSection>();
template <> const FieldTable<Plan>& field_table<Plan>();
Kind plan_kind();

// «Мероприятия», «Сроки» …: the heading of a column unless the plan's `labels` give another.
std::string_view default_label(PlanColumn column, Language language);

// The date from which deadlines without a year are understood is that of the approving act, which
// only the site knows; this reads them again. Reports what is not understood.
void read_deadlines(Record& record, const DeadlineContext& context, Diagnostics& out);

// dates, continuous, on_demand, by_plan, unknown.
std::string_view deadline_word(DeadlineKind kind);

// The JSON of formats §4: rows with their addresses and with what their deadlines mean.
void encode_plan(const Record& record, const EncodeContext& context, JsonObject& to);
JsonValue published_plan_schema();

}  // namespace vitrina
