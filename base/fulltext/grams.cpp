#include "base/fulltext/grams.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <unordered_map>

#include "base/fulltext/files.h"

namespace gongkai::fulltext {
namespace {

constexpr double share_of_text = 0.025;   // that the lists of all rows may take
constexpr double least_documents = 0.02;  // of the sample have a row that is worth a list
constexpr double bits_beside_number = 2;  // of a document in a list: how often, and its part of the table
constexpr char32_t gap = 0;

// What a list takes, in bits for each document of the collection.
double bits_of(double documents) { return documents * (std::min(1 / documents, 2 - std::log2(documents)) + bits_beside_number); }

// One sampled text: its Han characters, other things as gaps; and beside each character the row of the present length that begins
// there.
struct Sampled {
    std::u32string characters;
    std::vector<std::uint32_t> rows;
};

struct Row {
    std::uint32_t before;  // the row it continues; for a pair the first character
    char32_t last;
    std::uint32_t documents;
    std::size_t length;
};

struct Seen {
    std::uint32_t documents = 0;
    std::uint32_t last_text = ~0u;
};

constexpr std::uint32_t none = ~0u;

std::vector<Sampled> read_samples(const std::vector<std::string>& texts, const Fold& fold) {
    std::vector<Sampled> samples;
    std::vector<Unit> units;
    for (const auto& text : texts) {
        units.clear();
        read_units(text, fold, 0, units);
        Sampled& sampled = samples.emplace_back();
        for (const Unit& unit : units) {
            if (!unit.is_glued)
                sampled.characters.push_back(gap);
            sampled.characters.push_back(unit.is_han ? static_cast<char32_t>(unit.value) : gap);
        }
        sampled.rows.assign(sampled.characters.begin(), sampled.characters.end());
        std::ranges::replace(sampled.rows, std::uint32_t{gap}, none);
    }
    return samples;
}

// Rows of two characters and more that enough texts have; longer ones only as continuations of shorter ones.
std::vector<Row> frequent_rows(std::vector<Sampled> samples, std::uint32_t least) {
    std::vector<Row> rows;
    for (std::size_t length = 2; length <= Grams::most_length; ++length) {
        const auto row_at = [&](const Sampled& sampled, std::size_t i) -> std::uint64_t {
            if (sampled.rows[i] == none || i + length > sampled.characters.size() || sampled.characters[i + length - 1] == gap)
                return 0;
            return std::uint64_t{sampled.rows[i]} << 21 | sampled.characters[i + length - 1];
        };
        std::unordered_map<std::uint64_t, Seen> seen;
        for (std::uint32_t text = 0; text < samples.size(); ++text)
            for (std::size_t i = 0; i < samples[text].rows.size(); ++i)
                if (const std::uint64_t row = row_at(samples[text], i); row != 0) {
                    Seen& it = seen[row];
                    it.documents += it.last_text != text;
                    it.last_text = text;
                }
        std::unordered_map<std::uint64_t, std::uint32_t> numbers;
        for (const auto& [row, it] : seen)
            if (it.documents >= least) {
                numbers.emplace(row, static_cast<std::uint32_t>(rows.size()));
                rows.push_back(
                    {static_cast<std::uint32_t>(row >> 21), static_cast<char32_t>(row & 0x1FFFFF), it.documents, length});
            }
        if (numbers.empty())
            break;
        for (Sampled& sampled : samples)
            for (std::size_t i = 0; i < sampled.rows.size(); ++i) {
                const auto found = numbers.find(row_at(sampled, i));
                sampled.rows[i] = found == numbers.end() ? none : found->second;
            }
    }
    return rows;
}

}  // namespace

Grams::Grams(std::string_view bytes) : bytes_(bytes) {
    Scanner scanner(bytes_of(bytes_));
    std::vector<std::uint64_t> rows;
    const auto character = [&] {
        const std::uint64_t value = scanner.number();
        if (value == 0 || value >> bits_of_character)
            throw Damaged("a frequent row has a character that is none");
        return value;
    };
    while (scanner.left() > 0) {
        const std::uint64_t parent = scanner.number();
        if (parent > rows.size())
            throw Damaged("a frequent row continues one that is not before it");
        if (parent > 0) {
            rows.push_back(branch(parent - 1, character()));
        } else {
            const std::uint64_t a = character(), b = character();
            rows.push_back(root(a, b, character()));
        }
    }
    size_ = rows.size();
    if (size_ == 0)
        return;
    digest_ = checksum(bytes_of(bytes_));
    slots_.resize(std::bit_ceil(2 * size_ + 2));
    shift_ = 64 - static_cast<unsigned>(std::countr_zero(slots_.size()));
    for (std::uint32_t i = 0; i < rows.size(); ++i) {
        if (find(rows[i]) != none)
            throw Damaged("a frequent row is there twice");
        std::size_t at = slot(rows[i]);
        while (slots_[at].number != none)
            at = (at + 1) & (slots_.size() - 1);
        slots_[at] = {rows[i], i};
    }
}

std::shared_ptr<const Grams> Grams::learn(const std::vector<std::string>& texts, const Fold& fold) {
    if (texts.empty())
        return std::make_shared<const Grams>();
    double bytes = 0;
    for (const auto& text : texts)
        bytes += static_cast<double>(text.size());
    const auto of_sample = [&](double documents) { return documents / static_cast<double>(texts.size()); };
    const auto least = static_cast<std::uint32_t>(std::max(2.0, least_documents * static_cast<double>(texts.size())));
    const std::vector<Row> rows = frequent_rows(read_samples(texts, fold), least);
    std::vector<std::uint32_t> order;
    for (std::uint32_t i = 0; i < rows.size(); ++i)
        if (rows[i].length >= least_length)
            order.push_back(i);
    // What a row continues is at least as frequent, so it comes first.
    std::ranges::sort(order, [&](std::uint32_t a, std::uint32_t b) {
        const Row &x = rows[a], &y = rows[b];
        return x.documents != y.documents ? x.documents > y.documents : x.length != y.length ? x.length < y.length : a < b;
    });
    double room = share_of_text * 8 * bytes / static_cast<double>(texts.size());
    std::unordered_map<std::uint32_t, std::uint64_t> numbers;
    std::string out;
    for (const std::uint32_t i : order) {
        const Row& row = rows[i];
        room -= bits_of(of_sample(row.documents));
        if (room < 0)
            break;
        if (row.length > least_length) {
            store_number(out, numbers.at(row.before) + 1);
        } else {
            const Row& pair = rows[row.before];
            store_number(out, 0);
            store_number(out, pair.before);
            store_number(out, pair.last);
        }
        store_number(out, row.last);
        numbers.emplace(i, numbers.size());
    }
    return std::make_shared<const Grams>(out);
}

}  // namespace gongkai::fulltext
