#include "domain/records/dataset.h"

#include <algorithm>
#include <boost/json.hpp>

#include "base/core/text.h"

namespace gongkai::records {
namespace {

namespace json = boost::json;

struct Distribution {
    std::string_view below, title, media_type, format;
};
constexpr Distribution distributions[]{
    {"/records.csv", "CSV", "text/csv", "CSV"},
    {"/records.xlsx", "XLSX", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "XLSX"},
    {"/records.json", "JSON", "application/json", "JSON"},
};
constexpr std::string_view media_types = "https://www.iana.org/assignments/media-types/",
                           frequencies = "http://publications.europa.eu/resource/authority/frequency/";

std::string_view frequency_of(const Kind& kind) {
    switch (kind.clock.kind) {
        case Clock::Kind::monthly:
            return "MONTHLY";
        case Clock::Kind::quarterly:
            return "QUARTERLY";
        case Clock::Kind::yearly:
            return "ANNUAL";
        case Clock::Kind::within:
        case Clock::Kind::none:
            return "IRREG";
    }
    return "IRREG";
}

json::array both(const Names& names) {
    return {json::object{{"@language", "zh"}, {"@value", names.zh}}, json::object{{"@language", "en"}, {"@value", names.en}}};
}

const Names* theme_of(const Kind& kind) {
    const auto found = std::ranges::find(kinds().themes, kind.theme, &Theme::key);
    return found == kinds().themes.end() ? nullptr : &found->names;
}

json::object described(const DataCatalogue& catalogue, const DataSet& set) {
    const auto& kind = *set.kind;
    const auto at = catalogue.site + "/records/" + kind.key;
    json::array files;
    const auto add = [&](json::object file) {
        if (!catalogue.licence.empty())
            file["dct:license"] = json::object{{"@id", catalogue.licence}};
        files.push_back(std::move(file));
    };
    for (const auto& one : distributions)
        add({{"@id", at + std::string(one.below)},
             {"@type", "dcat:Distribution"},
             {"dct:title", one.title},
             {"dcat:downloadURL", {{"@id", at + std::string(one.below)}}},
             {"dcat:mediaType", {{"@id", std::string(media_types) + std::string(one.media_type)}}}});
    add({{"@id", catalogue.site + "/api/v1/records/" + kind.key},
         {"@type", "dcat:Distribution"},
         {"dct:title", "API"},
         {"dcat:accessURL", {{"@id", catalogue.site + "/api/v1/records/" + kind.key}}},
         {"dcat:accessService",
          {{"@id", catalogue.site + "/api/v1"},
           {"@type", "dcat:DataService"},
           {"dct:title", "API"},
           {"dcat:endpointURL", {{"@id", catalogue.site + "/api/v1"}}},
           {"dcat:endpointDescription", {{"@id", catalogue.site + "/api/openapi.json"}}}}}});
    json::object all{{"@id", at},
                     {"@type", "dcat:Dataset"},
                     {"dct:identifier", kind.key},
                     {"dct:title", both(kind.names)},
                     {"dct:description", both(kind.about)},
                     {"dct:accrualPeriodicity", {{"@id", std::string(frequencies) + std::string(frequency_of(kind))}}},
                     {"dct:conformsTo", {{"@id", at + "/dictionary"}}},
                     {"dcat:landingPage", {{"@id", at}}},
                     {"dcat:distribution", std::move(files)}};
    if (set.changed_at)
        all["dct:modified"] = json::object{{"@type", "xsd:dateTime"}, {"@value", to_text(*set.changed_at)}};
    if (!kind.owner_hint.empty())
        all["dct:publisher"] = json::object{{"@type", "foaf:Organization"}, {"foaf:name", kind.owner_hint.front()}};
    if (const auto* theme = theme_of(kind))
        all["dcat:theme"] = json::object{
            {"@id", catalogue.site + "/data#" + kind.theme}, {"@type", "skos:Concept"}, {"skos:prefLabel", both(*theme)}};
    return all;
}

const json::object& prefixes() {
    static const json::object all{{"dcat", "http://www.w3.org/ns/dcat#"},
                                  {"dct", "http://purl.org/dc/terms/"},
                                  {"foaf", "http://xmlns.com/foaf/0.1/"},
                                  {"skos", "http://www.w3.org/2004/02/skos/core#"},
                                  {"xsd", "http://www.w3.org/2001/XMLSchema#"}};
    return all;
}

json::object graph_of(const DataCatalogue& catalogue) {
    json::array sets;
    for (const auto& set : catalogue.sets)
        sets.push_back(described(catalogue, set));
    json::object all{{"@context", prefixes()},  {"@id", catalogue.site + "/data"},
                     {"@type", "dcat:Catalog"}, {"dct:title", both(catalogue.title)},
                     {"dct:language", "zh"},    {"foaf:homepage", {{"@id", catalogue.site + "/data"}}}};
    if (!catalogue.publisher.empty())
        all["dct:publisher"] = json::object{{"@type", "foaf:Organization"}, {"foaf:name", catalogue.publisher}};
    if (!catalogue.licence.empty())
        all["dct:license"] = json::object{{"@id", catalogue.licence}};
    all["dcat:dataset"] = std::move(sets);
    return all;
}

// The same graph as Turtle: what is one object in JSON-LD is one subject here, or a blank node where it has no address.
class Turtle {
  public:
    std::string write(const json::object& root) {
        for (const auto& [prefix, address] : prefixes())
            out_ += "@prefix " + std::string(prefix) + ": <" + std::string(address.as_string()) + "> .\n";
        subject(root);
        for (std::size_t i = 0; i < waiting_.size(); ++i) {
            const auto next = waiting_[i];
            subject(next);
        }
        return std::move(out_);
    }

  private:
    static std::string quoted(std::string_view text) {
        return json::serialize(json::value(json::string_view(text.data(), text.size())));
    }
    static std::string address(const json::value& id) { return "<" + std::string(id.as_string()) + ">"; }

    void subject(const json::object& node) {
        const auto id = address(node.at("@id"));
        if (std::ranges::find(written_, id) != written_.end())
            return;
        written_.push_back(id);
        out_ += "\n" + id;
        properties(node);
        out_ += " .\n";
    }
    void properties(const json::object& node) {
        bool is_first = true;
        for (const auto& [key, value] : node) {
            if (key == "@id" || key == "@context")
                continue;
            out_ += is_first ? " " : " ;\n    ";
            is_first = false;
            out_ += key == "@type" ? std::string("a ") : std::string(key) + " ";
            if (key == "@type") {
                out_ += value.as_string();
                continue;
            }
            const auto many = value.is_array() ? value.as_array() : json::array{value};
            for (const auto& one : many) {
                out_ += &one == many.data() ? "" : ", ";
                object(one);
            }
        }
    }
    void object(const json::value& value) {
        if (value.is_string()) {
            out_ += quoted(value.as_string());
            return;
        }
        const auto& node = value.as_object();
        if (const auto* text = node.if_contains("@value")) {
            out_ += quoted(text->as_string());
            out_ += node.contains("@language") ? "@" + std::string(node.at("@language").as_string())
                                               : "^^" + std::string(node.at("@type").as_string());
        } else if (node.contains("@id")) {
            out_ += address(node.at("@id"));
            if (node.size() > 1)
                waiting_.push_back(node);
        } else {
            out_ += "[";
            properties(node);
            out_ += " ]";
        }
    }

    std::string out_;
    std::vector<json::object> waiting_;
    std::vector<std::string> written_;
};

}  // namespace

std::string write_json_ld(const DataCatalogue& catalogue) { return json::serialize(graph_of(catalogue)) + "\n"; }

std::string write_turtle(const DataCatalogue& catalogue) { return Turtle().write(graph_of(catalogue)); }

}  // namespace gongkai::records
