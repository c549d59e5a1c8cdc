// Why a database cannot do what it was asked, where somebody can mend it. The engine's own words are for the log.
#pragma once
#include <string>

#include "base/core/refusal.h"

namespace gongkai::db {

class Hindered : public Unavailable {
  public:
    enum class Why { full, disk, locked, read_only, damaged };

    Hindered(Why why, const std::string& engine_says) : Unavailable(engine_says), why_(why) {}

    // The id of a sentence for people: "db.hindered.full".
    std::string id() const {
        switch (why_) {
            case Why::full:
                return "db.hindered.full";
            case Why::disk:
                return "db.hindered.disk";
            case Why::locked:
                return "db.hindered.locked";
            case Why::read_only:
                return "db.hindered.read_only";
            case Why::damaged:
                break;
        }
        return "db.hindered.damaged";
    }

  private:
    Why why_;
};

}  // namespace gongkai::db
