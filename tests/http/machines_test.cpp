// What other programs read: the description of the API, its answers, the feed.
#include <gtest/gtest.h>

#include <algorithm>
#include <boost/json.hpp>
#include <pugixml.hpp>
#include <regex>
#include <set>

#include "base/core/text.h"
#include "base/core/words.h"
#include "tests/http/place.h"

namespace gongkai::http {
namespace {

namespace json = boost::json;

Place& place() { return Place::get(); }

bool is_api(const RouteLine& route) { return route.pattern.starts_with("/api/") && route.name != "openapi"; }

TEST(OpenApi, lists_exactly_the_routes_of_the_api) {
    const auto document = json::parse(place().client().get("/api/openapi.json").body);
    EXPECT_TRUE(std::string_view(document.at("openapi").as_string()).starts_with("3.1."));
    EXPECT_FALSE(document.at("info").at("title").as_string().empty());
    EXPECT_FALSE(document.at("info").at("version").as_string().empty());
    std::set<std::string> described, hung, names;
    for (const auto& [path, operations] : document.at("paths").as_object())
        for (const auto& [method, operation] : operations.as_object()) {
            described.insert(std::string(method) + ' ' + std::string(path));
            EXPECT_TRUE(names.emplace(operation.at("operationId").as_string()).second) << std::string_view(path);
            EXPECT_FALSE(operation.at("summary").as_string().empty()) << std::string_view(path);
        }
    for (const auto& route : place().routes())
        if (is_api(route))
            hung.insert(lower_ascii(route.method) + ' ' + route.pattern);
    EXPECT_EQ(described, hung);
    EXPECT_GE(hung.size(), 4u);
}

TEST(OpenApi, names_the_fields_that_each_operation_reads) {
    const auto document = json::parse(place().client().get("/api/openapi.json").body);
    for (const auto& route : place().routes()) {
        if (!is_api(route))
            continue;
        std::set<std::string> described, read(route.reads.begin(), route.reads.end());
        for (const auto& part : split(route.pattern, '/'))
            if (part.starts_with('{'))
                read.emplace(part.substr(1, part.size() - 2));
        for (const auto& parameter :
             document.at("paths").at(route.pattern).at(lower_ascii(route.method)).at("parameters").as_array()) {
            if (parameter.at("in").as_string() != "header")
                described.emplace(parameter.at("name").as_string());
            if (const auto* said = parameter.as_object().if_contains("description")) {
                EXPECT_FALSE(has_words(Language::en, said->as_string())) << "the name of words for words: " << *said;
            }
        }
        EXPECT_EQ(described, read) << route.pattern;
    }
}

bool is_of_type(const json::value& value, std::string_view type) {
    return type == "object"    ? value.is_object()
           : type == "array"   ? value.is_array()
           : type == "string"  ? value.is_string()
           : type == "integer" ? value.is_int64()
           : type == "number"  ? value.is_number()
           : type == "boolean" ? value.is_bool()
                               : type == "null" && value.is_null();
}

// As much of JSON Schema as the descriptions use; what an object holds must be described.
void expect_fits(const std::string& where, const json::value& value, const json::value& schema, const json::value& document) {
    const auto& object = schema.as_object();
    if (const auto* reference = object.if_contains("$ref")) {
        const std::string pointer(reference->as_string().subview(1));
        return expect_fits(where, value, document.at_pointer(pointer), document);
    }
    if (const auto* ways = object.if_contains("oneOf")) {  // something, or null
        for (const auto& way : ways->as_array())
            if ((way.as_object().contains("type") && way.at("type") == "null") == value.is_null())
                return expect_fits(where, value, way, document);
        ADD_FAILURE() << where << " is none of what it may be";
        return;
    }
    const auto& type = object.at("type");
    const auto types = type.is_array() ? type.as_array() : json::array{type};
    EXPECT_TRUE(std::ranges::any_of(types, [&](const auto& one) { return is_of_type(value, one.as_string()); }))
        << where << " is no " << type;
    if (const auto* allowed = object.if_contains("enum")) {
        EXPECT_TRUE(std::ranges::count(allowed->as_array(), value)) << where << " is " << value;
    }
    const auto* any = object.if_contains("additionalProperties");  // names that data choose
    if (any && value.is_object()) {
        for (const auto& [name, inner] : value.as_object())
            if (any->is_object())  // true: of any type
                expect_fits(where + '.' + std::string(name), inner, *any, document);
    } else if (value.is_object()) {
        for (const auto& [name, inner] : value.as_object()) {
            EXPECT_TRUE(object.at("properties").as_object().contains(name)) << where << '.' << std::string_view(name);
        }
    }
    if (const auto* required = object.if_contains("required"); required && value.is_object()) {
        for (const auto& name : required->as_array()) {
            EXPECT_TRUE(value.as_object().contains(name.as_string())) << where << " lacks " << std::string_view(name.as_string());
        }
    }
    if (const auto* properties = object.if_contains("properties"); properties && value.is_object())
        for (const auto& [name, inner] : properties->as_object())
            if (const auto* found = value.as_object().if_contains(name))
                expect_fits(where + '.' + std::string(name), *found, inner, document);
    if (const auto* items = object.if_contains("items"); items && value.is_array())
        for (const auto& one : value.as_array())
            expect_fits(where + "[]", one, *items, document);
}

TEST(OpenApi, answers_are_what_it_describes) {
    const auto document = json::parse(place().client().get("/api/openapi.json").body);
    for (const auto& route : place().routes()) {
        if (!is_api(route) || !route.is_get())
            continue;
        const auto& schema = document.at("paths")
                                 .at(route.pattern)
                                 .at("get")
                                 .at("responses")
                                 .at("200")
                                 .at("content")
                                 .at("application/json")
                                 .at("schema");
        for (const auto* visited : place().instances(route, 3)) {
            const auto& target = visited->target;
            const auto answer = place().client().get(target);
            EXPECT_EQ(answer.header_or_nothing("Content-Type"), "application/json") << target;
            expect_fits(target, json::parse(answer.body), schema, document);
        }
    }
}

TEST(OpenApi, errors_of_the_api_are_json_with_a_sentence) {
    for (const auto& [target, status] : std::map<std::string, int>{{"/api/v1/none", 404},
                                                                   {"/api/v1/duties?as_of=never", 400},
                                                                   {"/api/v1/duties?notice=none", 404},
                                                                   {"/api/v1/duties?state=ripe", 400},
                                                                   {"/api/v1/duties?kind=planet", 400}}) {
        const auto answer = place().client().get(target);
        EXPECT_EQ(answer.status, status) << target;
        ASSERT_EQ(answer.header_or_nothing("Content-Type"), "application/json") << target;
        const auto error = json::parse(answer.body).at("error");
        EXPECT_EQ(error.at("status").as_int64(), status) << target;
        EXPECT_FALSE(error.at("message").as_string().empty()) << target;
    }
}

std::set<std::string> query_of(const json::value& document, const RouteLine& route) {
    std::set<std::string> names;
    for (const auto& parameter : document.at("paths").at(route.pattern).at(lower_ascii(route.method)).at("parameters").as_array())
        if (parameter.at("in").as_string() == "query")
            names.emplace(parameter.at("name").as_string());
    return names;
}

std::string with_field(const std::string& target, const std::string& field) {
    return target + (target.find('?') == std::string::npos ? '?' : '&') + field;
}

TEST(OpenApi, what_an_operation_does_not_describe_is_refused_with_what_it_takes) {
    const auto document = json::parse(place().client().get("/api/openapi.json").body);
    std::size_t refused = 0;
    for (const auto& route : place().routes()) {
        if (!is_api(route) || !route.is_get())
            continue;
        const auto known = query_of(document, route);
        for (const auto* visited : place().instances(route, 1))
            for (const std::string name : {"sort", "words", "at", "page", "kind", "no_such"}) {
                if (known.contains(name))
                    continue;
                const auto target = with_field(visited->target, name + "=1");
                const auto answer = place().client().get(target);
                EXPECT_EQ(answer.status, 400) << target;
                ASSERT_EQ(answer.header_or_nothing("Content-Type"), "application/json") << target;
                const std::string message(json::parse(answer.body).at("error").at("message").as_string());
                EXPECT_NE(message.find(name), std::string::npos) << message;
                for (const auto& one : known)
                    EXPECT_NE(message.find(one), std::string::npos) << target << " takes " << one << ": " << message;
                EXPECT_EQ(place().client().get(visited->target).status, 200) << "nothing of it is kept";
                ++refused;
            }
    }
    EXPECT_GE(refused, 50u);
}

TEST(OpenApi, each_parameter_that_is_described_makes_a_difference) {
    const auto document = json::parse(place().client().get("/api/openapi.json").body);
    for (const auto& route : place().routes()) {
        if (!is_api(route) || !route.is_get())
            continue;
        for (const auto* visited : place().instances(route, 1))
            for (const auto& name : query_of(document, route)) {
                const auto path = visited->target.substr(0, visited->target.find('?'));
                const auto plain = place().client().get(path), asked = place().client().get(path + "?" + name + "=no-such");
                EXPECT_TRUE(asked.status != plain.status || asked.body != plain.body)
                    << path << " passes over " << name << ": " << asked.body.substr(0, 200);
            }
    }
}

TEST(Feed, is_an_atom_feed_as_rfc_4287_wants_it) {
    const auto answer = place().client().get("/duties.atom?as_of=2019-09-30");
    EXPECT_TRUE(answer.header_or_nothing("Content-Type").starts_with("application/atom+xml"));
    pugi::xml_document document;
    const auto parsed = document.load_buffer(answer.body.data(), answer.body.size(), pugi::parse_full);
    ASSERT_TRUE(parsed) << parsed.description();
    const auto feed = document.child("feed");
    EXPECT_STREQ(feed.attribute("xmlns").value(), "http://www.w3.org/2005/Atom");
    const std::regex instant(R"(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2}))"),
        absolute("[a-z][a-z0-9+.-]*:.+");
    std::set<std::string> ids;
    const auto expect_head = [&](const pugi::xml_node& node, const std::string& where) {
        EXPECT_TRUE(std::regex_match(node.child_value("id"), absolute)) << where << ": " << node.child_value("id");
        EXPECT_TRUE(ids.insert(node.child_value("id")).second) << where << ": " << node.child_value("id") << " twice";
        EXPECT_STRNE(node.child_value("title"), "") << where;
        EXPECT_TRUE(std::regex_match(node.child_value("updated"), instant)) << where << ": " << node.child_value("updated");
    };
    expect_head(feed, "feed");
    EXPECT_STRNE(feed.child("author").child_value("name"), "");
    EXPECT_TRUE(feed.find_child_by_attribute("link", "rel", "self"));
    std::string before = "9";
    std::size_t entries = 0;
    for (const auto& entry : feed.children("entry")) {
        expect_head(entry, "entry");
        EXPECT_STREQ(entry.child("link").attribute("rel").value(), "alternate");
        EXPECT_STRNE(entry.child("link").attribute("href").value(), "");
        EXPECT_STRNE(entry.child_value("summary"), "");
        EXPECT_LE(std::string(entry.child_value("updated")), before) << "newest first";
        before = entry.child_value("updated");
        ++entries;
    }
    EXPECT_GT(entries, 0u);
    EXPECT_EQ(std::string(feed.child_value("updated")), feed.child("entry").child_value("updated"));
}

TEST(Feed, is_announced_by_the_pages_it_belongs_to) {
    for (const std::string target : {"/", "/board"}) {
        const auto* page = place().page_at(target);
        ASSERT_NE(page, nullptr);
        EXPECT_TRUE(std::ranges::any_of(page->page.links, [](const Link& link) {
            return link.element == "link" && link.address == "/duties.atom";
        })) << target;
    }
}

}  // namespace
}  // namespace gongkai::http
