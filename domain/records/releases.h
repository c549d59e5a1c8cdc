// Records of a chain as releases of the Open Contracting Data Standard 1.1: one contracting process, `ocid`, a release for each
// notice, and a package of them. Which field says what is settled in the kind (`exchange`); only public values are read.
// https://standard.open-contracting.org/1.1/en/
#pragma once
#include <boost/json.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "domain/records/record.h"

namespace gongkai::records {

// "ocds-213czf-ZCCG-2026-0018". The first part is the publisher's, which the Open Contracting Partnership gives out.
std::string ocid_of(const Kind& kind, const Record& record, std::string_view prefix);

// Nothing where its step is none of the standard's: a complaint is no release.
std::optional<boost::json::object> release_of(const Kind& kind, const Record& record, std::string_view prefix,
                                              const people::Directory& units);

struct PackageHead {
    std::string uri, prefix, publisher;
    Instant published_at;
};
boost::json::object package_of(const Kind& kind, std::span<const Record> records, const PackageHead& head,
                               const people::Directory& units);

// The releases of one process, and what they say together (compiledRelease), by the standard's rules of merging: what a later one
// says stands, lists of things with an id are merged thing by thing. `records` are of one chain, in whichever order.
boost::json::object record_package_of(const Kind& kind, std::span<const Record> records, const PackageHead& head,
                                      const people::Directory& units);

}  // namespace gongkai::records
