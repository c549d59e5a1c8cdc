#include "domain/publishing/rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/core/text.h"
#include "base/files/media.h"
#include "domain/intake/official.h"

namespace gongkai::publishing {
namespace {

using RefusalKind = Refusal::Kind;

constexpr std::array<std::pair<std::string_view, Verb>, 14> verb_words{{{"change", Verb::change},
                                                                        {"submit", Verb::submit},
                                                                        {"take_back", Verb::take_back},
                                                                        {"pass", Verb::pass},
                                                                        {"give_back", Verb::give_back},
                                                                        {"publish", Verb::publish},
                                                                        {"schedule", Verb::schedule},
                                                                        {"publish_urgently", Verb::publish_urgently},
                                                                        {"look_over", Verb::look_over},
                                                                        {"force", Verb::force},
                                                                        {"revise", Verb::revise},
                                                                        {"withdraw", Verb::withdraw},
                                                                        {"mend_reason", Verb::mend_reason},
                                                                        {"drop", Verb::drop}}};

constexpr std::array<std::pair<std::string_view, Step>, 3> step_words{
    {{"review", Step::review}, {"sign", Step::sign}, {"release", Step::release}}};

bool is_in_hand(State state) { return state == State::draft || state == State::returned; }
bool is_ready(State state) { return state == State::signed_off || state == State::scheduled; }

// Whether the document stands where the verb begins.
bool is_time_for(Verb verb, const Document& document, const House& house) {
    const auto state = document.state;
    switch (verb) {
        case Verb::change:
        case Verb::submit:
        case Verb::drop:
            return is_in_hand(state);
        case Verb::take_back:
            return state == State::in_review || is_ready(state);
        case Verb::pass:
            return state == State::in_review && document.step < static_cast<int>(house.steps.size());
        case Verb::give_back:
            return state == State::in_review || is_ready(state);
        case Verb::publish:
            return is_ready(state);
        case Verb::schedule:
            return state == State::signed_off;
        case Verb::publish_urgently:
            return is_in_hand(state) && document.kind().is_urgent;
        case Verb::look_over:
            return document.look_due_at.has_value() && document.is_live();
        case Verb::force:
            return is_in_hand(state) || state == State::in_review || is_ready(state);
        case Verb::revise:
            return state == State::published || state == State::withdrawn;
        case Verb::withdraw:
            return document.is_live() && state != State::withdrawn;
        case Verb::mend_reason:
            return document.withdrawn_at.has_value();
    }
    return false;
}

bool has_power_for(Step step, const Powers& powers) {
    switch (step) {
        case Step::review:
            return powers.reviews;
        case Step::sign:
            return powers.signs;
        case Step::release:
            return powers.releases;
    }
    return false;
}

// The step that is waited for; of what is signed already, the last one.
std::optional<Step> step_at(const Document& document, const House& house) {
    if (house.steps.empty())
        return std::nullopt;
    return house.steps[std::min(static_cast<std::size_t>(std::max(document.step, 0)), house.steps.size() - 1)];
}

bool has_power(Verb verb, const Document& document, const Powers& powers, const House& house) {
    const auto step = step_at(document, house);
    switch (verb) {
        case Verb::change:
        case Verb::submit:
        case Verb::take_back:
        case Verb::publish_urgently:
        case Verb::revise:
        case Verb::drop:
            return powers.writes;
        case Verb::pass:
        case Verb::give_back:
            return step && has_power_for(*step, powers);
        case Verb::publish:
        case Verb::schedule:
            return powers.writes || (step && has_power_for(*step, powers));
        case Verb::look_over:
            return powers.reviews || powers.signs || powers.releases;
        case Verb::force:
            return powers.forces;
        case Verb::withdraw:
        case Verb::mend_reason:
            return powers.signs || powers.forces;
    }
    return false;
}

char32_t without_width(char32_t c) { return c >= U'０' && c <= U'９' ? c - U'０' + U'0' : c; }
bool is_bracket(char32_t c) { return std::u32string_view(U"〔〕[]()（）【】［］﹝﹞〈〉<>「」").contains(c); }
bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }
bool is_blank(char32_t c) { return c == U' ' || c == U'\t' || c == U'\u3000' || c == U'\u00a0'; }

// The check character of GB 11714 over eight.
char check_character(std::string_view eight) {
    static constexpr std::array weights{3, 7, 9, 10, 5, 8, 4, 2};
    int sum = 0;
    for (std::size_t i = 0; i < 8; ++i) {
        const char c = eight[i];
        sum += weights[i] * (c >= 'A' ? c - 'A' + 10 : c - '0');
    }
    const int check = 11 - sum % 11;
    return check == 10 ? 'X' : check == 11 ? '0' : static_cast<char>('0' + check);
}

bool is_code_character(char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z'); }

}  // namespace

std::string_view word_of(Verb verb) {
    return std::ranges::find(verb_words, verb, &decltype(verb_words)::value_type::second)->first;
}

const std::vector<Verb>& all_verbs() {
    static const auto all = [] {
        std::vector<Verb> verbs;
        for (const auto& [word, verb] : verb_words)
            verbs.push_back(verb);
        return verbs;
    }();
    return all;
}

std::string_view word_of(Step step) {
    return std::ranges::find(step_words, step, &decltype(step_words)::value_type::second)->first;
}

Steps steps_from(std::string_view words) {
    Steps steps;
    for (const auto word : split(words, ' '))
        if (const auto found = std::ranges::find(step_words, word, &decltype(step_words)::value_type::first);
            found != step_words.end())
            steps.push_back(found->second);
    return steps;
}

Result<void> may(Verb verb, const Document& document, const Powers& powers, const Part& part, const House& house) {
    if (!has_power(verb, document, powers, house))
        return refuse(RefusalKind::forbidden, "publishing.refuse.not_yours");
    if (!is_time_for(verb, document, house))
        return refuse(RefusalKind::conflict, "publishing.refuse.not_now");
    const bool judges = verb == Verb::pass || verb == Verb::look_over || verb == Verb::force;
    if (judges && part.wrote)
        return refuse(RefusalKind::forbidden, "publishing.refuse.own_text");
    if (verb == Verb::pass && part.passed && house.one_step_each)
        return refuse(RefusalKind::forbidden, "publishing.refuse.second_step");
    return {};
}

std::vector<Wanting> wanting(const DocumentType& type, const Text& text) {
    std::vector<Wanting> all;
    const auto want = [&](std::string_view field) {
        all.push_back({std::string(field), {RefusalKind::invalid, "publishing.refuse.wanting", {}, {}}});
    };
    if (text.title.empty())
        want("title");
    if (text.column.empty())
        want("column");
    if (trim(markup::text_of(text.body)).empty() && text.attachments.empty())
        want("body");
    for (const auto& field : type.fields)
        if (field.is_required && text.field(field.key).empty())
            want(field.key);
    if (text.field("disclosure") == "on_request")
        all.push_back({"disclosure", {RefusalKind::invalid, "publishing.refuse.not_public", {}, {}}});
    const auto signed_on = text.day("signed_on"), effective_on = text.day("effective_on"), expires_on = text.day("expires_on");
    if (expires_on && ((effective_on && *expires_on < *effective_on) || (signed_on && *expires_on < *signed_on)))
        all.push_back({"expires_on", {RefusalKind::invalid, "publishing.refuse.days_backwards", {}, {}}});
    if (signed_on && *signed_on > today())
        all.push_back({"signed_on", {RefusalKind::invalid, "publishing.refuse.signed_in_future", {}, {}}});
    return all;
}

Result<void> interpretation_gate(const DocumentType& type, const Text& text, int interpretations_handed_in) {
    if (!type.needs_interpretation)
        return {};
    if (text.field("interpretation_plan").empty())
        return refuse(RefusalKind::conflict, "publishing.refuse.no_plan");
    if (interpretations_handed_in == 0)
        return refuse(RefusalKind::conflict, "publishing.refuse.no_material");
    return {};
}

std::optional<Closing> closing_of(const DocumentType& type, std::string_view organ, const Text& text) {
    const auto signed_on = text.day("signed_on");
    if (const auto typed = text.field("signature"); !typed.empty())
        return Closing{std::string(typed), signed_on};
    if (!type.is_red_head || !signed_on)
        return std::nullopt;
    // The last lines of what was read from a file hold the day as it is printed; a note of disclosure may follow it.
    constexpr std::size_t looked_at = 4;
    const auto plain = markup::text_of(text.body);
    const auto lines = split(trim(plain), '\n');
    for (std::size_t i = 0; i < std::min(lines.size(), looked_at); ++i)
        if (intake::printed_day(lines[lines.size() - 1 - i]))
            return std::nullopt;
    const auto issuers = text.field("issuers");
    return Closing{std::string(issuers.empty() ? organ : issuers), signed_on};
}

std::optional<std::string> mended_number(std::string_view written) {
    std::u32string plain;
    for (const char32_t c : to_code_points(trim(written)))
        if (!is_blank(c))
            plain += without_width(c);
    if (plain.empty() || plain == U"无")
        return std::string();
    std::size_t at = 0;
    std::u32string office;
    while (at < plain.size() && is_han(plain[at]) && !(plain[at] == U'第' && at + 1 < plain.size() && is_digit(plain[at + 1])))
        office += plain[at++];
    if (!plain.ends_with(U"号") || office.empty() || office.size() > 16)
        return std::nullopt;
    std::u32string first, second;  // digits before and after what parts them
    bool is_parted = false;
    for (; at + 1 < plain.size(); ++at) {
        const char32_t c = plain[at];
        if (is_digit(c))
            (is_parted ? second : first) += c;
        else if (is_bracket(c) || c == U'第' || c == U'年' || c == U'-')
            is_parted = is_parted || !first.empty();
        else
            return std::nullopt;
    }
    if (first.size() > 4 && second.empty()) {  // the bracket between them was lost
        second = first.substr(4);
        first.resize(4);
    }
    second.erase(0, std::min(second.find_first_not_of(U'0'), second.size()));
    if (first.size() != 4 || (!first.starts_with(U"19") && !first.starts_with(U"20")) || second.empty() || second.size() > 5)
        return std::nullopt;
    return to_utf8(office + U"〔" + first + U"〕" + second + U"号");
}

std::string written(const IndexNumber& number) { return fmt::format("{}/{}-{:05}", number.code, number.year, number.number); }

std::string key_of(const IndexNumber& number) { return fmt::format("{}-{}-{:05}", number.code, number.year, number.number); }

bool is_index_number(std::string_view text) {
    const auto digits = [](std::string_view part) {
        return std::ranges::all_of(part, [](char c) { return c >= '0' && c <= '9'; });
    };
    return text.size() == 20 && std::ranges::all_of(text.substr(0, 9), is_code_character) && text[9] == '/' &&
           digits(text.substr(10, 4)) && text[14] == '-' && digits(text.substr(15));
}

std::optional<std::string> organisation_code(std::string_view typed) {
    std::string code;
    for (const char c : nfkc(trim(typed)))
        if (c != '-' && c != ' ')
            code += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    if (code.size() == 18)
        code = code.substr(8, 9);
    if (code.size() != 9 || !std::ranges::all_of(code, is_code_character) || check_character(code) != code[8])
        return std::nullopt;
    return code;
}

std::string stand_in_code(people::UnitId unit) { return fmt::format("GK{:06}Z", unit % 1'000'000); }
std::string demonstration_code(people::UnitId unit) { return fmt::format("SL{:06}Z", unit % 1'000'000); }

std::optional<Instant> moment_in_china(std::string_view day, std::string_view time) {
    const auto on = parse_day(trim(day));
    const auto parts = split(trim(time), ':');
    if (!on || parts.size() != 2 || parts[0].size() > 2 || parts[1].size() != 2)
        return std::nullopt;
    const auto hour = whole_number(parts[0]), minute = whole_number(parts[1]);
    if (!hour || !minute || *hour < 0 || *hour > 23 || *minute < 0 || *minute > 59)
        return std::nullopt;
    return Instant(*on) + std::chrono::hours(*hour - 8) + std::chrono::minutes(*minute);
}

// What may be handed in beside a text; what is no picture is saved by browsers and never run.
std::string type_of_file(std::string_view name, std::string_view bytes) {
    if (const auto type = media_type(bytes); !type.empty())
        return std::string(type);
    const auto ending = lower_ascii(name.substr(std::min(name.rfind('.'), name.size())));
    if (ending == ".vtt" && bytes.find('\0') == std::string_view::npos)
        return std::string(captions_type);
    return bytes.starts_with("%PDF-") ? "application/pdf" : "application/octet-stream";
}

markup::Clean body_from(std::string_view typed) {
    const auto is_tag = [&](std::size_t at) {
        return at + 1 < typed.size() && (std::isalpha(static_cast<unsigned char>(typed[at + 1])) || typed[at + 1] == '/');
    };
    for (auto at = typed.find('<'); at != std::string_view::npos; at = typed.find('<', at + 1))
        if (is_tag(at))
            return markup::clean(typed).body;
    std::string html;
    for (const auto line : split(typed, '\n'))
        if (!trim(line).empty())
            html += "<p>" + replace_all(replace_all(std::string(trim(line)), "&", "&amp;"), "<", "&lt;") + "</p>";
    return markup::clean(html).body;
}

std::string typed_from(const markup::Clean& body) {
    auto lines = replace_all(replace_all(body.html(), "<p>", ""), "</p>", "");
    if (lines.find('<') != std::string::npos)
        return body.html();
    for (const auto& [entity, sign] : {std::pair{"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&#39;", "'"}, {"&amp;", "&"}})
        lines = replace_all(std::move(lines), entity, sign);
    return body_from(lines) == body ? lines : body.html();
}

}  // namespace gongkai::publishing
