#include "domain/search/synonyms.h"

#include <algorithm>
#include <boost/json.hpp>
#include <mutex>

#include "base/core/csv.h"
#include "base/core/embed.h"
#include "base/core/text.h"
#include "domain/journal/desk.h"
#include "domain/search/queries.h"
#include "domain/search/spelling.h"
#include "domain/search/words_of.h"

namespace gongkai::search {
namespace {

namespace json = boost::json;

std::vector<Synonym> read_pairs(const char* file) {
    std::vector<Synonym> pairs;
    const auto rows = read_csv(embedded_or_die(file)).value();
    for (std::size_t i = 1; i < rows.size(); ++i)
        for (const auto policy : split(rows[i].at(1), ' '))
            if (rows[i][0] != policy)
                pairs.push_back({rows[i][0], std::string(policy)});
    return pairs;
}

const std::set<Synonym>& spoken() {
    static const auto all = [] {
        const auto pairs = read_pairs("data/search/spoken.csv");
        return std::set<Synonym>(pairs.begin(), pairs.end());
    }();
    return all;
}

bool is_carried(const Synonym& pair) {
    static const std::set<Synonym> all(carried_synonyms().begin(), carried_synonyms().end());
    return all.contains(pair);
}

}  // namespace

Synonyms::Synonyms(const std::vector<SynonymChange>& changes) {
    const auto add = [&](ByWord& to, const std::string& word, const std::string& other) {
        auto& all = to[bare(word)];
        if (std::ranges::find(all, other) == all.end())
            all.push_back(other);
    };
    const auto know = [&](const std::string& word) {
        auto known = folded(word);
        longest_ = std::max(longest_, known.size());
        known_.insert(std::move(known));
    };
    const auto take = [&](const Synonym& pair) {
        if (is_only_said(pair)) {
            add(in_papers_, pair.plain, pair.policy);
            return;
        }
        pairs_.push_back(pair);
        add(others_, pair.plain, pair.policy);
        add(others_, pair.policy, pair.plain);
    };
    std::set<Synonym> changed;
    for (const auto& change : changes) {
        changed.insert(change.pair);
        if (change.is_on)
            take(change.pair);
    }
    for (const auto& pair : carried_synonyms())
        if (!changed.contains(pair))
            take(pair);
    for (const auto& [word, papers] : in_papers_)
        know(word);
    // Where the dictionary takes a name apart into words (义务教育, 招生), these are found in more papers than the whole.
    for (const auto& [word, others] : others_)
        if (const auto pieces = words_of(word);
            pieces.size() == 1 || std::ranges::any_of(pieces, [](const auto& piece) { return count_code_points(piece) == 1; }))
            know(word);
}

const Synonyms::Words& Synonyms::other_words(std::string_view word) const {
    static const Words none;
    const auto found = others_.find(bare(word));
    return found == others_.end() ? none : found->second;
}

const Synonyms::Words& Synonyms::words_of_papers(std::string_view word) const {
    static const Words none;
    const auto found = in_papers_.find(bare(word));
    return found == in_papers_.end() ? none : found->second;
}

std::size_t Synonyms::known_at(std::u32string_view text) const {
    for (std::size_t length = std::min(longest_, text.size()); length > 0; --length)
        if (known_.contains(text.substr(0, length)))
            return length;
    return 0;
}

std::vector<Synonyms::Words> with_other_names(const Synonyms::Words& words, const Synonyms& synonyms,
                                              std::set<std::string>& names) {
    std::vector<Synonyms::Words> branches{words};
    for (std::size_t i = 0; i < words.size(); ++i)
        for (const auto& other : synonyms.other_words(words[i])) {
            if (branches.size() == branches_at_most)
                return branches;
            auto branch = words;
            branch[i] = other;
            branches.push_back(std::move(branch));
            names.insert(other);
        }
    return branches;
}

bool is_only_said(const Synonym& carried) { return spoken().contains(carried); }

const std::vector<Synonym>& carried_synonyms() {
    static const auto all = [] {
        auto pairs = read_pairs("data/search/synonyms.csv");
        pairs.insert(pairs.end(), spoken().begin(), spoken().end());
        return pairs;
    }();
    return all;
}

std::vector<SynonymChange> synonym_changes(db::Connection& connection) {
    std::vector<SynonymChange> all;
    for (auto rows = connection.query(sql::synonyms); rows.next();)
        all.push_back({{rows.get<std::string>(0), rows.get<std::string>(1)}, rows.get<bool>(2)});
    return all;
}

namespace {
// Every question asks for them and they seldom change: made anew only where the table says something else.
std::shared_ptr<const Synonyms> synonyms_with(const std::vector<SynonymChange>& changes) {
    static std::mutex mutex;
    static std::string made_of;
    static std::shared_ptr<const Synonyms> made;
    std::string all;
    for (const auto& change : changes)
        all.append(change.pair.plain).append("\n").append(change.pair.policy).append(change.is_on ? "\n+\n" : "\n-\n");
    const std::scoped_lock lock(mutex);
    if (!made || made_of != all) {
        made = std::make_shared<const Synonyms>(changes);
        made_of = std::move(all);
    }
    return made;
}
}  // namespace

std::shared_ptr<const Synonyms> synonyms(db::Connection& connection) { return synonyms_with(synonym_changes(connection)); }

std::shared_ptr<const Synonyms> synonyms_and_labels(db::Connection& connection, std::map<LabelId, KeptLabel>& labels) {
    std::vector<SynonymChange> changes;
    for (auto rows = connection.query(sql::labels_and_synonyms); rows.next();) {
        const auto id = rows.get<LabelId>(0);
        auto facet = rows.get<std::string>(1), code = rows.get<std::string>(2), zh = rows.get<std::string>(3);
        if (id == 0)
            changes.push_back({{std::move(code), std::move(zh)}, rows.get<bool>(5)});
        else
            labels.try_emplace(id, std::move(facet), Label{std::move(code), std::move(zh), rows.get<std::string>(4)},
                               rows.get<std::string>(6));
    }
    return synonyms_with(changes);
}

Result<std::vector<SynonymChange>> with_change(std::vector<SynonymChange> changes, const SynonymChange& change) {
    const auto& [pair, is_on] = change;
    const auto no = [](std::string id, std::vector<std::string> arguments = {}) {
        return refuse(Refusal::Kind::invalid, std::move(id), std::move(arguments));
    };
    if (bare(pair.plain).empty() || bare(pair.policy).empty())
        return no("search.refuse.synonym_empty");
    if (count_code_points(pair.plain) > synonym_at_most || count_code_points(pair.policy) > synonym_at_most)
        return no("search.refuse.synonym_long", {std::to_string(synonym_at_most)});
    if (bare(pair.plain) == bare(pair.policy))
        return no("search.refuse.synonym_same");
    const auto known = std::ranges::find(changes, pair, &SynonymChange::pair);
    const bool is_there = known == changes.end() ? is_carried(pair) : known->is_on;
    if (is_on == is_there)
        return no(is_on ? "search.refuse.synonym_there" : "search.refuse.synonym_missing", {pair.plain, pair.policy});
    if (known != changes.end())
        changes.erase(known);
    if (is_on != is_carried(pair))
        changes.push_back(change);
    if (changes.size() > synonyms_at_most)
        return no("search.refuse.synonym_many", {std::to_string(synonyms_at_most)});
    return changes;
}

Result<void> change_synonym(db::Connection& connection, const SynonymChange& change, std::string_view actor) {
    const auto& [pair, is_on] = change;
    if (const auto changes = with_change(synonym_changes(connection), change); !changes)
        return std::unexpected(changes.error());
    if (is_on == is_carried(pair))
        connection.run(sql::forget_synonym, pair.plain, pair.policy);
    else
        connection.run(sql::keep_synonym, pair.plain, pair.policy, is_on);
    journal::note(
        connection,
        {std::string(actor), is_on ? "search.add_synonym" : "search.drop_synonym", "synonym/" + pair.plain,
         json::serialize(json::object{{"plain", pair.plain}, {"policy", pair.policy}, {"is_carried", is_carried(pair)}})});
    return {};
}

}  // namespace gongkai::search
