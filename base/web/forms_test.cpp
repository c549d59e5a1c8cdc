#include "base/web/forms.h"

#include <gtest/gtest.h>

namespace gongkai::web {
namespace {

Request posted(std::string_view type, std::string body) {
    auto request = Request::of(Method::post, "/");
    request.headers.add("Content-Type", type);
    request.body = std::move(body);
    return request;
}

const std::string boundary = "----WebKitFormBoundaryX";

std::string part(const std::string& head, const std::string& bytes) {
    return "--" + boundary + "\r\n" + head + "\r\n\r\n" + bytes + "\r\n";
}

std::optional<FormData> read_parts(const std::string& body) { return read_multipart(body, boundary); }

TEST(Forms, read_what_a_browser_sends) {
    const auto form = read_form(posted("application/x-www-form-urlencoded; charset=UTF-8",
                                       "name=%E5%85%AC+%E5%BC%80&text=a%0D%0Ab&unit=1&unit=2&empty="));
    ASSERT_TRUE(form);
    EXPECT_EQ(form->fields.first("name"), "公 开");
    EXPECT_EQ(form->fields.first("text"), "a\nb");
    EXPECT_EQ(form->fields.all("unit"), (std::vector<std::string_view>{"1", "2"}));
    EXPECT_EQ(form->fields.first("empty"), "");
    EXPECT_EQ(form->fields.first("absent"), std::nullopt);
}

TEST(Forms, refuse_what_no_browser_sends) {
    std::string many;
    for (int i = 0; i < 1001; ++i)
        many += "a=b&";
    for (const std::string& body : {std::string("a=%zz"), std::string("a=%ff"), std::string("a=%00"), std::string("%=a"), many})
        EXPECT_EQ(read_form(posted("application/x-www-form-urlencoded", body)).error().id, "web.refuse.form_unreadable") << body;
    EXPECT_TRUE(read_form(posted("application/json", "{}"))->fields.empty());
}

TEST(Forms, read_the_files_of_an_upload) {
    const auto request = posted(
        "multipart/form-data; boundary=" + boundary,
        part("Content-Disposition: form-data; name=\"title\"", "通知\r\n第二行") +
            part("Content-Disposition: form-data; name=\"notice\"; filename=\"C:\\文件\\通知 %22一%22.pdf\"\r\nContent-Type: "
                 "application/pdf",
                 std::string("%PDF\0\r\n--not it\r\n", 17)) +
            part("Content-Disposition: form-data; name=\"none\"; filename=\"\"\r\nContent-Type: application/octet-stream", "") +
            "--" + boundary + "--\r\n");
    const auto form = read_form(request);
    ASSERT_TRUE(form);
    EXPECT_EQ(form->fields.first("title"), "通知\n第二行");
    ASSERT_EQ(form->files.size(), 1U);
    EXPECT_EQ(form->files[0].field, "notice");
    EXPECT_EQ(form->files[0].name, "通知 \"一\".pdf");
    EXPECT_EQ(form->files[0].content_type, "application/pdf");
    EXPECT_EQ(form->files[0].bytes, std::string_view("%PDF\0\r\n--not it\r\n", 17));
}

TEST(Forms, a_file_name_never_holds_a_folder) {
    for (const std::string name : {"../../etc/passwd", "/etc/passwd", "..\\..\\passwd", "a/b\\passwd"}) {
        const auto body =
            part("Content-Disposition: form-data; name=\"f\"; filename=\"" + name + "\"", "x") + "--" + boundary + "--";
        EXPECT_EQ(read_parts(body)->files.front().name, "passwd");
    }
}

TEST(Forms, a_malformed_upload_is_refused_whole) {
    const auto good = part("Content-Disposition: form-data; name=\"a\"", "x");
    const auto end = "--" + boundary + "--\r\n";
    ASSERT_TRUE(read_parts(good + end));
    std::string many;
    for (std::size_t i = 0; i <= form_fields_at_most; ++i)
        many += good;
    std::string many_files;
    for (std::size_t i = 0; i <= form_files_at_most; ++i)
        many_files += part("Content-Disposition: form-data; name=\"a\"; filename=\"b\"", "x");
    const std::vector<std::string> corpus = {
        "",
        "--",
        good,
        good + "--" + boundary,
        good + end + "more",
        "preamble\r\n" + good + end,
        "\r\n" + good + end,
        "--" + boundary + "\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx",
        "--" + boundary + "\nContent-Disposition: form-data; name=\"a\"\n\nx\n" + end,
        "--" + boundary + "x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx\r\n" + end,
        part("", "x") + end,
        part("Content-Type: text/plain", "x") + end,
        part("Content-Disposition: form-data", "x") + end,
        part("Content-Disposition: form-data; name=\"\"", "x") + end,
        part("Content-Disposition: form-data; name=\"a", "x") + end,
        part("Content-Disposition: form-data; name=\"a\"; name=\"b\"", "x") + end,
        part("Content-Disposition: form-data; name=\"a\"\r\nContent-Disposition: form-data; name=\"b\"", "x") + end,
        part("Content-Disposition: attachment; name=\"a\"", "x") + end,
        part("Content-Disposition: form-data name=\"a\"", "x") + end,
        part("Content-Disposition: form-data; =\"a\"", "x") + end,
        part("Content-Disposition: form-data; name=\"a\"\r\n folded: x", "x") + end,
        part("Content-Disposition: form-data; name=\"a\"\nX: y", "x") + end,
        part("Content-Disposition: form-data; name=\"a\"\r\nContent-Transfer-Encoding: base64", "eA==") + end,
        part("Content-Disposition: form-data; name=\"a\"", "\xff") + end,
        part("Content-Disposition: form-data; name=\"a\"", std::string("x\0y", 3)) + end,
        part("Content-Disposition: form-data; name=\"\xff\"", "x") + end,
        part("Content-Disposition: form-data; name=\"a\"; filename=\"\xff\"", "x") + end,
        part("Content-Disposition: form-data; name=\"" + std::string(201, 'a') + "\"", "x") + end,
        part("Content-Disposition: form-data; name=\"a\"\r\nX: " + std::string(5000, 'a'), "x") + end,
        many + end,
        many_files + end,
    };
    for (const auto& body : corpus)
        EXPECT_FALSE(read_parts(body)) << body.substr(0, 200);
    // Cut anywhere, it is refused; nothing is read past the end.
    const auto whole = good + part("Content-Disposition: form-data; name=\"f\"; filename=\"g\"", "bytes") + end;
    for (std::size_t size = 0; size + 2 < whole.size(); ++size)
        EXPECT_FALSE(read_parts(whole.substr(0, size))) << size;
}

TEST(Forms, a_boundary_is_taken_as_the_standard_says) {
    EXPECT_EQ(multipart_boundary("multipart/form-data; boundary=abc"), "abc");
    EXPECT_EQ(multipart_boundary("Multipart/Form-Data; charset=utf-8; boundary=\"a b:c\""), "a b:c");
    for (const std::string wrong :
         {"multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=\"\"",
          "multipart/mixed; boundary=a", "multipart/form-data; boundary=\"a \"", "multipart/form-data; boundary=a; boundary=b",
          "multipart/form-data; boundary=\"a\x01\"", "multipart/form-datax; boundary=a"})
        EXPECT_FALSE(multipart_boundary(wrong)) << wrong;
    EXPECT_FALSE(multipart_boundary("multipart/form-data; boundary=" + std::string(71, 'a')));
    EXPECT_EQ(read_form(posted("multipart/form-data", "--a--")).error().id, "web.refuse.form_unreadable");
}

class TypedFieldsTest : public testing::Test {
  protected:
    void type(std::initializer_list<std::pair<std::string, std::string>> fields) {
        for (const auto& [name, value] : fields)
            data.fields.add(name, value);
    }
    std::string said(std::string_view field) const {
        const auto* refusal = form.error_of(field);
        return refusal ? refusal->id : "";
    }
    FormData data;
    Form form{data};
};

TEST_F(TypedFieldsTest, texts_are_trimmed_and_measured_in_characters) {
    type({{"name", "　王 小明 \n"}, {"long", "一二三四"}, {"short", "一"}, {"lines", "a\nb"}, {"blank", "  "}});
    EXPECT_EQ(form.text("name"), "王 小明");
    EXPECT_EQ(form.text("long", {.at_most = 4}), "一二三四");
    EXPECT_TRUE(form.is_fine());
    EXPECT_EQ(form.text("long", {.at_most = 3}), "");
    EXPECT_EQ(said("long"), "web.form.too_long");
    EXPECT_EQ(form.error_of("long")->arguments, (std::vector<std::string>{"3", "4"}));
    form.text("short", {.at_least = 2});
    EXPECT_EQ(said("short"), "web.form.too_short");
    form.text("lines");
    EXPECT_EQ(said("lines"), "web.form.one_line");
    EXPECT_EQ(form.text("lines", {.lines = Form::TextRule::Lines::many}), "a\nb");
    form.text("blank");
    EXPECT_EQ(said("blank"), "web.form.required");
    form.text("absent", {.need = Need::optional, .at_least = 5});
    EXPECT_EQ(said("absent"), "");
    EXPECT_EQ(form.errors().size(), 4U);
    EXPECT_EQ(form.typed("lines"), "a\nb");
}

TEST_F(TypedFieldsTest, days_are_read_as_people_write_them) {
    for (const std::string written :
         {"2019-06-25", "2019-6-25", "2019/6/25", "2019.06.25", "2019年6月25日", "２０１９年６月２５日", " 2019-6-25 "}) {
        FormData one;
        one.fields.add("day", written);
        EXPECT_EQ(Form(one).day("day"), make_day(2019, 6, 25)) << written;
    }
    for (const std::string wrong :
         {"2019-02-29", "25.6.2019", "2019-6", "6月25日", "2019-006-25", "19-6-25", "2019-6-25-1", "tomorrow"}) {
        FormData one;
        one.fields.add("day", wrong);
        Form read(one);
        EXPECT_FALSE(read.day("day")) << wrong;
        EXPECT_EQ(read.errors().size(), 1U);
    }
}

TEST_F(TypedFieldsTest, numbers_choices_ticks_and_files_say_what_is_wrong) {
    type({{"count", "１２"}, {"large", "501"}, {"word", "1x"}, {"kind", "letter"}, {"odd", "none"}, {"agree", "on"}});
    data.files.push_back({"notice", "a.pdf", "application/pdf", "12345"});
    EXPECT_EQ(form.whole_number("count", 1, 500), 12);
    EXPECT_EQ(form.one_of("kind", {"letter", "request"}), "letter");
    EXPECT_TRUE(form.is_ticked("agree") && !form.is_ticked("absent"));
    EXPECT_EQ(form.file("notice", 5)->bytes, "12345");
    EXPECT_EQ(form.file("absent", 5, Need::optional), nullptr);
    EXPECT_TRUE(form.is_fine());
    EXPECT_FALSE(form.whole_number("large", 1, 500) || form.whole_number("word", 1, 500));
    EXPECT_EQ(said("large") + said("word"), "web.form.no_numberweb.form.no_number");
    form.one_of("odd", {"letter"});
    EXPECT_EQ(said("odd"), "web.form.no_choice");
    form.file("notice", 4);
    EXPECT_EQ(said("notice"), "web.form.file_too_large");
    form.file("absent", 4);
    EXPECT_EQ(said("absent"), "web.form.no_file");
    form.refuse("", {Refusal::Kind::conflict, "web.refuse.form_unreadable", {}, {}});
    EXPECT_EQ(said(""), "web.refuse.form_unreadable");
}

TEST_F(TypedFieldsTest, every_sentence_is_there_in_both_languages) {
    for (const auto language : {Language::zh, Language::en})
        for (const auto* id :
             {"required", "too_long", "too_short", "one_line", "no_day", "no_number", "no_choice", "no_file", "file_too_large"})
            EXPECT_TRUE(has_words(language, std::string("web.form.") + id)) << id;
}

}  // namespace
}  // namespace gongkai::web
