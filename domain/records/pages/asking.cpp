// How another system is asked for its records.
#include "base/web/client.h"
#include "domain/records/pages/pages.h"

namespace gongkai::records {

Result<std::string> ask_other(const Question& question) {
    constexpr std::size_t bytes_at_most = std::size_t{64} << 20;
    web::Ask ask{.address = question.address};
    ask.headers = {{"Accept", "application/json, text/csv;q=0.9, */*;q=0.1"}};
    if (!question.secret.empty())
        ask.headers.emplace_back(question.header, question.secret);
    ask.within = question.within;
    ask.at_most = bytes_at_most;
    ask.only_public = !question.is_let_in;
    auto answer = web::fetch(ask);
    if (!answer)
        return std::unexpected(answer.error());
    // A redirect is not followed: a token goes to nobody but whom the office has named.
    if (answer->status != 200)
        return refuse(Refusal::Kind::unavailable, "records.refuse.fetch_status", {std::to_string(answer->status)});
    return std::move(answer->body);
}

}  // namespace gongkai::records
