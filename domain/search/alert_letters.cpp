#include "domain/search/alert_letters.h"

#include <algorithm>

#include "base/core/hash.h"
#include "base/core/text.h"
#include "domain/search/alert.h"
#include "domain/search/described.h"
#include "domain/search/queries.h"
#include "domain/search/store.h"

namespace gongkai::search {
namespace {

using outbox::LetterWaiting;

// What the letters need of the settings.
struct Site {
    std::string name, address;
    int confirm_days = 0;
};

struct Reader {
    std::string address, secret, question;
    Asked asked;
    Language language = Language::zh;
    bool has_confirmed = false;
};

std::optional<Reader> reader_of(db::Connection& connection, const Vault& vault, AlertId id) {
    auto rows = connection.query(sql::alert_letter, id);
    if (!rows.next())
        return std::nullopt;
    const auto address = vault.unseal(rows.text(2), address_purpose), secret = vault.unseal(rows.text(3), secret_purpose);
    if (!address || !secret)
        return std::nullopt;
    Reader reader{*address, *secret, "", asked_from(rows.text(0)), language_from(rows.text(1)), !rows.is_null(5)};
    reader.question = described(reader.asked, labels(connection), reader.language);
    return reader;
}

std::optional<mail::Letter> write_confirm(db::Connection& connection, const Vault& vault, const LetterWaiting& waiting,
                                          const Site& site) {
    const auto reader = reader_of(connection, vault, waiting.matter);
    if (!reader || reader->has_confirmed)
        return std::nullopt;
    return mail::Letter{reader->address, words(reader->language, "search.letter.confirm.subject", {site.name}),
                        words(reader->language, "search.letter.confirm.body",
                              {reader->question, site.address + "/alerts/confirm/" + confirm_token(reader->secret),
                               std::to_string(site.confirm_days), site.name})};
}

// Each with its title, unit and day, and its whole address; what was withdrawn meanwhile is left out.
std::optional<mail::Letter> write_news(db::Connection& connection, const Vault& vault, const LetterWaiting& waiting,
                                       const Site& site) {
    const auto reader = reader_of(connection, vault, waiting.matter);
    if (!reader || !reader->has_confirmed)
        return std::nullopt;
    std::vector<EntryId> ids;
    for (auto rows = connection.query(sql::in_letter, waiting.id, static_cast<int>(told_in_a_letter)); rows.next();)
        ids.push_back(rows.get<EntryId>(0));
    const auto known = labels(connection);
    std::vector<Kept> news;
    for (auto& [id, kept] : entries(connection, ids))
        if (!kept.entry.shown_until || *kept.entry.shown_until >= today())
            news.push_back(std::move(kept));
    if (news.empty())
        return std::nullopt;
    std::ranges::stable_sort(news, std::ranges::greater(), [](const Kept& kept) { return kept.entry.published_on; });
    std::string lines;
    for (const auto& kept : news) {
        const auto& entry = kept.entry;
        const auto unit = known.find(kept.unit);
        lines += (entry.is_demonstration ? words(reader->language, "search.example.title") : std::string()) + entry.title + '\n';
        lines += words(reader->language, "search.letter.line",
                       {unit == known.end() ? std::string() : unit->second.label.name(reader->language),
                        reader->language == Language::zh ? to_chinese(entry.published_on) : to_text(entry.published_on)}) +
                 '\n' + site.address + entry.address + "\n\n";
    }
    const auto end = site.address + "/alerts/end/" + end_token(reader->secret);
    mail::Letter letter{
        reader->address,
        words(reader->language, "search.letter.news.subject", {site.name, std::to_string(news.size()), reader->question}),
        words(reader->language, "search.letter.news.body",
              {reader->question, lines, site.address + address_of(reader->asked, "/search"), end, site.name})};
    // RFC 8058: a mail program ends it by one post, without opening the page.
    letter.headers = {{"List-Unsubscribe", "<" + end + ">"}, {"List-Unsubscribe-Post", "List-Unsubscribe=One-Click"}};
    return letter;
}

std::string token_of(std::string_view secret, std::string_view purpose) { return hex(hmac_sha256(secret, purpose)); }

}  // namespace

std::string confirm_token(std::string_view secret) { return token_of(secret, "confirm"); }
std::string end_token(std::string_view secret) { return token_of(secret, "end"); }

outbox::Writers alert_writers(const Settings& settings) {
    const Site site{settings.text("site.name"), settings.text("site.address"),
                    static_cast<int>(settings.number("search.alert_confirm_days"))};
    return {{std::string(confirm_writer),
             [site](db::Connection& connection, const Vault& vault, const LetterWaiting& letter) {
                 return write_confirm(connection, vault, letter, site);
             }},
            {std::string(news_writer), [site](db::Connection& connection, const Vault& vault, const LetterWaiting& letter) {
                 return write_news(connection, vault, letter, site);
             }}};
}

}  // namespace gongkai::search
