#include "base/extract/child.h"

#include <new>
#include <stdexcept>
#include <string>

#include "base/core/text.h"
#include "base/extract/answer.h"
#include "base/extract/confine.h"
#include "base/extract/readers.h"
#include "base/extract/rich_answer.h"
#include "base/extract/rich_readers.h"

namespace gongkai::extract {
namespace {

Result<Document> with_text(Result<Document> result) {
    if (result)
        for (const auto& page : result->pages)
            if (page.text.find_first_not_of(" \t\n") != std::string::npos)
                return result;
    if (result)
        return refuse(Refusal::Kind::invalid, "extract.refuse.empty");
    return result;
}

// GB/T 33190 keeps letters at places and knows no tables: its paragraphs are lines of one page.
Result<Document> lines_of_ofd(std::string_view bytes) {
    auto rich = read_rich_ofd(bytes);
    if (!rich)
        return std::unexpected(rich.error());
    return Document{Format::txt, std::move(rich->title), {{plain_text(*rich), {}}}, std::move(rich->warnings)};
}

// Raises the last wall as soon as the format allows it.
Result<Document> read(std::string_view bytes) {
    if (looks_like_pdf(bytes)) {
        auto output = run_poppler(bytes);
        confine_to_computing();
        return output ? read_pdf(std::move(*output)) : std::unexpected(output.error());
    }
    confine_to_computing();
    if (is_ofd(bytes))
        return lines_of_ofd(bytes);
    const auto format = tell_format(bytes);
    if (!format)
        return std::unexpected(format.error());
    switch (*format) {
        case Format::txt:
            return read_txt(bytes);
        case Format::html:
            return read_html(bytes);
        case Format::docx:
            return read_docx(bytes);
        case Format::xlsx:
            return read_xlsx(bytes);
        case Format::pdf:
            break;
    }
    throw std::logic_error("a PDF that did not look like one");
}

template <class T>
std::string answer(std::string_view bytes, std::string (*write)(const Result<T>&), Result<T> (*read_it)(std::string_view)) {
    const auto beyond = [&](const char* detail) {
        return write(refuse(Refusal::Kind::too_large, "extract.refuse.too_large", {}, detail));
    };
    try {
        return write(read_it(bytes));
    } catch (const std::bad_alloc&) {
        return beyond("out of memory");
    } catch (const std::length_error& error) {
        return beyond(error.what());
    } catch (const std::exception& error) {
        return write(damaged(error.what()));
    }
}

Result<Rich> recognised(Result<Recognised> text) {
    confine_to_computing();
    return text ? Result<Rich>(read_recognised(*text)) : std::unexpected(text.error());
}

Result<Rich> read_rich_one(std::string_view bytes) {
    if (looks_like_pdf(bytes)) {
        auto says = ask_poppler(bytes);
        if (!says && says.error().id == "extract.refuse.no_text")  // a scan
            return recognised(recognise_pdf(bytes));
        confine_to_computing();
        return says ? read_rich_pdf(std::move(*says), bytes) : std::unexpected(says.error());
    }
    if (!picture_type(bytes).empty())
        return recognised(recognise_picture(bytes));
    confine_to_computing();
    if (is_ofd(bytes))
        return read_rich_ofd(bytes);
    if (is_pptx(bytes))
        return read_rich_pptx(bytes);
    const auto format = tell_format(bytes);
    if (!format)
        return std::unexpected(format.error());
    switch (*format) {
        case Format::txt:
            return read_plain_text(bytes);
        case Format::html:
            return read_rich_html(bytes);
        case Format::docx:
            return read_rich_docx(bytes);
        case Format::xlsx:
            return read_rich_xlsx(bytes);
        case Format::pdf:
            break;
    }
    throw std::logic_error("a PDF that did not look like one");
}

Result<Rich> read_rich(std::string_view bytes) {
    auto rich = read_rich_one(bytes);
    if (rich && rich->pictures.empty() && rich->hidden.empty() && trim(plain_text(*rich)).empty())
        return refuse(Refusal::Kind::invalid, "extract.refuse.empty");
    return rich;
}

}  // namespace

void be_child() {
    live_confined([](const std::string& bytes) {
        return answer<Document>(bytes, write_answer, [](std::string_view b) { return with_text(read(b)); });
    });
}

void be_rich_child() {
    live_confined([](const std::string& bytes) {
        return answer<Rich>(bytes, write_rich_answer, [](std::string_view b) { return read_rich(b); });
    });
}

}  // namespace gongkai::extract
