#include <map>

#include "domain/records/kind_proof.h"
#include "domain/records/sheet.h"

namespace gongkai::records {

void prove_heads(Proof& proof, const Kind& kind) {
    constexpr std::string_view head_of_serial = "记录编号";  // workbook.cpp
    std::map<std::string, const Field*> own;
    for (const auto& field : kind.fields) {
        const auto at = "fields." + field.key;
        for (const auto* head : {&field.names.zh, &field.names.en})
            if (const auto [there, is_new] = own.emplace(head_key(*head), &field);
                !is_new && there->second != &field && !head->empty())
                proof.fault(at + ".names", "same_head", {*head, there->second->key});
        if (head_key(field.names.zh) == head_of_serial)
            proof.fault(at + ".names", "taken_head", {field.names.zh});
    }
    std::map<std::string, const Field*> others;
    for (const auto& field : kind.fields)
        for (const auto& head : field.headers) {
            const auto at = "fields." + field.key + ".headers";
            const auto mine = own.find(head_key(head));
            const auto [there, is_new] = others.emplace(head_key(head), &field);
            if (mine != own.end() && mine->second != &field)
                proof.fault(at, "same_head", {head, mine->second->key});
            else if (!is_new && there->second != &field)
                proof.fault(at, "same_head", {head, there->second->key});
        }
}

}  // namespace gongkai::records
