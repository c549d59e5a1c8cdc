#include "domain/search/near.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstring>
#include <map>
#include <utility>

#include "base/core/text.h"
#include "domain/search/follow.h"
#include "domain/search/outline.h"
#include "domain/search/rank.h"
#include "domain/search/spelling.h"
#include "domain/search/spread.h"
#include "domain/search/store.h"
#include "domain/search/words_of.h"

namespace gongkai::search {
namespace {

constexpr std::size_t read_through = 30'000;  // bytes of a text, and as many of what it is sorted under
constexpr double without_limit = 1e9;

// What follows the first place of the word; nothing where it has none. All Han begin with few bytes, so that find() of the
// standard library would stop at each of them: sixty texts are read for a page.
std::optional<std::string_view> after(std::string_view text, std::string_view word) {
    const void* found = ::memmem(text.data(), text.size(), word.data(), word.size());
    if (!found)
        return std::nullopt;
    return text.substr(static_cast<std::size_t>(static_cast<const char*>(found) - text.data()) + word.size());
}

// 0 to 1: how much a text says of it.
double said_in(std::string_view text, const std::string& word) {
    std::size_t times = 0;
    for (auto rest = after(text, word); rest && times < 8; rest = after(*rest, word))
        ++times;
    const auto count = static_cast<double>(times);
    return count / (count + in_text_half * (1 + static_cast<double>(text.size()) / in_text_usual));
}

// The words of a name; characters that stand alone side by side are one (养, 犬), and one by itself is none.
std::vector<std::string> parts_of(const std::string& name) {
    std::vector<std::string> all;
    std::string singles;
    const auto add = [&](std::string part) {
        if (count_code_points(part) > 1)
            all.push_back(std::move(part));
    };
    for (auto& piece : words_of(name)) {
        if (count_code_points(piece) == 1) {
            singles += piece;
            continue;
        }
        add(std::exchange(singles, {}));
        add(std::move(piece));
    }
    add(std::move(singles));
    return all;
}

}  // namespace

Nearness::Nearness(const fulltext::Index& index, const Meant& meant)
    : index_(index), meant_(meant), documents_(static_cast<double>(std::max<std::uint64_t>(index.status().documents, 1))) {
    for (const auto& term : meant.terms) {
        Wanted wanted{&term, {}, 0};
        // Of a character alone it is not known in how many it stands.
        const double weight = std::min(1.0, term.weight / 2), own = says_little(term.text) ? 0 : worth_of(term.text);
        // What nobody writes is as rare as what is written instead.
        const double at_most = own > 0 ? own : without_limit;
        for (std::size_t i = 0; i < term.names.size(); ++i)
            add(wanted, term.names[i], weight * (i == 0 || term.unit != 0 ? 1 : as_other_name), at_most);
        for (const auto& said : term.said)
            add(wanted, said, weight * as_said_in_papers, at_most);
        if (wanted.sayings.empty() && meant.terms.size() == 1) {
            want_parts_of(term);
            continue;
        }
        if (wanted.sayings.empty())
            add_parts(wanted, weight);
        // What stands nowhere was wanted too: what holds only the rest does not hold most of it.
        if (wanted.sayings.empty())
            wanted.worth = weight * std::log(1 + documents_);
        wanted_.push_back(std::move(wanted));
    }
    Wanted wished;
    for (const auto& word : meant.wished)
        add(wished, bare(word), as_wished, without_limit);
    if (!wished.sayings.empty())
        wanted_.push_back(std::move(wished));
}

// 0 where no document holds it.
double Nearness::worth_of(const std::string& text) const {
    const auto with = static_cast<double>(index_.at_most({text, fulltext::Field::anywhere}));
    return with == 0 ? 0 : std::log(1 + documents_ / with);
}

void Nearness::add(Wanted& wanted, const std::string& text, double share, double at_most) const {
    if (wanted.sayings.size() == sayings_at_most)
        return;
    if (const double worth = share * std::min(worth_of(text), at_most); worth > 0) {
        wanted.sayings.push_back({text, worth});
        wanted.worth = std::max(wanted.worth, worth);
    }
}

// What stands nowhere as it was said may stand there in parts: 养犬登记 as 养犬 and 登记, 东环路修 as 东环 and 环路.
void Nearness::add_parts(Wanted& wanted, double weight) const {
    const auto& term = *wanted.term;
    const auto add_part = [&](const std::string& part) {
        if (count_code_points(part) > 1)
            add(wanted, part, weight * as_part, without_limit);
    };
    const auto add_words_of = [&](const std::string& name) { std::ranges::for_each(parts_of(name), add_part); };
    // 办身份证 is 身份证; that papers say 居民身份证 does not make it 居民.
    add_words_of(term.names.front());
    if (!wanted.sayings.empty())
        return;
    for (const auto* all : {&term.names, &term.said})
        std::ranges::for_each(*all, add_words_of);
    if (!wanted.sayings.empty())
        return;
    const auto text = to_code_points(term.names.front());
    for (std::size_t at = 0; at + 1 < text.size(); ++at)
        if (is_han(text[at]) && is_han(text[at + 1]))
            add_part(to_utf8(text.substr(at, 2)));
}

// 养犬登记, and nothing more was asked: there are several words in it, and what holds most of them is near. What is one word,
// like 出租车, is not said by a piece of it.
void Nearness::want_parts_of(const Term& term) {
    for (const auto* all : {&term.names, &term.said})
        for (const auto& name : *all) {
            const auto parts = parts_of(name);
            if (parts.size() < 2)
                continue;
            for (const auto& part : parts) {
                const double worth = worth_of(part);
                wanted_.push_back({&term, {}, worth > 0 ? worth : std::log(1 + documents_)});
                if (worth > 0)
                    wanted_.back().sayings.push_back({part, worth});
            }
            least_ = most_of_it;
            return;
        }
}

double Nearness::held_of(const Wanted& wanted, const Kept& kept, std::string_view text, std::string_view sorted_under) const {
    if (wanted.term && wanted.term->unit != 0 && wanted.term->unit == kept.unit)
        return wanted.worth;
    double best = 0;
    for (const auto& [word, worth] : wanted.sayings) {
        double part = wanted.term || !has_names_only(kept.entry.source) ? in_text * said_in(text, word) : 0;
        if (has_names_only(kept.entry.source))
            part *= in_names_of_fields;
        if (after(kept.title_bare, word))
            part = 1;
        else if (after(sorted_under, word))
            part = std::max(part, in_labels);
        best = std::max(best, worth * part);
    }
    return best;
}

std::optional<Nearness::Held> Nearness::held_by(const Kept& kept) const {
    const auto document = index_.document(static_cast<std::uint64_t>(kept.id));
    if (!document)
        return std::nullopt;
    const std::string_view body = document->body;
    const auto end = std::min(body.find(end_of_text), body.size());
    const auto text = bare(body.substr(0, std::min(end, read_through)));
    const auto sorted_under = bare(body.substr(end).substr(0, read_through));
    double worth = 0, held = 0, worth_of_terms = 0, terms = 0;
    for (const auto& wanted : wanted_) {
        const double part = held_of(wanted, kept, text, sorted_under);
        worth += wanted.worth;
        held += part;
        if (wanted.term) {
            worth_of_terms += wanted.worth;
            terms += part > 0 ? wanted.worth : 0;
        }
    }
    // Who asks what a thing costs wants its fee, and is not served by what else costs something.
    const bool is_wished = std::ranges::find(meant_.kinds, kept.kind) != meant_.kinds.end();
    const bool is_named = is_wished && std::ranges::any_of(wanted_, [&](const Wanted& wanted) {
                              return wanted.term && std::ranges::any_of(wanted.sayings, [&](const Saying& saying) {
                                         return after(kept.title_bare, saying.text).has_value();
                                     });
                          });
    return Held{(worth > 0 ? held / worth : 0) + (is_wished ? of_wished_kind : 0) + (is_named ? of_wished_kind_named : 0),
                worth_of_terms > 0 ? terms / worth_of_terms : 0};
}

std::vector<Hit> Nearness::others(db::Connection& connection, fulltext::Query query, const std::vector<Hit>& there,
                                  std::size_t at_most) const {
    const auto until = std::chrono::steady_clock::now() + query.budget;
    query.words.clear();
    // A single character would be demanded of all.
    for (const auto& wanted : wanted_)
        if (wanted.term)
            for (const auto& saying : wanted.sayings)
                if (!says_little(saying.text))
                    query.words.push_back({saying.text, fulltext::Field::anywhere});
    if (query.words.empty())
        return {};
    query.match = fulltext::Match::any;
    query.threads = threads_a_question;
    query.order = fulltext::Order::relevance;
    query.count = entries_at_once;
    query.total = fulltext::Total::unwanted;
    query.budget /= 2;
    std::vector<EntryId> ids;
    for (const auto& hit : index_.find(query).hits)
        if (const auto id = static_cast<EntryId>(hit.key);
            std::ranges::none_of(there, [&](const Hit& one) { return one.kept.id == id; }))
            ids.push_back(id);
    auto known = outlines(connection, ids);
    std::vector<Hit> near;
    for (const auto id : ids) {
        const auto found = known.find(id);
        if (found == known.end() || (found->second.entry.shown_until && *found->second.entry.shown_until < today()))
            continue;
        if (std::chrono::steady_clock::now() > until)
            break;
        const auto held = held_by(found->second);
        if (!held || held->terms < least_)
            continue;
        auto& hit = near.emplace_back();
        hit.score =
            for_near * held->share * (1 - for_all_terms + for_all_terms * held->terms) + rank(found->second, 0, meant_, 0);
        hit.kept = std::move(found->second);
    }
    put_best_first(near);
    // One kind of record does not fill the page.
    std::map<LabelId, int> records;
    for (const auto& one : there)
        if (one.kept.entry.source == "record")
            ++records[one.kept.kind];
    for (auto& one : near)
        if (one.kept.entry.source == "record")
            one.score *= std::pow(of_same_kind_near, records[one.kept.kind]++);
    put_best_first(near);
    near.resize(std::min(near.size(), at_most));
    return near;
}

}  // namespace gongkai::search
