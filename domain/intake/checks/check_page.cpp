// What makes a page hard to read or leads nowhere (GB/T 37668-2019, WCAG 2.2 A): read from clean HTML, which is well formed.
#include <gumbo.h>

#include <algorithm>
#include <iterator>
#include <memory>
#include <set>

#include "base/core/text.h"
#include "domain/intake/checks.h"
#include "domain/intake/checks/html_text.h"
#include "domain/intake/checks/judge.h"

namespace gongkai::intake {
namespace {

constexpr std::size_t most_links = 50, brief_at_most = 60;
constexpr int body_level = 1;  // of the page's own title, above the body

std::string brief(const std::string& text) {
    const auto signs = to_code_points(text);
    return signs.size() <= brief_at_most ? text : to_utf8(signs.substr(0, brief_at_most)) + "…";
}

class Reader {
  public:
    Reader(const Checking& checking, std::vector<Finding>& findings) : checking_(checking), findings_(findings) {}

    void read(const GumboNode* node) {
        if (node->type != GUMBO_NODE_ELEMENT)
            return;
        element(node);
        const auto& children = node->v.element.children;
        for (unsigned i = 0; i < children.length; ++i)
            read(static_cast<const GumboNode*>(children.data[i]));
    }

    void try_links() {
        std::size_t tried = 0;
        for (const auto& [address, place] : links_) {
            if (!checking_.ask || ++tried > most_links)
                return;
            const auto status = checking_.ask(address);
            if (!status || *status == 404 || *status == 410 || *status >= 500)
                add("dead_link", Sureness::sure, place, address,
                    status ? say("checks.why.link_status", {std::to_string(*status)}) : say("checks.why.link_silent"));
        }
    }

  private:
    std::string say(std::string_view id, const std::vector<std::string>& arguments = {}) const {
        return words(checking_.language, id, arguments);
    }

    void add(std::string_view kind, Sureness sureness, std::string place, const std::string& text, std::string reason) {
        add_finding(findings_, checking_, kind, sureness, std::move(place), brief(text), std::move(reason));
    }

    static std::string_view attribute(const GumboNode* node, const char* name) {
        const auto* found = gumbo_get_attribute(&node->v.element.attributes, name);
        return found ? std::string_view(found->value) : std::string_view();
    }

    static std::string text_of(const GumboNode* node) {
        if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE)
            return node->v.text.text;
        std::string text;
        if (node->type == GUMBO_NODE_ELEMENT)
            for (unsigned i = 0; i < node->v.element.children.length; ++i)
                text += text_of(static_cast<const GumboNode*>(node->v.element.children.data[i]));
        return text;
    }

    static bool holds(const GumboNode* node, GumboTag tag) {
        if (node->type != GUMBO_NODE_ELEMENT)
            return false;
        if (node->v.element.tag == tag)
            return true;
        for (unsigned i = 0; i < node->v.element.children.length; ++i)
            if (holds(static_cast<const GumboNode*>(node->v.element.children.data[i]), tag))
                return true;
        return false;
    }

    static bool holds_described_picture(const GumboNode* node) {
        if (node->type != GUMBO_NODE_ELEMENT)
            return false;
        if (node->v.element.tag == GUMBO_TAG_IMG && !trim(attribute(node, "alt")).empty())
            return true;
        for (unsigned i = 0; i < node->v.element.children.length; ++i)
            if (holds_described_picture(static_cast<const GumboNode*>(node->v.element.children.data[i])))
                return true;
        return false;
    }

    void element(const GumboNode* node) {
        switch (node->v.element.tag) {
            case GUMBO_TAG_IMG:
                picture(node);
                break;
            case GUMBO_TAG_H2:
            case GUMBO_TAG_H3:
            case GUMBO_TAG_H4:
            case GUMBO_TAG_H5:
            case GUMBO_TAG_H6:
                heading(node, static_cast<int>(node->v.element.tag) - static_cast<int>(GUMBO_TAG_H1) + 1);
                break;
            case GUMBO_TAG_TABLE:
                ++tables_;
                if (!holds(node, GUMBO_TAG_TH))
                    add("table_head", Sureness::sure, say("checks.place.table", {std::to_string(tables_)}), text_of(node),
                        say("checks.why.table_head"));
                break;
            case GUMBO_TAG_A:
                link(node);
                break;
            default:
                break;
        }
    }

    // An empty alternative says that the picture only decorates; none at all says nothing.
    void picture(const GumboNode* node) {
        ++pictures_;
        if (trim(attribute(node, "alt")).empty()) {
            const bool is_decoration =
                gumbo_get_attribute(&node->v.element.attributes, "alt") != nullptr && attribute(node, "class") != "undescribed";
            add("alternative", is_decoration ? Sureness::doubtful : Sureness::sure,
                say("checks.place.picture", {std::to_string(pictures_)}), std::string(attribute(node, "src")),
                say(is_decoration ? "checks.why.decoration" : "checks.why.alternative"));
        }
    }

    void heading(const GumboNode* node, int level) {
        ++headings_;
        const auto place = say("checks.place.heading", {std::to_string(headings_)});
        const auto text = text_of(node);
        if (trim(text).empty() && !holds_described_picture(node))
            add("heading", Sureness::sure, place, "", say("checks.why.heading_empty"));
        if (level > level_ + 1)
            add("heading", Sureness::sure, place, text,
                say("checks.why.heading_jump", {std::to_string(level_), std::to_string(level)}));
        level_ = level;
    }

    void link(const GumboNode* node) {
        const std::string address(attribute(node, "href"));
        const auto said = text_of(node);
        const std::string text(trim(said));
        ++anchors_;
        const auto place = say("checks.place.link", {std::to_string(anchors_)});
        static const std::set<std::string, std::less<>> empty_words{
            "点击这里", "点这里", "这里", "此处", "点击",  "更多", "点击此处",   "请点击这里", "链接",
            "网址",     "详情",   "查看", "下载", "click", "here", "click here", "more"};
        if ((text.empty() && !holds_described_picture(node)) || empty_words.contains(lower_ascii(text)) ||
            text.starts_with("http://") || text.starts_with("https://"))
            add("link_text", Sureness::sure, place, text, say("checks.why.link_text"));
        const bool is_web = address.starts_with("http://") || address.starts_with("https://") ||
                            (address.starts_with('/') && !address.starts_with("//"));
        if (is_web && seen_.insert(address.substr(0, address.find('#'))).second)
            links_.emplace_back(address.substr(0, address.find('#')), place);
    }

    const Checking& checking_;
    std::vector<Finding>& findings_;
    int level_ = body_level, headings_ = 0, tables_ = 0, pictures_ = 0, anchors_ = 0;
    std::vector<std::pair<std::string, std::string>> links_;  // addresses with their place
    std::set<std::string> seen_;
};

struct Destroy {
    void operator()(GumboOutput* output) const { gumbo_destroy_output(&kGumboDefaultOptions, output); }
};

}  // namespace

std::vector<Finding> check_page(const markup::Clean& body, const Checking& checking) {
    const auto text = text_with_sources(body.html());
    const Passage passage(text.text);
    const auto place_of = places_in(passage, checking.language);
    auto findings = judge(passage, checking, [&](const Stretch& stretch) {
        const bool is_aside = passage.printed_at(stretch).start >= text.asides_at;
        return is_aside ? words(checking.language, "checks.place.aside") : place_of(stretch);
    });
    std::ranges::move(check_reading(body, checking), std::back_inserter(findings));
    return findings;
}

std::vector<Finding> check_reading(const markup::Clean& body, const Checking& checking) {
    std::vector<Finding> findings;
    const std::unique_ptr<GumboOutput, Destroy> output(
        gumbo_parse_with_options(&kGumboDefaultOptions, body.html().data(), body.html().size()));
    Reader reader(checking, findings);
    reader.read(output->root);
    reader.try_links();
    return findings;
}

}  // namespace gongkai::intake
