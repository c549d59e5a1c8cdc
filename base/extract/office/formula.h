// Formulas of Word (OMML) on one line: a page of text cannot stack a fraction, and its parts set side by side are another number
// (1200 over 12 is not 120012). Fractions get a stroke and brackets where they are needed, powers and indices their place.
#pragma once
#include <string>
#include <vector>

#include "base/extract/office/xml.h"

namespace gongkai::extract {

struct FormulaPiece {
    enum class Place { line, raised, lowered };
    std::string text;
    Place place = Place::line;
};

// Of an oMath; deleted text is left out. Throws std::length_error where it is nested deeper than is read.
std::vector<FormulaPiece> formula_on_a_line(const pugi::xml_node& math);

// For texts without looks: x², a_(n+1).
std::string formula_as_text(const pugi::xml_node& math);

// The text of what was deleted in it.
std::string deleted_in_formula(const pugi::xml_node& math);

// Where a number ends and another begins, they must not become one.
bool would_join(std::string_view before, std::string_view after);

}  // namespace gongkai::extract
