// Every pair of text and ground that the portal draws can be read: by daylight, in the dark and in high contrast.
#include <gtest/gtest.h>

#include <cstdlib>
#include <map>
#include <set>

#include "base/core/colour.h"
#include "base/core/file.h"
#include "base/core/settings.h"
#include "tests/house/repository.h"

namespace gongkai::house {
namespace {

using Tokens = std::map<std::string, std::string>;

// The `--name: #rrggbb;` of the block that begins after `opening`.
Tokens colours_after(const std::string& css, const std::string& opening) {
    const auto from = css.find(opening);
    if (from == std::string::npos)
        throw std::runtime_error("tokens.css has no " + opening);
    const auto block = css.substr(from, css.find('}', from) - from);
    Tokens colours;
    for (const auto& line : all_matches(block, R"(--[a-z0-9-]+:\s*#[0-9a-fA-F]{6};)")) {
        const auto colon = line.find(':');
        colours[line.substr(2, colon - 2)] = line.substr(line.find('#'), 7);
    }
    return colours;
}

struct Scheme {
    std::string name;
    Tokens own, colours;
};

std::vector<Scheme> schemes() {
    const auto& css = find_file("doors/portal/assets/tokens.css")->text;
    const auto day = colours_after(css, ":root {");
    const auto over = [&](const std::string& name, const Tokens& own) {
        auto all = own;
        all.insert(day.begin(), day.end());
        return Scheme{name, own, all};
    };
    return {over("day", day), over("dark", colours_after(css, "(prefers-color-scheme: dark)")),
            over("high contrast", colours_after(css, "[data-contrast=\"high\"] {"))};
}

double contrast_in(const Scheme& scheme, const std::string& a, const std::string& b) {
    return contrast(*parse_colour(scheme.colours.at(a)), *parse_colour(scheme.colours.at(b)));
}

using Pairs = std::vector<std::pair<std::string, std::string>>;

// As the style sheets put them on one another.
const Pairs texts{{"ink", "paper"},        {"ink", "surface"},      {"ink", "mark"},
                  {"ink", "soon-ground"},  {"muted", "paper"},      {"muted", "surface"},
                  {"action", "paper"},     {"action", "surface"},   {"paper", "action"},
                  {"authority", "paper"},  {"done", "done-ground"}, {"done-late", "done-late-ground"},
                  {"soon", "soon-ground"}, {"late", "late-ground"}, {"not-due", "not-due-ground"},
                  {"done", "paper"},       {"soon", "paper"},       {"late", "paper"},
                  {"not-due", "paper"}};
// Edges of fields, the ring around what has the focus (two colours, so that one is seen on any ground), parts of bars.
const Pairs shapes{{"border", "paper"},      {"border", "surface"}, {"focus", "ink"},       {"ink", "paper"},
                   {"authority", "surface"}, {"done", "paper"},     {"done-late", "paper"}, {"late", "paper"}};

TEST(Contrast, every_text_can_be_read_on_its_ground) {
    for (const auto& scheme : schemes())
        for (const auto& [text, ground] : texts)
            EXPECT_GE(contrast_in(scheme, text, ground), contrast_of_text) << scheme.name << ": " << text << " on " << ground;
}

TEST(Contrast, every_shape_can_be_seen_on_its_ground) {
    for (const auto& scheme : schemes()) {
        if (scheme.name == "dark")
            continue;  // below
        for (const auto& [shape, ground] : shapes)
            EXPECT_GE(contrast_in(scheme, shape, ground), contrast_of_shapes) << scheme.name << ": " << shape << " on " << ground;
    }
    const auto dark = schemes()[1];
    for (const auto& [shape, ground] : shapes)  // in the dark the ring's yellow is seen on the ground itself
        EXPECT_GE(contrast_in(dark, shape, shape == "focus" ? "paper" : ground), contrast_of_shapes) << shape << " on " << ground;
}

TEST(Contrast, high_contrast_replaces_all_that_the_dark_does) {
    const auto all = schemes();
    for (const auto& [name, colour] : all[1].own)
        EXPECT_TRUE(all[2].own.contains(name)) << "--" << name << " of the dark would shine through high contrast";
}

TEST(Contrast, every_pair_of_colour_and_ground_is_among_those_computed) {
    std::set<std::string> seen{"line"};  // hair lines part what the layout parts already
    for (const auto* pairs : {&texts, &shapes})
        for (const auto& [text, ground] : *pairs)
            seen.insert({text, ground});
    const auto day = schemes().front();
    for (const auto& [name, colour] : day.own)
        EXPECT_TRUE(seen.contains(name)) << "--" << name << " is in no pair of this test";
}

TEST(Contrast, no_style_names_a_colour_beside_the_tokens) {
    for (const auto* file : files_ending({".css"}))
        if (!file->path.ends_with("tokens.css")) {
            for (const auto& colour : all_matches(file->text, R"(#[0-9a-fA-F]{3,8}\b)"))
                EXPECT_TRUE(colour == "#000" || colour == "#fff")
                    << file->path << " says " << colour;  // ink and paper of a printer
        }
}

struct City {
    const char* colour;
    bool is_taken;
};

// #767676 can be read on white paper, but not on the menu's ground.
TEST(Contrast, a_city_may_not_choose_colours_that_cannot_be_read) {
    const TemporaryFolder folder;
    for (const auto& [colour, is_taken] : std::initializer_list<City>{
             {"#0b57a4", true}, {"#b3141b", true}, {"#000000", true}, {"#767676", false}, {"#ffbf00", false}, {"#ffffff", false}})
        for (const std::string name : {"colour_action", "colour_authority"}) {
            write_file(folder.path() / "gongkai.toml", "[site]\n" + name + " = \"" + colour + "\"\n");
            const auto settings = Settings::load(folder.path());
            EXPECT_EQ(settings.has_value(), is_taken) << name << ' ' << colour;
            if (!settings) {
                EXPECT_EQ(settings.error().id, "core.refuse.colour_contrast");
            }
        }
}

TEST(Contrast, what_settings_hold_colours_against_is_the_paper_of_the_portal) {
    const auto day = schemes()[0].colours;
    const auto& code = find_file("base/core/settings.cpp")->text;
    for (const std::string ground : {"paper", "surface"})
        EXPECT_NE(code.find('"' + day.at(ground) + '"'), std::string::npos) << "--" << ground << " is " << day.at(ground);
}

}  // namespace
}  // namespace gongkai::house
