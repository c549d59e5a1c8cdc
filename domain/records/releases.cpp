#include "domain/records/releases.h"

#include <algorithm>

#include "base/core/hash.h"
#include "base/core/text.h"

namespace gongkai::records {
namespace {

namespace json = boost::json;

class ReleaseWriter {
  public:
    ReleaseWriter(const Kind& kind, const Record& record, const people::Directory& units)
        : kind_(kind), record_(record), units_(units) {}

    std::optional<json::object> write(std::string_view prefix) {
        const auto tag = kind_.exchange->tags.find(record_.values[kind_.chain->step]);
        if (tag == kind_.exchange->tags.end())
            return std::nullopt;
        const auto ocid = ocid_of(kind_, record_, prefix);
        award_ = said("process") + "-" + (said("lot").empty() ? std::string("1") : said("lot"));
        json::object release{{"ocid", ocid},
                             {"id", ocid + "-" + std::to_string(record_.serial) + "-" + std::to_string(record_.version)},
                             {"date", instant(said("day"))},
                             {"language", "zh"},
                             {"tag", json::array{tag->second}},
                             {"initiationType", "tender"}};
        const auto buyer = party("unit-" + said("buyer"), said_of("buyer"), "buyer");
        release["buyer"] = buyer;
        const auto stage = std::string_view(tag->second);
        if (stage == "planning")
            release["planning"] = planning();
        release["tender"] = tender(stage);
        if (stage == "award")
            release["awards"] = json::array{award()};
        if (stage == "contract" || stage == "implementation") {
            release["awards"] = json::array{award()};
            release["contracts"] = json::array{contract(stage == "implementation")};
        }
        release["parties"] = std::move(parties_);
        return release;
    }

  private:
    std::string said(std::string_view role) const {
        const auto found = kind_.exchange->roles.find(role);
        return found == kind_.exchange->roles.end() ? std::string() : record_.values[found->second];
    }
    std::string said_of(std::string_view role) const {
        const auto found = kind_.exchange->roles.find(role);
        return found == kind_.exchange->roles.end()
                   ? std::string()
                   : spoken(kind_.fields[found->second], record_.values[found->second], Language::zh, units_);
    }
    // A day as RFC 3339 wants it: it begins in China.
    static std::string instant(const std::string& day) { return day.empty() ? day : day + "T00:00:00+08:00"; }

    void put(json::object& into, std::string_view key, std::string_view role) const {
        if (auto text = said(role); !text.empty())
            into[key] = std::move(text);
    }
    void put_day(json::object& into, std::string_view key, std::string_view role) const {
        if (const auto day = said(role); !day.empty())
            into[key] = instant(day);
    }
    void put_amount(json::object& into, std::string_view key, std::string_view role) const {
        const auto amount = number_of(said(role));
        if (!amount)
            return;
        const auto& field = kind_.fields[kind_.exchange->roles.find(role)->second];
        into[key] = json::object{{"amount", field.unit == "万元" ? *amount * 10'000 : *amount}, {"currency", "CNY"}};
    }

    std::string title() const { return (record_.is_demonstration ? "（示例数据）" : "") + said("title"); }

    json::object party(const std::string& id, const std::string& name, std::string_view role) {
        json::array roles{role};
        if (role == "buyer")
            roles.emplace_back("procuringEntity");  // of the tender, which every release has
        json::object whole{{"id", id}, {"name", name}, {"roles", std::move(roles)}};
        if (role == "buyer") {
            if (const auto phone = said("buyer_phone"); !phone.empty())
                whole["contactPoint"] = json::object{{"telephone", phone}};
        } else {
            if (const auto code = said("supplier_code"); !code.empty())
                whole["identifier"] = json::object{{"id", code}, {"legalName", name}};
            if (const auto address = said("supplier_address"); !address.empty())
                whole["address"] = json::object{{"streetAddress", address}};
        }
        parties_.push_back(std::move(whole));
        return {{"id", id}, {"name", name}};
    }

    json::object planning() const {
        json::object all;
        put(all, "rationale", "description");
        json::object budget;
        put_amount(budget, "amount", "budget");
        put(budget, "project", "title");
        all["budget"] = std::move(budget);
        return all;
    }

    json::object tender(std::string_view stage) const {
        const bool is_over = stage == "award" || stage == "contract" || stage == "implementation";
        json::object all{{"id", said("process")},
                         {"status", stage == "planning"             ? "planned"
                                    : stage == "tenderCancellation" ? "cancelled"
                                    : is_over                       ? "complete"
                                                                    : "active"}};
        all["title"] = title();
        put(all, "description", "description");
        put(all, "eligibilityCriteria", "qualification");
        put(all, "submissionMethodDetails", "documents_how");
        put_amount(all, "value", "budget");
        if (const auto category = said("category"); category == "goods" || category == "works" || category == "services")
            all["mainProcurementCategory"] = category;
        if (const auto method = kind_.exchange->methods.find(said("method")); method != kind_.exchange->methods.end())
            all["procurementMethod"] = method->second;
        if (const auto method = said_of("method"); !method.empty())
            all["procurementMethodDetails"] = method;
        json::object period, enquiry;
        put_day(period, "startDate", "documents_from");
        put_day(period, "endDate", "bids_until");
        if (!period.empty())
            all["tenderPeriod"] = std::move(period);
        put_day(enquiry, "startDate", "documents_from");
        put_day(enquiry, "endDate", "documents_until");
        if (!enquiry.empty())
            all["enquiryPeriod"] = std::move(enquiry);
        all["procuringEntity"] = json::object{{"id", "unit-" + said("buyer")}, {"name", said_of("buyer")}};
        if (stage == "tenderAmendment") {
            json::object amendment{{"id", std::to_string(record_.serial)}, {"date", instant(said("day"))}};
            put(amendment, "description", "change_note");
            put(amendment, "rationale", "reason");
            all["amendments"] = json::array{std::move(amendment)};
        }
        return all;
    }

    json::object award() {
        json::object all{{"id", award_}, {"status", "active"}};
        all["title"] = title();
        put_amount(all, "value", "award_amount");
        const auto name = said("supplier");
        if (!name.empty()) {
            const auto code = said("supplier_code");
            all["suppliers"] = json::array{party("supplier-" + (code.empty() ? fingerprint(name) : code), name, "supplier")};
        }
        return all;
    }

    json::object contract(bool is_performed) const {
        const auto number = said("contract");
        json::object all{
            {"id", number.empty() ? award_ : number}, {"awardID", award_}, {"status", is_performed ? "terminated" : "active"}};
        all["title"] = title();
        put_day(all, "dateSigned", "signed_on");
        put_amount(all, "value", "contract_amount");
        if (is_performed && !said("accepted_on").empty()) {
            json::object met{{"id", "acceptance-" + std::to_string(record_.serial)},
                             {"type", "delivery"},
                             {"status", "met"},
                             {"dateMet", instant(said("accepted_on"))}};
            put(met, "description", "accepted_note");
            all["implementation"] = json::object{{"milestones", json::array{std::move(met)}}};
        }
        return all;
    }

    const Kind& kind_;
    const Record& record_;
    const people::Directory& units_;
    std::string award_;
    json::array parties_;
};

}  // namespace

std::string ocid_of(const Kind& kind, const Record& record, std::string_view prefix) {
    return std::string(prefix) + "-" + record.values[kind.chain->by];
}

std::optional<json::object> release_of(const Kind& kind, const Record& record, std::string_view prefix,
                                       const people::Directory& units) {
    return ReleaseWriter(kind, record, units).write(prefix);
}

namespace {

bool has_ids(const json::value& value) {
    return value.is_array() && std::ranges::all_of(value.as_array(), [](const json::value& one) {
               return one.is_object() && one.as_object().contains("id");
           });
}

// https://standard.open-contracting.org/1.1/en/schema/merging/
void merge(json::object& into, const json::object& later) {
    for (const auto& [key, value] : later) {
        auto* has = into.if_contains(key);
        if (has && has->is_object() && value.is_object()) {
            merge(has->as_object(), value.as_object());
        } else if (has && has_ids(*has) && has_ids(value)) {
            auto& list = has->as_array();
            for (const auto& one : value.as_array()) {
                const auto same =
                    std::ranges::find_if(list, [&](const json::value& other) { return other.at("id") == one.at("id"); });
                if (same == list.end())
                    list.push_back(one);
                else
                    merge(same->as_object(), one.as_object());
            }
        } else {
            into[key] = value;
        }
    }
}

}  // namespace

json::object record_package_of(const Kind& kind, std::span<const Record> records, const PackageHead& head,
                               const people::Directory& units) {
    auto package = package_of(kind, records, head, units);
    auto releases = package.at("releases").as_array();
    package.erase("releases");
    std::ranges::stable_sort(releases, {},
                             [](const json::value& release) { return std::string(release.at("date").as_string()); });
    json::object record{{"ocid", releases.empty() ? "" : releases.front().at("ocid").as_string()}};
    json::object compiled;
    for (const auto& release : releases)
        merge(compiled, release.as_object());
    if (!releases.empty()) {
        compiled["tag"] = json::array{"compiled"};
        compiled["id"] = std::string(compiled.at("ocid").as_string()) + "-" + std::string(compiled.at("date").as_string());
        record["compiledRelease"] = std::move(compiled);
    }
    record["releases"] = std::move(releases);
    package["records"] = json::array{std::move(record)};
    return package;
}

json::object package_of(const Kind& kind, std::span<const Record> records, const PackageHead& head,
                        const people::Directory& units) {
    json::array releases;
    for (const auto& record : records)
        if (auto release = release_of(kind, record, head.prefix, units))
            releases.push_back(std::move(*release));
    return {{"uri", head.uri},
            {"version", "1.1"},
            {"publishedDate", to_text(head.published_at)},
            {"publisher", {{"name", head.publisher}}},
            {"releases", std::move(releases)}};
}

}  // namespace gongkai::records
