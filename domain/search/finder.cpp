#include "domain/search/finder.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

#include "base/core/text.h"
#include "domain/search/alike.h"
#include "domain/search/asking.h"
#include "domain/search/misspelt.h"
#include "domain/search/rank.h"
#include "domain/search/spelling.h"
#include "domain/search/wider.h"

namespace gongkai::search {
namespace {

constexpr std::size_t values_at_most = 400;

std::pair<Day, Day> what_has_come() { return {undated + std::chrono::days(1), today()}; }

}  // namespace

Search::Search(db::Connection& connection, const fulltext::Index& index, const Suggestions* suggestions, const Asked& asked,
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

Result<Found> Search::run() {
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
    if (all.total == 0 && may_be_read_otherwise())
        try_as_number(all);
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
    const bool may_go_on = asked_.page <= 1 && asked_.order == Order::best && !typed_.has_quoted && !typed_.number && !is_named &&
                           may_be_said_otherwise() && !is_trial_;
    show(std::move(all));
    if (may_go_on && found_.hits.size() < wanted_ && left() > asked_.budget / 4)
        go_on_with_what_is_near();
    return finish();
}

std::chrono::microseconds Search::left() const {
    const auto spent = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - began_);
    return std::max(std::chrono::microseconds(1'000),
                    std::chrono::duration_cast<std::chrono::microseconds>(asked_.budget) - spent);
}

fulltext::Query Search::query_of(const Words& words) const {
    fulltext::Query query;
    for (const auto& word : words)
        query.words.push_back({word, fulltext::Field::anywhere});
    const bool is_by_day = asked_.order == Order::newest || asked_.order == Order::came;
    query.order = is_by_day ? fulltext::Order::newest : fulltext::Order::relevance;
    query.budget = left();
    narrowing_.narrow(query);
    return query;
}

std::size_t Search::as_many_as_order() const {
    return asked_.order == Order::downloads ? ordered_by_downloads
           : asked_.order == Order::came    ? ordered_by_coming
                                            : looked_at_again;
}

void Search::narrow_down(Together& all) {
    narrowing_.by_filters();
    const bool is_exact = all.is_exact, was_found = all.total > 0;
    all = settled_.empty() ? Together() : together(settled_);
    all.is_exact = all.is_exact && is_exact;
    add(all, added_);
    found_.is_narrowed_away = was_found && all.total == 0;
}

Together Search::together(const std::vector<Words>& branches) const {
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

void Search::pin() {
    if (is_trial_)
        return;
    if (typed_.number)
        pin_papers(bearers_of(connection_, *typed_.number));
    // Who asks for the telephone of a unit wants the unit, whether or not its entry says 电话.
    const auto* unit = meant_.unit_alone();
    for (const auto id : with_title(connection_, typed_.bare, unit ? unit->names.front() : typed_.bare)) {
        pinned_[id] += for_same_title;
        is_titled_ = true;
    }
}

void Search::pin_papers(const Bearers& papers) {
    double worth = for_number;
    for (const auto id : papers.ids)
        pinned_[id] = papers.is_borne ? worth : worth--;
    if (!papers.is_borne && (!papers.ids.empty() || is_whole(*typed_.number))) {
        found_.way = Way::other_number;
        typed_.words = {written(*typed_.number)};  // in one piece: who has its parts here and there speaks of others
    }
}

void Search::try_as_number(Together& all) {
    const auto number = number_perhaps(asked_.text);
    if (!number)
        return;
    const auto papers = bearers_of(connection_, *number);
    if (!papers.is_read_alike && !(is_in_letters(*number) && papers.is_borne && !papers.ids.empty()))
        return;
    typed_.number = number;
    pin_papers(papers);
    all = as_typed();
}

Together Search::as_typed() {
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

bool Search::may_be_read_otherwise() const {
    return !asked_.is_as_typed && !is_trial_ && !typed_.has_quoted && !typed_.number && pinned_.empty();
}

Together Search::ask_for(std::string_view text) {
    typed_ = read_query(text).value_or(Typed{});
    typed_.number.reset();
    meant_ = meant_by(typed_.words, found_.labels, synonyms_);
    marked_.clear();
    return as_typed();
}

void Search::read_otherwise(Together& all) {
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

void Search::show_newest_instead(Together& all) {
    found_.empty_days = std::exchange(found_.days, std::nullopt);
    found_.is_newest_first = true;
    narrowing_.by_days(what_has_come());
    all = ask_for("");
}

void Search::leave_days(Together& all) {
    found_.days.reset();
    found_.asked_instead.clear();
    found_.way = Way::as_typed;
    liked_.clear();
    added_.clear();
    narrowing_.by_days({});
    all = ask_for(trim(asked_.text));
}

Result<Found> find(db::Connection& connection, const fulltext::Index& index, const Suggestions* suggestions, const Asked& asked,
                   int hits_wanted) {
    return Search(connection, index, suggestions, asked, hits_wanted, nullptr).run();
}

Result<Found> find_with(const Synonyms& synonyms, db::Connection& connection, const fulltext::Index& index,
                        const Suggestions* suggestions, const Asked& asked, int hits_wanted) {
    return Search(connection, index, suggestions, asked, hits_wanted, &synonyms).run();
}

}  // namespace gongkai::search
