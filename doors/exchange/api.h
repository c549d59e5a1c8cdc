// The API for machines. A room registers an operation; that adds the route and its line in the description together, so the
// OpenAPI document at /api/openapi.json cannot promise what is not there or hide what is.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/web/router.h"

namespace gongkai::exchange {

struct Parameter {
    std::string name, meaning, example;
    std::string schema = "Text";  // of its value: its name among the schemas
};

struct Operation {
    std::string pattern;  // "/api/v1/duties"
    std::string name;     // "duties.list", the operationId
    std::string summary;  // id of words
    std::vector<Parameter> query;
    std::string schema;                  // of the answer: its name among the schemas
    std::string body = {};               // of what is posted: its name among the schemas
    std::vector<Parameter> header = {};  // "Idempotency-Key"
};

// What programs load down beside the API.
struct File {
    std::string address;  // "/board.csv"
    std::string summary;  // id of words
};

class Api {
  public:
    explicit Api(web::Router& router) : router_(router) {}

    // Adds a public, read-only, cached operation.
    web::Route& get(Operation operation, web::Act act);

    // Adds an operation that takes in what another system posts; its handler asks for the token.
    web::Route& post(Operation operation, web::Act act);

    // JSON Schemas of answers by name, as text: {"Duty": {…}, …}. One refers to another by "#/components/schemas/…".
    void add_schemas(std::string_view by_name) { schemas_.emplace_back(by_name); }

    void add_file(File file) { files_.push_back(std::move(file)); }

    std::string openapi(std::string_view title, std::string_view version, std::string_view address) const;
    const std::vector<Operation>& operations() const { return operations_; }
    const std::vector<File>& files() const { return files_; }

  private:
    web::Router& router_;
    std::vector<Operation> operations_;
    std::vector<File> files_;
    std::vector<std::string_view> schemas_;
};

// A sentence of refusal for machines: {"error":{"status":404,"message":"…"}}.
web::Response problem(int status, std::string_view message);

}  // namespace gongkai::exchange
