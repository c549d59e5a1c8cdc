#include "base/strip/strip.h"

#include <atomic>
#include <stdexcept>

#include "base/extract/ask.h"
#include "base/extract/confine.h"
#include "base/strip/formats.h"

namespace gongkai::strip {
namespace {

using namespace std::string_view_literals;

constexpr auto child_name = "--strip-child";
constexpr auto most_time = std::chrono::seconds(30);

std::atomic<bool> main_asked = false;

bool is_plain_text(std::string_view bytes) {
    return bytes.find('\0') == std::string_view::npos && !bytes.starts_with("{\\rtf"sv);
}

// The child's answer: a word on its first line, then the file, or a sentence for the log.
std::string answer(std::string_view bytes) {
    try {
        if (bytes.starts_with("PK\x03\x04"sv))
            return "stripped\n" + strip_office(bytes);
        if (bytes.substr(0, 1024).find("%PDF-"sv) != std::string_view::npos)
            return "stripped\n" + strip_pdf(bytes);
        if (is_picture(bytes))
            return "stripped\n" + strip_picture(bytes);
        return "format\nan unknown format";
    } catch (const Encrypted& error) {
        return std::string("encrypted\n") + error.what();
    } catch (const TooLarge& error) {
        return std::string("too_large\n") + error.what();
    } catch (const std::bad_alloc&) {
        return "too_large\nout of memory";
    } catch (const std::exception& error) {
        return std::string("damaged\n") + error.what();
    }
}

}  // namespace

Result<std::string> strip_metadata(std::string_view bytes, std::string_view name) {
    if (!main_asked)
        throw std::logic_error("a stranger's file in a program whose main() does not call strip::run_if_child()");
    const auto no = [&](Refusal::Kind kind, std::string_view id, std::string detail) {
        return refuse(kind, "strip.refuse." + std::string(id), {std::string(name)}, std::move(detail));
    };
    const bool is_known =
        bytes.starts_with("PK\x03\x04"sv) || is_picture(bytes) || bytes.substr(0, 1024).find("%PDF-"sv) != std::string_view::npos;
    if (!is_known)
        return is_plain_text(bytes) ? Result<std::string>(std::string(bytes))
                                    : no(Refusal::Kind::invalid, "format", "an unknown format");
    const extract::Turn turn;
    if (!turn)
        return no(Refusal::Kind::unavailable, "busy", "no child became free");
    const auto file = extract::in_memory(bytes);
    auto said = extract::answer_of(file.get(), {child_name}, most_time);
    if (!said)
        return no(said.error().kind, said.error().kind == Refusal::Kind::too_large ? "too_large" : "damaged",
                  said.error().detail);
    const auto end = said->find('\n');
    const auto word = said->substr(0, end);
    if (word == "stripped")
        return said->substr(end + 1);
    for (const auto known : {"format"sv, "encrypted"sv, "too_large"sv})
        if (word == known)
            return no(known == "too_large" ? Refusal::Kind::too_large : Refusal::Kind::invalid, known, said->substr(end + 1));
    return no(Refusal::Kind::invalid, "damaged", end == std::string::npos ? std::string() : said->substr(end + 1));
}

void run_if_child(int argc, char** argv) {
    main_asked = true;
    if (argc == 2 && argv[1] == std::string_view(child_name))
        extract::live_confined([](const std::string& bytes) {
            extract::confine_to_computing();
            return answer(bytes);
        });
}

}  // namespace gongkai::strip
