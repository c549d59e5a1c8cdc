// How a duty is called where many are listed: its task and its owner in a few words.
#pragma once
#include <map>
#include <optional>
#include <string>

#include "base/db/connection.h"
#include "domain/programme/programme.h"

namespace gongkai::programme {

// One statement for all that it is asked; a whole programme is read only where that is wanted.
class Titles {
  public:
    explicit Titles(db::Connection& connection) : connection_(connection) {}

    // "18.2 推进公共资源配置领域信息公开"; the requirement itself where it stands on the cover.
    std::string of(const std::string& origin, RowId row_id);
    std::string requirement_of(RowId row_id);                  // empty where no notice asks for it
    const Programme* programme_of(const std::string& origin);  // null where there is none

  private:
    db::Connection& connection_;
    struct Line {
        std::string title, requirement;
    };
    const Line* line_of(RowId row_id);
    std::string elsewhere(const std::string& origin, std::int64_t part);
    void load_titles();

    std::map<RowId, Line> lines_;
    bool has_titles_ = false;
    std::map<std::string, Programme> programmes_;
    std::map<std::string, std::map<std::int64_t, std::string>> elsewhere_;  // by origin and part
};

std::string owner_name(const people::Directory& units, std::optional<people::UnitId> unit_id, const std::string& group_name);

}  // namespace gongkai::programme
