// What the fuzz targets do with arbitrary bytes; fuzz_test.cpp drives them without a fuzzer.
#pragma once
#include "base/fulltext/change_log.h"
#include "base/fulltext/find.h"
#include "base/fulltext/invert.h"
#include "base/fulltext/merge.h"
#include "base/fulltext/seal.h"
#include "base/fulltext/test_corpus.h"

namespace gongkai::fulltext::test {

inline Settings fuzz_settings() {
    Settings settings;
    settings.facet_columns = 2;
    settings.large_from = 100;
    settings.positions_from = 256;
    return settings;
}

inline const Part& sound_part() {
    static const Part part = [] {
        Chance chance(1);
        std::vector<Document> documents;
        for (std::uint64_t key = 1; key <= 600; ++key)  // enough for lists with positions
            documents.push_back(random_document(chance, key));
        std::vector<std::string> texts;
        for (const Document& document : documents)
            texts.push_back(document.title + "\n" + document.body);
        const Learned learned{std::make_shared<const TextDictionary>(""), Grams::learn(texts, *Fold::standard())};
        return Part{make_segment(std::move(documents), fuzz_settings(), learned, {}), nullptr};
    }();
    return part;
}

// A query read from bytes, asked of sound documents. Any answer will do.
inline void fuzz_query(std::string_view bytes) {
    Query query;
    for (const auto word : split(bytes.substr(0, 200), ' '))
        query.words.push_back({std::string(word), word.size() % 3 == 0 ? Field::title : Field::anywhere});
    query.match = bytes.size() % 2 == 0 ? Match::all : Match::any;
    query.order = bytes.size() % 3 == 0 ? Order::newest : Order::relevance;
    std::vector<std::pair<const Segment*, std::string>> damaged;
    const Answer answer = find({{sound_part()}, 0}, query, *Fold::standard(), damaged);
    if (!damaged.empty())
        throw std::logic_error("a sound segment was called damaged");
    const auto ranges = places(bytes, query.words, *Fold::standard());
    for (std::size_t i = 0; i < ranges.size(); ++i)
        if (ranges[i].second > bytes.size() || ranges[i].first >= ranges[i].second ||
            (i > 0 && ranges[i].first < ranges[i - 1].second))
            throw std::logic_error("a place lies outside the text");
}

// The bytes are changes to the files of a sound segment: (file, place, value). It may be called damaged, or answer wrongly.
inline void fuzz_segment(std::string_view bytes) {
    const Segment& sound = *sound_part().segment;
    const SegmentFiles& files = sound.files();
    std::string all[6] = {};
    const Memory* memories[] = {files.documents.get(), files.dictionary.get(), files.postings.get(), files.positions.get(),
                                files.texts.get()};
    for (std::size_t i = 0; i < 5; ++i)
        all[i].assign(reinterpret_cast<const char*>(memories[i]->bytes().data()), memories[i]->bytes().size());
    for (std::size_t at = 0; at + 6 <= bytes.size(); at += 6) {
        auto& file = all[static_cast<unsigned char>(bytes[at]) % 5];
        if (file.size() == slack)
            continue;
        const auto place = load<std::uint32_t>(bytes_of(bytes.substr(at + 1, 4)).data()) % (file.size() - slack);
        file[place] = bytes[at + 5];
    }
    try {
        auto segment = std::make_shared<const Segment>(
            SegmentFiles{Memory::hold(std::move(all[0])), Memory::hold(std::move(all[1])), Memory::hold(std::move(all[2])),
                         Memory::hold(std::move(all[3])), Memory::hold(std::move(all[4])), files.seal},
            std::filesystem::path(), sound.learned());
        const Snapshot snapshot{{{segment, nullptr}}, 0};
        Chance chance(bytes.size());
        for (int i = 0; i < 8; ++i) {
            std::vector<std::pair<const Segment*, std::string>> damaged;
            Query query = random_query(chance);
            query.match = i % 4 == 3 ? Match::any : Match::all;
            find(snapshot, query, *Fold::standard(), damaged);
        }
        segment->id_of(chance.below(600));
        merge(snapshot.parts, fuzz_settings(), {}, 1);
    } catch (const Damaged&) {
    }
}

}  // namespace gongkai::fulltext::test
