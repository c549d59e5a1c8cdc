// What there is as open data, as a catalogue of DCAT 3 that other catalogues harvest: one data set for each kind, with its files.
// https://www.w3.org/TR/vocab-dcat-3/
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/core/day.h"
#include "domain/records/kind.h"

namespace gongkai::records {

struct DataSet {
    const Kind* kind = nullptr;
    std::optional<Instant> changed_at;
};

struct DataCatalogue {
    std::string site;  // "https://www.example.gov.cn", may be empty: then addresses are relative
    Names title;
    std::string publisher, licence;  // the address of a licence, or empty
    std::vector<DataSet> sets;
};

std::string write_json_ld(const DataCatalogue& catalogue);
std::string write_turtle(const DataCatalogue& catalogue);

}  // namespace gongkai::records
