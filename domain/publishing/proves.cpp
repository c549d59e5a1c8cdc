#include "domain/publishing/proves.h"

#include "base/web/target.h"
#include "domain/ledger/desk.h"
#include "domain/publishing/queries.h"

namespace gongkai::publishing {

std::vector<std::string> pages_of(std::string_view key) {
    std::vector<std::string> all{"/documents/" + std::string(key)};
    if (auto encoded = "/documents/" + web::encode(key); encoded != all.front())
        all.push_back(std::move(encoded));
    return all;
}

OnPage what_hangs_on(db::Connection& connection, const Document& document) {
    OnPage all;
    if (document.key.empty())
        return all;
    for (bool is_first = true; const auto& page : pages_of(document.key)) {
        for (auto rows = connection.query(sql::hangs_on_page, document.id, page, ledger::end_of_addresses(page)); rows.next();) {
            if (rows.get<int>(0) == 0) {
                if (is_first && document.is_live())
                    all.dead_links.push_back(rows.get<std::string>(1));
                continue;
            }
            const bool has_lapsed = rows.get<bool>(6);
            if (ledger::lies_at(page, rows.text(1)) && has_lapsed == document.withdrawn_at.has_value())
                all.proven.push_back({rows.get<ledger::DutyId>(2), rows.get<int>(3), rows.get<Day>(4), rows.get<std::string>(5)});
        }
        is_first = false;
    }
    return all;
}

}  // namespace gongkai::publishing
