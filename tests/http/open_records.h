// A portal with examples of records, at ten in the morning of 27 November 2026 in China, and a stranger who reads it.
#pragma once
#include <gtest/gtest.h>

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "tests/http/officer.h"
#include "tests/program.h"

namespace gongkai::http {

inline bool says(const Answer& answer, std::string_view words) { return answer.body.find(words) != std::string::npos; }

class OpenRecords : public testing::Test {
  protected:
    OpenRecords() {
        fill_data_folder(data_, Proofs::none);
        at("2026-11-27T02:00:00Z");
    }
    void at(const std::string& now) {
        portal_.reset();
        surroundings_ = {data_, {{"GONGKAI_NOW", now}}, {}};
    }
    void open() {
        portal_.emplace(surroundings_);
        reader_ = Client(portal_->port());
    }
    // Of these kinds; of all where none is named.
    void demonstrate(const std::vector<std::string>& kinds) {
        auto verb = std::vector<std::string>{"records", "demonstrate"};
        verb.insert(verb.end(), kinds.begin(), kinds.end());
        const auto done = run_program(verb, surroundings_);
        ASSERT_EQ(done.code, 0) << done.complained;
    }
    bool shows(const std::string& target, std::string_view words) {
        for (int tries = 0; tries < 60; ++tries) {
            if (says(reader_.get(target), words))
                return true;
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
        }
        return false;
    }

    TemporaryFolder folder_;
    std::filesystem::path data_ = folder_.path() / "data";
    Surroundings surroundings_;
    std::optional<Portal> portal_;
    Client reader_{0};
};

}  // namespace gongkai::http
