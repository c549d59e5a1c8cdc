// Publishes documents by the deeds that officers use until a data folder holds so many, for bench/pages/run:
//   bench_pages_fill DATA COUNT
// Types, units, themes, years, relations and files are spread as an office of a county has them; the same COUNT gives the same
// documents, and a greater one goes on from where the last one stopped. What they say is in words.tsv. At the end it says the key
// of the last one and, in nanoseconds since 1970, when its deed began.
#include <array>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <string>
#include <vector>

#include "app/rooms.h"
#include "base/core/file.h"
#include "base/core/text.h"
#include "base/files/files.h"
#include "domain/catalogue/desk.h"
#include "domain/people/desk.h"
#include "domain/publishing/desk.h"
#include "domain/publishing/rules.h"
#include "domain/publishing/shelf.h"
#include "domain/publishing/store.h"

using namespace gongkai;
using namespace gongkai::publishing;

namespace {

constexpr int deeds_at_once = 500;                        // documents a transaction
constexpr std::int64_t first_moment = 1'546'300'800'000;  // 2019-01-01
constexpr std::int64_t last_moment = 1'792'800'000'000;   // in October 2026
constexpr std::int64_t most_numbers = 99'999;             // a number of a paper has five digits at most
constexpr double golden = 0.6180339887498949;             // multiples of it, without what stands before the point, lie evenly

struct Weighted {
    const char* type;
    unsigned of_100;
};
constexpr std::array<Weighted, 8> types{{{"news", 62},
                                         {"notice", 14},
                                         {"official_paper", 10},
                                         {"policy_document", 3},
                                         {"normative_document", 2},
                                         {"plan", 3},
                                         {"report", 4},
                                         {"interpretation", 2}}};

class Phrases {
  public:
    Phrases() {
        const auto text = read_file(std::filesystem::path(BENCH_DATA) / "words.tsv").value();
        for (const auto line : split(text, '\n'))
            if (const auto tab = line.find('\t'); tab != std::string_view::npos)
                by_kind_[std::string(line.substr(0, tab))].emplace_back(line.substr(tab + 1));
    }
    const std::string& one(const std::string& kind, std::uint64_t chance = 0) const {
        const auto& all = by_kind_.at(kind);
        return all[chance % all.size()];
    }
    std::string filled(const std::string& kind, const std::vector<std::string>& values) const {
        auto text = one(kind);
        for (std::size_t i = 0; i < values.size(); ++i)
            text = replace_all(std::move(text), "{" + std::to_string(i) + "}", values[i]);
        return text;
    }

  private:
    std::map<std::string, std::vector<std::string>> by_kind_;
};

// The same number for the same document, whatever was asked for before.
std::uint64_t mixed(std::uint64_t number) {
    number ^= number >> 33;
    number *= 0xff51afd7ed558ccdULL;
    number ^= number >> 33;
    number *= 0xc4ceb9fe1a85ec53ULL;
    return number ^ (number >> 33);
}

const char* type_of(std::uint64_t chance) {
    auto left = static_cast<unsigned>(chance % 100);
    for (const auto& one : types) {
        if (left < one.of_100)
            return one.type;
        left -= one.of_100;
    }
    return "news";
}

void fill_fields(Text& text, const Phrases& said, std::int64_t number, std::uint64_t chance, const DocumentType& type, Day on) {
    for (const auto& field : type.fields) {
        auto& value = text.fields[field.key];
        if (field.key == "number")
            value = said.filled("number", {std::to_string(year_of(on)), std::to_string(number % most_numbers + 1)});
        else if (field.key == "expires_on" && (field.is_required || chance % 3 != 0))
            value = to_text(on + std::chrono::days(200 + chance % 2000));
        else if (field.kind == FieldKind::Kind::day && field.is_required)
            value = to_text(on);
        else if (field.kind == FieldKind::Kind::choice && field.is_required)
            value = field.choices.front();
        else if (field.is_required)
            value = said.one("subject", chance);
        if (value.empty())
            text.fields.erase(field.key);
    }
}

Text text_of(const Phrases& said, std::int64_t number, const DocumentType& type, Day on, const Files& files) {
    const auto chance = mixed(static_cast<std::uint64_t>(number) + 77);
    Text text;
    text.title = said.filled("title", {said.one("subject", chance), type.zh, std::to_string(number)});
    text.column = type.column;
    text.summary = said.one("sentence", chance / 7);
    const auto& themes = catalogue::themes();
    text.theme = themes[chance / 11 % themes.size()].code;
    std::string body;
    for (std::uint64_t i = 0; i < 8 + chance % 12; ++i)
        body += said.one("sentence", mixed(chance + i)) + (i % 3 == 2 ? "\n" : "");
    text.body = body_from(body);
    fill_fields(text, said, number, chance, type, on);
    if (number % 10 == 0) {
        const auto bytes = said.one("sheet") + "\n1," + said.one("subject", chance) + "," + std::to_string(number % 500) + "\n";
        text.attachments.push_back({said.one("file"), "text/csv", files.keep(bytes), static_cast<std::int64_t>(bytes.size())});
    }
    // Every so often a paper repeals, amends or interprets one before it.
    if (number > 100 && number % 12 == 5) {
        const auto target = number - 1 - static_cast<std::int64_t>(chance % 90);
        if (type.key == "interpretation")
            text.links.push_back({Relation::interprets, target});
        else if (type.has_validity)
            text.links.push_back({chance % 2 == 0 ? Relation::amends : Relation::repeals, target});
    }
    return text;
}

bool is_done(const auto& result) {
    if (!result)
        std::fprintf(stderr, "%s\n", words(Language::en, result.error()).c_str());
    return result.has_value();
}

// Its key; empty where a rule said no.
std::string publish_one(db::Connection& connection, const Phrases& said, std::int64_t number,
                        const std::vector<people::UnitId>& units, const Files& files) {
    const auto share = static_cast<double>(number) * golden;
    const auto place = (share - std::floor(share)) * static_cast<double>(last_moment - first_moment);
    const auto at = Instant(std::chrono::milliseconds(first_moment + static_cast<std::int64_t>(place)));
    setenv("GONGKAI_NOW", to_text(at).c_str(), 1);
    const By by{"bench", {true, true, true, true, true, true}};
    const House without_steps{{}};
    const auto chance = mixed(static_cast<std::uint64_t>(number));
    const auto& type = *find_type(type_of(chance));
    // A few units publish the most, as in life.
    const auto unit = units[(chance / 1000 % units.size()) * (chance / 7 % units.size()) / units.size()];
    const auto id = begin(connection, unit, type.key, text_of(said, number, type, day_in_china(at), files), by);
    const auto version = [&] { return find_document(connection, *id)->version; };
    const bool is_public = is_done(id) && is_done(submit(connection, *id, version(), by, without_steps)) &&
                           is_done(publish(connection, *id, version(), by, without_steps));
    return is_public ? find_document(connection, *id)->key : std::string();
}

}  // namespace

int main(int argc, char** argv) {
    const auto count = argc == 3 ? whole_number(argv[2]) : std::nullopt;
    if (!count) {
        std::fprintf(stderr, "bench_pages_fill DATA COUNT\n");
        return 64;
    }
    const auto database = open_database(std::filesystem::path(argv[1]), "");
    if (!is_done(database))
        return 1;
    const Phrases said;
    const Files files(std::filesystem::path(argv[1]) / "files");
    std::vector<people::UnitId> units;
    std::int64_t there = 0;
    (*database)->write([](db::Connection& connection) { catalogue::install(connection); });
    (*database)->read([&](db::Connection& connection) {
        const auto directory = people::directory(connection);
        for (const auto& unit : directory.units())
            units.push_back(unit.id);
        there = counts_for(connection, {}).total;
    });
    std::string key;
    std::chrono::system_clock::time_point began;
    while (there < *count) {
        began = std::chrono::system_clock::now();
        (*database)->write([&](db::Connection& connection) {
            for (int i = 0; i < deeds_at_once && there < *count; ++i)
                if (key = publish_one(connection, said, ++there, units, files); key.empty())
                    return;
        });
        if (key.empty())
            return 1;
        if (there % 10'000 == 0)
            std::fprintf(stderr, "\r%lld", static_cast<long long>(there));
    }
    std::fprintf(stderr, "\r%lld documents\n", static_cast<long long>(there));
    std::printf("%s %lld\n", key.c_str(), static_cast<long long>(std::chrono::nanoseconds(began.time_since_epoch()).count()));
    return 0;
}
