// The arrows between parts, read from the same `part(...)` lines that the build reads. An include that no line allows is refused
// here, even where it would compile.
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "base/core/text.h"
#include "tests/house/repository.h"

namespace gongkai::house {
namespace {

struct Part {
    std::string path;
    std::vector<std::string> uses;  // as its line says
    std::size_t place = 0;          // in the order of the lines, lowest first
};

constexpr std::string_view folders[] = {"base", "doors", "domain", "app"};  // lowest first

std::size_t rank_of(std::string_view path) {
    std::size_t rank = 0;
    while (rank < std::size(folders) && !(path == folders[rank] || path.starts_with(std::string(folders[rank]) + '/')))
        ++rank;
    return rank;
}

const std::map<std::string, Part>& parts() {
    static const auto all = [] {
        std::map<std::string, Part> found;
        for (const auto folder : folders) {
            const auto* file = find_file(std::string(folder) + "/CMakeLists.txt");
            std::string lines;
            for (const auto line : split(file->text, '\n'))
                lines += std::string(line.substr(0, line.find('#'))) + ' ';
            for (const auto& inside : all_matches(lines, R"((?:^|\s)part\(([^)]*)\))")) {
                Part part;
                bool is_use = false;
                for (const auto& word : all_matches(inside, R"(\S+)")) {
                    if (word == "USES" || word == "LIBS")
                        is_use = word == "USES";
                    else if (part.path.empty())
                        part.path = word;
                    else if (is_use)
                        part.uses.push_back(word);
                }
                part.place = found.size();
                found.emplace(part.path, part);
            }
        }
        return found;
    }();
    return all;
}

// The part that a file belongs to, or nothing: doors/doors.h stands between the doors.
const Part* part_of(std::string_view path) {
    const Part* best = nullptr;
    for (const auto& [name, part] : parts())
        if (path.starts_with(name + '/') && (!best || name.size() > best->path.size()))
            best = &part;
    return best;
}

std::set<std::string> reachable_from(const Part& part) {
    std::set<std::string> reached{part.path};
    for (std::vector<std::string> next = part.uses; !next.empty();) {
        const auto name = next.back();
        next.pop_back();
        const auto found = parts().find(name);
        if (found != parts().end() && reached.insert(name).second)
            next.insert(next.end(), found->second.uses.begin(), found->second.uses.end());
    }
    return reached;
}

std::vector<std::string> includes_of(const SourceFile& file) {
    return all_matches(without_comments(file.text), "#include \"([^\"]+)\"");
}

// What `file` includes as seen by the arrows: a header that belongs to no part stands for what it includes itself.
std::vector<std::string> included_by(const SourceFile& file) {
    std::vector<std::string> all;
    for (const auto& name : includes_of(file)) {
        const auto* header = part_of(name) ? nullptr : find_file(name);
        if (!header || rank_of(name) == std::size(folders)) {
            all.push_back(name);
            continue;
        }
        for (auto& inner : included_by(*header))
            all.push_back(std::move(inner));
    }
    return all;
}

std::vector<const SourceFile*> sources() {
    auto all = files_ending({".cpp", ".h"});
    std::erase_if(all, [](const SourceFile* file) { return rank_of(file->path) == std::size(folders); });
    return all;
}

TEST(Arrows, every_part_is_declared_with_parts_that_exist_below_it) {
    ASSERT_GE(parts().size(), 10u);
    for (const auto& [name, part] : parts())
        for (const auto& use : part.uses) {
            const auto used = parts().find(use);
            ASSERT_NE(used, parts().end()) << name << " uses " << use << ", which no line declares";
            EXPECT_LE(rank_of(use), rank_of(name)) << name << " may not use " << use;
            EXPECT_LT(used->second.place, part.place) << name << " uses " << use << ", which stands below it";
        }
}

TEST(Arrows, no_file_includes_from_a_part_that_its_part_does_not_use) {
    for (const auto* file : sources()) {
        const auto* part = part_of(file->path);
        if (!part)
            continue;
        const auto allowed = reachable_from(*part);
        for (const auto& name : included_by(*file)) {
            const auto* from = part_of(name);
            if (!from) {
                ADD_FAILURE() << file->path << " includes \"" << name
                              << "\", which belongs to no part; write the path from the root";
                continue;
            }
            EXPECT_TRUE(allowed.contains(from->path))
                << file->path << " includes " << name << ", but " << part->path << " does not use " << from->path;
        }
    }
}

TEST(Arrows, in_a_room_rules_know_no_database_and_desks_no_page) {
    for (const auto* file : sources()) {
        if (!file->path.starts_with("domain/") || file->is_test())
            continue;
        const auto* room = part_of(file->path);
        ASSERT_NE(room, nullptr) << file->path;
        const auto inside = file->path.substr(room->path.size() + 1);
        const bool is_rules = inside.starts_with("rules."), is_desk = inside.starts_with("desk.");
        const bool may_speak_to_doors = inside.starts_with("pages/") || inside.starts_with("room.");
        for (const auto& name : includes_of(*file)) {
            const auto says = file->path + " includes " + name;
            if (is_rules) {
                EXPECT_FALSE(name.starts_with("base/db/") || name.starts_with("base/web/") || name.starts_with("doors/")) << says;
                for (const std::string_view above : {"/store.h", "/desk.h", "/queries.h"})
                    EXPECT_FALSE(name.ends_with(above)) << says;
                EXPECT_EQ(name.find("/pages/"), std::string::npos) << says;
            }
            if (is_desk) {
                EXPECT_EQ(name.find("/pages/"), std::string::npos) << says;
            }
            // How an address is written is text, and no matter of the transport.
            const bool is_text = name == "base/web/target.h" || name == "base/web/fields.h";
            if (!may_speak_to_doors && !is_text) {
                EXPECT_FALSE(name.starts_with("base/web/") || name.starts_with("doors/"))
                    << says << "; only pages/ and room.* may";
            }
        }
    }
}

// Headers that cost seconds to compile, or libraries that must stay exchangeable, and the only files that may know them. The
// headers of the transport are its own: server.h, which others include, shows nothing of it.
TEST(Arrows, each_heavy_library_is_known_to_its_files_alone) {
    const std::set<std::string> transport{"base/web/addresses.cpp", "base/web/addresses.h",        "base/web/connection.h",
                                          "base/web/output.h",      "base/web/request_reader.cpp", "base/web/tls_session.h"};
    const std::map<std::string, std::set<std::string>> homes{
        {"boost/beast", {"base/web/request_reader.cpp"}},
        {"boost/asio", transport},
        {"CLI/", {"doors/terminal/terminal.cpp"}},
        {"spdlog/", {"base/core/log.cpp"}},
        {"toml++/", {"base/core/settings.cpp", "domain/imports/mapping.cpp"}},
        {"csv.h", {"base/core/csv.cpp"}},
        {"sqlite3.h", {"base/db/sqlite.cpp"}},
        {"curl/", {"base/web/client.cpp", "base/mail/mail.cpp"}},
        {"cjose/", {"domain/accounts/id_token.cpp", "domain/accounts/id_token_test.cpp"}},
        {"nlohmann/", {}}};
    std::set<std::string> seen;
    for (const auto* file : sources())
        for (const auto& name : all_matches(without_comments(file->text), "#include <([^>]+)>"))
            for (const auto& [library, files] : homes)
                if (name.starts_with(library)) {
                    seen.insert(library);
                    EXPECT_TRUE(files.contains(file->path)) << file->path << " includes <" << name << '>';
                }
    EXPECT_TRUE(seen.contains("CLI/")) << "nothing was read";
    for (const auto* file : sources())
        for (const auto& name : includes_of(*file))
            EXPECT_TRUE(!transport.contains(name) || file->path.starts_with("base/web/")) << file->path << " includes " << name;
}

// HTML goes onto a page unescaped in one place only, and HTML that is taken for clean comes from a store that got it from
// clean().
TEST(Arrows, html_of_strangers_reaches_a_page_in_one_way_only) {
    std::size_t count = 0;
    for (const auto* file : sources()) {
        const auto code = without_comments(file->text);
        if (code.find("Vetted") != std::string::npos && file->path != "base/web/html.h") {
            EXPECT_EQ(file->path, "base/markup/clean.cpp") << "writes HTML unescaped";
            ++count;
        }
        if (code.find("Clean::kept(") != std::string::npos && !file->is_test()) {
            EXPECT_TRUE(file->path.starts_with("base/markup/") || file->path.find("/store") != std::string::npos)
                << file->path << " takes HTML for clean";
        }
    }
    EXPECT_EQ(count, 1u);
}

TEST(Arrows, the_map_names_and_draws_every_part) {
    const auto& said = find_file("docs/map.md")->text;
    const auto& drawn = find_file("docs/map.svg")->text;
    ASSERT_GT(parts().size(), 10u);
    for (const auto& [path, part] : parts()) {
        if (!path.contains('/'))
            continue;
        EXPECT_NE(said.find('`' + path + '`'), std::string::npos) << path << " is not in docs/map.md";
        EXPECT_NE(drawn.find('>' + path.substr(path.find('/') + 1) + "</text>"), std::string::npos)
            << path << " is not in docs/map.svg";
    }
}

}  // namespace
}  // namespace gongkai::house
