// Many things at once, as a ZIP: what was chosen, or a part of the library. Each file is asked of this site as a stranger would
// ask for it, so nothing comes out that is not public at this moment; a list (目录.csv) says what every file is, whether it still
// holds, and what could not be had.
#include <zip.h>

#include <algorithm>
#include <deque>
#include <memory>
#include <set>
#include <stdexcept>

#include "base/core/csv.h"
#include "base/core/text.h"
#include "base/web/target.h"
#include "domain/search/pages/counted.h"
#include "domain/search/pages/library.h"
#include "domain/search/pages/pages.h"

namespace gongkai::search {
namespace {

using web::Context;
using web::Request;
using web::Response;

constexpr std::size_t slow_lane = 2;       // programme's: files that take long
constexpr std::size_t longest_title = 40;  // code points in the name of a file or folder

// A ZIP in memory. What is small text is packed; what comes as PDF, DOCX or picture is packed already.
class Zip {
  public:
    Zip() : buffer_(zip_source_buffer_create(nullptr, 0, 0, nullptr)) {
        zip_source_keep(buffer_.get());
        archive_ = zip_open_from_source(buffer_.get(), ZIP_CREATE | ZIP_TRUNCATE, nullptr);
        if (!archive_)
            throw std::runtime_error("no ZIP can be begun");
    }
    ~Zip() {
        if (archive_)
            zip_discard(archive_);
    }
    Zip(const Zip&) = delete;
    Zip& operator=(const Zip&) = delete;

    void add(const std::string& name, std::string bytes, bool is_text) {
        bytes_.push_back(std::move(bytes));
        const auto index = zip_file_add(
            archive_, name.c_str(), zip_source_buffer(archive_, bytes_.back().data(), bytes_.back().size(), 0), ZIP_FL_ENC_UTF_8);
        if (index < 0)
            throw std::runtime_error("not taken into the ZIP: " + name + ": " + zip_strerror(archive_));
        zip_set_file_compression(archive_, static_cast<zip_uint64_t>(index), is_text ? ZIP_CM_DEFLATE : ZIP_CM_STORE, 1);
    }

    std::string bytes() {
        if (zip_close(archive_) != 0)
            throw std::runtime_error(std::string("the ZIP cannot be written: ") + zip_strerror(archive_));
        archive_ = nullptr;
        bytes_.clear();
        zip_source_open(buffer_.get());
        zip_stat_t status;
        zip_source_stat(buffer_.get(), &status);
        std::string all(status.size, '\0');
        zip_source_read(buffer_.get(), all.data(), all.size());
        zip_source_close(buffer_.get());
        return all;
    }

  private:
    struct Free {
        void operator()(zip_source_t* source) const { zip_source_free(source); }
    };
    std::unique_ptr<zip_source_t, Free> buffer_;
    zip_t* archive_ = nullptr;
    std::deque<std::string> bytes_;  // libzip reads them when it is closed
};

// As file systems everywhere take it.
std::string as_name(std::string_view text, std::size_t longest) {
    auto points = to_code_points(text);
    for (auto& point : points)
        if (point < 0x20 || point == 0x7F || std::u32string_view(U"\\/:*?\"<>|").find(point) != std::u32string_view::npos)
            point = U'_';
    if (points.size() > longest)
        points.resize(longest);
    while (!points.empty() && (points.back() == U'.' || points.back() == U' '))
        points.pop_back();
    return points.empty() ? "_" : to_utf8(points);
}

// The same name once more in one folder: "附件 (2).pdf".
std::string unlike(std::set<std::string>& taken, const std::string& name) {
    const auto dot = std::min(name.rfind('.'), name.size());
    auto other = name;
    for (int number = 2; !taken.insert(other).second; ++number)
        other = name.substr(0, dot) + " (" + std::to_string(number) + ')' + name.substr(dot);
    return other;
}

// Nothing where a stranger is not given it. Of what is longer than `at_most` no more is read than shows that it is.
std::optional<std::string> asked_here(const Doors& doors, const std::string& address, Language language, std::int64_t at_most) {
    Request request;
    request.target = address;
    request.peer = "127.0.0.1";
    request.headers.add("Cookie", "language=" + std::string(tag_of(language)));
    if (!web::read_target(request.target, request.path, request.query))
        return std::nullopt;
    auto answer = doors.site.from_within(request);
    if (answer.prepared)
        return answer.prepared->status == 200 ? std::optional(answer.prepared->body) : std::nullopt;
    if (answer.status != 200)
        return std::nullopt;
    auto body = std::move(answer.body);
    while (answer.next && static_cast<std::int64_t>(body.size()) <= at_most) {
        const auto piece = answer.next();
        if (!piece)
            break;
        body += *piece;
    }
    return body;
}

// Of data one form is enough: the others say the same.
bool is_taken(const Holding& one) { return one.kind != Holding::Kind::data || one.format == "csv"; }

class Bundle {
  public:
    Bundle(const Doors& doors, Language language, const AskedLibrary& asked) : doors_(doors), language_(language), asked_(asked) {
        for (const std::string_view id : {"search.bundle.number", "search.bundle.title_of", "search.bundle.document_number",
                                          "search.bundle.unit", "search.bundle.day", "search.bundle.validity",
                                          "search.bundle.kind", "search.bundle.address", "search.bundle.files"})
            head_.push_back(words(language, id));
        list_ = "\xEF\xBB\xBF" + csv_line(head_);
    }

    // False where it grows beyond what one may hold.
    bool add(const Held& thing) {
        ++number_;
        const auto count = std::ranges::count_if(thing.holdings, is_taken);
        const auto number = (number_ < 10 ? "0" : "") + std::to_string(number_);
        const auto name = number + ' ' + (thing.is_demonstration ? words(language_, "search.example") + ' ' : std::string()) +
                          as_name(thing.title, longest_title);
        std::set<std::string> taken;
        std::vector<std::string> files;
        for (const auto& one : thing.holdings) {
            if (!is_taken(one))
                continue;
            auto bytes = asked_here(doors_, one.address, language_, bytes_a_bundle - bytes_);
            if (!bytes) {
                files.push_back(words(language_, "search.bundle.missing", {one.name}));
                continue;
            }
            bytes_ += static_cast<std::int64_t>(bytes->size());
            if (bytes_ > bytes_a_bundle)
                return false;
            const auto file = count == 1 ? name + (one.format.empty() ? "" : '.' + one.format)
                                         : name + '/' + unlike(taken, as_name(one.name, 2 * longest_title));
            zip_.add(file, std::move(*bytes), one.kind != Holding::Kind::original);
            files.push_back(file);
        }
        const auto said = [&](LabelId id) {
            const auto* label = asked_.label(id);
            return label ? label->name(language_) : std::string();
        };
        list_ +=
            csv_line({number, (thing.is_demonstration ? words(language_, "search.example") + ' ' : std::string()) + thing.title,
                      thing.number, said(thing.unit), thing.published_on == undated ? "" : to_text(thing.published_on),
                      thing.validity == Validity::none ? "" : name_of(language_, thing.validity), said(thing.kind),
                      doors_.settings.text("site.address") + thing.address, join(files, "；")});
        return true;
    }

    std::string bytes() {
        zip_.add(words(language_, "search.bundle.list") + ".csv", std::move(list_), true);
        return zip_.bytes();
    }

  private:
    const Doors& doors_;
    const Language language_;
    const AskedLibrary& asked_;
    Zip zip_;
    CsvRow head_;
    std::string list_;
    int number_ = 0;
    std::int64_t bytes_ = 0;
};

Response refused(const Doors& doors, const Request& request, Language language, int status, std::string_view id,
                 const std::vector<std::string>& arguments, const std::string& back) {
    portal::Page page;
    page.title = words(language, "search.bundle.title");
    page.menu = "/library";
    page.trail = {{words(language, "search.library"), "/library"}};
    page.content << "<h1>" << page.title << "</h1><p class='empty' role='alert'>" << words(language, id, arguments)
                 << "</p><p><a class='way' href='" << web::url(back) << "'>" << words(language, "search.bundle.back")
                 << "</a></p>";
    return doors.portal.show(request, std::move(page), status);
}

Response bundle(const Doors& doors, Tally& tally, Request& request, Context& context) {
    const auto language = context.language;
    const auto of = request.query.first("of").value_or("");
    if (of != "chosen" && of != "all")
        return Response::redirect("/library");
    std::vector<EntryId> ids;
    for (const auto typed : request.query.all("id"))
        if (const auto id = whole_number(typed); id && *id > 0 && std::ranges::find(ids, *id) == ids.end())
            ids.push_back(*id);
    if (of == "chosen" && (ids.empty() || ids.size() > held_at_once))
        return refused(doors, request, language, 400,
                       ids.empty() ? "search.bundle.nothing_chosen" : "search.bundle.too_many_chosen",
                       {std::to_string(held_at_once)}, "/library");
    struct Seen {
        AskedLibrary asked;
        std::vector<Held> things;
    };
    const auto [asked, things] = doors.database.read([&](db::Connection& connection) {
        Seen seen{asked_library(connection, request, language), {}};
        if (of == "chosen")
            seen.things = held_of(connection, ids);
        else if (seen.asked.mistakes.empty())
            seen.things = held(connection, seen.asked.part, {}, things_a_bundle + 1);
        return seen;
    });
    const auto back = address_of(asked, "/library");
    if (!asked.mistakes.empty())
        return refused(doors, request, language, 400, "search.bundle.mistaken", {asked.mistakes.front()}, back);
    if (things.empty())
        return refused(doors, request, language, 404, "search.bundle.empty", {}, back);
    const auto most = std::to_string(bytes_a_bundle >> 20);
    std::int64_t known = 0;
    for (const auto& thing : things)
        for (const auto& one : thing.holdings)
            known += is_taken(one) ? one.bytes : 0;
    if (static_cast<int>(things.size()) > things_a_bundle)
        return refused(doors, request, language, 413, "search.bundle.too_many", {std::to_string(things_a_bundle)}, back);
    Bundle all(doors, language, asked);
    if (known > bytes_a_bundle || !std::ranges::all_of(things, [&](const Held& thing) { return all.add(thing); }))
        return refused(doors, request, language, 413, "search.bundle.too_large", {most}, back);
    for (const auto& thing : things)
        count_download(tally, request, thing.source, thing.key);
    return Response::download(all.bytes(), "application/zip",
                              words(language, "search.library") + '-' + to_text(today()) + ".zip");
}

}  // namespace

// The statements of a page are those that find what is asked for; each file then takes those of its own address.
void hang_bundle_pages(Doors& doors, Tally& tally) {
    doors.site.router()
        .get("/library.zip", "search.bundle",
             [doors, &tally](Request& request, Context& context) { return bundle(doors, tally, request, context); })
        .reads({"of", "id", "kind", "unit", "theme", "year", "validity"})
        .in_lane(slow_lane)
        .sql_at_most(3);
}

}  // namespace gongkai::search
