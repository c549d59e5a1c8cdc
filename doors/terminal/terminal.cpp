#include "doors/terminal/terminal.h"

#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <boost/json.hpp>
#include <cstdlib>
#include <iostream>

#include "base/core/log.h"
#include "base/core/text.h"
#include "base/db/hindered.h"

namespace gongkai::terminal {
namespace {

constexpr int bar_width = 30;

Language language_of_environment() {
    for (const char* name : {"GONGKAI_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"})
        if (const char* value = std::getenv(name); value && *value && std::string_view(value) != "C" &&
                                                   !std::string_view(value).starts_with("C.") &&
                                                   std::string_view(value) != "POSIX")
            return language_from(value);
    return Language::zh;
}

std::string from_environment(const char* name, const char* otherwise) {
    const char* value = std::getenv(name);
    return value ? value : otherwise;
}

// What CLI11 fills in for one verb.
struct Given {
    std::map<std::string, std::vector<std::string>, std::less<>> values;
    std::map<std::string, bool, std::less<>> flags;
};

class TerminalCall final : public Call {
  public:
    TerminalCall(const Given& given, Language language, std::filesystem::path data, std::string address, const OpenDatabase& open)
        : given_(given), language_(language), data_(std::move(data)), address_(std::move(address)), open_(open) {}

    std::string_view value(std::string_view option) const override {
        const auto found = given_.values.find(option);
        return found == given_.values.end() || found->second.empty() ? std::string_view() : found->second.front();
    }
    bool flag(std::string_view option) const override {
        const auto found = given_.flags.find(option);
        return found != given_.flags.end() && found->second;
    }
    std::vector<std::string> values(std::string_view option) const override {
        const auto found = given_.values.find(option);
        return found == given_.values.end() ? std::vector<std::string>() : found->second;
    }
    Language language() const override { return language_; }
    const std::filesystem::path& data_folder() const override { return data_; }
    const std::string& database_address() const override { return address_; }

    db::Database& database() override {
        if (!database_) {
            auto opened = open_(data_, address_);
            if (!opened)
                throw opened.error();
            database_ = std::move(*opened);
        }
        return *database_;
    }

    void print(std::string_view text) override {
        end_bar();
        std::cout << text << std::flush;
    }

    int refuse(const Refusal& refusal) override {
        end_bar();
        const auto sentence = words(language_, refusal);
        if (flag("--json"))
            std::cout << boost::json::serialize(boost::json::object{{"outcome", "refuse"}, {"message", sentence}}) << std::endl;
        else
            std::cerr << sentence << std::endl;
        return refused;
    }

    void progress(std::string_view what, std::size_t count, std::size_t total) override {
        if (!isatty(STDERR_FILENO) || total == 0)
            return;
        const int filled = static_cast<int>(count * bar_width / total);
        std::string bar;
        for (int i = 0; i < bar_width; ++i)
            bar += i < filled ? "█" : "░";
        std::cerr << fmt::format("\r\033[K{} {} {}/{}", bar, what, count, total) << std::flush;
        is_drawing_ = count < total;
        if (!is_drawing_)
            std::cerr << '\n';
    }

  private:
    void end_bar() {
        if (is_drawing_)
            std::cerr << '\n';
        is_drawing_ = false;
    }

    const Given& given_;
    Language language_;
    std::filesystem::path data_;
    std::string address_;
    const OpenDatabase& open_;
    std::unique_ptr<db::Database> database_;
    bool is_drawing_ = false;
};

// One verb's options, hung on CLI11; results land in `given`.
void add_options(CLI::App& app, const Verb& verb, Given& given, Language language) {
    for (const auto& option : verb.options) {
        const auto help = words(language, option.help);
        CLI::Option* added = nullptr;
        switch (option.kind) {
            case Option::Kind::flag:
                added = app.add_flag(option.name, given.flags[option.name], help);
                break;
            case Option::Kind::value:
                added = app.add_option(option.name, given.values[option.name], help)->expected(1)->take_all();
                break;
            case Option::Kind::argument:
                // As one string: a list would swallow the arguments after it.
                added = app.add_option_function<std::string>(
                    option.name, [&into = given.values[option.name]](const std::string& word) { into = {word}; }, help);
                break;
            case Option::Kind::arguments:
                added = app.add_option(option.name, given.values[option.name], help);
                break;
        }
        added->required(option.required);
    }
}

// What the library itself writes into a help, in the reader's language.
void speak(CLI::App& app, Language language) {
    for (const auto& [key, id] : {std::pair{"Usage", "terminal.help.usage"},
                                  {"OPTIONS", "terminal.help.some_options"},
                                  {"SUBCOMMAND", "terminal.help.verb"},
                                  {"SUBCOMMANDS", "terminal.help.verb"},
                                  {"Positionals", "terminal.help.arguments"},
                                  {"REQUIRED", "terminal.help.required"}})
        app.get_formatter()->label(key, words(language, id));
    app.option_defaults()->group(words(language, "terminal.help.options"));
    app.set_help_flag("-h,--help", words(language, "terminal.help.help"));
    app.set_version_flag("--version", GONGKAI_VERSION, words(language, "terminal.help.version"));
}

// The verb that was called, as far as it was understood.
const CLI::App& last_of(const CLI::App& app) {
    const auto* command = &app;
    while (!command->get_subcommands().empty())
        command = command->get_subcommands().front();
    return *command;
}

// Why the words of a command were wrong, in the reader's language; the library speaks English only.
std::string misuse(Language language, const CLI::App& app, const CLI::ParseError& error) {
    if (const auto unknown = app.remaining(true); !unknown.empty())
        return words(language, "terminal.misuse.unknown", {join(unknown, " ")});
    const std::string what = error.what();
    // "--listen: 1 required TEXT missing"
    if (const auto end = what.find(':'); dynamic_cast<const CLI::ArgumentMismatch*>(&error) && end != std::string::npos)
        return words(language, "terminal.misuse.value", {what.substr(0, end)});
    if (static_cast<CLI::ExitCodes>(error.get_exit_code()) != CLI::ExitCodes::RequiredError)
        return words(language, "terminal.misuse.other", {what});
    if (what.starts_with("A subcommand")) {
        std::vector<std::string> names;
        for (const auto* verb : last_of(app).get_subcommands([](const CLI::App*) { return true; }))
            names.push_back(verb->get_name());
        return words(language, "terminal.misuse.verb", {join(names, language == Language::en ? ", " : "、")});
    }
    return words(language, "terminal.misuse.missing", {what.substr(0, what.find(' '))});
}

}  // namespace

int run(int argc, char** argv, const Verbs& verbs, const OpenDatabase& open_database) {
    Language language = language_of_environment();
    for (int i = 1; i + 1 < argc; ++i)  // before the help is written
        if (std::string_view(argv[i]) == "--language")
            language = language_from(argv[i + 1]);

    CLI::App app(words(language, "terminal.about"), "gongkai");
    speak(app, language);
    app.require_subcommand(1);
    app.fallthrough();
    std::string data = from_environment("GONGKAI_DATA", "var");
    std::string address = from_environment("GONGKAI_DATABASE", "");
    std::string tag;
    app.add_option("--data", data, words(language, "terminal.data"))->capture_default_str();
    app.add_option("--database", address, words(language, "terminal.database"));  // its default may hold a password: not shown
    app.add_option("--language", tag, words(language, "terminal.language"));

    std::map<CLI::App*, const Verb*> by_command;
    std::map<std::string, CLI::App*> commands;  // "programme", "programme read"
    for (const auto& verb : verbs) {
        CLI::App* parent = &app;
        std::string path;
        for (const auto word : split(verb.name, ' ')) {
            path += (path.empty() ? "" : " ") + std::string(word);
            auto& next = commands[path];
            if (!next) {
                const auto id = "terminal.noun." + path;
                next = parent->add_subcommand(std::string(word), has_words(language, id) ? words(language, id) : "");
                next->fallthrough();
                next->group(words(language, "terminal.help.verbs"));
                next->get_help_ptr()->group(words(language, "terminal.help.options"));
                if (path != verb.name)
                    next->require_subcommand(1);
            }
            parent = next;
        }
        parent->description(words(language, verb.help));
        by_command[parent] = &verb;
    }
    // Only the verb that was called has its options filled: options of two verbs may share a name.
    std::map<const Verb*, Given> givens;
    for (auto& [command, verb] : by_command)
        add_options(*command, *verb, givens[verb], language);

    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        if (error.get_exit_code() == 0)  // help and version
            return app.exit(error);
        std::string asked = "gongkai";
        for (const auto* command = &app; !command->get_subcommands().empty();) {
            command = command->get_subcommands().front();
            asked += ' ' + command->get_name();
        }
        std::cerr << misuse(language, app, error) << '\n' << words(language, "terminal.misuse.help", {asked}) << std::endl;
        return misused;
    }
    if (!tag.empty() && tag_of(language_from(tag)).substr(0, 2) != tag.substr(0, 2)) {
        std::cerr << words(language, "terminal.misuse.language", {tag}) << std::endl;
        return misused;
    }

    for (auto& [command, verb] : by_command) {
        if (!command->parsed())
            continue;
        TerminalCall call(givens[verb], language, data, address, open_database);
        try {
            return verb->run(call);
        } catch (const Refusal& refusal) {
            return call.refuse(refusal);
        } catch (const std::exception& error) {
            const auto* hindered = dynamic_cast<const db::Hindered*>(&error);
            const bool is_away = dynamic_cast<const Unavailable*>(&error);
            std::cerr << words(language, hindered ? hindered->id() : is_away ? "terminal.away" : "terminal.broken") << std::endl;
            log(Level::error, "verb broke", {{"verb", verb->name}, {"why", error.what()}});
            return broken;
        }
    }
    std::cerr << app.help();
    return misused;
}

}  // namespace gongkai::terminal
