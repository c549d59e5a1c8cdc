// OFD (GB/T 33190): pages of text objects with the places of their letters, in millimetres. Read as printed pages are: words and
// drawn lines become paragraphs and tables.
#include <algorithm>
#include <charconv>
#include <cmath>
#include <set>
#include <stdexcept>

#include "base/core/text.h"
#include "base/extract/flow.h"
#include "base/extract/office/rest.h"
#include "base/extract/office/word_styles.h"
#include "base/extract/office/xml.h"
#include "base/extract/office/zip.h"
#include "base/extract/pdf/page_reader.h"
#include "base/extract/readers.h"
#include "base/extract/rich_readers.h"

namespace gongkai::extract {
namespace {

constexpr double points = 72 / 25.4;  // a millimetre
constexpr std::size_t most_pages = 1000, most_words = 2'000'000;
constexpr std::size_t most_rest = 400'000;
constexpr int deepest = 60;

std::vector<double> numbers(std::string_view text) {
    std::vector<double> out;
    for (const auto part : split(text, ' ')) {
        double value = 0;
        if (!part.empty() && std::from_chars(part.data(), part.data() + part.size(), value).ec == std::errc())
            out.push_back(value);
    }
    return out;
}

// "3.5 g 4 2" are one advance of 3.5 and four of 2.
std::vector<double> advances(std::string_view text, std::size_t most) {
    std::vector<double> out;
    const auto parts = split(text, ' ');
    const auto number_at = [&](std::size_t i) {
        double value = 0;
        if (i < parts.size())
            std::from_chars(parts[i].data(), parts[i].data() + parts[i].size(), value);
        return value;
    };
    for (std::size_t i = 0; i < parts.size() && out.size() < most; ++i) {
        if (parts[i] == "g") {
            const auto count = static_cast<std::size_t>(std::clamp(number_at(i + 1), 0.0, static_cast<double>(most)));
            out.insert(out.end(), std::min(count, most - out.size()), number_at(i + 2));
            i += 2;
        } else if (!parts[i].empty()) {
            out.push_back(number_at(i));
        }
    }
    return out;
}

std::string joined_path(std::string_view from, std::string_view target) {
    if (target.starts_with('/'))
        return std::string(target.substr(1));
    const auto slash = from.rfind('/');
    return (slash == std::string_view::npos ? std::string() : std::string(from.substr(0, slash + 1))) + std::string(target);
}

struct Transform {
    double a = 1, b = 0, c = 0, d = 1, e = 0, f = 0;
    std::pair<double, double> of(double x, double y) const { return {a * x + c * y + e, b * x + d * y + f}; }
};

Transform transform_of(const pugi::xml_node& node) {
    const auto stated = numbers(attribute(node, "CTM"));
    return stated.size() == 6 ? Transform{stated[0], stated[1], stated[2], stated[3], stated[4], stated[5]} : Transform();
}

std::string hex_colour(const pugi::xml_node& colour) {
    const auto parts = numbers(attribute(colour, "Value"));
    if (parts.size() != 3)
        return {};
    static constexpr char digits[] = "0123456789ABCDEF";
    std::string out;
    for (const double part : parts) {
        const auto value = static_cast<unsigned>(std::clamp(part, 0.0, 255.0));
        out += digits[value >> 4];
        out += digits[value & 15];
    }
    return out;
}

bool is_unseen(const pugi::xml_node& node) { return attribute(node, "Visible") == "false" || attribute(node, "Alpha") == "0"; }

struct ReadPage {
    PrintedPage printed;
    Drawing drawing;
};

class Ofd {
  public:
    explicit Ofd(Zip zip) : zip_(std::move(zip)) {}

    Result<Rich> read() {
        const auto top = xml("OFD.xml");
        if (!top)
            return std::unexpected(top.error());
        rich_.format = RichFormat::ofd;
        const auto body = child(top->root(), "DocBody");
        information(child(body, "DocInfo"));
        root_ = joined_path("", trim(child(body, "DocRoot").child_value()));
        const auto document = xml(root_);
        if (!document)
            return std::unexpected(document.error());
        const auto common = child(document->root(), "CommonData");
        const auto area = numbers(child(child(common, "PageArea"), "PhysicalBox").child_value());
        std::vector<ReadPage> pages;
        for (const auto& node : child(document->root(), "Pages")) {
            if (!is(node, "Page"))
                continue;
            if (pages.size() >= most_pages)
                throw std::length_error("more pages than are read");
            pages.push_back(page(joined_path(root_, attribute(node, "BaseLoc")), common, area, pages.size() + 1));
        }
        PageReader reader(looks_, rich_);
        for (std::size_t i = 0; i < pages.size(); ++i)
            reader.read(std::move(pages[i].printed), pages[i].drawing, static_cast<int>(i) + 1);
        rest();
        if (rich_.blocks.empty() && has_pictures_)
            return refuse(Refusal::Kind::invalid, "extract.refuse.no_text");
        return std::move(rich_);
    }

  private:
    Result<Xml> xml(const std::string& path) {
        read_.insert(path);
        const auto bytes = zip_.read(path);
        return bytes ? Xml::parse(*bytes) : std::unexpected(bytes.error());
    }

    // Annotations, tags of other systems, attachments: what stands in parts that are no page.
    void rest() {
        for (const auto& path : zip_.names()) {
            if (path.ends_with('/') || path == "OFD.xml" || path == root_ || read_.contains(path))
                continue;
            if (!path.ends_with(".xml")) {
                if (path.find("/Attachs/") != std::string::npos || path.find("/Attachments/") != std::string::npos)
                    if (const auto bytes = zip_.read(path))
                        tell_embedded(*bytes, path, rich_, 0);
                continue;
            }
            const auto part = xml(path);
            if (!part)
                continue;
            std::string text;
            gather(part->root(), text, 0);
            const bool is_note = name_of(part->root()) == "PageAnnot";
            if (text = std::string(trim(clean(text))); count_code_points(text) > 1)
                rich_.hidden.push_back({is_note ? Hidden::Kind::comment : Hidden::Kind::beside,
                                        {"extract.place.part", {clean(path)}},
                                        std::move(text)});
        }
    }

    // Of the texts of a part those that words stand in: places and sizes are numbers and blanks.
    static void gather(const pugi::xml_node& parent, std::string& into, int depth) {
        if (depth > deepest)
            throw std::length_error("nested deeper than is read");
        const auto take = [&](std::string_view value) {
            if (into.size() < most_rest && trim(value).find_first_of("./ ") == std::string_view::npos && trim(value).size() > 1)
                into += trim(value), into += '\n';
        };
        for (const auto& node : parent) {
            take(node.value());
            if (is(node, "TextCode") || is(node, "Parameter") || is(node, "Remark") || is(node, "CustomData"))
                into += std::string(trim(node.child_value())) + '\n';
            for (const auto& attribute : node.attributes())
                if (const std::string_view name = attribute.name();
                    name == "Remark" || name == "Creator" || name == "Value" || name == "Name")
                    take(attribute.value());
            gather(node, into, depth + 1);
        }
    }

    void information(const pugi::xml_node& node) {
        rich_.title = trim(clean(child(node, "Title").child_value()));
        for (const auto& [stated, name] : {std::pair{"Title", "title"},
                                           {"Author", "author"},
                                           {"Subject", "subject"},
                                           {"Abstract", "description"},
                                           {"Creator", "creator"},
                                           {"Keywords", "keywords"}})
            if (const auto value = clean(child(node, stated).child_value()); !trim(value).empty())
                metadata(name, value);
        for (const auto& data : child(node, "CustomDatas"))
            if (const auto value = clean(data.child_value()); !trim(value).empty())
                metadata(clean(attribute(data, "Name")), value);
    }

    void metadata(const std::string& name, std::string_view value) {
        rich_.hidden.push_back(
            {Hidden::Kind::metadata, {"extract.place.properties", {}}, name + ": " + std::string(trim(value))});
    }

    // Damage to one page costs that page only.
    ReadPage page(const std::string& path, const pugi::xml_node& common, const std::vector<double>& area,
                  std::size_t number_of_page) {
        ReadPage out;
        const auto content = xml(path);
        if (!content)
            return out;
        auto box = numbers(child(child(content->root(), "Area"), "PhysicalBox").child_value());
        if (box.size() != 4)
            box = area;
        out.printed.width = box.size() == 4 ? box[2] * points : 595;
        out.printed.height = box.size() == 4 ? box[3] * points : 842;
        page_ = static_cast<int>(number_of_page);
        spot_ = {"extract.place.page", {std::to_string(number_of_page)}};
        for (const auto& node : content->root())
            if (is(node, "Template"))
                for (const auto& known : common)
                    if (is(known, "TemplatePage") && attribute(known, "ID") == attribute(node, "TemplateID"))
                        if (const auto found = xml(joined_path(root_, attribute(known, "BaseLoc"))))
                            objects(child(found->root(), "Content"), out, 0);
        objects(child(content->root(), "Content"), out, 0);
        out.drawing.horizontal = joined(std::move(out.drawing.horizontal));
        out.drawing.vertical = joined(std::move(out.drawing.vertical));
        return out;
    }

    void objects(const pugi::xml_node& parent, ReadPage& into, int depth) {
        if (depth > deepest)
            throw std::length_error("nested deeper than is read");
        for (const auto& node : parent) {
            if (is(node, "TextObject"))
                text(node, into);
            else if (is(node, "PathObject"))
                path(node, into);
            else if (is(node, "ImageObject"))
                has_pictures_ = true;
            else if (is(node, "Layer") || is(node, "PageBlock"))
                objects(node, into, depth + 1);
        }
    }

    void text(const pugi::xml_node& node, ReadPage& into) {
        const auto box = numbers(attribute(node, "Boundary"));
        const double left = box.size() == 4 ? box[0] : 0, top = box.size() == 4 ? box[1] : 0;
        const auto transform = transform_of(node);
        const auto sizes = numbers(attribute(node, "Size"));
        const double size = sizes.empty() ? 4 : sizes[0], scale = std::max(std::hypot(transform.a, transform.b), 1e-6);
        const auto colour = hex_colour(child(node, "FillColor"));
        const bool is_hidden = is_unseen(node) || attribute(child(node, "FillColor"), "Alpha") == "0";
        double x = 0, y = 0;
        std::string all;
        std::vector<Word> words;
        for (const auto& code : node) {
            if (!is(code, "TextCode"))
                continue;
            if (const auto stated = numbers(attribute(code, "X")); !stated.empty())
                x = stated[0];
            if (const auto stated = numbers(attribute(code, "Y")); !stated.empty())
                y = stated[0];
            const auto letters = to_code_points(clean(code.child_value()));
            const auto across = advances(attribute(code, "DeltaX"), letters.size()),
                       down = advances(attribute(code, "DeltaY"), letters.size());
            double at = x, height = y;
            for (std::size_t i = 0; i < letters.size(); ++i) {
                const double usual = letters[i] >= 0x2E80 ? size : size / 2;
                const double advance = i < across.size() ? across[i] : down.empty() ? usual : 0;
                if (letters[i] != ' ' && letters[i] != 0x3000 && letters[i] != '\n')
                    add(words, letters[i], transform.of(at, height), width_of(advance, usual, size) * scale, size * scale, left,
                        top);
                all += to_utf8({&letters[i], 1});
                at += advance;
                height += i < down.size() ? down[i] : 0;
            }
        }
        if (trim(all).empty())
            return;
        if (is_hidden) {
            rich_.hidden.push_back({Hidden::Kind::hidden_text, spot_, all});
            return;
        }
        note_size(looks_, page_, all, size * scale * points);
        if (is_white(colour))
            looks_.invisible.emplace(page_, alike(all));
        if (is_white(colour))
            rich_.hidden.push_back({Hidden::Kind::white_text, spot_, all});
        if (is_red(colour))
            looks_.red.emplace(page_, alike(all));
        if (const auto weight = whole_number(attribute(node, "Weight")); weight && *weight >= 600)
            looks_.bold.emplace(page_, alike(all));
        if (words.size() + into.printed.words.size() > most_words)
            throw std::length_error("more words than are read");
        std::move(words.begin(), words.end(), std::back_inserter(into.printed.words));
    }

    // Writers give digits the advance of a Chinese sign: that is their width, and no blank behind each. A wider one is a gap.
    static double width_of(double advance, double usual, double size) {
        return advance > 1.1 * size ? usual : std::max(advance, usual * 0.5);
    }

    // Letters that follow closely are one word.
    static void add(std::vector<Word>& words, char32_t letter, std::pair<double, double> at, double width, double size,
                    double left, double top) {
        const double x = (left + at.first) * points, base = (top + at.second) * points;
        Word word{x, base - 0.88 * size * points, x + width * points, base + 0.12 * size * points, to_utf8({&letter, 1})};
        if (!words.empty()) {
            auto& before = words.back();
            const bool is_same_line = std::abs(before.middle() - word.middle()) < 0.2 * size * points;
            const double gap = word.left - before.right;
            if (is_same_line && gap > -0.3 * size * points && gap < 0.3 * size * points) {
                before.text += word.text;
                before.right = std::max(before.right, word.right);
                return;
            }
        }
        words.push_back(std::move(word));
    }

    // Only lines that lie or stand matter: the borders of tables. "M 0 0 L 100 0", "C" closes; curves are passed over.
    static void path(const pugi::xml_node& node, ReadPage& into) {
        if (is_unseen(node))
            return;
        const auto box = numbers(attribute(node, "Boundary"));
        const double left = box.size() == 4 ? box[0] : 0, top = box.size() == 4 ? box[1] : 0;
        const auto transform = transform_of(node);
        const std::string data(child(node, "AbbreviatedData").child_value());
        const auto parts = split(data, ' ');
        std::pair<double, double> at, begin;
        const auto number_at = [&](std::size_t i) {
            double value = 0;
            if (i < parts.size())
                std::from_chars(parts[i].data(), parts[i].data() + parts[i].size(), value);
            return value;
        };
        const auto line_to = [&](std::pair<double, double> to) {
            constexpr double straight = 0.3;
            if (std::abs(to.second - at.second) < straight)
                into.drawing.horizontal.push_back({at.second, std::min(at.first, to.first), std::max(at.first, to.first)});
            else if (std::abs(to.first - at.first) < straight)
                into.drawing.vertical.push_back({at.first, std::min(at.second, to.second), std::max(at.second, to.second)});
            at = to;
        };
        const auto place = [&](std::size_t i) {
            const auto [x, y] = transform.of(number_at(i), number_at(i + 1));
            return std::pair((left + x) * points, (top + y) * points);
        };
        for (std::size_t i = 0; i < parts.size() && into.drawing.horizontal.size() + into.drawing.vertical.size() < 100'000;
             ++i) {
            if (parts[i] == "M" || parts[i] == "S") {
                at = begin = place(i + 1);
                i += 2;
            } else if (parts[i] == "L") {
                line_to(place(i + 1));
                i += 2;
            } else if (parts[i] == "Q" || parts[i] == "B" || parts[i] == "A") {
                const std::size_t count = parts[i] == "Q" ? 4 : parts[i] == "B" ? 6 : 7;
                at = place(i + count - 1);
                i += count;
            } else if (parts[i] == "C") {
                line_to(begin);
            }
        }
    }

    Zip zip_;
    Rich rich_;
    Looks looks_;
    std::string root_;
    std::set<std::string> read_;  // parts
    Spot spot_;
    int page_ = 0;
    bool has_pictures_ = false;
};

}  // namespace

bool is_ofd(std::string_view bytes) {
    if (!bytes.starts_with("PK"))
        return false;
    const auto zip = Zip::open(bytes);
    return zip && zip->has("OFD.xml");
}

Result<Rich> read_rich_ofd(std::string_view bytes) {
    auto zip = Zip::open(bytes);
    if (!zip)
        return std::unexpected(zip.error());
    return Ofd(std::move(*zip)).read();
}

}  // namespace gongkai::extract
