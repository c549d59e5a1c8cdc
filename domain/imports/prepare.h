// One item read, understood and looked through: what publishing::MovingIn takes in. From several threads at once; nothing is
// written but files (base/files), which lie there unseen until a deed names them.
#pragma once
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <variant>
#include <vector>

#include "base/core/words.h"
#include "base/files/files.h"
#include "domain/imports/addresses.h"
#include "domain/imports/item.h"
#include "domain/imports/known.h"
#include "domain/intake/checks.h"
#include "domain/publishing/move_in.h"

namespace gongkai::imports {

struct Prepared {
    publishing::MovedIn moved;
    std::vector<Reason> reasons;              // what was found, and what was done without
    std::vector<std::string> attached_paths;  // files of the source that it took along
};

// A page that is nothing but a way to others.
struct ListPage {
    std::vector<std::string> addresses;
    std::string column;  // where they lead now; may be empty
    std::vector<Reason> reasons;
};

// Names an item for good, and its octets: what tells whether it came in before.
struct Mark {
    std::string source, digest;
    std::string bytes;  // of its file
};

class Preparing {
  public:
    struct Place {
        const Known& known;
        const Wanted& wanted;
        Source* source = nullptr;  // null for a table without files
        const Addresses& addresses;
        const Files* files = nullptr;  // null: nothing is kept, it is only looked at
        Language language = Language::zh;
    };
    // `rows`: of the table, for links between its documents. `today`: the day it comes in.
    Preparing(const Place& place, const std::vector<Row>& rows, Day today);

    Result<Mark> mark(const Item& item) const;
    Result<std::variant<Prepared, ListPage>> prepare(const Item& item, const Mark& mark);

    Reason reason_of(const Refusal& refusal, std::string place = {}) const;

  private:
    struct Draft;  // what is gathered of one document
    struct Home {
        people::UnitId unit_id = 0;
        int year = 0;
    };

    void read_page(const Item& item, std::string_view bytes, Draft& draft);
    void read_any_file(const Item& item, std::string_view bytes, Draft& draft);
    void tell_of_reading(const std::vector<std::string>& warnings, const Item& item, Draft& draft) const;
    void read_body(Draft& draft);
    std::string take_link(Draft& draft, std::string_view link);
    std::string take_picture(Draft& draft, std::string_view link);
    std::string attach(Draft& draft, const std::string& path, std::string_view name);
    void keep_file(Draft& draft, std::string name, std::string_view bytes);
    std::optional<Home> home_of(const std::string& address);
    const intake::Places& places_for(const Rule* rule) const;
    std::string column_for(const Draft& draft, std::string_view type_column) const;
    ListPage list_page(const Draft& draft) const;
    Result<void> find_unit(Draft& draft);
    Result<void> find_type_and_column(Draft& draft);
    Result<void> take_days_and_validity(Draft& draft);
    void take_fields(Draft& draft);
    void look_through(Draft& draft);

    const Place place_;
    const Day today_;
    const intake::Checking checking_;
    std::unordered_map<std::string, const Row*> rows_;  // by address
    std::mutex mutex_;
    std::unordered_map<std::string, std::optional<Home>> homes_;  // by address, as they are asked
};

}  // namespace gongkai::imports
