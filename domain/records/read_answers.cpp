// How a search answers from a kind's records, read from its file.
#include <algorithm>

#include "domain/records/kind_proof.h"

namespace gongkai::records {
namespace {

namespace json = boost::json;

class AnswersReader {
  public:
    AnswersReader(Proof& proof, Kind& kind) : proof_(proof), kind_(kind) {}

    void read(const json::object& one) {
        proof_.only(one, at_, {"asked", "by", "or_by", "endings", "says", "first_by", "shut"});
        Answers answers;
        answers.asked = proof_.texts(one, at_, "asked", true);
        if (answers.asked.empty())
            proof_.fault(at_ + ".asked", "missing");
        answers.endings = proof_.texts(one, at_, "endings", false);
        const auto by = open_field(one, "by", true);
        answers.or_by = open_field(one, "or_by", false);
        answers.first_by = open_field(one, "first_by", false);
        for (const auto& key : proof_.texts(one, at_, "says", true))
            if (const auto field = open(key, at_ + ".says")) {
                // A list looks its units up, a record does not.
                if (!answers.is_list() && (type_of(*field) == Type::unit || type_of(*field) == Type::town))
                    proof_.fault(at_ + ".says", "no_answer_unit", {key});
                answers.says.push_back(*field);
            }
        if (answers.says.empty())
            proof_.fault(at_ + ".says", "missing");
        if (answers.or_by && (type_of(*answers.or_by) != Type::choice || !kind_.slot_of(*answers.or_by)))
            proof_.fault(at_ + ".or_by", "no_filter", {kind_.fields[*answers.or_by].key});
        if (answers.first_by && !is_number(type_of(*answers.first_by)))
            proof_.fault(at_ + ".first_by", "not_number", {kind_.fields[*answers.first_by].key});
        read_shut(one, answers);
        if (!by)
            return;
        answers.by = *by;
        if (answers.is_list()) {
            // Its newest record tells which month the newest is.
            if (!is_time(type_of(*by)))
                proof_.fault(at_ + ".by", "not_time", {kind_.fields[*by].key});
            if (!kind_.slot_of(*by) || kind_.order.field != *by || !kind_.order.is_descending)
                proof_.fault(at_ + ".by", "no_newest", {kind_.fields[*by].key});
        } else if (!kind_.title.empty() && kind_.title != "{" + kind_.fields[*by].key + "}") {
            proof_.fault(at_ + ".by", "no_title", {kind_.fields[*by].key});
        }
        kind_.answers = std::move(answers);
    }

  private:
    Type type_of(FieldIndex field) const { return kind_.fields[field].type; }
    std::optional<FieldIndex> open(const std::string& key, const std::string& at) {
        const auto field = kind_.find_field(key);
        if (!field)
            proof_.fault(at, "no_field", {key});
        else if (kind_.fields[*field].privacy != Privacy::open)
            proof_.fault(at, "private", {key});
        return field;
    }
    std::optional<FieldIndex> open_field(const json::object& one, std::string_view key, bool is_needed) {
        const auto text = proof_.text(one, at_, key, is_needed);
        return text.empty() ? std::nullopt : open(text, Proof::under(at_, key));
    }

    void read_shut(const json::object& one, Answers& answers) {
        const auto* shut = proof_.object(one, at_, "shut");
        if (!shut)
            return;
        const auto here = at_ + ".shut";
        proof_.only(*shut, here, {"field", "is"});
        const auto key = proof_.text(*shut, here, "field"), is = proof_.text(*shut, here, "is");
        if (key.empty())
            return;
        const auto field = open(key, here + ".field");
        if (!field)
            return;
        if (!kind_.fields[*field].find_choice(is))
            proof_.fault(here + ".is", "no_choice", {is});
        answers.shut = {*field, is};
    }

    Proof& proof_;
    Kind& kind_;
    const std::string at_ = "answers";
};

}  // namespace

void read_answers(Proof& proof, const json::object& whole, Kind& kind) {
    if (const auto key = proof.text(whole, "", "apply", false); !key.empty()) {
        kind.apply = kind.find_field(key);
        if (!kind.apply)
            proof.fault("apply", "no_field", {key});
        else if (kind.fields[*kind.apply].type != Type::link || kind.fields[*kind.apply].privacy != Privacy::open)
            proof.fault("apply", "no_link", {key});
    }
    if (const auto* one = proof.object(whole, "", "answers"))
        AnswersReader(proof, kind).read(*one);
}

}  // namespace gongkai::records
