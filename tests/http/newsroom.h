// A unit that publishes, its officers and the office, on Monday, 2 March 2026, nine o'clock in China: for tests of what they do
// with documents over the wire.
#pragma once
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <thread>

#include "base/core/hash.h"
#include "base/core/vault.h"
#include "base/web/session.h"
#include "tests/database.h"
#include "tests/http/officer.h"
#include "tests/http/page.h"

namespace gongkai::http {

class Newsroom : public testing::Test {
  protected:
    static constexpr const char *unit = "市财政局", *other_unit = "市卫生健康局", *office_unit = "市政府办公室";

    explicit Newsroom(Lines settings = {}) {
        fill_data_folder(data_, Proofs::none);
        surroundings_ = {data_, {{"GONGKAI_NOW", "2026-03-02T01:00:00Z"}, {"GONGKAI_LOG_ACCESS", "false"}}, {}};
        // Documents of tests are public by one deed; whether there must be something to force has a test of its own.
        if (std::ranges::find(settings, "GONGKAI_PUBLISHING_FORCE_NEEDS_FINDING", &Lines::value_type::first) == settings.end())
            settings.emplace_back("GONGKAI_PUBLISHING_FORCE_NEEDS_FINDING", "false");
        for (auto& setting : settings)
            surroundings_.variables.push_back(std::move(setting));
        portal_.emplace(surroundings_);
        reader_ = Client(portal_->port());
    }

    // By role and unit, opened when first asked for.
    Officer& officer(const std::string& role, const std::string& of = unit) {
        auto found = officers_.find({role, of});
        if (found == officers_.end())
            found = officers_
                        .emplace(std::pair(role, of), open_account(surroundings_, portal_->port(), role, of,
                                                                   "staff." + std::to_string(officers_.size())))
                        .first;
        return found->second;
    }
    Officer& writer() { return officer("information_officer"); }
    Officer& office() { return officer("supervisor", office_unit); }

    // As the site itself would give it to him.
    std::string token(Client& client, std::string_view form) const {
        const auto vault = Vault::open(data_);
        const web::Seals seals(vault->key_for("forms"));
        return seals.seal("form " + std::string(form), sha256_hex(client.cookie("session")), now() + std::chrono::hours(1));
    }
    std::string value(const std::string& column, const std::string& page) {
        return database_rows(data_, "SELECT " + column + " FROM document WHERE id = " + id_of(page)).at(0).at(0);
    }
    static std::string id_of(const std::string& page) { return page.substr(page.rfind('/') + 1); }

    Answer post(Client& client, const std::string& page, const std::string& path, const std::string& form, Lines fields = {}) {
        fields.insert(fields.begin(), {{"form_token", token(client, form)}, {"version", value("version", page)}});
        return client.post(page + '/' + path, fields);
    }
    void deed(Officer& by, const std::string& page, const std::string& verb, const Lines& fields = {}) {
        const auto answer = post(by.client, page, verb, "publishing." + verb, fields);
        EXPECT_EQ(answer.status, 303) << verb << " of " << page;
    }
    std::string begin(const std::string& type, const Lines& fields) { return begin(writer(), type, fields); }
    std::string begin(Officer& by, const std::string& type, const Lines& fields) {
        const auto sent = send_form(by.client, "/console/documents/new?type=" + type, "/console/documents", fields);
        EXPECT_EQ(sent.status, 303) << sent.body;
        return sent.header_or_nothing("Location");
    }
    std::string begin(const std::string& type, const Lines& fields, const SentFile& file) {
        const auto sent = send_form(writer().client, "/console/documents/new?type=" + type, "/console/documents", fields, file);
        EXPECT_EQ(sent.status, 303) << sent.body;
        return sent.header_or_nothing("Location");
    }
    // Beside another that stays.
    void attach(const std::string& page, const std::string& kept, const SentFile& file) {
        EXPECT_EQ(send_form(writer().client, page + "/edit", page + "/edit", {{"keep", kept}}, file).status, 303);
    }
    void publish(const std::string& page) {
        deed(writer(), page, "submit");
        deed(officer("reviewer"), page, "review");
        deed(officer("signer"), page, "sign");
        deed(writer(), page, "publish");
    }
    std::string force(const std::string& page) {
        // As the page gives it to him, with what was found.
        EXPECT_EQ(send_form(office().client, page, page + "/force", {{"forced_because", "按上级要求"}}).status, 303) << page;
        return address(page);
    }
    std::string address(const std::string& page) { return "/documents/" + value("key", page); }

    // A kept page learns within a moment that the data have changed.
    bool shows(const std::string& target, std::string_view words, bool wanted = true) {
        for (int tries = 0; tries < 60; ++tries) {
            if ((reader_.get(target).body.find(words) != std::string::npos) == wanted)
                return true;
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
        }
        return false;
    }
    static bool says(const Answer& answer, std::string_view words) { return answer.body.find(words) != std::string::npos; }

    TemporaryFolder folder_;
    std::filesystem::path data_ = folder_.path() / "data";
    Surroundings surroundings_;
    std::optional<Portal> portal_;
    std::map<std::pair<std::string, std::string>, Officer> officers_;
    Client reader_{0};
};

}  // namespace gongkai::http
