// A kind of record: what the fields of a disclosure are, how it is shown, when it is due and what must agree in it. A kind is one
// file, data/kinds/KEY.json; nothing about a kind stands in code. read_kind() proves the file, so the rest of the room never asks
// whether a kind makes sense.
#pragma once
#include <bitset>
#include <expected>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/core/refusal.h"
#include "base/core/words.h"

namespace gongkai::records {

struct Names {
    std::string zh, en;
    const std::string& in(Language language) const { return language == Language::en ? en : zh; }
};

enum class Type {
    line,
    text,
    integer,
    decimal,
    money,
    percent,
    day,
    month,
    year,
    yes_no,
    choice,
    choices,
    unit,
    town,
    link,
    document,
    power,
    hours,
    point,
    area,
    uscc,
    phone
};
std::string_view word_of(Type type);
std::optional<Type> type_from(std::string_view word);
bool is_number(Type type);
bool is_time(Type type);  // day, month, year

// 公开 as it is; masked for the public; internal: it never leaves the console.
enum class Privacy { open, masked, internal };
std::string_view word_of(Privacy privacy);  // public, masked, internal

struct Choice {
    std::string key;
    Names names;
};

struct Field {
    std::string key;
    Names names, meaning;
    Type type = Type::line;
    Privacy privacy = Privacy::open;
    bool may_name_person = false;  // it is shown, and nobody is found by it
    bool is_required = false;
    int decimals = 0;  // of decimal, money, percent
    std::string unit;  // µg/m³, 万元
    std::optional<double> least, most;
    std::size_t length_at_most = 0;  // code points
    std::string code;                // in the national columns
    std::vector<std::string> headers;
    std::vector<Choice> choices;

    const Choice* find_choice(std::string_view choice_key) const;
};
using FieldIndex = std::size_t;
inline constexpr std::size_t fields_at_most = 64;  // of a kind; its proof says so
using FieldSet = std::bitset<fields_at_most>;

struct Basis {
    std::string law, says;
    bool is_quoted = false;
};

struct Clock {
    enum class Kind { none, monthly, quarterly, yearly, within };
    Kind kind = Kind::none;
    int day = 0, month = 0;                 // monthly: day of the following month; yearly: month and day
    int month_offset = 1;                   // quarterly: months after the end of the quarter
    int year_offset = 1;                    // yearly: years after the year that is spoken of
    std::optional<FieldIndex> counts_from;  // within: from this day; else the field that says the period
    int amount = 0;
    // Some values of a choice have an amount of their own: 行政许可、行政处罚7个工作日, all else 20.
    std::optional<FieldIndex> amount_by;
    std::map<std::string, int, std::less<>> amounts;
    bool in_working_days = false;
    std::optional<FieldIndex> unless;  // a yes_no: what was put in long after its time (补录) has no due day
    Names says;
    std::string rule, source;
};

// How long a record is shown: until the day in a field, or some time after it.
struct Display {
    FieldIndex field = 0;
    int years = 0, months = 0, days = 0;
    std::optional<FieldIndex> ends_with;  // a day that ends it before: credit was repaired
};

struct Chart {
    enum class Kind { bars, line, counts };
    Kind kind = Kind::bars;
    FieldIndex x = 0;
    std::optional<FieldIndex> y, pick, series;
    bool sorts_by_y = false, adds_up = false;
    Names says;
};

struct Check {
    enum class Kind { sum, composite, order, rank, percent, since, needed, left_out };
    enum class Since { percent, rise, fall };  // what is said of a figure and the one before: -6.0%, or by how much it fell
    Kind kind = Kind::sum;
    FieldIndex target = 0;                          // total; composite; later; rank; percent; what is needed, or left out
    std::vector<std::pair<FieldIndex, double>> of;  // parts; with their standards in a composite; earlier
    std::optional<FieldIndex> within;               // rank: among records that have the same here
    bool greatest_is_first = false;                 // rank
    FieldIndex part = 0, whole = 0;                 // percent
    FieldIndex where = 0;                           // needed, left out: while this field
    std::string is;                                 // says this
    Since since = Since::percent;                   // against the figure in `of`
    int months = 0;                                 // of the period so many months before: 1, or 12
    std::string source;

    bool computes() const { return kind != Kind::order && kind != Kind::needed && kind != Kind::left_out; }
    bool follows_from_others() const { return kind == Kind::rank || kind == Kind::since; }
};

struct Order {
    FieldIndex field = 0;
    bool is_descending = false;
};

// The choices of a field as steps of a time line; where another kind tells what happened in each (`told_by`), its records are
// those whose chain has the value of `by`.
struct Stages {
    FieldIndex field = 0;
    std::vector<std::string> order;
    std::string told_by;  // key of a kind; empty: none
    FieldIndex by = 0;
    std::vector<std::string> optional = {};                     // not every record goes through these
    std::map<std::string, std::string, std::less<>> also = {};  // of a stage records of this related kind tell too
};

// What the list is asked for beside its filters: from one day to another - of several fields the first that is given - and where.
struct PlaceAndDay {
    std::vector<FieldIndex> days;
    std::vector<FieldIndex> places;  // lines and towns; found by what stands in one of them
    Names says;                      // which day it is, for readers
};

// Records with the same `by` belong together: the notices of one project.
struct Chain {
    FieldIndex by = 0, step = 0;
    std::vector<std::string> order;
    std::optional<FieldIndex> name = {};  // what the whole of it is called: the project
    std::vector<FieldIndex> shows = {};   // what each record says where it stands in the row: the row is a time line
};

// Records of another kind that belong to one of this: those that name the value of `by` as what they belong to, or as their chain
// where their kind says nothing of belonging.
struct Related {
    enum class Look { list, table };  // table: a line for each chain that one of them is in, a column for each of its steps
    std::string kind;
    FieldIndex by = 0;
    Names says;
    Look look = Look::list;
};

// What the records of a year come to, for a report on the year: how many have which value in each of `counts`, in all and for
// each choice of `by` alone.
struct Yearly {
    FieldIndex over = 0;           // a filter: a year, or a day by its year
    std::optional<FieldIndex> by;  // a choice
    std::vector<FieldIndex> counts;
    Names says;
};

// What must be the same in a list of the level above (三级四同).
struct Comparison {
    FieldIndex on = 0;
    std::vector<FieldIndex> fields;
};

// A file in the columns of another system.
struct ExchangeFile {
    std::string key;  // xk, cf, gsxt
    Names names;
    std::vector<std::pair<std::string, FieldIndex>> columns;  // head, field
};

// What other systems are handed: files with the columns that they name, or OCDS releases.
struct Exchange {
    std::vector<ExchangeFile> files;
    std::map<std::string, FieldIndex, std::less<>> roles;  // of OCDS: "ocid", "buyer", "supplier"
    // Of OCDS: what a step of the chain is ("award"; none: it is no release), and what a method of buying is called ("limited").
    std::map<std::string, std::string, std::less<>> tags, methods;

    bool is_ocds() const { return !roles.empty(); }
};

// What is answered at once in a search: a record by its name (图书馆几点关门), or the list of one month (空气质量排名).
struct Answers {
    std::vector<std::string> asked;                          // how somebody asks for it: 开放时间, 几点关门
    FieldIndex by = 0;                                       // the name of the record; or the time that a list speaks of
    std::optional<FieldIndex> or_by;                         // a choice that is asked for like a name: 图书馆
    std::vector<std::string> endings;                        // that people leave out of a name: 费
    std::vector<FieldIndex> says;                            // facts of a record; columns of a list
    std::optional<FieldIndex> first_by;                      // of a list: the number by which the first ones are first
    std::optional<std::pair<FieldIndex, std::string>> shut;  // while this field says so, nothing is open whatever its hours

    bool is_list() const { return first_by.has_value(); }
};

struct Kind {
    std::string key, theme, category;
    Names names, about;
    int task = 0;
    std::optional<int> row;
    std::vector<Basis> basis;
    std::vector<std::string> owner_hint;
    std::vector<Field> fields;
    std::vector<FieldIndex> identity;
    std::string title;  // "{town}{month}空气质量"
    std::vector<FieldIndex> columns, filters;
    Order order;
    std::optional<FieldIndex> figure;  // the number by which a list of any length is sorted
    Clock clock;
    std::optional<Display> display;
    std::optional<Chart> chart;
    std::optional<FieldIndex> map, area;  // where it is on a map: a point, and what lies within its bounds
    std::vector<FieldIndex> measured;     // numbers that are held against the year before
    std::vector<Check> checks;
    std::optional<std::pair<FieldIndex, FieldIndex>> completeness;  // by, over
    std::vector<std::string> owed_by;                               // groups of units that owe it: 各部门
    std::optional<Yearly> yearly;
    std::optional<Stages> stages;
    std::optional<PlaceAndDay> query;
    std::optional<Chain> chain;
    std::optional<FieldIndex> belongs;  // names what it belongs to: the measure that was delivered
    std::vector<Related> related;
    std::optional<Comparison> compare;
    std::optional<Exchange> exchange;
    std::optional<Answers> answers;
    std::optional<FieldIndex> apply;                           // the link at which somebody applies for it
    std::vector<std::map<std::string, std::string>> examples;  // as somebody would type them

    std::optional<FieldIndex> find_field(std::string_view field_key) const;
    const Field& field(FieldIndex index) const { return fields[index]; }
    // The field that says of which month, quarter or year a record speaks: the first time in the identity.
    std::optional<FieldIndex> period() const;
    std::optional<std::size_t> slot_of(FieldIndex field) const;  // its place among the filters
    // Fields whose values the deeds count: the filters, and behind them what else a report on a year counts.
    std::vector<FieldIndex> counted() const;
    bool is_computed(FieldIndex field) const;
    // The day that its list is asked for by is the one that the list stands in the order of, the newest first: whoever asks for
    // days walks the list itself.
    bool is_asked_by_its_order() const;
};

inline constexpr std::size_t filters_at_most = 5;

// The roles that an OCDS release is made from (docs: data/kinds/README.md); the first ones no release does without.
const std::vector<std::string_view>& ocds_roles();
inline constexpr std::size_t ocds_roles_needed = 5;

struct Theme {
    std::string key;
    Names names, about;
};

// All faults of a file at once; each names the file, the key in it and what is wrong: records.fault.*, arguments: the file, the
// key, then the fault's own. `themes` are those that there are; where none are given the kind's is not proved.
std::expected<Kind, std::vector<Refusal>> read_kind(std::string_view json, std::string_view file,
                                                    const std::vector<Theme>& themes = {});

// A column of the portal (data/columns.json) in which records of every kind stand that have `value` in the filter `field`: the
// column of an industrial park. data/records_in_columns.json.
struct InColumn {
    std::string column, field, value;
};

// All kinds that the program carries, by theme and then by task. A file with a fault is left out and told in `faults`.
struct Kinds {
    std::vector<Kind> all;
    std::vector<Theme> themes;
    std::vector<InColumn> in_columns;
    std::vector<Refusal> faults;
    const Kind* find(std::string_view key) const;
};
const Kinds& kinds();
const std::vector<Theme>& themes();  // those of the program, whatever its kinds are

// The notice whose sentences the kinds quote as their ground. Where it is not in force a page does not name it.
inline constexpr std::string_view notice_of_kinds = "邹政办字〔2019〕33号";

// What an installation has settled of clocks, "air_quality_month=20 inspection_result=15": the day of the month, or how many
// days. Before anything is served. Answers what of it could not be understood.
std::vector<std::string> settle_clocks(std::string_view settings);

}  // namespace gongkai::records
