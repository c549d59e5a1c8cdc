#include "domain/imports/prepare.h"

#include <algorithm>

#include "base/core/hash.h"
#include "base/core/text.h"
#include "base/extract/decode.h"
#include "base/extract/told.h"
#include "base/strip/strip.h"
#include "domain/intake/intake.h"
#include "domain/intake/old_pages/main_part.h"
#include "domain/intake/old_pages/written_moment.h"
#include "domain/publishing/old_address.h"
#include "domain/publishing/rules.h"

namespace gongkai::imports {
namespace {

using publishing::FieldKind;
using publishing::Validity;

constexpr std::size_t longest_title = 1500, longest_summary = 900, longest_field = 1500, longest_name = 180;  // octets
constexpr std::size_t largest_picture = std::size_t{10} << 20;
constexpr std::string_view papers = "official_paper", announcements = "notice";

std::unexpected<Refusal> no(std::string id, std::vector<std::string> arguments = {}) {
    return refuse(Refusal::Kind::invalid, "imports.refuse." + std::move(id), std::move(arguments));
}

// No longer than that, and no sign cut.
std::string cut(std::string_view text, std::size_t longest) {
    if (text.size() <= longest)
        return std::string(text);
    while (longest > 0 && (static_cast<unsigned char>(text[longest]) & 0xC0) == 0x80)
        --longest;
    return std::string(text.substr(0, longest));
}

std::string one_line(std::string_view text) {
    std::string line;
    for (const char c : text)
        if (static_cast<unsigned char>(c) > 0x20 && c != 0x7F)
            line += c;
        else if (!line.empty() && line.back() != ' ')
            line += ' ';
    return std::string(trim(line));
}

std::string type_of(std::string_view name, std::string_view bytes) {
    if (const auto picture = extract::picture_type(bytes); !picture.empty())
        return std::string(picture);
    return lower_ascii(name).ends_with(".pdf") ? "application/pdf" : "application/octet-stream";
}

bool is_shown_picture(std::string_view type) { return type.starts_with("image/"); }

// Fit for one segment of an address and for the disk of whoever saves it.
std::string file_name(std::string_view written, std::string_view path) {
    const auto from_path = path.substr(path.rfind('/') + 1);
    const auto dot = from_path.rfind('.');
    const auto ending = dot == std::string_view::npos ? std::string() : lower_ascii(from_path.substr(dot));
    std::string name;
    for (const char c : one_line(written))
        name += std::string_view("/\\:*?\"<>|#%").find(c) == std::string_view::npos ? c : ' ';
    name = trim(name);
    if (name.empty() || name == "." || name == "..")
        name = from_path;
    else if (!lower_ascii(name).ends_with(ending))
        name += ending;
    return name.size() <= longest_name ? name : cut(name, longest_name - ending.size()) + ending;
}

void add_paragraph(markup::Clean& body, std::string_view text) {
    body = markup::Clean::kept(publishing::body_from(text).html() + body.html());
}

}  // namespace

struct Preparing::Draft {
    const Item& item;
    Prepared made;
    Said said;
    std::string base;  // address of the page, for its links
    const publishing::DocumentType* type = nullptr;
    std::string source_unit, folder;  // who it comes from by its own words; where it lay
    bool is_sure_of_type = false, is_list = false;

    publishing::Text& text() { return made.moved.text; }
    std::string_view say(Head head) const {
        const auto found = said.find(head);
        return found == said.end() ? std::string_view() : std::string_view(found->second);
    }
    void fill(Head head, std::string_view value) {
        if (!trim(value).empty())
            said.emplace(head, trim(value));  // what was said first stays
    }
};

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

const intake::Places& Preparing::places_for(const Rule* rule) const { return rule ? rule->places : place_.wanted.mapping.places; }

// Where a page that others lead to will stand: its unit and year, as far as its head says them.
std::optional<Preparing::Home> Preparing::home_of(const std::string& address) {
    {
        const std::scoped_lock lock(mutex_);
        if (const auto known = homes_.find(address); known != homes_.end())
            return known->second;
    }
    std::optional<Home> home;
    Said said;
    std::string source_unit;
    const Rule* rule = nullptr;
    if (const auto row = rows_.find(address); row != rows_.end()) {
        said = row->second->said;
    } else if (const auto path = place_.addresses.path_at(address); path && is_page(*path)) {
        rule = place_.wanted.mapping.rule_for(*path);
        if (const auto bytes = place_.source->read(*path); bytes && !(rule && (rule->is_left_out || rule->is_list))) {
            const auto page = intake::look_at_old_page(extract::decode_html(*bytes).text, places_for(rule));
            source_unit = page.source;
            if (page.published_at)
                said[Head::published_on] = to_text(day_in_china(*page.published_at));
            else if (const auto day = intake::day_in_address(address))
                said[Head::published_on] = to_text(*day);
        }
    }
    const auto moment = intake::moment_in(said[Head::published_on]);
    if (moment)
        for (const auto& name :
             {said[Head::unit], rule ? rule->unit : std::string(), source_unit, place_.wanted.mapping.unit, place_.wanted.unit})
            if (const auto* unit = name.empty() || home ? nullptr : place_.known.unit(name, day_in_china(*moment)))
                home = Home{unit->id, year_of(day_in_china(*moment))};
    const std::scoped_lock lock(mutex_);
    return homes_.emplace(address, home).first->second;
}

void Preparing::keep_file(Draft& draft, std::string name, std::string_view bytes) {
    const auto stripped = strip::strip_metadata(bytes, name);
    const std::string_view kept = stripped ? std::string_view(*stripped) : bytes;
    const auto type = type_of(name, kept);
    draft.text().attachments.push_back({std::move(name), type, place_.files ? place_.files->keep(kept) : sha256_hex(kept),
                                        static_cast<std::int64_t>(kept.size())});
}

// The name under which it is offered; empty where it could not be read.
std::string Preparing::attach(Draft& draft, const std::string& path, std::string_view name) {
    const auto address = place_.addresses.address_of(path);
    if (const auto known = draft.made.moved.files.find(address); known != draft.made.moved.files.end())
        return known->second;
    const auto bytes = place_.source->read(path);
    if (!bytes) {
        draft.made.reasons.push_back(reason_of(bytes.error(), path));
        return {};
    }
    auto taken = file_name(name, path);
    const auto is_there = [&](const std::string& one) {
        return std::ranges::find(draft.text().attachments, one, &publishing::Attachment::name) != draft.text().attachments.end();
    };
    for (int number = 2; is_there(taken); ++number)
        taken = std::to_string(number) + "-" + file_name(name, path);
    keep_file(draft, taken, *bytes);
    draft.made.attached_paths.push_back(path);
    draft.made.moved.files.emplace(address, taken);
    return taken;
}

std::string Preparing::take_picture(Draft& draft, std::string_view link) {
    const auto leads = place_.addresses.follow(draft.base, link);
    const auto path = leads.where == Addresses::Leads::Where::here ? place_.addresses.path_at(leads.address) : std::nullopt;
    if (!path || !place_.source)
        return {};
    if (const auto known = draft.made.moved.files.find(leads.address); known != draft.made.moved.files.end())
        return known->second;
    const auto bytes = place_.source->read(*path);
    const auto type = bytes && bytes->size() <= largest_picture ? extract::picture_type(*bytes) : std::string_view();
    if (type.empty())
        return {};
    const auto ending = type == "image/jpeg" ? "jpg" : std::string(type.substr(type.find('/') + 1));
    auto name = "picture-" + std::to_string(draft.text().attachments.size() + 1) + "." + ending;
    keep_file(draft, name, *bytes);
    draft.made.attached_paths.push_back(*path);
    draft.made.moved.files.emplace(leads.address, name);
    return name;
}

std::string Preparing::take_link(Draft& draft, std::string_view link) {
    using Where = Addresses::Leads::Where;
    auto leads = place_.addresses.follow(draft.base, link);
    if (leads.where != Where::here)
        return leads.where == Where::elsewhere ? leads.address : std::string();
    auto& all = draft.made.moved.leads;
    publishing::Lead lead{leads.address, {}, leads.address, {}, 0};
    if (const auto path = place_.addresses.path_at(leads.address); path && !is_page(*path)) {
        lead.file = attach(draft, *path, {});
        if (lead.file.empty())
            return {};
    } else if (const auto home = home_of(leads.address)) {
        lead.unit_id = home->unit_id;
        lead.year = home->year;
    }
    all.push_back(std::move(lead));
    return publishing::link_mark(all.size() - 1);
}

void Preparing::read_page(const Item& item, std::string_view bytes, Draft& draft) {
    const intake::Around around{[&](std::string_view source) { return take_picture(draft, source); },
                                [&](std::string_view address) { return take_link(draft, address); }};
    const auto utf8 = extract::decode_html(bytes).text;
    auto page = intake::read_old_page(utf8, places_for(item.rule), around);
    if (!page.frame.empty()) {
        const auto leads = place_.addresses.follow(draft.base, page.frame);
        const auto path = leads.where == Addresses::Leads::Where::here ? place_.addresses.path_at(leads.address) : std::nullopt;
        if (path && is_page(*path)) {
            if (const auto inner = place_.source->read(*path)) {
                draft.base = leads.address;
                auto read = intake::read_old_page(extract::decode_html(*inner).text, places_for(item.rule), around);
                draft.base = place_.addresses.address_of(item.path);
                page.body = std::move(read.body);
                page.text = std::move(read.text);
                draft.made.moved.addresses.push_back(leads.address);
            }
        } else if (path) {
            attach(draft, *path, {});
        }
    }
    for (const auto& file : page.files)
        if (const auto leads = place_.addresses.follow(draft.base, file.address); leads.where == Addresses::Leads::Where::here)
            if (const auto path = place_.addresses.path_at(leads.address); path && !is_page(*path))
                attach(draft, *path, file.name);
    for (const auto& picture : page.pictures)
        keep_file(draft, picture.name, picture.bytes);
    draft.is_list = page.is_list;
    draft.text().body = std::move(page.body);
    draft.source_unit = page.source;
    draft.fill(Head::title, page.title);
    draft.fill(Head::source, page.source);
    draft.fill(Head::author, page.author);
    draft.fill(Head::keywords, page.keywords);
    draft.fill(Head::summary, page.summary);
    draft.fill(Head::number, page.number);
    draft.fill(Head::index_number, page.index_number);
    if (read_said_validity(page.validity))
        draft.fill(Head::validity, page.validity);
    if (!(item.rule && !item.rule->column.empty()) && place_.known.column(page.column))
        draft.fill(Head::column, page.column);
    if (page.published_at)
        draft.fill(Head::published_on, to_text(day_in_china(*page.published_at)) + " " +
                                           to_text(*page.published_at + std::chrono::hours(8)).substr(11, 5));
    else if (const auto day = intake::day_in_address(draft.base))
        draft.fill(Head::published_on, to_text(*day));
    for (const auto& [head, day] : {std::pair{Head::signed_on, page.signed_on},
                                    {Head::effective_on, page.effective_on},
                                    {Head::expires_on, page.expires_on}})
        if (day)
            draft.fill(head, to_text(*day));
}

void Preparing::read_any_file(const Item& item, std::string_view bytes, Draft& draft) {
    auto page = intake::read_file(bytes, item.path.substr(item.path.rfind('/') + 1));
    const auto name = file_name({}, item.path);
    if (!page) {
        draft.made.reasons.push_back(reason_of(page.error(), item.path));
        if (draft.say(Head::body).empty())
            draft.made.moved.is_draft = true;  // nobody can read it here; the file is offered by whoever looks after it
    } else {
        for (const auto& picture : page->pictures)
            keep_file(draft, picture.name, picture.bytes);
        draft.text().body = std::move(page->body);
        draft.source_unit = page->hints.issuer;
        draft.fill(Head::title, page->title);
        draft.fill(Head::number, page->hints.number);
        if (page->hints.signed_on) {
            draft.fill(Head::signed_on, to_text(*page->hints.signed_on));
            draft.fill(Head::published_on, to_text(*page->hints.signed_on));
        }
    }
    draft.fill(Head::title, name.substr(0, name.rfind('.')));
    if (const auto day = intake::day_in_address(item.path))
        draft.fill(Head::published_on, to_text(*day));
    keep_file(draft, name, bytes);
}

// Of a table: HTML or text.
void Preparing::read_body(Draft& draft) {
    const auto body = draft.say(Head::body);
    if (body.empty())
        return;
    const auto open = body.find('<');
    const bool is_html =
        open != std::string_view::npos && open + 1 < body.size() && body.find('>', open) != std::string_view::npos &&
        (std::isalpha(static_cast<unsigned char>(body[open + 1])) || body[open + 1] == '/' || body[open + 1] == '!');
    if (!is_html) {
        draft.text().body = publishing::body_from(replace_all(std::string(body), "\r", "\n"));
        return;
    }
    markup::Wishes wishes;
    wishes.is_from_elsewhere = true;
    wishes.picture = [&](std::string_view source) { return take_picture(draft, source); };
    wishes.link = [&](std::string_view address) { return take_link(draft, address); };
    draft.text().body = markup::clean(body, wishes).body;
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

std::string Preparing::column_of_list(const Draft& draft) const {
    std::vector<std::string> names;
    for (const auto folder : split(draft.folder, '/'))
        names.insert(names.begin(), std::string(folder));
    if (draft.item.rule)
        names = {draft.item.rule->column};
    for (const auto& name : names)
        if (const auto* column = name.empty() ? nullptr : place_.known.column(name))
            return column->key;
    return {};
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
        draft.made.reasons.push_back(reason_of({Refusal::Kind::invalid, "imports.told.validity", {std::string(printed)}, {}}));
    };
    if (*said == found)
        return {};
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
        return ListPage{moved.addresses, column_of_list(draft)};
    if (is_site) {
        read_page(item, mark.bytes, draft);
        if (draft.is_list && draft.text().attachments.empty())
            return ListPage{moved.addresses, column_of_list(draft)};
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
