#include "domain/imports/prepare.h"

#include <algorithm>

#include "base/core/hash.h"
#include "domain/imports/draft.h"
#include "domain/intake/old_pages/written_moment.h"
#include "domain/publishing/old_address.h"
#include "domain/publishing/rules.h"

namespace gongkai::imports {
namespace {

using publishing::Validity;

constexpr std::size_t longest_title = 1500, longest_summary = 900, longest_field = 1500;  // octets
const std::string told = "imports.told.";
constexpr std::string_view papers = "official_paper", announcements = "notice";

std::unexpected<Refusal> no(std::string id, std::vector<std::string> arguments = {}) {
    return refuse(Refusal::Kind::invalid, "imports.refuse." + std::move(id), std::move(arguments));
}

// 20-01 holds rules and normative documents, and old sites sort all their papers there. A normative one says so itself: by 规 in
// its number (邹政规〔2020〕1号), or by the name of what it lays down. Where nothing says so it is a paper like any other.
bool calls_itself_normative(std::string_view title, std::string_view number) {
    if (number.find("规") != std::string_view::npos)
        return true;
    // 关于印发《…办法（试行）》的通知
    constexpr std::string_view around[] = {"的通知", "》", "）", ")", " ", "（试行", "（暂行", "(试行", "(暂行", "（修订"};
    for (bool goes_on = true; goes_on;) {
        const auto tail = std::ranges::find_if(around, [&](std::string_view one) { return title.ends_with(one); });
        goes_on = tail != std::end(around);
        if (goes_on)
            title.remove_suffix(tail->size());
    }
    for (const auto* name : {"办法", "规定", "细则", "规则", "规程"})
        if (title.ends_with(name))
            return true;
    return false;
}

bool is_shown_picture(std::string_view type) { return type.starts_with("image/"); }

void add_paragraph(markup::Clean& body, std::string_view text) {
    body = markup::clean(publishing::body_from(text).html() + body.html()).body;
}

}  // namespace

Preparing::Preparing(const Place& place, const std::vector<Row>& rows, Day today)
    : place_(place), today_(today), checking_(intake::carried_checking(place.language, today)) {
    for (const auto& row : rows)
        if (const auto url = row.said.find(Head::url); url != row.said.end())
            if (auto address = publishing::old_address_from(url->second); !address.empty())
                rows_.emplace(std::move(address), &row);
}

Reason Preparing::reason_of(const Refusal& refusal, std::string place) const {
    const auto what = refusal.id + ".do";
    return {std::move(place), words(place_.language, refusal),
            has_words(place_.language, what) ? words(place_.language, what, refusal.arguments) : std::string()};
}

Result<Mark> Preparing::mark(const Item& item) const {
    Mark mark;
    if (!item.path.empty()) {
        if (!place_.source || !place_.source->has(item.path))
            return no("no_file", {item.path});
        auto bytes = place_.source->read(item.path);
        if (!bytes)
            return std::unexpected(bytes.error());
        mark.bytes = *std::move(bytes);
        mark.digest = sha256_hex(mark.bytes);
    }
    if (item.row)
        mark.digest = item.path.empty() ? item.row->digest : sha256_hex(item.row->digest + mark.digest);
    std::string_view url;
    if (item.row)
        if (const auto found = item.row->said.find(Head::url); found != item.row->said.end())
            url = found->second;
    if (const auto address = publishing::old_address_from(url); !address.empty())
        mark.source = address;
    else if (item.kind == Item::Kind::page)
        mark.source = place_.addresses.address_of(item.path);
    if (mark.source.empty() && item.row) {
        std::string name;
        for (const auto head : {Head::unit, Head::title, Head::number, Head::published_on, Head::file})
            if (const auto found = item.row->said.find(head); found != item.row->said.end())
                name += found->second;
            else
                name += '\n';
        mark.source = "row:" + sha256_hex(name);
    }
    if (mark.source.empty())
        mark.source = "file:" + mark.digest;
    return mark;
}

Result<void> Preparing::find_unit(Draft& draft) {
    const auto on = day_in_china(draft.made.moved.published_at);
    const auto& rule = draft.item.rule;
    const std::string named(draft.say(Head::unit).empty() && rule ? std::string_view(rule->unit) : draft.say(Head::unit));
    if (!named.empty()) {
        const auto* unit = place_.known.unit(named, on);
        if (!unit)
            return no("unit", {named});
        draft.made.moved.unit_id = unit->id;
        return {};
    }
    std::vector<std::string> names{draft.source_unit};
    for (const auto folder : split(draft.folder, '/'))
        names.insert(names.begin() + 1, std::string(folder));
    names.push_back(place_.wanted.mapping.unit);
    names.push_back(place_.wanted.unit);
    for (const auto& name : names)
        if (const auto* unit = name.empty() ? nullptr : place_.known.unit(name, on)) {
            draft.made.moved.unit_id = unit->id;
            return {};
        }
    return no("no_unit");
}

std::string Preparing::column_for(const Draft& draft, std::string_view type_column) const {
    const auto& rule = draft.item.rule;
    std::vector<std::string> folders;
    for (const auto folder : split(draft.folder, '/'))
        folders.insert(folders.begin(), std::string(folder));
    for (const auto& name : folders)
        if (const auto* column = name.empty() || rule ? nullptr : place_.known.column(name))
            return column->key;
    for (const auto& name : {place_.wanted.mapping.column, place_.wanted.column, std::string(type_column)})
        if (const auto* column = name.empty() ? nullptr : place_.known.column(name))
            return column->key;
    return {};
}

// By its rule or its folder; else where all of the site goes. Where nobody says, its address dies, and that is told.
ListPage Preparing::list_page(const Draft& draft) const {
    std::vector<std::string> names;
    for (const auto folder : split(draft.folder, '/'))
        names.insert(names.begin(), std::string(folder));
    if (draft.item.rule)
        names = {draft.item.rule->column};
    names.push_back(place_.wanted.mapping.column);
    names.push_back(place_.wanted.column);
    ListPage list{draft.made.moved.addresses, {}, {}};
    for (const auto& name : names)
        if (const auto* column = name.empty() || !list.column.empty() ? nullptr : place_.known.column(name))
            list.column = column->key;
    if (list.column.empty())
        list.reasons.push_back(reason_of({Refusal::Kind::invalid, told + "list_without_column", {}, {}}));
    return list;
}

Result<void> Preparing::find_type_and_column(Draft& draft) {
    const auto& rule = draft.item.rule;
    auto& text = draft.text();
    if (const auto theme = draft.say(Head::theme); !theme.empty())
        if (const auto* known = catalogue::read_theme(theme))
            text.theme = known->code;
    std::string of_category;
    if (const auto category = draft.say(Head::category); !category.empty()) {
        if (const auto* known = read_category(category)) {
            text.category = known->code;
            of_category = known->column_key;
        } else if (const auto* column = place_.known.column(category)) {
            of_category = column->key;
        } else if (draft.say(Head::column).empty()) {
            return no("category", {std::string(category)});
        }
    }
    const std::string named(draft.say(Head::column).empty() && rule ? std::string_view(rule->column) : draft.say(Head::column));
    if (!named.empty()) {
        const auto* column = place_.known.column(named);
        if (!column)
            return no("column", {named});
        text.column = column->key;
    } else {
        text.column = of_category;
    }
    std::string type(draft.say(Head::type));
    for (const auto& other : {rule ? rule->type : std::string(), place_.wanted.mapping.type, place_.wanted.type})
        if (type.empty())
            type = other;
    draft.is_sure_of_type = !type.empty();
    if (draft.is_sure_of_type) {
        draft.type = read_type(type);
        if (!draft.type)
            return no("type", {type});
    }
    if (text.column.empty())
        text.column = column_for(draft, draft.type ? draft.type->column : std::string_view());
    // What usually stands in the column; a paper where only a paper has what is said of it.
    if (!draft.type)
        for (const auto& one : publishing::document_types())
            if (one.column == text.column && !draft.type)
                draft.type = &one;
    if (!draft.is_sure_of_type && draft.type && draft.type->needs_maker &&
        !calls_itself_normative(draft.say(Head::title), draft.say(Head::number)))
        draft.type = publishing::find_type(papers);
    const bool is_paper = !draft.say(Head::validity).empty() || !draft.say(Head::number).empty();
    if (!draft.is_sure_of_type && is_paper && (!draft.type || !draft.type->has_validity))
        draft.type = publishing::find_type(papers);
    if (!draft.type)
        draft.type = publishing::find_type(announcements);
    if (text.column.empty())
        text.column = draft.type->column;
    if (const auto* column = place_.known.columns.find(text.column); !column || !column->is_open)
        return no("column", {text.column});
    return {};
}

Result<void> Preparing::take_days_and_validity(Draft& draft) {
    auto& text = draft.text();
    std::optional<Day> effective, expires;
    std::optional<Day> signed_on;
    struct Written {
        Head head;
        const char* field;
        std::optional<Day>& day;
    };
    for (const auto& [head, field, day] : {Written{Head::signed_on, "signed_on", signed_on},
                                           {Head::effective_on, "effective_on", effective},
                                           {Head::expires_on, "expires_on", expires}}) {
        const auto said = draft.say(head);
        if (said.empty())
            continue;
        day = intake::day_from(said);
        if (!day)
            return no("day", {std::string(said)});
        if (draft.type->field(field))
            text.fields[field] = to_text(*day);
    }
    const auto printed = draft.say(Head::validity);
    if (printed.empty())
        return {};
    const auto said = read_said_validity(printed);
    if (!said)
        return no("validity", {std::string(printed)});
    const auto found = publishing::validity_on(today_, {effective, expires, {}, {}, {}, {}});
    const auto differs = [&] {
        draft.made.reasons.push_back(reason_of({Refusal::Kind::invalid, told + "validity", {std::string(printed)}, {}}));
    };
    if (*said == found)
        return {};
    // Nothing would ever make it valid, and nobody would be asked.
    if (*said == Validity::not_yet && !effective && draft.type->has_validity)
        draft.made.reasons.push_back(reason_of({Refusal::Kind::invalid, told + "not_yet_without_day", {}, {}}));
    if (!draft.type->has_validity || *said == Validity::in_force) {  // days go before a word, and news have none
        differs();
        return {};
    }
    auto since = today_;
    if (const auto on = draft.say(Head::validity_on); !on.empty()) {
        const auto day = intake::day_from(on);
        if (!day)
            return no("day", {std::string(on)});
        since = std::min(*day, today_);
    }
    text.fields["said_validity"] = publishing::word_of(*said);
    text.fields["said_on"] = to_text(since);
    return {};
}

void Preparing::take_fields(Draft& draft) {
    auto& text = draft.text();
    const auto put = [&](const char* key, std::string_view value) {
        if (const auto line = one_line(cut(value, longest_field)); !line.empty() && draft.type->field(key))
            text.fields[key] = line;
    };
    put("source", draft.say(Head::source));
    put("keywords", draft.say(Head::keywords));
    put("author", draft.say(Head::author));
    put("issuers", draft.source_unit);  // who put it on a site is not always who issued it
    put("disclosure", "public");
    if (const auto printed = draft.say(Head::number); !printed.empty()) {
        const auto number = publishing::mended_number(printed);
        if (number)
            put("number", *number);
        if (!number || (!number->empty() && !draft.type->field("number")))
            add_paragraph(text.body, words(Language::zh, "imports.number_line", {one_line(printed)}));
    }
    text.fields["moved_in_on"] = to_text(today_);
    if (!draft.made.moved.address.empty())
        text.fields["moved_from"] = cut(draft.made.moved.address, longest_field);
    text.title = one_line(draft.say(Head::title));
    text.summary = cut(one_line(draft.say(Head::summary)), longest_summary);
}

void Preparing::look_through(Draft& draft) {
    auto& text = draft.text();
    const auto note = [&](const std::vector<intake::Finding>& findings, std::string_view where) {
        for (const auto& one : findings) {
            if (one.level != intake::Level::block)
                continue;
            draft.made.moved.is_draft = true;
            draft.made.reasons.push_back({std::string(where) + one.place,
                                          words(place_.language, "checks.kind." + one.kind) + "　" + one.text,
                                          words(place_.language, "imports.do.finding")});
        }
    };
    note(intake::check_page(text.body, checking_), {});
    std::string said = text.title + '\n' + text.summary;
    for (const auto& [key, value] : text.fields)
        if (key != "moved_from")
            said += '\n' + value;
    note(intake::check_text(said, checking_), {});
    for (const auto& file : text.attachments) {
        if (is_shown_picture(file.type) || !place_.files)
            continue;
        const auto bytes = place_.files->read(file.file);
        if (!bytes)
            continue;
        if (const auto found = intake::check_file(*bytes, file.name, checking_))
            note(*found, file.name + "　");
        else
            draft.made.reasons.push_back(reason_of(found.error(), file.name));
    }
}

Result<std::variant<Prepared, ListPage>> Preparing::prepare(const Item& item, const Mark& mark) {
    Draft draft{item, {}, item.row ? item.row->said : Said{}, {}, nullptr, {}, {}, false, false};
    auto& moved = draft.made.moved;
    moved.source = mark.source;
    moved.digest = mark.digest;
    const bool is_site = item.kind == Item::Kind::page;
    if (mark.source.starts_with('/')) {
        draft.base = mark.source;
        moved.addresses = is_site ? place_.addresses.all_of(item.path) : std::vector<std::string>{};
        if (std::ranges::find(moved.addresses, mark.source) == moved.addresses.end())
            moved.addresses.push_back(mark.source);
        const auto url = draft.say(Head::url);
        moved.address =
            url.empty()
                ? (place_.wanted.mapping.sites.empty() ? "" : "http://" + place_.wanted.mapping.sites.front()) + mark.source
                : std::string(url);
    }
    if (!item.path.empty() && item.path.find('/') != std::string::npos)
        draft.folder = item.path.substr(0, item.path.rfind('/'));
    if (is_site && item.rule && item.rule->is_list)
        return list_page(draft);
    if (is_site) {
        read_page(item, mark.bytes, draft);
        if (draft.is_list && draft.text().attachments.empty())
            return list_page(draft);
    } else if (!item.path.empty()) {
        read_any_file(item, mark.bytes, draft);
    }
    if (draft.text().body.html().empty() || !draft.say(Head::body).empty())
        read_body(draft);
    if (draft.say(Head::title).empty())
        return no("title");
    if (draft.say(Head::title).size() > longest_title)
        return no("title_long");
    if (draft.say(Head::published_on).empty())
        return no("no_day");
    const auto published = intake::moment_in(draft.say(Head::published_on));
    const auto day = published ? std::optional(day_in_china(*published)) : intake::day_from(draft.say(Head::published_on));
    if (!day)
        return no("day", {std::string(draft.say(Head::published_on))});
    if (*day > today_)
        return no("future", {std::string(draft.say(Head::published_on))});
    moved.published_at = published ? *published : Instant(*day) - std::chrono::hours(8);
    for (const auto& step : {&Preparing::find_unit, &Preparing::find_type_and_column, &Preparing::take_days_and_validity})
        if (const auto done = (this->*step)(draft); !done)
            return std::unexpected(done.error());
    moved.type = draft.type->key;
    moved.index_number = draft.say(Head::index_number);
    take_fields(draft);
    if (trim(markup::text_of(draft.text().body)).empty() && draft.text().attachments.empty())
        return no("empty");
    look_through(draft);
    return std::move(draft.made);
}

}  // namespace gongkai::imports
