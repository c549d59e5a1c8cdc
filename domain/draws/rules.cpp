#include "domain/draws/rules.h"

#include <boost/json.hpp>
#include <limits>
#include <unordered_map>

#include "base/core/hash.h"
#include "base/core/text.h"
#include "base/merkle/proof.h"

namespace gongkai::draws {
namespace {

namespace json = boost::json;
using RefusalKind = Refusal::Kind;

constexpr std::int64_t pool_at_most = 10'000'000;
constexpr std::int64_t drawn_at_most = 100'000, each_at_most = 20;

class Stream {
  public:
    Stream(std::string_view seed, std::string_view label) : seed_(seed), label_(std::string(label) + ":") {}

    std::uint64_t below(std::uint64_t m) {
        constexpr auto all = std::numeric_limits<std::uint64_t>::max();
        // 2^64 mod m numbers at the top would make the first ones more likely: they are passed over.
        const auto too_many = (all % m + 1) % m;
        for (;;) {
            const auto x = next();
            if (x <= all - too_many)
                return x % m;
        }
    }

  private:
    std::uint64_t next() {
        const auto bytes = hmac_sha256(seed_, label_ + std::to_string(count_++));
        std::uint64_t number = 0;
        for (std::size_t i = 0; i < sizeof number; ++i)
            number = (number << 8) | static_cast<unsigned char>(bytes[i]);
        return number;
    }
    std::string seed_, label_;
    std::uint64_t count_ = 0;
};

// Hashes of a list in memory, as the tree asks for them.
class ListHashes : public merkle::Hashes {
  public:
    explicit ListHashes(const std::vector<Entry>& entries) {
        std::vector<merkle::Hash> level;
        for (std::size_t i = 0; i < entries.size(); ++i)
            level.push_back(merkle::hash_of_leaf(leaf_of(static_cast<std::int64_t>(i + 1), entries[i])));
        constexpr std::size_t width = 256;
        while (!level.empty()) {
            std::vector<merkle::Hash> above;
            for (std::size_t i = 0; i + width <= level.size(); i += width)
                above.push_back(merkle::hash_of_whole(
                    {level.begin() + static_cast<std::ptrdiff_t>(i), level.begin() + static_cast<std::ptrdiff_t>(i + width)}));
            levels_.push_back(std::move(level));
            level = std::move(above);
        }
    }
    std::vector<merkle::Hash> read(int level, std::uint64_t first, int count) override {
        const auto& all = levels_.at(static_cast<std::size_t>(level));
        if (first + static_cast<std::uint64_t>(count) > all.size())
            throw std::out_of_range("no such hash in the list");
        const auto from = all.begin() + static_cast<std::ptrdiff_t>(first);
        return {from, from + count};
    }

  private:
    std::vector<std::vector<merkle::Hash>> levels_;
};

json::value number_or_null(std::string_view text) {
    return text.empty() ? json::value() : json::value(json::string_view(text.data(), text.size()));
}

}  // namespace

std::string_view word_of(Library library) { return library == Library::objects ? "objects" : "inspectors"; }

std::optional<Library> library_from(std::string_view word) {
    if (word == "objects")
        return Library::objects;
    if (word == "inspectors")
        return Library::inspectors;
    return std::nullopt;
}

std::string seed_of(std::string_view secret_hex, std::string_view public_number) {
    return hmac_sha256(merkle::from_hex(secret_hex).value_or(std::string()), public_number);
}

std::vector<std::int64_t> drawn_of(std::string_view seed, std::string_view label, std::int64_t size, std::int64_t count) {
    Stream stream(seed, label);
    // Of the row only what has changed places is kept: 100 of ten million cost 100.
    std::unordered_map<std::int64_t, std::int64_t> moved;
    const auto at = [&](std::int64_t place) {
        const auto found = moved.find(place);
        return found == moved.end() ? place : found->second;
    };
    std::vector<std::int64_t> drawn;
    for (std::int64_t j = 1; j <= count && j <= size; ++j) {
        const auto other = j + static_cast<std::int64_t>(stream.below(static_cast<std::uint64_t>(size - j + 1)));
        drawn.push_back(at(other));
        moved[other] = at(j);
    }
    return drawn;
}

std::vector<Pick> picks_of(const Draw& draw, std::string_view secret_hex, std::string_view public_number) {
    const auto seed = seed_of(secret_hex, public_number);
    std::vector<Pick> all;
    for (const auto object : drawn_of(seed, "objects", draw.objects.size, draw.drawn))
        all.push_back(
            {object, drawn_of(seed, "inspectors/" + std::to_string(all.size() + 1), draw.inspectors.size, draw.inspectors_each)});
    return all;
}

std::string leaf_of(std::int64_t number, const Entry& entry) {
    return std::to_string(number) + "\n" + entry.code + "\n" + entry.name + "\n" + entry.salt + "\n";
}

std::string root_of(const std::vector<Entry>& entries) {
    merkle::Frontier frontier;
    std::int64_t number = 0;
    for (const auto& entry : entries)
        frontier.add(merkle::hash_of_leaf(leaf_of(++number, entry)));
    return hex(frontier.root());
}

merkle::Path path_of(const std::vector<Entry>& entries, std::int64_t number) {
    ListHashes hashes(entries);
    return merkle::Tree(hashes, entries.size()).inclusion(static_cast<std::uint64_t>(number - 1));
}

Result<void> may_settle(const Draw& draw, Day today) {
    if (trim(draw.title).empty())
        return refuse(RefusalKind::invalid, "draws.refuse.no_title");
    if (trim(draw.task_no).empty())
        return refuse(RefusalKind::invalid, "draws.refuse.no_task");
    if (trim(draw.number_rule).empty())
        return refuse(RefusalKind::invalid, "draws.refuse.no_rule");
    if (draw.drawn < 1 || draw.drawn > drawn_at_most || draw.objects.size < draw.drawn)
        return refuse(RefusalKind::invalid, "draws.refuse.too_few_objects", {std::to_string(draw.objects.size)});
    if (draw.inspectors_each < 2 || draw.inspectors_each > each_at_most)
        return refuse(RefusalKind::invalid, "draws.refuse.each", {std::to_string(each_at_most)});
    if (draw.inspectors.size < draw.inspectors_each)
        return refuse(RefusalKind::invalid, "draws.refuse.too_few_inspectors", {std::to_string(draw.inspectors.size)});
    // The number must be one that nobody knows yet.
    if (draw.draw_on <= today)
        return refuse(RefusalKind::invalid, "draws.refuse.day");
    if (!draw.checks_until || *draw.checks_until < draw.draw_on)
        return refuse(RefusalKind::invalid, "draws.refuse.checks_until");
    return {};
}

Result<void> may_draw(const Draw& draw, std::string_view public_number, Day today) {
    if (draw.is_drawn())
        return refuse(RefusalKind::conflict, "draws.refuse.drawn");
    if (today < draw.draw_on)
        return refuse(RefusalKind::conflict, "draws.refuse.too_early", {to_text(draw.draw_on)});
    if (trim(public_number).empty())
        return refuse(RefusalKind::invalid, "draws.refuse.no_number");
    return {};
}

std::string write_file(const Draw& draw, std::string_view unit, const std::vector<NamedPick>& picks) {
    json::array rows;
    for (const auto& one : picks) {
        json::object row{{"object", one.pick.object}, {"inspectors", json::value_from(one.pick.inspectors)}};
        if (one.object) {
            json::array path;
            for (const auto& hash : one.path)
                path.emplace_back(hex(hash));
            row["named"] = json::object{
                {"code", one.object->code}, {"name", one.object->name}, {"salt", one.object->salt}, {"path", std::move(path)}};
        }
        rows.push_back(std::move(row));
    }
    return json::serialize(json::object{
               {"format", "gongkai-draw-1"},
               {"title", draw.title},
               {"plan_no", draw.plan_no},
               {"unit", unit},
               {"settled_at", to_text(draw.settled_at)},
               {"objects", {{"size", draw.objects.size}, {"root", draw.objects.root}, {"drawn", draw.drawn}}},
               {"inspectors", {{"size", draw.inspectors.size}, {"root", draw.inspectors.root}, {"each", draw.inspectors_each}}},
               {"secret_sha256", draw.secret_hash},
               {"public_number_rule", draw.number_rule},
               {"public_number_from", to_text(draw.draw_on)},
               {"public_number", number_or_null(draw.public_number)},
               {"secret", number_or_null(draw.secret)},
               {"picks", draw.is_drawn() ? json::value(std::move(rows)) : json::value()}}) +
           "\n";
}

namespace {

struct Read {
    Draw draw;
    std::vector<NamedPick> picks;
};

// Throws boost::system::system_error or std::exception for what is no such file.
Read read_file(std::string_view text) {
    const auto whole = json::parse(json::string_view(text.data(), text.size()));
    if (whole.at("format").as_string() != "gongkai-draw-1")
        throw std::invalid_argument("another format");
    const auto text_of = [](const json::value& value) {
        return value.is_null() ? std::string() : std::string(value.as_string());
    };
    const auto count = [](const json::value& value, std::int64_t least, std::int64_t most) {
        const auto number = value.to_number<std::int64_t>();
        if (number < least || number > most)
            throw std::out_of_range("a number of the file");
        return number;
    };
    Read read;
    auto& draw = read.draw;
    draw.title = text_of(whole.at("title"));
    draw.objects = {count(whole.at("objects").at("size"), 1, pool_at_most), text_of(whole.at("objects").at("root"))};
    draw.inspectors = {count(whole.at("inspectors").at("size"), 1, pool_at_most), text_of(whole.at("inspectors").at("root"))};
    draw.drawn = count(whole.at("objects").at("drawn"), 1, drawn_at_most);
    draw.inspectors_each = count(whole.at("inspectors").at("each"), 1, each_at_most);
    draw.secret_hash = text_of(whole.at("secret_sha256"));
    draw.secret = text_of(whole.at("secret"));
    draw.public_number = text_of(whole.at("public_number"));
    if (whole.at("picks").is_null())
        return read;
    draw.drawn_at = Instant();
    for (const auto& row : whole.at("picks").as_array()) {
        auto& pick = read.picks.emplace_back();
        pick.pick.object = count(row.at("object"), 1, draw.objects.size);
        for (const auto& one : row.at("inspectors").as_array())
            pick.pick.inspectors.push_back(count(one, 1, draw.inspectors.size));
        const auto* named = row.as_object().if_contains("named");
        if (!named)
            continue;
        pick.object = Entry{text_of(named->at("code")), text_of(named->at("name")), text_of(named->at("salt"))};
        for (const auto& hash : named->at("path").as_array())
            pick.path.push_back(merkle::from_hex(text_of(hash)).value());
    }
    return read;
}

}  // namespace

Result<Verified> verify(std::string_view file) {
    Read read;
    try {
        read = read_file(file);
    } catch (const std::exception& fault) {
        return refuse(RefusalKind::invalid, "draws.refuse.file", {fault.what()});
    }
    const auto& draw = read.draw;
    Verified verified{draw.title, draw.is_drawn(), static_cast<std::int64_t>(read.picks.size()), 0};
    if (!draw.is_drawn())
        return verified;
    const auto secret = merkle::from_hex(draw.secret);
    if (!secret || sha256_hex(*secret) != draw.secret_hash)
        return refuse(RefusalKind::invalid, "draws.refuse.secret");
    const auto follows = picks_of(draw, draw.secret, draw.public_number);
    for (std::size_t i = 0; i < std::max(follows.size(), read.picks.size()); ++i)
        if (i >= follows.size() || i >= read.picks.size() || follows[i] != read.picks[i].pick)
            return refuse(RefusalKind::invalid, "draws.refuse.picks", {std::to_string(i + 1)});
    const auto root = merkle::from_hex(draw.objects.root);
    for (const auto& one : read.picks)
        if (one.object) {
            const auto leaf = merkle::hash_of_leaf(leaf_of(one.pick.object, *one.object));
            if (!root || !merkle::proves_inclusion(one.path, leaf, static_cast<std::uint64_t>(one.pick.object - 1),
                                                   static_cast<std::uint64_t>(draw.objects.size), *root))
                return refuse(RefusalKind::invalid, "draws.refuse.named", {std::to_string(one.pick.object)});
            ++verified.named;
        }
    return verified;
}

}  // namespace gongkai::draws
