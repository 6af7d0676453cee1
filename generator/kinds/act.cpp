#include "kinds/act.h"

#include "base/text.h"
#include "content/markdown.h"

namespace vitrina {
namespace {

std::string printed_date(Date date) {
    const std::string iso = iso_date(date);
    return iso.substr(8, 2) + "." + iso.substr(5, 2) + "." + iso.substr(0, 4);
}

std::string capitalised(std::string_view word) {
    std::string text(word);
    // The words of ActType are lower-case Russian: the first letter is two bytes.
    static constexpr std::string_view pairs[][2] = {
        {"п", "П"}, {"р", "Р"}, {"и", "И"}, {"д", "Д"}};
    for (const auto& [low, high] : pairs)
        if (text.starts_with(low))
            return std::string(high) + text.substr(low.size());
    return text;
}

void check_act(Record& record, CheckContext& context) {
    const Act& act = as<Act>(record);
    if (record.common.title.empty()) {
        if (act.subject.empty() && !record.common.date.is_set() && act.number.empty()) {
            context.out.error(ids::act_without_title, record.place({0, 0}));
            return;
        }
        record.common.title.text.text = compose_act_title(record);
        record.common.title.text.span = act.subject.text.span;
    }
    if (act.in_force.from.is_set() && act.in_force.to.is_set() && act.in_force.to < act.in_force.from)
        context.out.error(ids::interval_reversed, record.place(act.in_force.span),
                          iso_date(act.in_force.from), iso_date(act.in_force.to));
}

// Quotes within quotes are the small ones: «Заседание „Честная отметка“».
std::string inner_quotes(std::string_view text) {
    std::string quoted;
    while (!text.empty()) {
        const bool opens = text.starts_with("«");
        const bool closes = text.starts_with("»");
        quoted += opens ? "„" : closes ? "“" : text.substr(0, 1);
        text.remove_prefix(opens || closes ? std::string_view("«").size() : 1);
    }
    return quoted;
}

}  // namespace

std::string compose_act_title(const Record& record) {
    const Act& act = as<Act>(record);
    std::string title = capitalised(word_of(act.type, Language::Russian));
    if (act.type == ActType::Other)
        title = "Документ";
    if (record.common.date.is_set())
        title += " от " + printed_date(record.common.date);
    title += act.number.empty() ? "" : " № " + act.number;
    if (!act.subject.empty())
        title += " «" + inner_quotes(act.subject.text.text) + "»";
    return title;
}

template <>
const WordList<ActType>& word_list<ActType>() {
    static const WordList<ActType> words = {
        {ActType::Order, "order", "приказ", ""},
        {ActType::Directive, "directive", "распоряжение", ""},
        {ActType::Letter, "letter", "письмо", ""},
        {ActType::Regulation, "regulation", "положение", ""},
        {ActType::Protocol, "protocol", "протокол", ""},
        {ActType::Appendix, "appendix", "приложение", ""},
        {ActType::Programme, "programme", "программа", ""},
        {ActType::Other, "other", "иное", ""},
    };
    return words;
}

template <>
const WordList<ActStatus>& word_list<ActStatus>() {
    static const WordList<ActStatus> words = {
        {ActStatus::InForce, "in_force", "действует", ""},
        {ActStatus::Draft, "draft", "проект", ""},
        {ActStatus::Changed, "changed", "изменён", ""},
        {ActStatus::Repealed, "repealed", "отменён", ""},
    };
    return words;
}

template <>
const WordList<ApprovalForm>& word_list<ApprovalForm>() {
    static const WordList<ApprovalForm> words = {
        {ApprovalForm::Adopted, "adopted", "принято", ""},
        {ApprovalForm::Agreed, "agreed", "согласовано", ""},
        {ApprovalForm::Considered, "considered", "учтено мнение", ""},
        {ApprovalForm::Approved, "approved", "утверждено", ""},
        {ApprovalForm::Reviewed, "reviewed", "рассмотрено", ""},
    };
    return words;
}

template <>
const FieldTable<Person>& field_table<Person>() {
    static const FieldTable<Person> table = {
        {field("position", &Person::position, {"должность", "position"}),
         field("name", &Person::name, {"фамилия, имя, отчество", "name"}),
         field("phone", &Person::phone, {"телефон", "phone"})},
        "name",
    };
    return table;
}

template <>
const FieldTable<ActItem>& field_table<ActItem>() {
    static const FieldTable<ActItem> table = {
        {field("no", &ActItem::no, {"номер пункта, как напечатано", "number as printed"}),
         field("text", &ActItem::text, {"текст пункта", "text"}).required(),
         field("approves", &ActItem::approves, {"что утверждает", "what it approves"}),
         field("responsible", &ActItem::responsible, {"кто отвечает", "responsible"}),
         field("deadline", &ActItem::deadline, {"срок", "deadline"}),
         field("control", &ActItem::control, {"кто контролирует", "who controls"}),
         field("plan", &ActItem::plan, {"строка плана", "plan row"})},
        "text",
    };
    return table;
}

template <>
const FieldTable<Approval>& field_table<Approval>() {
    static const FieldTable<Approval> table = {
        {field("what", &Approval::what, {"принято, согласовано, утверждено …", "form"}).required(),
         field("by", &Approval::by, {"кем", "by whom"}).required(),
         field("date", &Approval::date, {"когда", "when"}),
         field("number", &Approval::number, {"номер протокола или приказа", "number"}),
         field("act", &Approval::act, {"акт на этом сайте", "act of this site"})},
        "",
    };
    return table;
}

template <>
const FieldTable<ActReference>& field_table<ActReference>() {
    static const FieldTable<ActReference> table = {
        {field("type", &ActReference::type, {"вид документа", "type"}),
         field("issuer", &ActReference::issuer, {"кто издал", "issuer"}),
         field("date", &ActReference::date, {"дата, как напечатана", "date as printed"}),
         field("number", &ActReference::number, {"номер", "number"}),
         field("note", &ActReference::note, {"примечание", "note"}),
         field("url", &ActReference::url, {"адрес документа", "address"}),
         field("act", &ActReference::act, {"акт этого или соседнего сайта", "act"})},
        "",
    };
    return table;
}

template <>
const FieldTable<Act>& field_table<Act>() {
    static const FieldTable<Act> table = {
        {field("type", &Act::type, {"вид документа", "type of document"}).required(),
         field("issuer", &Act::issuer, {"кто издал", "issuer"}),
         field("number", &Act::number, {"номер", "number"}),
         field("place", &Act::place, {"место издания", "place"}),
         field("subject", &Act::subject, {"о чём: «Об утверждении …»", "the matter"}),
         field("addressee", &Act::addressee, {"кому", "addressee"}),
         field("salutation", &Act::salutation, {"обращение", "salutation"}),
         field("preamble", &Act::preamble, {"вступительная часть", "preamble"}),
         field("items", &Act::items, {"пункты", "operative items"}).with_alias("item"),
         field("signatory", &Act::signatory, {"кто подписал", "signatory"}),
         field("executor", &Act::executor, {"исполнитель (не публикуется)", "executor"}).hidden(),
         field("publish_executor", &Act::publish_executor,
               {"публиковать исполнителя", "publish the executor"})
             .hidden(),
         field("control", &Act::control, {"кто контролирует", "who controls"}),
         field("distribution", &Act::distribution, {"кому разослано", "distribution"}),
         field("approvals", &Act::approvals, {"кем принято и утверждено", "approvals"})
             .with_alias("approval"),
         field("in_force", &Act::in_force, {"когда действует", "in force"}),
         field("replaces", &Act::replaces, {"какие акты заменяет", "which acts it replaces"}),
         field("refs", &Act::refs, {"документы, на которые ссылается", "documents referred to"})
             .with_alias("ref"),
         field("status", &Act::status, {"состояние", "status"})},
        "",
    };
    return table;
}

Kind act_kind() {
    return make_kind<Act>({.name = "act",
                           .folder = "acts",
                           .form = FileForm::Markdown,
                           .title = TitleNeed::Composed,
                           .has_json = true,
                           .doc = {"акт", "act"}},
                          check_act);
}

}  // namespace vitrina
