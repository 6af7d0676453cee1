// Acts: letters, orders, regulations, protocols. The front matter is the card of the document, the
// body its text. Source: formats §3, domain §1.2.
#pragma once

#include <string>
#include <vector>

#include "kinds/duty.h"
#include "kinds/kind.h"

namespace vitrina {

enum class ActType : std::uint8_t {
    Order, Directive, Letter, Regulation, Protocol, Appendix, Programme, Other
};
template <> const WordList<ActType>& word_list<ActType>();
template <> struct Codec<ActType> : WordCodec<ActType> {};

enum class ActStatus : std::uint8_t { InForce, Draft, Changed, Repealed };
template <> const WordList<ActStatus>& word_list<ActStatus>();
template <> struct Codec<ActStatus> : WordCodec<ActStatus> {};

enum class ApprovalForm : std::uint8_t { Adopted, Agreed, Considered, Approved, Reviewed };
template <> const WordList<ApprovalForm>& word_list<ApprovalForm>();
template <> struct Codec<ApprovalForm> : WordCodec<ApprovalForm> {};

struct Person {
    std::string position;
    std::string name;
    std::string phone;  // of an executor
    bool empty() const { return position.empty() && name.empty(); }
};

struct ActItem {
    std::string no;
    BlockText text;
    std::vector<Reference> approves;
    BodyList responsible;
    DeadlineField deadline;
    Person control;
    Reference plan;
};

struct Approval {
    ApprovalForm what{};
    std::string by;
    Date date;
    std::string number;
    Reference act;
};

struct ActReference {
    std::string type;
    std::string issuer;
    std::string date;  // as printed: documents err, and are shown as issued
    std::string number;
    InlineText note;
    WebAddress url;
    Reference act;
};

struct Act {
    ActType type = ActType::Other;
    std::string issuer;  // text or body id; empty: the organisation
    std::string number;  // empty: «не указан»
    std::string place;
    InlineText subject;
    InlineText addressee;
    InlineText salutation;
    BlockText preamble;
    std::vector<ActItem> items;
    Person signatory;
    Person executor;
    bool publish_executor = false;
    Person control;
    std::vector<std::string> distribution;
    std::vector<Approval> approvals;
    Validity in_force;
    std::vector<Reference> replaces;
    std::vector<ActReference> refs;
    ActStatus status = ActStatus::InForce;
};

template <> const FieldTable<Person>& field_table<Person>();
template <> const FieldTable<ActItem>& field_table<ActItem>();
template <> const FieldTable<Approval>& field_table<Approval>();
template <> const FieldTable<ActReference>& field_table<ActReference>();
template <> const FieldTable<Act>& field_table<Act>();
Kind act_kind();

// «Приказ от 25.02.2021 № 72 «Об утверждении …»»: the title of an act that gives none.
std::string compose_act_title(const Record& record);

}  // namespace vitrina
