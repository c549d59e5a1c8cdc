#include "base/redact/run.h"

#include "base/redact/child.h"

namespace gongkai::redact {

using namespace std::string_view_literals;
using extract::Program;

void check(const Program& program) {
    const auto& name = program.arguments[0];
    if (program.exit_code == 127)
        throw No{"no_programs", name + " cannot be run"};
    if (program.is_too_much)
        throw No{"too_large", name + " said more than is read"};
    if (program.exit_code == -1)
        throw No{"too_slow", name + " was ended by its limits"};
    if (program.exit_code != 0)
        throw No{program.errors.find("Incorrect password") != std::string::npos ? "encrypted" : "damaged",
                 name + ": " + program.errors};
}

std::string run(std::vector<std::string> arguments, std::string_view input, std::size_t most_output) {
    std::vector<Program> programs(1);
    programs[0].arguments = std::move(arguments);
    programs[0].most_output = most_output;
    extract::run_together(programs, input);
    check(programs[0]);
    return std::move(programs[0].output);
}

void pass_on(const Refusal& refusal) {
    const auto id = std::string_view(refusal.id).substr(refusal.id.rfind('.') + 1);
    throw No{id == "no_ocr" || id == "no_poppler" ? "no_programs" : std::string(id), refusal.detail};
}

bool is_jpeg(std::string_view bytes) { return bytes.starts_with("\xFF\xD8\xFF"sv); }
bool is_picture(std::string_view bytes) { return is_jpeg(bytes) || bytes.starts_with("\x89PNG\r\n\x1A\n"sv); }

Program draws_page(int number, int side) {
    const auto page = std::to_string(number);
    Program program;
    program.arguments = {"/usr/bin/pdftoppm", "-scale-to", std::to_string(side), "-f", page, "-l", page, "-"};
    program.most_output = most_drawing;
    return program;
}

}  // namespace gongkai::redact
