#include "kinds/common.h"

namespace vitrina {

template <>
const WordList<Audience>& word_list<Audience>() {
    static const WordList<Audience> words = {
        {Audience::Parents, "parents", "родители", "родителям"},
        {Audience::Pupils, "pupils", "обучающиеся", "ученики"},
        {Audience::Teachers, "teachers", "педагоги", "учителя"},
        {Audience::Administration, "administration", "администрация", "администрации"},
        {Audience::Methodists, "methodists", "методическая служба", "методисты"},
    };
    return words;
}

template <>
const FieldTable<Validity>& field_table<Validity>() {
    static const FieldTable<Validity> table = {
        {field("from", &Validity::from, {"первый день действия", "first day in force"}),
         field("to", &Validity::to, {"последний день действия", "last day in force"})},
        "",
    };
    return table;
}

template <>
const FieldTable<Attachment>& field_table<Attachment>() {
    static const FieldTable<Attachment> table = {
        {field("file", &Attachment::file, {"файл из папки сайта", "a file of the site"}),
         field("url", &Attachment::url, {"адрес документа на другом сайте", "a document elsewhere"}),
         field("title", &Attachment::title, {"название документа", "the document's title"}),
         field("signature", &Attachment::signature,
               {"файл электронной подписи", "file of the detached signature"})},
        "file",
    };
    return table;
}

template <>
const FieldTable<Revision>& field_table<Revision>() {
    static const FieldTable<Revision> table = {
        {field("date", &Revision::date, {"когда изменено", "when"}).required(),
         field("what", &Revision::what, {"что изменено", "what changed"}).required(),
         field("by", &Revision::by, {"каким актом", "by which act"})},
        "",
    };
    return table;
}

template <>
const FieldTable<Feedback>& field_table<Feedback>() {
    static const FieldTable<Feedback> table = {
        {field("until", &Feedback::until, {"до какого дня ждут замечаний", "last day for comments"})
             .required(),
         field("email", &Feedback::email, {"почта для замечаний", "mail address"}),
         field("url", &Feedback::url, {"страница для замечаний", "page for comments"})},
        "",
    };
    return table;
}

template <>
const FieldTable<Evidence>& field_table<Evidence>() {
    static const FieldTable<Evidence> table = {
        {field("ref", &Evidence::ref, {"запись этого или соседнего сайта", "a record"}),
         field("url", &Evidence::url, {"документ на другом сайте", "a document elsewhere"}),
         field("file", &Evidence::file, {"файл из папки сайта", "a file of the site"}),
         field("title", &Evidence::title, {"название", "title"})},
        "ref",
    };
    return table;
}

template <>
const FieldTable<Common>& field_table<Common>() {
    static const FieldTable<Common> table = {
        {field("title", &Common::title, {"название страницы", "the page's title"}),
         field("summary", &Common::summary, {"о чём страница: одно-два предложения", "summary"}),
         field("intro", &Common::intro, {"вводный текст", "introduction"}),
         field("notes", &Common::notes, {"примечания под основным содержанием", "notes"}),
         field("date", &Common::date, {"дата документа или публикации", "date of the document"}),
         field("updated", &Common::updated, {"дата последнего изменения", "date of last change"}),
         field("weight", &Common::weight, {"место в списках: меньше — выше", "order in lists"}),
         field("slug", &Common::slug, {"последняя часть адреса", "last part of the address"}).hidden(),
         field("aliases", &Common::aliases, {"прежние адреса страницы", "former addresses"})
             .with_alias("alias")
             .hidden(),
         field("draft", &Common::draft, {"черновик: не публикуется", "a draft"}).hidden(),
         field("publish_from", &Common::publish_from, {"с какого дня на сайте", "first day online"})
             .hidden(),
         field("publish_until", &Common::publish_until,
               {"после этого дня страница помечена «срок истёк»", "marked as expired afterwards"}),
         field("remove_after", &Common::remove_after,
               {"после этого дня страница снимается с сайта", "removed afterwards"})
             .hidden(),
         field("valid", &Common::valid, {"когда действует", "period in force"}),
         field("school_year", &Common::school_year, {"учебный год", "school year"}),
         field("status", &Common::status, {"состояние: проект или действует", "status"}),
         field("audience", &Common::audience, {"для кого", "audience"}),
         field("subjects", &Common::subjects, {"учебные предметы", "school subjects"})
             .with_alias("subject"),
         field("classes", &Common::classes, {"классы: 4, 5-9, 5А", "classes"}).with_alias("class"),
         field("procedures", &Common::procedures, {"оценочные процедуры: ВПР, ОГЭ", "procedures"})
             .with_alias("procedure"),
         field("topics", &Common::topics, {"темы", "topics"}).with_alias("topic"),
         field("acts", &Common::acts, {"акты, на которых основано", "acts it rests on"})
             .with_alias("act"),
         field("approved_by", &Common::approved_by, {"каким актом утверждено", "approved by"}),
         field("file", &Common::file, {"документ-файл", "document file"}),
         field("signature", &Common::signature, {"электронная подпись файла", "signature of the file"}),
         field("attachments", &Common::attachments, {"приложенные документы", "attachments"})
             .with_alias("attachment"),
         field("revisions", &Common::revisions, {"история изменений", "history of changes"})
             .with_alias("revision"),
         field("reviewed", &Common::reviewed, {"когда проверено", "date of the last review"}),
         field("review_by", &Common::review_by, {"когда проверить снова", "date of the next review"}),
         field("feedback", &Common::feedback, {"сбор замечаний к проекту", "call for comments"})},
        "",
    };
    return table;
}

}  // namespace vitrina
