#include <algorithm>
#include <atomic>
#include <unordered_map>
#include <unordered_set>

#include "base/fulltext/cursor.h"
#include "base/fulltext/invert.h"
#include "base/fulltext/live_index.h"

namespace gongkai::fulltext {
namespace {

std::uint64_t mix(std::uint64_t a, std::uint64_t b, std::uint64_t c) {
    std::uint64_t x = a * 0x9E3779B97F4A7C15u + b;
    x = (x ^ x >> 29) * 0xBF58476D1CE4E5B9u + c;
    x = (x ^ x >> 32) * 0x94D049BB133111EBu;
    return x ^ x >> 31;
}

// What the lists say and what the texts say, each as one sum over (key, document, occurrences) and (key, document, position):
// the order does not matter, and any difference changes the sum.
void compare_lists_with_texts(const Segment& segment, const Fold& fold, std::vector<std::string>& faults) {
    std::uint64_t by_lists = 0;
    std::unordered_set<Key> positioned;
    Postings postings;
    segment.for_each_list(0, ~Key{0}, [&](Key key, const List& list) {
        read_list(segment, list, postings);
        std::size_t position = 0;
        for (std::size_t i = 0; i < postings.documents.size(); ++i) {
            by_lists += mix(key, postings.documents[i], postings.counts[i] * std::uint64_t{2} + postings.in_title[i]);
            if (!postings.positions.empty())
                for (std::uint32_t k = 0; k < postings.counts[i]; ++k)
                    by_lists += mix(~key, postings.documents[i], postings.positions[position++]);
        }
        if (!postings.positions.empty())
            positioned.insert(key);
    });

    std::uint64_t by_texts = 0;
    std::vector<Unit> title, body;
    std::vector<Occurrence> occurrences;
    for (std::uint32_t id = 0; id < segment.size(); ++id) {
        const TextParts text = segment.text(id);
        title.clear();
        body.clear();
        occurrences.clear();
        read_units(text.title, fold, 0, title);
        read_units(text.body, fold, position_after(title), body);
        const std::uint32_t title_end = title.empty() ? 0 : title.back().position + 1;
        for_each_key(title, [&](const Occurrence& it) {
            occurrences.push_back(it);
            occurrences.push_back({it.key | keys::title_bit, it.position});
        });
        const auto add = [&](const Occurrence& it) { occurrences.push_back(it); };
        for_each_gram(title, segment.grams(), add);
        for_each_key(body, add);
        for_each_gram(body, segment.grams(), add);
        std::ranges::stable_sort(occurrences, {}, &Occurrence::key);
        for (std::size_t i = 0, next = 0; i < occurrences.size(); i = next) {
            const Key key = occurrences[i].key;
            const bool has_positions = keys::has_positions(key) && positioned.contains(key);
            for (next = i; next < occurrences.size() && occurrences[next].key == key; ++next)
                if (has_positions)
                    by_texts += mix(~key, id, occurrences[next].position);
            const std::uint64_t count = keys::is_counted(key) ? next - i : 1;
            by_texts += mix(key, id, count * 2 + (!keys::is_of_title(key) && occurrences[i].position < title_end));
        }
        if (segment.title_end(id) != title_end)
            faults.push_back("document " + std::to_string(segment.key(id)) + " has a title of another length");
    }
    if (by_lists != by_texts)
        faults.push_back(segment.folder().string() + ": the lists do not say what the texts say");
}

}  // namespace

Verification LiveIndex::verify(const Source& source) const {
    const auto state = snapshot();
    Verification result;
    std::unordered_map<std::uint64_t, std::uint64_t> digests;
    for (const Part& part : state->parts) {
        const Segment& segment = *part.segment;
        result.documents += part.live();
        try {
            segment.check_files();
            compare_lists_with_texts(segment, *settings_.fold, result.faults);
        } catch (const Damaged& fault) {
            // Merged away meanwhile, and its files with it: no fault, and what it holds is mapped and counts still.
            const auto now = snapshot();
            if (std::ranges::find(now->parts, part.segment, &Part::segment) != now->parts.end()) {
                result.faults.push_back(segment.folder().string() + ": " + fault.what());
                if (!segment.folder().empty())
                    const_cast<LiveIndex*>(this)->drop_damaged({{&segment, fault.what()}});
                continue;
            }
        }
        for (std::uint32_t id = 0; id < segment.size(); ++id)
            if (part.is_live(id) && !digests.emplace(segment.key(id), digest_of(segment.document(id))).second)
                result.faults.push_back("document " + std::to_string(segment.key(id)) + " is there twice");
    }
    if (!source)
        return result;
    source([&](Document document) {
        document.facets.resize(settings_.facet_columns);
        const auto found = digests.find(document.key);
        if (found == digests.end()) {
            result.faults.push_back("document " + std::to_string(document.key) + " is missing");
            return;
        }
        if (found->second != digest_of(document))
            result.faults.push_back("document " + std::to_string(document.key) + " differs");
        digests.erase(found);
    });
    for (const auto& [key, digest] : digests)
        result.faults.push_back("document " + std::to_string(key) + " should not be there");
    return result;
}

}  // namespace gongkai::fulltext
