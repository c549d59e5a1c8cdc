#include "base/web/forms.h"

#include <algorithm>
#include <charconv>

#include "base/core/text.h"
#include "base/web/target.h"

namespace gongkai::web {
namespace {

Fields with_plain_line_ends(const Fields& fields) {
    Fields plain;
    for (const auto& [name, value] : fields)
        plain.add(name, replace_all(value, "\r\n", "\n"));
    return plain;
}

std::optional<std::int64_t> number_of(std::string_view text) {
    std::int64_t number = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
    return fault == std::errc() && end == text.data() + text.size() ? std::optional(number) : std::nullopt;
}

std::optional<Day> day_as_people_write_it(std::string_view typed) {
    auto text = nfkc(typed);
    for (const std::string_view separator : {"年", "月", "/", "."})
        text = replace_all(std::move(text), separator, "-");
    text = replace_all(std::move(text), "日", "");
    const auto parts = split(text, '-');
    if (parts.size() != 3 || parts[0].size() != 4)
        return std::nullopt;
    std::string exact(parts[0]);
    for (const auto part : {trim(parts[1]), trim(parts[2])}) {
        if (part.empty() || part.size() > 2)
            return std::nullopt;
        exact.append(part.size() == 1 ? "-0" : "-").append(part);
    }
    return parse_day(exact);
}

}  // namespace

Result<FormData> read_form(const Request& request) {
    const auto type = request.header("Content-Type").value_or("");
    const auto kind = trim(type.substr(0, type.find(';')));
    const auto unreadable = [] { return refuse(Refusal::Kind::invalid, "web.refuse.form_unreadable"); };
    FormData form;
    if (same_ignoring_case(kind, "application/x-www-form-urlencoded")) {
        if (!read_urlencoded(request.body, form.fields, form_fields_at_most))
            return unreadable();
    } else if (same_ignoring_case(kind, "multipart/form-data")) {
        const auto boundary = multipart_boundary(type);
        auto read = boundary ? read_multipart(request.body, *boundary) : std::nullopt;
        if (!read)
            return unreadable();
        form = std::move(*read);
    }
    form.fields = with_plain_line_ends(form.fields);
    return form;
}

void Form::say(std::string_view field, std::string id, std::vector<std::string> arguments) {
    refuse(field, {Refusal::Kind::invalid, std::move(id), std::move(arguments), {}});
}

void Form::refuse(std::string_view field, Refusal refusal) { errors_.push_back({std::string(field), std::move(refusal)}); }

const Refusal* Form::error_of(std::string_view field) const {
    const auto found = std::ranges::find(errors_, field, [](const FieldError& error) -> std::string_view { return error.field; });
    return found == errors_.end() ? nullptr : &found->refusal;
}

std::string_view Form::given(std::string_view field, Need need) {
    const auto text = trim(typed(field));
    if (text.empty() && need == Need::required)
        say(field, "web.form.required");
    return text;
}

std::string Form::text(std::string_view field, const TextRule& rule) {
    const auto text = given(field, rule.need);
    const auto count = count_code_points(text);
    if (count > rule.at_most)
        say(field, "web.form.too_long", {std::to_string(rule.at_most), std::to_string(count)});
    else if (!text.empty() && count < rule.at_least)
        say(field, "web.form.too_short", {std::to_string(rule.at_least), std::to_string(count)});
    else if (rule.lines == TextRule::Lines::one && text.find_first_of("\r\n") != std::string_view::npos)
        say(field, "web.form.one_line");
    else
        return std::string(text);
    return {};
}

std::optional<Day> Form::day(std::string_view field, Need need) {
    const auto text = given(field, need);
    if (text.empty())
        return std::nullopt;
    const auto day = day_as_people_write_it(text);
    if (!day)
        say(field, "web.form.no_day");
    return day;
}

std::optional<std::int64_t> Form::whole_number(std::string_view field, std::int64_t at_least, std::int64_t at_most, Need need) {
    const auto text = given(field, need);
    if (text.empty())
        return std::nullopt;
    const auto number = number_of(nfkc(text));
    if (number && *number >= at_least && *number <= at_most)
        return number;
    say(field, "web.form.no_number", {std::to_string(at_least), std::to_string(at_most)});
    return std::nullopt;
}

std::string Form::one_of(std::string_view field, std::initializer_list<std::string_view> choices, Need need) {
    const auto text = given(field, need);
    if (text.empty())
        return {};
    if (std::ranges::find(choices, text) != choices.end())
        return std::string(text);
    say(field, "web.form.no_choice");
    return {};
}

bool Form::is_ticked(std::string_view field) const { return !typed(field).empty(); }

const UploadedFile* Form::file(std::string_view field, std::size_t bytes_at_most, Need need) {
    const auto found =
        std::ranges::find(data_.files, field, [](const UploadedFile& file) -> std::string_view { return file.field; });
    if (found == data_.files.end()) {
        if (need == Need::required)
            say(field, "web.form.no_file");
        return nullptr;
    }
    if (found->bytes.size() > bytes_at_most) {
        say(field, "web.form.file_too_large", {found->name, std::to_string(bytes_at_most >> 20)});
        return nullptr;
    }
    return &*found;
}

bool Form::is_among(std::string_view field, std::string_view value) const {
    const auto sent = data_.fields.all(field);
    return std::ranges::find(sent, value) != sent.end();
}

}  // namespace gongkai::web
