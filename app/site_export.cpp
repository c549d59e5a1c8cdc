#include "app/site_export.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>
#include <chrono>
#include <filesystem>
#include <memory>
#include <thread>

#include "app/rooms.h"
#include "app/whole_site.h"
#include "base/core/text.h"
#include "base/db/moment.h"
#include "base/export/walk.h"
#include "base/web/target.h"
#include "domain/public_log/desk.h"
#include "domain/publishing/pages/pages.h"
#include "domain/publishing/store.h"

namespace gongkai {
namespace {

namespace json = boost::json;
using exported::Variant;

constexpr const char* address_of_display = "/display";

Refusal invalid(std::string id, std::string_view what) {
    return {Refusal::Kind::invalid, std::move(id), {std::string(what)}, {}};
}

// "https://www.example.gov.cn/site/" to the same without its last stroke.
Result<std::string> address_in(std::string_view typed) {
    auto address = trim(typed);
    while (address.ends_with('/'))
        address.remove_suffix(1);
    const auto host = address.find("://");
    const bool is_web = address.starts_with("https://") || address.starts_with("http://");
    const bool has_more = address.find_first_of("?# '\"<>\\") != std::string_view::npos;
    if (!address.empty() && (!is_web || has_more || address.size() == host + 3))
        return std::unexpected(invalid("app.refuse.export_address", typed));
    return std::string(address);
}

std::vector<std::string> words_in(std::string_view list) {
    std::vector<std::string> all;
    for (const auto word : split(list, ','))
        if (!trim(word).empty())
            all.emplace_back(trim(word));
    return all;
}

// The first language lies at the top of the folder, each other and each look in a folder of its own.
Result<std::vector<Variant>> variants_from(std::string_view languages, std::string_view looks) {
    std::vector<Variant> variants;
    auto tags = words_in(languages);
    if (tags.empty())
        tags = {"zh", "en"};
    std::vector<std::string> all_looks{""};
    for (auto& look : words_in(looks)) {
        if (look != "elder" && look != "contrast" && look != "elder-contrast")
            return std::unexpected(invalid("app.refuse.export_look", look));
        all_looks.push_back(std::move(look));
    }
    for (const auto& tag : tags) {
        if (tag != "zh" && tag != "en")
            return std::unexpected(invalid("app.refuse.export_language", tag));
        for (const auto& look : all_looks)
            variants.push_back(
                {(tag == tags.front() ? "" : tag + '/') + (look.empty() ? "" : look + '/'), language_from(tag), look});
    }
    return variants;
}

// The choices of language and look are pages of other folders.
std::optional<exported::Wanted::Turn> turn(const std::vector<Variant>& variants, std::size_t from, const web::Request& request) {
    if (request.path != address_of_display)
        return std::nullopt;
    auto wanted = variants[from];
    if (const auto look = request.query.first("look"))
        wanted.look = *look == "usual" ? "" : *look;
    if (const auto tag = request.query.first("language"))
        wanted.language = language_from(*tag);
    const auto found = std::ranges::find_if(
        variants, [&](const Variant& one) { return one.language == wanted.language && one.look == wanted.look; });
    return exported::Wanted::Turn{static_cast<std::size_t>(found - variants.begin()),
                                  std::string(request.query.first("back").value_or("/"))};
}

// Every address without a place to fill in, and what was withdrawn, to which only others have links; the rest is found by links.
std::vector<std::string> beginnings(const web::Router& router, db::Database& database) {
    std::vector<std::string> all{"/"};
    for (const auto& route : router.routes())
        if (route.method == web::Method::get && route.audience == web::Audience::everyone &&
            route.pattern.find('{') == std::string::npos && route.pattern != address_of_display && route.pattern != "/health" &&
            route.pattern != "/")
            all.push_back(route.pattern);
    for (const auto& key : database.read([](db::Connection& connection) { return publishing::withdrawn_keys(connection); }))
        all.push_back(publishing::address_of(key));
    return all;
}

int export_site(terminal::Call& call) {
    // An empty site must not take the place of a full one because a path was mistyped.
    if (!std::filesystem::exists(call.data_folder()))
        return call.refuse({Refusal::Kind::missing, "app.refuse.no_installation", {call.data_folder().string()}, {}});
    auto settings = Settings::load(call.data_folder());
    if (!settings)
        return call.refuse(settings.error());
    const auto base = address_in(call.value("--base")), live = address_in(call.value("--live"));
    if (!base || !live)
        return call.refuse(base ? live.error() : base.error());
    const auto variants = variants_from(call.value("--languages"), call.value("--looks"));
    if (!variants)
        return call.refuse(variants.error());
    auto tree = exported::Tree::begin(std::filesystem::path(call.value("DIR")));
    if (!tree)
        return call.refuse(tree.error());

    auto& database = call.database();
    const auto vault = open_vault(database, call.data_folder());
    if (!vault)
        return call.refuse(vault.error());
    const auto from = std::chrono::steady_clock::now();
    // Signed before anything is read: the pages of the log then write nothing, and the manifest names what they show.
    const auto checkpoint = public_log::current_checkpoint(database, *vault, *settings);
    settings->set("log.origin", public_log::origin_from(*settings));
    if (!base->empty())
        settings->set("site.address", *base);
    settings->set("server.cache_mb", "0");  // each page is asked for once
    WholeSite whole(*settings, database, *vault, call.data_folder());
    if (const auto obeyed = whole.obey_settings(); !obeyed)
        return call.refuse(obeyed.error());

    const auto before = database.generation();
    exported::Wanted wanted;
    wanted.variants = *variants;
    wanted.begin_at = beginnings(whole.site().router(), database);
    wanted.base = *base;
    wanted.own_address = settings->text("site.address");
    wanted.live = *live;
    wanted.goes_on = {"after", "before", "page", "part"};
    wanted.keeps = {"notice"};
    wanted.asks = {"as_of", "q"};
    wanted.turn = [&](std::size_t variant, const web::Request& request) { return turn(*variants, variant, request); };
    wanted.page_not_found = "404.html";
    wanted.threads = std::thread::hardware_concurrency();
    wanted.while_asking = [&] { return std::make_shared<db::Moment>(database); };
    const auto what = words(call.language(), "app.exporting");
    wanted.progress = [&](std::size_t done, std::size_t known) { call.progress(what, done, known); };
    const auto walked = exported::walk(whole.site(), wanted, **tree);
    const bool is_of_one_moment = database.generation() == before;

    const auto head = json::serialize(json::object{{"made_at", to_text(now())},
                                                   {"version", GONGKAI_VERSION},
                                                   {"base", *base},
                                                   {"is_of_one_moment", is_of_one_moment},
                                                   {"checkpoint", checkpoint.note},
                                                   {"gone", json::value_from(walked.gone)}});
    const auto report = (*tree)->finish(std::string_view(head).substr(1, head.size() - 2));
    const auto seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - from).count();
    const auto rate = static_cast<std::int64_t>(static_cast<double>(walked.files) / seconds);
    if (call.flag("--json")) {
        call.print(json::serialize(json::object{{"folder", std::string(call.value("DIR"))},
                                                {"page_count", walked.pages},
                                                {"file_count", walked.files},
                                                {"written_count", report.written},
                                                {"unchanged_count", report.unchanged},
                                                {"removed_count", report.removed},
                                                {"seconds", seconds},
                                                {"is_of_one_moment", is_of_one_moment},
                                                {"dead", json::value_from(walked.dead)},
                                                {"gone", json::value_from(walked.gone)}}) +
                   "\n");
        return terminal::done;
    }
    call.print(words(call.language(), "app.exported",
                     {std::to_string(walked.pages), std::to_string(walked.files), std::string(call.value("DIR")),
                      std::to_string(report.written), std::to_string(report.unchanged), std::to_string(report.removed),
                      fmt::format("{:.1f}", seconds), std::to_string(rate)}) +
               "\n");
    for (const auto& address : walked.dead)
        call.print(words(call.language(), "app.exported.dead", {address}) + "\n");
    if (!is_of_one_moment)
        call.print(words(call.language(), "app.exported.changed_meanwhile") + "\n");
    return terminal::done;
}

std::string_view word_of(exported::Fault::What what) {
    switch (what) {
        case exported::Fault::What::changed:
            return "changed";
        case exported::Fault::What::missing:
            return "missing";
        case exported::Fault::What::strange:
            return "strange";
    }
    return "";
}

const char* said_of(exported::Fault::What what) {
    switch (what) {
        case exported::Fault::What::changed:
            return "app.export_fault.changed";
        case exported::Fault::What::missing:
            return "app.export_fault.missing";
        case exported::Fault::What::strange:
            return "app.export_fault.strange";
    }
    return "";
}

int verify_site(terminal::Call& call) {
    const auto faults = exported::verify(std::filesystem::path(call.value("DIR")));
    if (!faults)
        return call.refuse(faults.error());
    if (call.flag("--json")) {
        json::array all;
        for (const auto& fault : *faults)
            all.push_back(json::object{{"path", fault.path}, {"what", word_of(fault.what)}});
        call.print(json::serialize(json::object{{"is_whole", faults->empty()}, {"faults", std::move(all)}}) + "\n");
        return faults->empty() ? terminal::done : terminal::refused;
    }
    for (const auto& fault : *faults)
        call.print(words(call.language(), said_of(fault.what), {fault.path}) + "\n");
    if (faults->empty())
        call.print(words(call.language(), "app.export_whole") + "\n");
    return faults->empty() ? terminal::done : terminal::refused;
}

}  // namespace

void hang_site_export_on(terminal::Verbs& verbs) {
    using terminal::Option;
    const Option folder{"DIR", Option::Kind::argument, true, "app.verb.export_folder"};
    verbs.push_back({"site export",
                     "app.verb.export",
                     {folder,
                      {"--base", Option::Kind::value, false, "app.verb.export_base"},
                      {"--live", Option::Kind::value, false, "app.verb.export_live"},
                      {"--languages", Option::Kind::value, false, "app.verb.export_languages"},
                      {"--looks", Option::Kind::value, false, "app.verb.export_looks"},
                      {"--json", Option::Kind::flag, false, "terminal.json"}},
                     export_site});
    verbs.push_back(
        {"site verify", "app.verb.export_verify", {folder, {"--json", Option::Kind::flag, false, "terminal.json"}}, verify_site});
}

}  // namespace gongkai
