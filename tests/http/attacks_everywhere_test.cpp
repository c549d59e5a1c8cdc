// Attacks as titles, names, cells, addresses and words, by every way in that attacks_test.cpp does not go, looked for at every
// way out: pages of everybody and of the staff, editor, feed, linked data, API, search, suggestions, files of an export.
#include <gumbo.h>

#include <boost/json.hpp>
#include <pugixml.hpp>
#include <thread>

#include "base/core/csv.h"
#include "base/core/file.h"
#include "base/core/text.h"
#include "base/extract/testing.h"
#include "base/markup/xss_corpus.h"
#include "base/web/target.h"
#include "tests/http/newsroom.h"

namespace gongkai::http {
namespace {

namespace json = boost::json;
using extract::testing::make_zip;

// Where a text stands between tags, in quotes of either kind, in a script of data, in XML, in an address, in CSS, in a template.
constexpr std::array text_attacks{
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "</ScRiPt ><script>alert(1)</script>",
    "<!--<script>alert(1)</script>",
    "--><script>alert(1)</script>",
    "]]><script>alert(1)</script>",
    "<![CDATA[<script>alert(1)</script>]]>",
    "</title><script>alert(1)</script>",
    "</textarea><script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    "</noscript><script>alert(1)</script>",
    "</option></select><script>alert(1)</script>",
    "</a><img src=x onerror=alert(1)>",
    "</summary></details><img src=x onerror=alert(1)>",
    "</h1><svg onload=alert(1)>",
    "</td></tr></table><svg onload=alert(1)>",
    "'><script>alert(1)</script>",
    "\"><script>alert(1)</script>",
    "'\"><svg/onload=alert(1)>",
    "' onmouseover='alert(1)",
    "\" onmouseover=\"alert(1)",
    "' onfocus=alert(1) autofocus x='",
    "\" onfocus=alert(1) autofocus x=\"",
    "` onmouseover=alert(1) x=`",
    "'/onmouseover=alert(1)//",
    "&#39; onmouseover=&#39;alert(1)",
    "&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&amp;lt;script&amp;gt;alert(1)",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "&#x3c;img src=x onerror=alert(1)&#x3e;",
    "\\u003cscript\\u003ealert(1)\\u003c/script\\u003e",
    "\\x3cscript\\x3ealert(1)\\x3c/script\\x3e",
    "\";alert(1);//",
    "';alert(1);//",
    "\\\";alert(1);//",
    "\"}]}</script><script>alert(1)</script>",
    "\u2028alert(1)\u2029",
    "{{constructor.constructor('alert(1)')()}}",
    "${alert(1)}",
    "<%= alert(1) %>",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\u200Bscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox(1)",
    "//x.example/a.js",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data='javascript:alert(1)'></object>",
    "<embed src='data:text/html,<script>alert(1)</script>'>",
    "<base href='//x.example/'>",
    "<meta http-equiv='refresh' content='0;url=javascript:alert(1)'>",
    "<link rel='stylesheet' href='//x.example/a.css'>",
    "<form action='javascript:alert(1)'><button>x</button></form>",
    "<button formaction='javascript:alert(1)'>x</button>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<svg><a xlink:href='javascript:alert(1)'><text>x</text></a></svg>",
    "<template><script>alert(1)</script></template>",
    "<x onclick=alert(1)>x",
    "<div style='background:url(javascript:alert(1))'>x",
    "<style>@import '//x.example/a.css';</style>",
    "=HYPERLINK(\"javascript:alert(1)\",\"x\")",
    "=cmd|' /C calc'!A0",
    "+SUM(1+1)*cmd|' /C calc'!A0",
    "\xEF\xBC\x9Cscript\xEF\xBC\x9E"
    "alert(1)\xEF\xBC\x9C/script\xEF\xBC\x9E",
    "%3Cscript%3Ealert(1)%3C/script%3E",
    "+ADw-script+AD4-alert(1)+ADw-/script+AD4-",
    "\u202E<script>alert(1)</script>",
    "<IMG SRC=x ONERROR=alert(1)//",
    "<a href=\"javascript&colon;alert(1)\">x</a>",
};
static_assert(text_attacks.size() >= 60);

// What a browser would run or fetch from elsewhere, by its own parser. Empty for nothing.
class Running {
  public:
    static std::string in(std::string_view html) {
        Running running;
        auto* tree = gumbo_parse_with_options(&kGumboDefaultOptions, html.data(), html.size());
        running.look(*tree->root);
        gumbo_destroy_output(&kGumboDefaultOptions, tree);
        return running.says_;
    }

  private:
    static bool is_safe_address(std::string_view address) {
        std::string plain;
        for (const char c : address)
            if (static_cast<unsigned char>(c) > 0x20)
                plain += c;
        plain = lower_ascii(plain);
        const auto colon = plain.find(':');
        const bool has_scheme = colon != std::string::npos && plain.find_first_of("/?#") > colon;
        return !has_scheme || plain.starts_with("http:") || plain.starts_with("https:") || plain.starts_with("mailto:") ||
               plain.starts_with("tel:") || plain.starts_with("picture:");
    }

    void look(const GumboNode& node) {
        if (node.type != GUMBO_NODE_ELEMENT && node.type != GUMBO_NODE_TEMPLATE)
            return;
        const auto& element = node.v.element;
        const std::string name = element.tag == GUMBO_TAG_UNKNOWN
                                     ? std::string(element.original_tag.data, element.original_tag.length)
                                     : gumbo_normalized_tagname(element.tag);
        for (const std::string_view never : {"iframe", "object", "embed", "base", "applet", "frame", "math", "template", "style"})
            if (name == never)
                says_ += "<" + name + "> ";
        if (element.tag == GUMBO_TAG_UNKNOWN && name.find("<math") == 0)
            says_ += name;
        std::string source, type;
        for (unsigned i = 0; i < element.attributes.length; ++i) {
            const auto& attribute = *static_cast<const GumboAttribute*>(element.attributes.data[i]);
            const std::string key = lower_ascii(attribute.name), value = attribute.value;
            if (key.starts_with("on") || key == "style" || key == "srcdoc" || key == "http-equiv")
                says_ += name + "[" + key + "] ";
            for (const std::string_view leads : {"href", "src", "action", "formaction", "data", "xlink:href", "poster"})
                if (key == leads && !is_safe_address(value))
                    says_ += name + "[" + key + "=" + value + "] ";
            if (key == "src")
                source = value;
            if (key == "type")
                type = value;
        }
        if (name == "script") {
            if (source.empty() && type != "application/ld+json" && type != "application/json")
                says_ += "<script> ";
            if (source.starts_with("//") || source.find(':') != std::string::npos)
                says_ += "<script src=" + source + "> ";
            if (source.empty() && element.children.length > 0) {
                const auto* inside = static_cast<const GumboNode*>(element.children.data[0]);
                boost::system::error_code wrong;
                json::parse(inside->v.text.text, wrong);
                if (wrong)
                    says_ += "data that are none ";
            }
            return;
        }
        for (unsigned i = 0; i < element.children.length; ++i)
            look(*static_cast<const GumboNode*>(element.children.data[i]));
    }

    std::string says_;
};

std::string quoted(const std::string& text) { return '"' + replace_all(text, "\"", "\"\"") + '"'; }

// As one line that a form or a table can hold.
std::string line_of(std::string_view attack) {
    std::string kept;
    for (const char c : mend_utf8(attack))
        if (static_cast<unsigned char>(c) >= 0x20)
            kept += c;
    return kept.substr(0, 150);
}

std::string in_html(std::string_view text) {
    return replace_all(replace_all(replace_all(std::string(text), "&", "&amp;"), "<", "&lt;"), "'", "&#39;");
}

class AttacksEverywhere : public Newsroom {
  protected:
    AttacksEverywhere() : Newsroom({{"GONGKAI_LANGUAGE", "zh"}}) {}

    std::filesystem::path put(const std::string& path, std::string_view bytes) {
        const auto file = folder_.path() / path;
        std::filesystem::create_directories(file.parent_path());
        write_file(file, bytes);
        return file;
    }
    std::size_t import(const std::filesystem::path& what, std::vector<std::string> more = {}) {
        std::vector<std::string> arguments{"documents", "import", what.string(), "--json",
                                           "--unit",    unit,     "--column",    "通知公告"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        const auto done = run_program(arguments, surroundings_);
        EXPECT_NE(done.said.find("\"documents\""), std::string::npos) << done.said << done.complained;
        const auto report = json::parse(done.said);
        return static_cast<std::size_t>(report.at("taken").as_int64());
    }

    static void expect_inert(const Answer& answer, const std::string& what) {
        const auto type = answer.header_or_nothing("Content-Type");
        if (type.starts_with("text/html")) {
            EXPECT_EQ(Running::in(answer.body), "") << what;
        } else if (type.find("+xml") != std::string::npos || type.starts_with("application/xml")) {
            pugi::xml_document xml;
            EXPECT_TRUE(xml.load_buffer(answer.body.data(), answer.body.size())) << what;
        } else if (type.find("json") != std::string::npos) {
            boost::system::error_code wrong;
            json::parse(answer.body, wrong);
            EXPECT_FALSE(wrong) << what;
        }
        EXPECT_EQ(answer.header_or_nothing("X-Content-Type-Options"), "nosniff") << what;
    }
    Answer look(Client& client, const std::string& target) {
        auto answer = client.get(target);
        for (int tries = 0; answer.status == 503 && tries < 200; ++tries) {  // the index of the search is being made
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
            answer = client.get(target);
        }
        EXPECT_EQ(answer.status, 200) << target;
        expect_inert(answer, target);
        return answer;
    }

    // Every public document, its parts, and the lists.
    std::size_t look_at_all() {
        std::size_t count = 0;
        for (const auto& row : database_rows(data_, "SELECT key FROM document WHERE key <> '' ORDER BY id")) {
            const auto address = "/documents/" + row.at(0);
            look(reader_, address);
            if (++count % 10 == 1)
                for (const auto* part : {"/editions", "/proof", "/content"})
                    look(reader_, address + part);
        }
        for (const std::string list :
             {"/", "/documents", "/columns", "/columns/announcements", "/columns/announcements/feed.atom", "/sitemap.xml?part=1",
              "/api/v1/documents", "/search?q=%E7%94%B2", "/api/v1/search?q=%E7%94%B2", "/api/v1/suggest?q=%E7%94%B2"})
            look(reader_, list);
        return count;
    }
};

TEST_F(AttacksEverywhere, run_nowhere_when_tables_archives_and_old_sites_move_in) {
    std::string table = "title,unit,number,category,published_on,validity,body\n";
    int number = 0;
    for (const auto* attack : text_attacks) {
        const auto line = line_of(attack);
        table += quoted("甲" + std::to_string(++number) + line) + ',' + quoted(unit) + ",,," + "2019-06-25,有效," +
                 quoted("<p>正文" + line + "</p>") + '\n';
    }
    EXPECT_GE(import(put("table.csv", table)), text_attacks.size() - 3) << "a title may be refused, not all";

    // A page each: title, heading, name of the author, address of a link, alternative text, name of a file.
    std::map<std::string, std::string> archive;
    std::string mapping = "[[rule]]\npath = '*'\ncolumn = '通知公告'\n";
    number = 0;
    for (const auto attack : markup::testing::xss_corpus) {
        if (++number % 3 != 0)
            continue;
        const auto line = line_of(attack);
        const auto page = "<html><head><meta charset='utf-8'><title>" + in_html("乙" + std::to_string(number) + line) +
                          "</title><meta name='PubDate' content='2019-06-25'><meta name='Author' content='" + in_html(line) +
                          "'></head><body><h1>" + in_html("乙" + std::to_string(number) + line) +
                          "</h1><div id='zoom'><p>正文内容若干，请各单位认真贯彻执行。" + line + "</p><p><a href='" +
                          in_html(line) + "'>链接</a><img src='" + in_html(line) + "' alt='" + in_html(line) +
                          "'></p></div></body></html>";
        const auto name =
            std::to_string(number) + (number % 2 == 0 ? "<img src=x onerror=alert(1)>.html" : "'onmouseover='alert(1).html");
        archive[name] = page;
        put("site/old" + std::to_string(number) + ".html", replace_all(page, "乙", "丙"));
    }
    EXPECT_GE(import(put("pages.zip", make_zip(archive))), archive.size() / 2);
    EXPECT_GE(import(folder_.path() / "site", {"--mapping", put("mapping.toml", mapping).string()}), archive.size() / 2);

    EXPECT_GE(look_at_all(), text_attacks.size() + archive.size());
    number = 0;
    for (const auto* attack : text_attacks) {
        look(reader_, "/search?q=" + web::encode(line_of(attack)));
        if (++number % 4 == 0)
            for (const auto* asked : {"/api/v1/search?q=", "/api/v1/suggest?q=", "/documents?q="})
                expect_inert(reader_.get(asked + web::encode(line_of(attack))), asked + line_of(attack));
    }
    for (const auto& row : database_rows(data_, "SELECT id FROM document ORDER BY id LIMIT 12")) {
        look(writer().client, "/console/documents/" + row.at(0));
        look(writer().client, "/console/documents/" + row.at(0) + "/edit");
    }
    const auto exported = folder_.path() / "export";
    const auto done = run_program({"site", "export", exported.string(), "--json"}, surroundings_);
    ASSERT_EQ(done.code, 0) << done.complained << done.said;
    std::size_t pages = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(exported))
        if (entry.path().extension() == ".html") {
            ++pages;
            // A reading copy that is saved carries the style of this program with it.
            const bool is_copy = entry.path().filename() == "copy.html";
            EXPECT_EQ(Running::in(read_file(entry.path()).value()), is_copy ? "<style> " : "") << entry.path();
        }
    EXPECT_GT(pages, text_attacks.size());
}

TEST_F(AttacksEverywhere, run_nowhere_when_an_officer_saves_them_or_hands_in_files_with_links) {
    std::string all;
    for (const auto attack : markup::testing::xss_corpus)
        all += "<p>" + line_of(attack) + "</p>";
    const auto page = begin("news", {{"title", "编辑器"}, {"body", "正文"}});
    ASSERT_EQ(
        send_form(writer().client, page + "/edit", page + "/edit", {{"body", all}, {"summary", line_of(text_attacks[1])}}).status,
        303);
    look(writer().client, page);
    look(writer().client, page + "/edit");
    look(reader_, force(page));

    // Addresses that links of a PDF lead to.
    std::string links, objects;
    int number = 6;
    for (const auto* attack : text_attacks) {
        const auto address = replace_all(replace_all(replace_all(line_of(attack), "\\", "\\\\"), "(", "\\("), ")", "\\)");
        links += std::to_string(number) + " 0 R ";
        objects += std::to_string(number++) + " 0 obj\n<</Type/Annot/Subtype/Link/Rect[20 690 200 720]/A<</S/URI/URI(" + address +
                   ")>>>>\nendobj\n";
    }
    const std::string content = "BT /F1 12 Tf 20 700 Td (Open what is linked) Tj ET";
    const auto portable =
        "%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n"
        "3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>/Annots[" +
        links + "]>>\nendobj\n4 0 obj\n<</Length " + std::to_string(content.size()) + ">>\nstream\n" + content +
        "\nendstream\nendobj\n5 0 obj\n<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>\nendobj\n" + objects +
        "trailer\n<</Size " + std::to_string(number) + "/Root 1 0 R>>\n%%EOF\n";
    const auto linked = begin("news", {{"title", "有链接的文件"}}, {"from_file", "链接.pdf", portable});
    look(writer().client, linked);
    look(reader_, force(linked));

    for (const auto* attack : {"<img src=x onerror=alert(1)>.pdf", "'><svg onload=alert(1)>.txt", "</script>.docx"}) {
        const auto named = begin("news", {{"title", "文件名"}, {"body", "正文"}}, {"file", attack, "%PDF-1.4"});
        look(writer().client, named);
        look(reader_, force(named));
    }
}

TEST_F(AttacksEverywhere, run_nowhere_in_records) {
    const auto kind = json::parse(read_file(source_file("data/kinds/emergency_update.json")).value());
    const auto& example = kind.at("examples").at(0).as_object();
    std::string head, rows, turned;
    std::size_t count = 0;
    for (const auto& field : kind.at("fields").as_array())
        head += (head.empty() ? "" : ",") + std::string(field.at("names").at("zh").as_string());
    for (const auto* attack : text_attacks) {
        std::string row;
        ++count;
        for (const auto& field : kind.at("fields").as_array()) {
            const auto& key = field.at("key").as_string();
            const auto& type = field.at("type").as_string();
            const auto* value = example.if_contains(key);
            std::string cell = value && value->is_string() ? std::string(value->as_string())
                               : value                     ? json::serialize(*value)
                                                           : "";
            if (key == "serial")
                cell = std::to_string(count);
            else if (const auto* most = field.as_object().if_contains("max_length");
                     (type == "line" || type == "text") && (!most || most->as_int64() >= 40))
                cell = line_of(attack).substr(0, 38);
            row += (row.empty() ? "" : ",") + quoted(mend_utf8(cell));
        }
        // What turns the direction of a text is refused; all else is taken as the text that it is.
        const bool is_turned = row.find("\u202E") != std::string::npos;
        (is_turned ? turned : rows) += row + '\n';
        count -= is_turned ? 1 : 0;
    }
    ASSERT_FALSE(turned.empty());
    const auto refused = run_program(
        {"records", "import", "emergency_update", put("turned.csv", head + '\n' + turned).string(), "--unit", unit, "--json"},
        surroundings_);
    EXPECT_NE(refused.code, 0);
    EXPECT_NE(refused.said.find("records.refuse.value.turned"), std::string::npos) << refused.said;
    const auto file = put("records.csv", head + '\n' + rows);
    const auto done =
        run_program({"records", "import", "emergency_update", file.string(), "--unit", unit, "--json"}, surroundings_);
    ASSERT_EQ(done.code, 0) << done.said << done.complained;
    EXPECT_GE(std::stoul(database_rows(data_, "SELECT count(*) FROM record").at(0).at(0)), count);
    for (const std::string list : {"/data", "/records/emergency_update", "/records/emergency_update/feed.atom",
                                   "/api/v1/records/emergency_update", "/search?q=alert"})
        look(reader_, list);
    for (const auto& link : read_page(reader_.get("/records/emergency_update").body).links)
        if (link.address.starts_with("/records/emergency_update/"))
            expect_inert(reader_.get(link.address), link.address);
}

// What was asked is said back in the sentence, in no form that anybody could take for a page.
TEST_F(AttacksEverywhere, are_no_tags_in_what_the_api_says_of_them) {
    for (const std::string address :
         {"/api/v1/duties?as_of=%3Cscript%3Ealert(1)%3C/script%3E", "/api/v1/documents?after=%3Cimg%20src%3Dx%3E"}) {
        const auto answer = reader_.get(address);
        EXPECT_GE(answer.status, 400) << address;
        EXPECT_TRUE(answer.header_or_nothing("Content-Type").starts_with("application/json"));
        EXPECT_EQ(answer.body.find_first_of("<>"), std::string::npos) << answer.body;
        EXPECT_TRUE(json::parse(answer.body).is_object());
    }
}

}  // namespace
}  // namespace gongkai::http
