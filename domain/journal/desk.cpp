#include "domain/journal/desk.h"

#include <limits>

#include "domain/journal/chain.h"
#include "domain/journal/queries.h"

namespace gongkai::journal {
namespace {

const std::string before_the_first(64, '0');

Line line_of(const db::Rows& rows) {
    return {rows.get<std::int64_t>(0),
            rows.get<Instant>(1),
            {rows.get<std::string>(2), rows.get<std::string>(3), rows.get<std::string>(4), rows.get<std::string>(5)},
            rows.get<std::string>(6),
            rows.get<std::string>(7)};
}

std::vector<Line> lines_in(db::Rows rows) {
    std::vector<Line> lines;
    while (rows.next())
        lines.push_back(line_of(rows));
    return lines;
}

}  // namespace

void note(db::Connection& connection, const Deed& deed) { Chain(connection).note(deed); }

Chain::Chain(db::Connection& connection) : connection_(connection), last_hash_(before_the_first) {
    if (const auto last = connection.query(sql::last_link).first<std::int64_t, std::string>()) {
        last_sequence_ = std::get<0>(*last);
        last_hash_ = std::get<1>(*last);
    }
}

void Chain::note(const Deed& deed) {
    Line line{last_sequence_ + 1, now(), deed, last_hash_, {}};
    line.hash = hash_of(line);
    connection_.post(sql::add_line, line.sequence, line.at, deed.actor, deed.deed, deed.subject, deed.detail, line.previous_hash,
                     line.hash);
    last_sequence_ = line.sequence;
    last_hash_ = std::move(line.hash);
}

Result<Proof> check(db::Connection& connection, const std::function<void(std::int64_t)>& progress) {
    Proof proof{0, before_the_first};
    for (auto rows = connection.query(sql::all_lines); rows.next();) {
        const Line line = line_of(rows);
        if (line.sequence != proof.lines + 1 || line.previous_hash != proof.last_hash || line.hash != hash_of(line))
            return refuse(Refusal::Kind::conflict, "journal.refuse.broken", {std::to_string(proof.lines + 1)});
        proof = {line.sequence, line.hash};
        if (progress)
            progress(proof.lines);
    }
    return proof;
}

bool holds_line(db::Connection& connection, std::string_view hash) {
    return connection.query(sql::line_by_hash, hash, std::string(hash) + 'g').next();  // no hash has a digit after f
}

std::vector<Line> newest(db::Connection& connection, int at_most) {
    return lines_in(connection.query(sql::newest_lines, at_most));
}

std::vector<Line> newest(db::Connection& connection, const Asked& asked, int at_most) {
    const auto before = asked.before > 0 ? asked.before : std::numeric_limits<std::int64_t>::max();
    if (asked.actor.empty() && asked.deed.empty())
        return lines_in(connection.query(sql::lines_before, before, at_most));
    if (asked.deed.empty())
        return lines_in(connection.query(sql::lines_of_actor, before, at_most, asked.actor));
    if (asked.actor.empty())
        return lines_in(connection.query(sql::lines_of_deed, before, at_most, asked.deed));
    return lines_in(connection.query(sql::lines_of_both, before, at_most, asked.actor, asked.deed));
}

std::vector<Line> after(db::Connection& connection, std::int64_t sequence, int at_most) {
    return lines_in(connection.query(sql::lines_after, sequence, at_most));
}

std::vector<std::string> deeds(db::Connection& connection) {
    std::vector<std::string> all;
    for (auto rows = connection.query(sql::deeds); rows.next();)
        all.push_back(rows.get<std::string>(0));
    return all;
}

}  // namespace gongkai::journal
