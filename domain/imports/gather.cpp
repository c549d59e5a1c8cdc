// What a document is made of: its page or file, its pictures and attachments, and where its links lead.
#include <algorithm>

#include "base/core/hash.h"
#include "base/extract/decode.h"
#include "base/extract/told.h"
#include "base/strip/strip.h"
#include "domain/imports/draft.h"
#include "domain/intake/intake.h"
#include "domain/intake/old_pages/main_part.h"
#include "domain/intake/old_pages/written_moment.h"
#include "domain/publishing/rules.h"

namespace gongkai::imports {
namespace {

constexpr std::size_t longest_name = 180;  // octets
constexpr std::size_t largest_picture = std::size_t{10} << 20;

std::string type_of(std::string_view name, std::string_view bytes) {
    if (const auto picture = extract::picture_type(bytes); !picture.empty())
        return std::string(picture);
    return lower_ascii(name).ends_with(".pdf") ? "application/pdf" : "application/octet-stream";
}

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

}  // namespace

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

// What reading cost is told. Text that was recognised in a picture is a guess at a paper: a wrong digit in it would be published
// as the word of the office, so it waits until somebody has compared it, unless the table brings the text.
void Preparing::tell_of_reading(const std::vector<std::string>& warnings, const Item& item, Draft& draft) const {
    for (const std::string_view warning : warnings) {
        if (!warning.starts_with("extract.warn."))
            continue;
        const bool is_guess = warning.starts_with("extract.warn.recognised") && draft.say(Head::body).empty();
        draft.made.moved.is_draft |= is_guess;
        draft.made.reasons.push_back({item.path, words(place_.language, warning),
                                      words(place_.language, is_guess ? "imports.do.recognised" : "imports.do.read_in_part")});
    }
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
        tell_of_reading(page->warnings, item, draft);
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
    if (page && draft.say(Head::body).empty())
        draft.text().attachments.back().words_digest = publishing::digest_of_words(draft.text().body);
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

}  // namespace gongkai::imports
