#include "base/redact/redact.h"

#include <atomic>
#include <stdexcept>

#include "base/core/text.h"
#include "base/extract/ask.h"
#include "base/extract/confine.h"
#include "base/redact/child.h"
#include "base/redact/message.h"
#include "base/strip/formats.h"

namespace gongkai::redact {
namespace {

using namespace std::string_view_literals;

constexpr auto places_child = "--places-child", redact_child = "--redact-child";
constexpr auto most_time = std::chrono::seconds(90);
constexpr auto known = {"format"sv, "encrypted"sv, "too_large"sv, "too_slow"sv, "no_programs"sv};

std::atomic<bool> main_asked = false;

// Pieces, each after a line with its length.
std::string packed(std::initializer_list<std::string_view> pieces) {
    std::string out;
    for (const auto piece : pieces)
        out.append(std::to_string(piece.size())).append("\n").append(piece);
    return out;
}

std::string_view next_piece(std::string_view& packed) {
    const auto end = packed.find('\n');
    const auto size = end == std::string_view::npos ? std::nullopt : whole_number(packed.substr(0, end));
    if (!size || *size < 0 || static_cast<std::size_t>(*size) > packed.size() - end - 1)
        throw std::runtime_error("a message that is not whole");
    const auto piece = packed.substr(end + 1, static_cast<std::size_t>(*size));
    packed.remove_prefix(end + 1 + piece.size());
    return piece;
}

// The child's answer: a word on its first line, then what it made, or a sentence for the log.
template <class Work>
std::string answer(Work work) {
    try {
        return "done\n" + work();
    } catch (const No& no) {
        return no.id + "\n" + no.detail;
    } catch (const strip::Encrypted& error) {
        return std::string("encrypted\n") + error.what();
    } catch (const std::bad_alloc&) {
        return "too_large\nout of memory";
    } catch (const std::exception& error) {
        return std::string("damaged\n") + error.what();
    }
}

template <class Work>
[[noreturn]] void be_child(Work work) {
    extract::live_confined([&](const std::string& bytes) { return answer([&] { return work(std::string_view(bytes)); }); });
}

Result<std::string> ask(std::string_view message, const char* child, std::string_view name) {
    if (!main_asked)
        throw std::logic_error("a stranger's file in a program whose main() does not call redact::run_if_child()");
    const auto no = [&](Refusal::Kind kind, std::string_view id, std::string detail) {
        return refuse(kind, "redact.refuse." + std::string(id), {std::string(name)}, std::move(detail));
    };
    const extract::Turn turn;
    if (!turn)
        return no(Refusal::Kind::unavailable, "busy", "no child became free");
    const auto file = extract::in_memory(message);
    auto said = extract::answer_of(file.get(), {child}, most_time);
    if (!said) {
        const auto id = std::string_view(said.error().id).substr(said.error().id.rfind('.') + 1);
        return no(said.error().kind, id == "too_slow" || id == "too_large" ? id : "damaged", said.error().detail);
    }
    const auto end = std::min(said->find('\n'), said->size());
    const auto word = said->substr(0, end);
    auto rest = said->substr(std::min(end + 1, said->size()));
    if (word == "done")
        return rest;
    for (const auto id : known)
        if (word == id)
            return no(id == "no_programs" ? Refusal::Kind::unavailable : Refusal::Kind::invalid, id, std::move(rest));
    return no(Refusal::Kind::invalid, "damaged", std::move(rest));
}

auto not_well_formed(std::string_view name, const std::exception& error) {
    return refuse(Refusal::Kind::invalid, "redact.refuse.damaged", {std::string(name)}, error.what());
}

}  // namespace

Result<Places> places_in(std::string_view bytes, std::string_view name) {
    const auto said = ask(bytes, places_child, name);
    if (!said)
        return std::unexpected(said.error());
    try {
        return read_places(*said);
    } catch (const std::exception& error) {
        return not_well_formed(name, error);
    }
}

Result<Redacted> redact(std::string_view bytes, std::string_view name, const Masking& masking) {
    const auto said = ask(packed({write(masking), bytes}), redact_child, name);
    if (!said)
        return std::unexpected(said.error());
    try {
        std::string_view left = *said;
        Redacted made{std::string(next_piece(left)), {}, false};
        made.seen = next_piece(left);
        made.had_signature = next_piece(left) == "signed";
        return made;
    } catch (const std::exception& error) {
        return not_well_formed(name, error);
    }
}

void run_if_child(int argc, char** argv) {
    main_asked = true;
    if (argc != 2)
        return;
    if (argv[1] == std::string_view(places_child))
        be_child([](std::string_view bytes) { return write(read_places_of(bytes)); });
    if (argv[1] == std::string_view(redact_child))
        be_child([](std::string_view message) {
            const auto masking = read_masking(next_piece(message));
            const auto made = redact_here(next_piece(message), masking);
            return packed({made.file, made.seen, made.had_signature ? "signed" : ""});
        });
}

}  // namespace gongkai::redact
