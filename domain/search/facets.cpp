#include "domain/search/facets.h"

#include <algorithm>

namespace gongkai::search {

const Label* Found::label(LabelId id) const {
    const auto found = labels.find(id);
    return found == labels.end() ? nullptr : &found->second.label;
}

std::vector<FacetValue> facet_values(Facet column, const std::map<std::uint32_t, std::int64_t>& counts,
                                     const std::map<LabelId, KeptLabel>& labels) {
    std::vector<FacetValue> values;
    for (const auto& [value, documents] : counts) {
        if (documents <= 0 || value == 0)
            continue;
        FacetValue one{{}, {}, static_cast<std::uint64_t>(documents)};
        if (column == Facet::year)
            one.code = std::to_string(value);
        else if (column == Facet::validity)
            one.code = word_of(static_cast<Validity>(value));
        else if (const auto known = labels.find(value); known != labels.end())
            one.code = known->second.label.code, one.label = known->second.label;
        else
            continue;
        const auto same =
            std::ranges::find(values, one.label.zh, [](const FacetValue& other) -> const std::string& { return other.label.zh; });
        if (!one.label.zh.empty() && same != values.end())  // 乡村振兴 of the data and of the catalogue
            same->documents += one.documents;
        else
            values.push_back(std::move(one));
    }
    if (column == Facet::year)
        std::ranges::sort(values, std::ranges::greater(), &FacetValue::code);
    else
        std::ranges::stable_sort(values, std::ranges::greater(), &FacetValue::documents);
    return values;
}

}  // namespace gongkai::search
