#include "domain/publishing/pages/checking.h"

#include <algorithm>
#include <array>

#include "base/core/hash.h"
#include "base/core/text.h"
#include "base/files/files.h"
#include "base/files/media.h"
#include "base/strip/strip.h"
#include "base/web/target.h"
#include "domain/intake/check_lists.h"
#include "domain/intake/intake.h"
#include "domain/publishing/desk.h"
#include "domain/publishing/file_findings.h"
#include "domain/publishing/links.h"
#include "domain/publishing/makers.h"
#include "domain/publishing/pages/pages.h"
#include "domain/publishing/rules.h"
#include "domain/publishing/store.h"

namespace gongkai::publishing {
namespace {

using intake::Finding;
using web::Html;

// As anybody would get it.
std::optional<int> status_here(const Doors& doors, const std::string& address) {
    web::Request request;
    request.target = address.substr(0, address.find('#'));
    request.peer = "127.0.0.1";
    if (!web::read_target(request.target, request.path, request.query))
        return 400;
    return doors.site.from_within(request).status;
}

intake::Checking checking_now(const Doors& doors, Language language) {
    return doors.database.read([&](db::Connection& connection) { return intake::office_checking(connection, language); });
}

void append(std::vector<Finding>& all, std::vector<Finding> more) {
    all.insert(all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

// The text of pictures is recognised, which takes a second or two each: the first twenty that are large enough to hold a line.
constexpr int pictures_at_most = 20;
constexpr std::int64_t picture_at_least = 4 << 10;
bool is_looked_into(std::string_view type, std::int64_t size, int& pictures) {
    if (!is_picture(type))
        return !is_media(type);
    return size >= picture_at_least && ++pictures <= pictures_at_most;
}

constexpr std::chrono::seconds save_may_take{8};

// What holds other files, or runs: nobody can look into it here, so that it goes out by the office's word alone.
bool is_sealed(std::string_view name) {
    const auto ending = lower_ascii(name.substr(std::min(name.rfind('.'), name.size())));
    return std::ranges::count(std::array<std::string_view, 14>{".zip", ".rar", ".7z", ".tar", ".gz", ".tgz", ".bz2", ".xz",
                                                               ".iso", ".exe", ".msi", ".bat", ".apk", ".jar"},
                              ending) > 0;
}

std::string read_or_throw(const Doors& doors, const Attachment& file) {
    auto bytes = doors.files.read(file.file);
    if (!bytes)
        throw std::runtime_error("an attachment is missing or altered: " + file.file);
    return *std::move(bytes);
}

// Without the name in its places. Its bytes say what it is: a list that is called a film is read like any other list.
std::vector<Finding> look_into(const Doors& doors, const intake::Checking& checking, const Attachment& file, int& pictures) {
    const auto bytes = read_or_throw(doors, file);
    std::vector<Finding> all;
    if (claims_what_it_is_not(file.name, bytes))
        all.push_back({"unread", intake::Level::block, "", "",
                       words(checking.language, "publishing.refuse.not_what_it_says", {file.name})});
    if (!is_looked_into(type_of_file(file.name, bytes), file.bytes, pictures))
        return all;
    auto found = intake::check_file(bytes, file.name, checking);
    if (found)
        append(all, *std::move(found));
    else
        all.push_back({"unread", is_sealed(file.name) ? intake::Level::block : intake::Level::warn, "", "",
                       words(checking.language, found.error())});
    return all;
}

void put(const Doors& doors, Text& text, std::string name, std::string type, std::string_view bytes) {
    std::erase_if(text.attachments, [&](const Attachment& one) { return one.name == name; });
    text.attachments.push_back(
        {std::move(name), std::move(type), doors.files.keep(bytes), static_cast<std::int64_t>(bytes.size())});
}

void fill(const DocumentType& type, Text& text, std::string_view key, const std::string& value) {
    if (!value.empty() && type.field(key) && text.field(key).empty())
        text.fields[std::string(key)] = value;
}

std::vector<Finding> findings_of_maker(const Doors& doors, Language language, const Document& document) {
    const auto strict = house_from(doors.settings).makers;
    if (!document.kind().needs_maker || strict == House::Strict::off ||
        doors.database.read([&](db::Connection& connection) { return may_make(connection, document.unit_id, today()); }))
        return {};
    Finding finding{"maker", strict == House::Strict::block ? intake::Level::block : intake::Level::warn, {}, {}, {}};
    finding.place = words(language, "publishing.finding.maker");
    finding.reason = words(language, "publishing.finding.maker.why", {document.unit_name});
    return {finding};
}

}  // namespace

namespace {

std::vector<Finding> findings_in_text(const Doors& doors, const Document& document, const Text& text, intake::Checking checking,
                                      const std::map<std::string, int>& statuses) {
    // Addresses elsewhere were tried in the background, or nobody knows yet.
    checking.ask = [&](const std::string& address) -> std::optional<int> {
        if (const auto known = statuses.find(address.substr(0, address.find('#'))); known != statuses.end())
            return web::leads_here(address) || known->second != 0 ? std::optional(known->second) : std::nullopt;
        return web::leads_here(address) ? status_here(doors, address) : std::optional(0);
    };
    const auto in_field = [&](std::string_view key, const std::string& value) {
        return intake::check_text_at(words(checking.language, label_of(key)), value, checking);
    };
    auto all = in_field("title", text.title);
    append(all, in_field("summary", text.summary));
    append(all, in_field("change_note", text.change_note));
    for (const auto& [key, value] : text.fields)
        append(all, in_field(document.kind().field(key) ? std::string_view(key) : "title", value));
    checking.heading = text.title;
    append(all, intake::check_page(text.body, checking));
    append(all, findings_of_media(doors, checking.language, checking, text));
    append(all, findings_of_maker(doors, checking.language, document));
    return all;
}

}  // namespace

Found look_through(const Doors& doors, Language language, const Document& document, const Text& text,
                   std::chrono::milliseconds within) {
    const auto until = std::chrono::steady_clock::now() + within;
    const auto [checks, statuses] = doors.database.read([&](db::Connection& connection) {
        return std::pair(checks_of(connection, document.work_id, language),
                         statuses_of_links(connection, document.id, text.body));
    });
    Found found{findings_in_text(doors, document, text, checks.checking, statuses), {}};
    int pictures = 0;
    for (const auto& file : text.attachments) {
        if (const auto told = checks.files.from_intake.find(file.file); told != checks.files.from_intake.end())
            for (const auto& id : told->second)
                found.all.push_back({"intake", intake::Level::warn, file.name, "", words(language, id)});
        // A list is read by its title too: the same file under another one is another list.
        auto own = checks.checking;
        own.heading = text.title;
        const auto topic = std::string(intake::topic_in(own.heading + '\n' + file.name));
        const auto kept = checks.files.found.find(file.file + topic);
        std::vector<Finding> of_file;
        if (kept != checks.files.found.end()) {
            of_file = kept->second;
        } else if (within.count() > 0 && std::chrono::steady_clock::now() < until) {
            of_file = look_into(doors, own, file, pictures);
            doors.database.write(
                [&](db::Connection& connection) { keep_file_findings(connection, file.file, checks.rules + topic, of_file); });
        } else if (is_looked_into(file.type, file.bytes, pictures)) {
            found.unread.push_back(file.name);
        }
        append(of_file, intake::check_name(file.name, checks.checking));
        for (auto& one : of_file)
            one.place = one.place.empty() ? file.name : file.name + "　" + one.place;
        append(found.all, std::move(of_file));
    }
    return found;
}

void look_into_files(const Doors& doors, Language language, DocumentId id) {
    const auto [document, edition] = doors.database.read([&](db::Connection& connection) {
        auto found = find_document(connection, id).value();
        auto work = find_edition(connection, found.work_id).value();
        return std::pair(std::move(found), std::move(work));
    });
    look_through(doors, language, document, edition.text, save_may_take);
}

void write_findings(Html& html, Language language, const std::vector<Finding>& findings) {
    if (findings.empty())
        return;
    html << "<section class='" << (intake::blocks(findings) ? std::string_view("errors") : std::string_view("told mind"))
         << "' aria-labelledby='findings'><h2 id='findings'>"
         << words(language, "publishing.findings", {std::to_string(findings.size())}) << "</h2><ul class='lines'>";
    for (const auto& one : findings) {
        html << "<li><div class='top'><strong>" << one.place << "</strong><span class='state "
             << (one.level == intake::Level::block ? std::string_view("late") : std::string_view("due_soon")) << "'>"
             << words(language, one.level == intake::Level::block ? "publishing.finding.blocks" : "publishing.finding.warns")
             << "</span></div>";
        if (!one.text.empty())
            html << "<span class='said'>" << one.text << "</span><br>";
        html << "<span class='small'>" << one.reason << "</span></li>";
    }
    html << "</ul></section>";
}

Result<Text> masked(const Doors& doors, Language language, Text text) {
    auto checking = checking_now(doors, language);
    const auto mask = [&](std::string& line) { line = intake::mask(line, intake::check_text(line, checking)); };
    const auto title = text.title;
    mask(text.title);
    mask(text.summary);
    mask(text.change_note);
    for (auto& [key, value] : text.fields)
        mask(value);
    const auto words_before = digest_of_words(text.body);
    checking.heading = title;
    text.body = intake::mask_page(text.body, checking);
    int pictures = 0;
    for (auto& file : text.attachments) {
        const auto bytes = read_or_throw(doors, file);
        if (!is_looked_into(type_of_file(file.name, bytes), file.bytes, pictures))
            continue;
        const auto found = intake::check_file(bytes, file.name, checking);
        if (!found || !intake::blocks(*found))
            continue;
        // What is only hidden cannot be masked, but for pages that are drawn anew.
        if (!has_pages(file.name) && std::ranges::none_of(*found, &intake::is_maskable, &intake::Finding::kind))
            continue;
        const auto done = intake::mask_file(bytes, file.name, checking);
        if (!done)
            return std::unexpected(done.error());
        file.file = doors.files.keep(done->bytes);
        file.bytes = static_cast<std::int64_t>(done->bytes.size());
        if (file.words_digest == words_before)  // text and original are masked alike
            file.words_digest = digest_of_words(text.body);
        if (!done->told.empty())
            doors.database.write([&](db::Connection& connection) { keep_intake_warnings(connection, file.file, done->told); });
    }
    return text;
}

void take_source(const Doors& doors, web::Form& form, const DocumentType& type, const web::UploadedFile& file, Text& text) {
    if (claims_what_it_is_not(file.name, file.bytes)) {
        form.refuse("from_file", {Refusal::Kind::invalid, "publishing.refuse.not_what_it_says", {file.name}, {}});
        return;
    }
    auto page = intake::read_file(file.bytes, file.name, text.title);
    if (!page) {
        form.refuse("from_file", page.error());
        return;
    }
    // Pictures of the text that stood there go with it; those that are offered by themselves stay.
    std::erase_if(text.attachments, [&](const Attachment& one) { return stands_in(text.body, one); });
    text.body = std::move(page->body);
    if (text.title.empty())
        text.title = page->title;
    fill(type, text, "issuers", page->hints.issuer);
    fill(type, text, "number", mended_number(page->hints.number).value_or(""));
    fill(type, text, "signed_on", page->hints.signed_on ? to_text(*page->hints.signed_on) : "");
    const bool is_on_request = page->hints.disclosure == words(Language::zh, "publishing.choice.disclosure.on_request");
    fill(type, text, "disclosure", page->hints.disclosure.empty() ? "" : is_on_request ? "on_request" : "public");
    for (const auto& picture : page->pictures)
        put(doors, text, picture.name, picture.type, stripped(picture.bytes, picture.name));
    const auto bytes = stripped(file.bytes, file.name);
    // Comments and changes went out with the names of its authors.
    if (std::erase(page->warnings, intake::hidden_left_out) > 0 && intake::hides_something(bytes, file.name))
        page->warnings.emplace_back(intake::hidden_left_out);
    put(doors, text, file.name, type_of_file(file.name, bytes), bytes);
    text.attachments.back().words_digest = digest_of_words(text.body);
    doors.database.write(
        [&](db::Connection& connection) { keep_intake_warnings(connection, sha256_hex(bytes), page->warnings); });
}

std::string stripped(std::string_view bytes, std::string_view name) {
    auto done = strip::strip_metadata(bytes, name);
    return done ? *std::move(done) : std::string(bytes);
}

}  // namespace gongkai::publishing
