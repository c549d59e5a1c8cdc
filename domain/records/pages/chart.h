// Charts as they are drawn here: bars stand in the rows of the table that they show, lines in a picture with their table beneath.
// Both are read without the picture, fit any width, and say nothing by colour alone.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/core/words.h"
#include "base/web/html.h"

namespace gongkai::records {

struct Bar {
    std::string label, value;  // value as it is spoken
    double size = 0;
    std::string address;  // may be empty
};

struct BarChart {
    std::string says, label_head, value_head;
    std::vector<Bar> bars;
};
void write_bars(web::Html& html, Language language, const BarChart& chart);

struct LineChart {
    std::string says, x_head, value_head;
    std::vector<std::string> xs;  // from the oldest
    // The years, months or days that they are, as they are kept ("2026-10"): each stands at its place in time, and a line has a
    // gap where a year or month is missing. Of days only some are told of, so a line goes on between them. Empty: evenly spaced.
    std::vector<std::string> times;
    struct Series {
        std::string name;
        std::vector<std::optional<double>> values;  // one an x
        std::vector<std::string> spoken;
    };
    std::vector<Series> series;
};
void write_lines(web::Html& html, Language language, const LineChart& chart);

// A small line without words beside something that says them.
void write_spark(web::Html& html, const std::vector<double>& values);

}  // namespace gongkai::records
