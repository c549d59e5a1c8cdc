#include "domain/search/finder.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>

#include "base/core/text.h"
#include "domain/search/alike.h"
#include "domain/search/apart.h"
#include "domain/search/borne.h"
#include "domain/search/facets.h"
#include "domain/search/meant.h"
#include "domain/search/misspelt.h"
#include "domain/search/narrowing.h"
#include "domain/search/near.h"
#include "domain/search/ordering.h"
#include "domain/search/outline.h"
#include "domain/search/passage.h"
#include "domain/search/rank.h"
#include "domain/search/recommended.h"
#include "domain/search/sounds.h"
#include "domain/search/spelling.h"
#include "domain/search/spread.h"
#include "domain/search/together.h"
#include "domain/search/wider.h"

namespace gongkai::search {
namespace {

using Clock = std::chrono::steady_clock;
using Words = std::vector<std::string>;

constexpr std::size_t values_at_most = 400;
constexpr std::size_t short_question = 6;  // characters
constexpr std::size_t long_question = 12;  // what holds so much of it was meant
constexpr std::size_t one_word = 3;        // characters: no more than a word, if it is none that stands anywhere
constexpr double likely = 0.75;            // a title so like what was typed is what was meant

std::pair<Day, Day> what_has_come() { return {undated + std::chrono::days(1), today()}; }

class Search {
  public:
    Search(db::Connection& connection, const fulltext::Index& index, const Suggestions* suggestions, const Asked& asked,
           int hits_wanted, const Synonyms* instead)
        : connection_(connection),
          index_(index),
          suggestions_(suggestions),
          asked_(asked),
          wanted_(static_cast<std::size_t>(hits_wanted)),
          skip_(wanted_ * static_cast<std::size_t>(std::clamp(asked.page, 1, pages_at_most) - 1)),
          began_(Clock::now()),
          is_trial_(instead != nullptr),
          kept_(is_trial_ ? nullptr : synonyms_and_labels(connection, found_.labels)),
          synonyms_(is_trial_ ? *instead : *kept_) {
        found_.synonyms = kept_;
    }

    Result<Found> run() {
        if (trim(asked_.text).empty()) {
            if (!asked_.has_filters())
                return refuse(Refusal::Kind::invalid, "search.refuse.no_question");
            narrowing_.by_filters();
            show(together({{}}));
            return finish();
        }
        auto typed = read_query(asked_.text);
        if (!typed)
            return std::unexpected(typed.error());
        typed_ = std::move(*typed);
        meant_ = meant_by(typed_.words, found_.labels, synonyms_);
        pin();
        auto all = as_typed();
        // It looks like a number and is none.
        if (typed_.number && all.total == 0 && pinned_.empty() && found_.way != Way::other_number) {
            typed_.number.reset();
            typed_.words = plain_words(asked_.text);
            meant_ = meant_by(typed_.words, found_.labels, synonyms_);
            all = as_typed();
        }
        if (may_be_read_otherwise())
            read_otherwise(all);
        if (all.total < wanted_ && (!typed_.has_quoted || all.total == 0) && !typed_.number && !typed_.bare.empty()) {
            try_otherwise(all);
        }
        // Nothing is of those days: whoever said them is shown what there is.
        if (all.total == 0 && found_.days) {
            found_.days->is_alone&& found_.days->is_reckoned ? show_newest_instead(all) : leave_days(all);
            if (all.total < wanted_ && !typed_.bare.empty())
                try_otherwise(all);
        }
        if (all.total == 0)
            found_.asked_instead.clear();  // what finds nothing was not meant either
        if (asked_.has_filters())
            narrow_down(all);
        const bool is_named = !pinned_.empty();
        recommend();
        if (all.total == 0 && all.hits.empty() && pinned_.empty() && found_.way != Way::other_number && !found_.is_narrowed_away)
            found_.wider = wider_questions(index_, typed_.words, meant_.texts(), synonyms_, left());
        const bool may_go_on = asked_.page <= 1 && asked_.order == Order::best && !typed_.has_quoted && !typed_.number &&
                               !is_named && may_be_said_otherwise() && !is_trial_;
        show(std::move(all));
        if (may_go_on && found_.hits.size() < wanted_ && left() > asked_.budget / 4)
            go_on_with_what_is_near();
        return finish();
    }

  private:
    std::chrono::microseconds left() const {
        const auto spent = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - began_);
        return std::max(std::chrono::microseconds(1'000),
                        std::chrono::duration_cast<std::chrono::microseconds>(asked_.budget) - spent);
    }

    fulltext::Query query_of(const Words& words) const {
        fulltext::Query query;
        for (const auto& word : words)
            query.words.push_back({word, fulltext::Field::anywhere});
        const bool is_by_day = asked_.order == Order::newest || asked_.order == Order::came;
        query.order = is_by_day ? fulltext::Order::newest : fulltext::Order::relevance;
        query.budget = left();
        narrowing_.narrow(query);
        return query;
    }

    std::size_t as_many_as_order() const {
        return asked_.order == Order::downloads ? ordered_by_downloads
               : asked_.order == Order::came    ? ordered_by_coming
                                                : looked_at_again;
    }

    // What is narrowed is what the whole question finds in the way that it is found, so that a facet gives what it counts.
    void narrow_down(Together& all) {
        narrowing_.by_filters();
        const bool is_exact = all.is_exact, was_found = all.total > 0;
        all = settled_.empty() ? Together() : together(settled_);
        all.is_exact = all.is_exact && is_exact;
        add(all, added_);
        found_.is_narrowed_away = was_found && all.total == 0;
    }

    // Documents that any of the branches finds.
    Together together(const std::vector<Words>& branches) const {
        auto query = query_of(branches.front());
        for (std::size_t i = 1; i < branches.size(); ++i)
            query.others.push_back(query_of(branches[i]).words);
        // Of what is narrowed afterwards only the way is wanted, and that a page is filled says enough.
        const bool is_whole = narrowing_.is_by_filters() || !asked_.has_filters();
        if (is_whole) {
            query.count = std::max(as_many_as_order(), skip_ + wanted_);
            query.threads = threads_a_question;
            for (std::size_t column = 0; column < facet_columns && asked_.order != Order::came; ++column)
                query.facets.push_back({column, values_at_most});
        } else {
            query.count = wanted_;
            query.total = fulltext::Total::unwanted;
        }
        auto all = together_of(index_.find(query), is_whole);
        if (is_whole && asked_.order == Order::newest)
            add_what_has_come(all, index_, query, today());
        return all;
    }

    // Papers whose number was typed, and what bears the title that was typed.
    void pin() {
        if (is_trial_)
            return;
        if (typed_.number) {
            const auto papers = bearers_of(connection_, *typed_.number);
            double worth = for_number;
            for (const auto id : papers.ids)
                pinned_[id] = papers.is_borne ? worth : worth--;
            if (!papers.is_borne && (!papers.ids.empty() || is_whole(*typed_.number))) {
                found_.way = Way::other_number;
                typed_.words = {written(*typed_.number)};  // in one piece: who has its parts here and there speaks of others
            }
        }
        // Who asks for the telephone of a unit wants the unit, whether or not its entry says 电话.
        const auto* unit = meant_.unit_alone();
        for (const auto id : with_title(connection_, typed_.bare, unit ? unit->names.front() : typed_.bare)) {
            pinned_[id] += for_same_title;
            is_titled_ = true;
        }
    }

    Together as_typed() {
        std::set<std::string> names;
        std::vector<Words> branches{typed_.words};
        if (!typed_.has_quoted && !typed_.number) {
            branches = with_other_names(typed_.words, synonyms_, names);
            // 邹城市财政局 is 市财政局.
            if (const auto* unit = meant_.unit_by_full_name(found_.labels)) {
                branches.push_back({unit->text});
                names.insert(unit->text);
            }
            // 低保标准: 最低生活保障 and 标准.
            if (branches.size() == 1)
                if (const auto parts = meant_.texts(); parts.size() > 1 && bare(join(parts, "")) == meant_.whole)
                    if (auto others = with_other_names(parts, synonyms_, names); others.size() > 1)
                        branches.insert(branches.end(), std::next(others.begin()), others.end());
        }
        found_.words = typed_.words;
        found_.instead.assign(names.begin(), names.end());
        for (const auto& branch : branches) {
            marked_.insert(marked_.end(), branch.begin(), branch.end());
            spelled_.push_back(bare(join(branch, "")));
        }
        settled_ = branches;
        return together(branches);
    }

    // What the office puts on top of this question, or of what was meant by it.
    void recommend() {
        if (is_trial_ || asked_.order != Order::best)
            return;
        spelled_.insert(spelled_.begin(), typed_.bare);
        if (found_.way == Way::sounds_alike)
            spelled_.insert(spelled_.begin(), meant_.whole);
        double worth = for_recommended;
        for (const auto& [id, unit_name] : recommended_for(connection_, spelled_, today()))
            if (recommended_.try_emplace(id, unit_name).second)
                pinned_[id] += worth--;
    }

    // What stands on top without having been found by the words is counted beside them.
    std::vector<EntryId> uncounted(const Together& all) const {
        std::vector<EntryId> ids;
        const bool knows_all = all.is_exact && all.total <= all.hits.size();
        for (const auto& [id, worth] : pinned_)
            if (!all.hits.contains(id) && (knows_all || !is_found_by(index_, id, settled_)))
                ids.push_back(id);
        return ids;
    }

    void try_otherwise(Together& all) {
        std::optional<std::vector<std::pair<EntryId, double>>> known;
        const auto titles = [&]() -> const auto& {
            if (!known)
                known = titles_like(connection_, index_, query_of({}), typed_.bare, compared_);
            return *known;
        };
        const auto best_title = [&] { return titles().empty() ? 0 : titles().front().second; };
        // A title that has all that was typed, with signs or words between. Who has typed a whole one is shown it already.
        if (all.total > 0 && !(is_titled_ && count_code_points(typed_.bare) >= long_question)) {
            for (const auto& [id, share] : titles())
                if (share >= 0.95)
                    added_.push_back(id);
            add(all, added_);
        }
        if (all.total >= wanted_ || (all.total == 0 && meant_.texts() == typed_.words && is_said_in_papers(all)))
            return;
        // Few characters are like much: they are more often two words than one with a mistake.
        const bool is_short = count_code_points(typed_.bare) <= short_question;
        if (is_short && (try_apart(all) || (all.total == 0 && is_said_in_papers(all))))
            return;
        if (all.total == 0 && !is_short && best_title() >= likely) {
            found_.way = Way::alike;
            all = {};
            all.is_exact = false;
            settled_.clear();
            offer_alike(all, titles(), best_title() - 0.2);
            return;
        }
        if (all.total == 0 && sounds_alike(all))
            return;
        if (!is_short && !try_apart(all) && all.total == 0 && is_said_in_papers(all))
            return;
        // What is hardly like it is offered where it cannot be found by some of its words.
        if (all.total == 0 && !std::ranges::all_of(meant_.texts(), says_little) && !titles().empty() &&
            (best_title() >= likely || meant_.terms.size() < 2)) {
            found_.way = Way::alike;
            all.is_exact = false;
            offer_alike(all, titles(), 0);
        }
    }

    bool may_be_read_otherwise() const {
        return !asked_.is_as_typed && !is_trial_ && !typed_.has_quoted && !typed_.number && pinned_.empty();
    }

    Together ask_for(std::string_view text) {
        typed_ = read_query(text).value_or(Typed{});
        typed_.number.reset();
        meant_ = meant_by(typed_.words, found_.labels, synonyms_);
        marked_.clear();
        return as_typed();
    }

    // 去年的招聘, 营业执造: days in words, and a wrong character. What stands in a title as it was typed was meant so.
    void read_otherwise(Together& all) {
        std::string text(trim(asked_.text));
        const auto days = days_in(text, today());
        const bool is_span = days && (days->narrows || days->is_newest);
        const bool is_only_span = is_span && days->is_alone && (days->is_reckoned || days->is_newest);  // 昨天, 最新
        if (days && (all.total == 0 || is_only_span || (is_span && !stand_in_a_title(index_, query_of({}), {{typed_.bare}})))) {
            const auto& written = days->written;
            const bool is_written = !written.empty() && bare(written) != typed_.bare;
            const bool is_in_titles = is_written && days->narrows && is_in_titles_with(*days, index_, query_of({}), synonyms_);
            if (is_written && (!days->narrows || is_in_titles)) {
                if (auto other = ask_for(written); other.total > 0 || !days->narrows || is_in_titles) {
                    found_.asked_instead = text = written;
                    all = std::move(other);
                }
            } else if (is_span) {
                text = days->rest;
                if (days->narrows) {
                    found_.days = days;
                    narrowing_.by_days(std::pair(days->from, days->to));
                } else if (is_only_span) {
                    narrowing_.by_days(what_has_come());
                }
                found_.is_newest_first = days->is_newest || is_only_span;
                all = ask_for(text);
            }
        }
        if (all.total > 0 || text.empty())
            return;
        if (const auto other = mended(text, index_, suggestions_, found_.labels, synonyms_, began_ + asked_.budget / 2)) {
            found_.asked_instead = *other;
            all = ask_for(*other);
        }
    }

    // 昨天, and nothing is of yesterday.
    void show_newest_instead(Together& all) {
        found_.empty_days = std::exchange(found_.days, std::nullopt);
        found_.is_newest_first = true;
        narrowing_.by_days(what_has_come());
        all = ask_for("");
    }

    void leave_days(Together& all) {
        found_.days.reset();
        found_.asked_instead.clear();
        found_.way = Way::as_typed;
        liked_.clear();
        added_.clear();
        narrowing_.by_days({});
        all = ask_for(trim(asked_.text));
    }

    // Whether there is more of it than of what was typed.
    bool try_apart(Together& all) {
        const auto parts = meant_.texts();
        // 两 says nothing of 两会.
        if (parts.empty() || parts == typed_.words || std::ranges::all_of(parts, says_little))
            return false;
        std::set<std::string> names;
        auto branches = with_other_names(parts, synonyms_, names);
        // Where what holds all of it as it was typed holds its words anyhow it is not proved a second time.
        const bool is_known =
            settled_.size() == 1 && all.is_exact && all.total <= all.hits.size() && stand_in(parts, typed_.words);
        if (all.total > 0 && !is_known)
            branches.insert(branches.end(), settled_.begin(), settled_.end());
        auto wider = together(branches);
        if (wider.total <= all.total)
            return false;
        // 房子 is not all that was meant by 建房子: what holds it is near, and is not counted.
        if (typed_.words.size() == 1 && parts.size() == 1 && meant_.left_out.empty() && names.empty() &&
            count_code_points(typed_.bare) <= one_word && typed_.bare.find(parts.front()) != std::string::npos)
            return true;
        if (all.total > 0 && is_known)
            branches.insert(branches.end(), settled_.begin(), settled_.end());
        settled_ = branches;
        add(wider, added_);
        // Among thousands that hold its words what holds all of it as it was typed is not lost.
        for (const auto& [id, hit] : all.hits) {
            auto& score = wider.hits.try_emplace(id, hit).first->second.first;
            wider.best = std::max(wider.best, score = std::max(score, hit.first));
            if (count_code_points(typed_.bare) >= long_question)
                liked_[id] = 1;
        }
        found_.way = Way::apart;
        found_.words = parts;
        found_.instead.assign(names.begin(), names.end());
        for (const auto& branch : branches)
            marked_.insert(marked_.end(), branch.begin(), branch.end());
        all = std::move(wider);
        return true;
    }

    // 打官司 stands in no paper; 法律援助 and 行政诉讼 do.
    bool is_said_in_papers(Together& all) {
        if (meant_.terms.size() != 1 || meant_.terms.front().said.empty())
            return false;
        std::vector<Words> branches;
        for (const auto& said : meant_.terms.front().said)
            if (branches.size() < branches_at_most)
                branches.push_back({said});
        auto other = together(branches);
        if (other.total == 0)
            return false;
        settled_ = branches;
        found_.way = Way::apart;
        found_.words = meant_.texts();
        found_.instead.clear();
        for (const auto& branch : branches) {
            found_.instead.push_back(branch.front());
            marked_.push_back(branch.front());
        }
        all = std::move(other);
        return true;
    }

    void offer_alike(Together& all, const std::vector<std::pair<EntryId, double>>& titles, double least) {
        for (const auto& [id, share] : titles)
            if (share >= least) {
                liked_[id] = share;
                added_.push_back(id);
            }
        add(all, added_);
    }

    // Titles that were compared are counted where the index did not find them by the words, or did not say so.
    void add(Together& all, const std::vector<EntryId>& ids) const {
        const bool knows_all = all.is_exact && all.total <= all.hits.size();
        for (const auto id : ids) {
            const auto& kept = compared_.at(id);
            if (narrowing_.passes(kept) && all.hits.try_emplace(id, 0.0, kept.entry.day()).second &&
                (knows_all || settled_.empty() || !is_found_by(index_, id, settled_)))
                all.count(kept);
        }
    }

    // yibao, 医宝: what is read as what was typed.
    bool sounds_alike(Together& all) {
        if (!suggestions_)
            return false;
        for (const auto& row : read_as(typed_.bare, *suggestions_, synonyms_))
            if ((row.words.size() == 1 || left() > asked_.budget / 2) && sounds_as(all, row.words, row.has_initials))
                return true;
        return false;
    }

    bool sounds_as(Together& all, const Words& words, bool must_be_in_a_title) {
        std::set<std::string> names;
        const auto branches = with_other_names(words, synonyms_, names);
        if (must_be_in_a_title && !stand_in_a_title(index_, query_of({}), branches))
            return false;
        auto other = together(branches);
        if (other.total == 0)
            return false;
        settled_ = branches;
        found_.way = Way::sounds_alike;
        found_.words = found_.instead = marked_ = words;
        marked_.insert(marked_.end(), names.begin(), names.end());
        meant_ = meant_by(words, found_.labels, synonyms_);
        all = std::move(other);
        return true;
    }

    const Nearness& nearness() {
        if (!nearness_)
            nearness_.emplace(index_, meant_);
        return *nearness_;
    }

    double again(const Kept& kept, double score, double best, const Need& need) {
        double all = rank(kept, best > 0 ? score / best : 0, meant_, need.now);
        if (found_.way == Way::apart || (found_.way == Way::sounds_alike && found_.words.size() > 1))
            if (const auto held = nearness().held_by(kept))
                all += for_apart * held->share;
        if (found_.is_newest_first)
            all += for_newest * newness(kept);
        if (const auto liked = liked_.find(kept.id); liked != liked_.end())
            all += for_likeness * liked->second;
        if (const auto pinned = pinned_.find(kept.id); pinned != pinned_.end())
            all += pinned->second;
        return all;
    }

    bool may_be_said_otherwise() const {
        return meant_.terms.size() > 1 ||
               (meant_.terms.size() == 1 && meant_.terms[0].names.size() + meant_.terms[0].said.size() > 1);
    }

    void go_on_with_what_is_near() {
        auto near = nearness().others(connection_, query_of({}), found_.hits, wanted_ - found_.hits.size());
        marked_near_ = marked_;
        for (const auto& term : meant_.terms)
            for (const auto* said : {&term.names, &term.said})
                std::ranges::copy_if(*said, std::back_inserter(marked_near_),
                                     [](const auto& one) { return count_code_points(one) > 1; });
        found_.near_hits = near.size();
        std::ranges::move(near, std::back_inserter(found_.hits));
    }

    // Up to here there are outlines.
    void fill_in() {
        std::vector<EntryId> ids;
        for (const auto& hit : found_.hits)
            ids.push_back(hit.kept.id);
        auto all = entries(connection_, ids);
        for (std::size_t i = 0; i < found_.hits.size(); ++i) {
            auto& hit = found_.hits[i];
            if (const auto known = all.find(hit.kept.id); known != all.end())
                hit.kept = std::move(known->second);
            write_passage(hit, index_, i + found_.near_hits < found_.hits.size() ? marked_ : marked_near_);
        }
    }

    void show(Together all) {
        const auto beside = uncounted(all);
        for (const auto& [id, worth] : pinned_)
            all.hits.try_emplace(id, 0.0, Day{});
        const bool is_best = asked_.order == Order::best;
        const Ordering in_order{asked_.order, today(), pinned_, liked_,
                                asked_.order == Order::downloads ? times_downloaded(connection_, asked_.kind, today())
                                                                 : std::map<EntryId, std::int64_t>()};
        auto ids = in_order(all);
        const std::size_t from = !is_best || skip_ >= looked_at_again ? std::min(skip_, ids.size()) : 0;
        const std::size_t seen = from > 0 || !is_best ? skip_ + wanted_ : std::max(looked_at_again, skip_ + wanted_);
        ids = {ids.begin() + static_cast<std::ptrdiff_t>(from),
               ids.begin() + static_cast<std::ptrdiff_t>(std::max(from, std::min(seen, ids.size())))};
        auto looked_at = ids;
        std::ranges::copy_if(beside, std::back_inserter(looked_at),
                             [&](EntryId id) { return std::ranges::find(ids, id) == ids.end(); });
        auto known = outlines_and_needs(connection_, looked_at, today());
        for (const auto id : beside)
            if (const auto found = known.find(id); found != known.end() && narrowing_.passes(found->second.kept))
                all.count(found->second.kept);
        std::vector<Hit> hits;
        for (const auto id : ids)
            if (const auto found = known.find(id); found != known.end() && narrowing_.passes(found->second.kept)) {
                const auto score = all.hits.at(id).first;
                auto& [kept, need] = found->second;
                if (is_trial_)
                    need = {};
                const auto worth = is_best ? again(kept, score, all.best, need) : 0;
                const auto recommended = recommended_.find(id);
                hits.push_back({std::move(kept), worth, need, "", {}, {}, {}});
                if (recommended != recommended_.end())
                    hits.back().recommended_by = recommended->second;
            } else if (all.total > 0 && found == known.end() && std::ranges::find(beside, id) == beside.end()) {
                --all.total;  // withdrawn a moment ago
            }
        if (from == 0 && is_best) {
            std::ranges::stable_sort(hits, std::ranges::greater(), &Hit::score);
            spread_kinds(hits);
            std::ranges::stable_sort(hits, std::ranges::greater(), &Hit::score);
            hits.erase(hits.begin(), hits.begin() + static_cast<std::ptrdiff_t>(std::min(skip_, hits.size())));
        }
        if (hits.size() > wanted_)
            hits.erase(hits.begin() + static_cast<std::ptrdiff_t>(wanted_), hits.end());
        found_.total = hits.empty() ? all.total : std::max<std::uint64_t>(all.total, skip_ + hits.size());
        found_.is_exact = all.is_exact && found_.total == all.total;
        found_.is_cut_short = all.is_cut_short;
        found_.later = all.later;
        found_.hits = std::move(hits);
        for (std::size_t column = 0; column < facet_columns; ++column)
            found_.facets[column] = facet_values(static_cast<Facet>(column), all.facets[column], found_.labels);
    }

    Result<Found> finish() {
        fill_in();
        found_.took = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - began_);
        return std::move(found_);
    }

    db::Connection& connection_;
    const fulltext::Index& index_;
    const Suggestions* suggestions_;
    const Asked& asked_;
    const std::size_t wanted_, skip_;
    const Clock::time_point began_;
    const bool is_trial_;
    bool is_titled_ = false;  // something has what was typed for its title
    Found found_;
    const std::shared_ptr<const Synonyms> kept_;
    const Synonyms& synonyms_;
    Typed typed_;
    Words marked_, marked_near_;
    Meant meant_;
    std::optional<Nearness> nearness_;  // once it is asked for
    Words spelled_;                     // the question and its other names, bare
    std::map<EntryId, double> pinned_, liked_;
    std::vector<Words> settled_;  // the branches that found what is shown
    std::vector<EntryId> added_;  // to what they found: titles that are like what was typed
    std::map<EntryId, Kept> compared_;
    std::map<EntryId, std::string> recommended_;
    Narrowing narrowing_{asked_, found_.labels};
};

}  // namespace

Result<Found> find(db::Connection& connection, const fulltext::Index& index, const Suggestions* suggestions, const Asked& asked,
                   int hits_wanted) {
    return Search(connection, index, suggestions, asked, hits_wanted, nullptr).run();
}

Result<Found> find_with(const Synonyms& synonyms, db::Connection& connection, const fulltext::Index& index,
                        const Suggestions* suggestions, const Asked& asked, int hits_wanted) {
    return Search(connection, index, suggestions, asked, hits_wanted, &synonyms).run();
}

}  // namespace gongkai::search
