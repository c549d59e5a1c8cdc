#include "domain/intake/checks.h"

#include <algorithm>
#include <boost/json.hpp>

#include "base/core/csv.h"
#include "base/core/embed.h"
#include "base/core/text.h"
#include "domain/intake/checks/html_text.h"
#include "domain/intake/checks/judge.h"
#include "domain/intake/checks/mask.h"

namespace gongkai::intake {

std::string_view word_of(Level level) { return level == Level::block ? "block" : "warn"; }

Result<std::vector<KindRule>> read_kinds(std::string_view json) {
    const auto wrong = [](std::string_view what) {
        return refuse(Refusal::Kind::invalid, "checks.refuse.rules", {std::string(what)});
    };
    boost::system::error_code error;
    const auto parsed = boost::json::parse({json.data(), json.size()}, error);
    const auto* kinds = !error && parsed.is_object() ? parsed.as_object().if_contains("kinds") : nullptr;
    if (!kinds || !kinds->is_array())
        return wrong("kinds");
    const auto level_from = [](const boost::json::value* word) -> std::optional<Level> {
        if (word && *word == "block")
            return Level::block;
        if (word && *word == "warn")
            return Level::warn;
        return std::nullopt;
    };
    std::vector<KindRule> rules;
    for (const auto& line : kinds->as_array()) {
        const auto* object = line.if_object();
        const auto* kind = object ? object->if_contains("kind") : nullptr;
        if (!kind || !kind->is_string())
            return wrong("kind");
        const std::string name(kind->as_string());
        const auto sure = level_from(object->if_contains("sure")), doubtful = level_from(object->if_contains("doubtful"));
        const auto* is_on = object->if_contains("is_on");
        if (!sure || !doubtful || !is_on || !is_on->is_bool())
            return wrong(name);
        rules.push_back({name, *sure, *doubtful, is_on->as_bool()});
    }
    return rules;
}

Result<std::vector<UnwantedWord>> read_wrong_words(std::string_view csv) {
    const auto table = read_csv_table(csv, {"wrong", "right", "unless"});
    if (!table)
        return std::unexpected(table.error());
    std::vector<UnwantedWord> words;
    for (std::size_t row = 0; row < table->rows.size(); ++row) {
        UnwantedWord word{std::string(table->at(row, "wrong")), std::string(table->at(row, "right")), {}};
        if (word.wrong.empty() || word.right.empty() || word.wrong == word.right)
            return refuse(Refusal::Kind::invalid, "checks.refuse.words", {std::to_string(row + 2)});
        for (const auto longer : split(table->at(row, "unless"), '|'))
            if (!longer.empty())
                word.unless.emplace_back(longer);
        words.push_back(std::move(word));
    }
    return words;
}

Result<std::vector<SensitiveWord>> read_sensitive_words(std::string_view csv) {
    const auto table = read_csv_table(csv, {"word"});
    if (!table)
        return std::unexpected(table.error());
    std::vector<SensitiveWord> words;
    for (std::size_t row = 0; row < table->rows.size(); ++row) {
        SensitiveWord word{std::string(table->at(row, "word")), std::string(table->at(row, "instead")),
                           std::string(table->at(row, "reason"))};
        const auto level = table->at(row, "level");
        if (word.word.empty() || (!level.empty() && level != word_of(Level::block) && level != word_of(Level::warn)))
            return refuse(Refusal::Kind::invalid, "checks.refuse.words", {std::to_string(row + 2)});
        if (!level.empty())
            word.level = level == word_of(Level::block) ? Level::block : Level::warn;
        for (const auto longer : split(table->at(row, "unless"), '|'))
            if (!longer.empty())
                word.unless.emplace_back(longer);
        words.push_back(std::move(word));
    }
    return words;
}

std::optional<Level> level_of(const Checking& checking, std::string_view kind) {
    const auto found = std::ranges::find(checking.kinds, kind, &KindRule::kind);
    return found == checking.kinds.end() || !found->is_on ? std::nullopt : std::optional(found->sure);
}

Checking carried_checking(Language language, Day as_of) {
    static const auto kinds = read_kinds(embedded_or_die("data/checks.json")).value();
    static const auto wrong_words = read_wrong_words(embedded_or_die("data/words_wrong.csv")).value();
    static const auto sensitive_words = read_sensitive_words(embedded_or_die("data/words_sensitive.csv")).value();
    return {language, as_of, kinds, wrong_words, sensitive_words, {}};
}

std::vector<Finding> check_text(std::string_view text, const Checking& checking) {
    const Passage passage(text);
    return judge(passage, checking, places_in(passage, checking.language));
}

std::vector<Finding> check_text_at(std::string_view place, std::string_view text, const Checking& checking) {
    auto findings = check_text(text, checking);
    for (auto& finding : findings) {
        finding.place = place;
        finding.start = finding.end = 0;
    }
    return findings;
}

std::vector<Finding> check_name(std::string_view name, const Checking& checking) {
    // 13805371234名单.docx: the ending makes no address of mail of it, and a folder says as much as a name.
    auto found = check_text_at(words(checking.language, "checks.place.file_name"), name.substr(0, name.rfind('.')), checking);
    std::erase_if(found, [](const Finding& finding) { return !is_maskable(finding.kind); });
    return found;
}

std::vector<Finding> check_elements(const Elements& elements, const Checking& checking) {
    std::vector<Finding> findings;
    const auto need = [&](bool is_there, std::string_view name) {
        if (!is_there)
            add_finding(findings, checking, "element", Sureness::sure, words(checking.language, "checks.place.elements"),
                        words(checking.language, "checks.element." + std::string(name)),
                        words(checking.language, "checks.why.element"));
    };
    need(!trim(elements.title).empty(), "title");
    need(!trim(elements.issuer).empty(), "issuer");
    need(elements.signed_on.has_value(), "signed_on");
    need(!trim(elements.disclosure).empty(), "disclosure");
    return findings;
}

bool blocks(const std::vector<Finding>& findings) {
    return std::ranges::any_of(findings, [](const Finding& finding) { return finding.level == Level::block; });
}

markup::Clean mask_page(const markup::Clean& body, const Checking& checking) {
    const auto text = text_with_sources(body.html());
    const auto signs = to_code_points(text.text);
    std::string masked = body.html();
    struct Change {
        HtmlText::Source source;
        std::string with;
    };
    std::vector<Change> changes;
    for (const auto& finding : check_text(text.text, checking)) {
        if (!is_maskable(finding.kind))
            continue;
        const auto instead =
            masked_signs(finding.kind, std::u32string_view(signs).substr(finding.start, finding.end - finding.start));
        for (std::size_t i = 0; i < instead.size(); ++i)
            if (const auto& source = text.sources[finding.start + i];
                source.end > 0 && instead[i] != std::u32string_view(&signs[finding.start + i], 1))
                changes.push_back({source, to_utf8(instead[i])});
    }
    // From the end, so that the places before stay what they are; a sign of two findings is changed once.
    std::ranges::stable_sort(changes, std::ranges::greater(), [](const Change& change) { return change.source.start; });
    auto last = std::string::npos;
    for (const auto& change : changes) {
        if (change.source.start == last)
            continue;
        last = change.source.start;
        masked.replace(change.source.start, change.source.end - change.source.start, change.with);
    }
    return markup::clean(masked).body;
}

}  // namespace gongkai::intake
