#include "base/web/router.h"

#include <gtest/gtest.h>

namespace gongkai::web {
namespace {

class RouterTest : public testing::Test {
  protected:
    RouterTest() {
        for (const auto& [pattern, name] : std::vector<std::pair<std::string, std::string>>{{"/", "home"},
                                                                                            {"/tasks", "tasks"},
                                                                                            {"/tasks/new", "task.new"},
                                                                                            {"/tasks/{number}", "task"},
                                                                                            {"/tasks/{number}/rows/{row}", "row"},
                                                                                            {"/files/{path...}", "file"},
                                                                                            {"/{column}", "column"},
                                                                                            {"/{column}/{slug}", "article"}})
            router.get(pattern, name, answer);
        router.post("/tasks/{number}", "task.change", answer).needs("task.change").form("task.change");
        router.add(Method::delete_, "/tasks/{number}", "task.drop", answer);
    }
    std::string name_of_found(Method method, std::string_view path) const {
        const auto found = router.find(method, path);
        std::string text = found.route ? found.route->name : found.has_slash_too_many ? "slash" : "none";
        for (const auto& [name, value] : found.parameters)
            text.append(" ").append(name).append("=").append(value);
        for (const auto method_allowed : found.allowed)
            text.append(" ").append(name_of(method_allowed));
        return text;
    }
    const Act answer = [](Request&, Context&) { return Response::text(""); };
    Router router;
};

TEST_F(RouterTest, finds_the_most_exact_line) {
    const std::vector<std::tuple<Method, std::string, std::string>> cases = {
        {Method::get, "/", "home"},
        {Method::head, "/", "home"},
        {Method::get, "/tasks", "tasks"},
        {Method::get, "/tasks/", "slash"},
        {Method::get, "/tasks/new", "task.new"},
        {Method::get, "/tasks/18", "task number=18"},
        {Method::post, "/tasks/18", "task.change number=18"},
        {Method::post, "/tasks/new", "task.change number=new"},
        {Method::put, "/tasks/18", "none GET POST DELETE"},
        {Method::get, "/tasks/18/rows/2", "row number=18 row=2"},
        {Method::get, "/tasks//rows/2", "none"},
        {Method::get, "/files/a/b c.pdf", "file path=a/b c.pdf"},
        {Method::get, "/files", "column column=files"},
        {Method::get, "/政策", "column column=政策"},
        {Method::get, "/政策/一", "article column=政策 slug=一"},
        {Method::get, "/a/b/c", "none"},
        {Method::get, "//", "none"},
        {Method::get, "//evil.example/", "none"},
        {Method::get, "", "none"},
    };
    for (const auto& [method, path, expected] : cases)
        EXPECT_EQ(name_of_found(method, path), expected) << path;
}

TEST_F(RouterTest, writes_the_paths_that_it_reads) {
    EXPECT_EQ(router.path("home"), "/");
    EXPECT_EQ(router.path("row", {"18", "a/b 公"}), "/tasks/18/rows/a%2Fb%20%E5%85%AC");
    EXPECT_EQ(router.path("file", {"a/b c.pdf"}), "/files/a/b%20c.pdf");
    EXPECT_THROW(router.path("absent"), std::logic_error);
    EXPECT_THROW(router.path("row", {"18"}), std::logic_error);
    EXPECT_THROW(router.path("home", {"18"}), std::logic_error);
}

TEST_F(RouterTest, refuses_lines_that_clash_or_cannot_be_read) {
    EXPECT_THROW(router.get("/tasks/{id}", "task.again", answer), std::logic_error);
    EXPECT_THROW(router.get("/elsewhere", "task", answer), std::logic_error);
    for (const std::string wrong : {"", "tasks", "/tasks/", "/a//b", "/{}", "/{a", "/a{b}", "/{a...}/b", "/{...}"})
        EXPECT_THROW(router.get(wrong, "wrong" + wrong, answer), std::logic_error) << wrong;
}

TEST_F(RouterTest, what_opens_a_door_is_not_shown) {
    router.get("/way-in/{token}", "way_in", answer);
    router.get("/way-in/{token}/photo", "way_in.photo", answer);
    EXPECT_EQ(router.without_secrets("/way-in/s3cret"), "/way-in/{token}");
    EXPECT_EQ(router.without_secrets("/way-in/s3cret/photo"), "/way-in/{token}/photo");
    EXPECT_EQ(router.without_secrets("/way-in/s3cret/"), "/way-in/{token}/");  // answered by a redirect, and logged too
    EXPECT_EQ(router.without_secrets("/tasks/18"), "/tasks/18");
    EXPECT_THROW(router.get("/people/{id}/{token}", "too.late", answer), std::logic_error);
}

TEST_F(RouterTest, the_whole_table_can_be_read) {
    std::size_t staff = 0;
    for (const auto& route : router.routes())
        staff += route.audience == Audience::staff ? 1 : 0;
    EXPECT_EQ(router.routes().size(), 10U);
    EXPECT_EQ(staff, 1U);
}

}  // namespace
}  // namespace gongkai::web
