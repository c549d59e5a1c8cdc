#include "domain/accounts/id_token.h"

#include <cjose/cjose.h>
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <cstring>
#include <memory>

#include "base/core/text.h"

namespace gongkai::accounts {
namespace {

namespace json = boost::json;

constexpr Instant at = Instant(std::chrono::seconds(1'790'000'000));
const TokenWanted wanted{"https://id.example.cn", "gongkai", "n-0S6_WzA2Mj", at};

std::int64_t seconds(std::chrono::seconds from_now) { return (at + from_now).time_since_epoch().count() / 1000; }

class Key {
  public:
    enum class Kind { rsa, small_rsa, curve, shared };
    Key(Kind kind, const char* name) {
        cjose_err error;
        const std::uint8_t exponent[] = {1, 0, 1};
        switch (kind) {
            case Kind::rsa:
            case Kind::small_rsa:
                jwk_ = cjose_jwk_create_RSA_random(kind == Kind::rsa ? 2048 : 1024, exponent, sizeof exponent, &error);
                break;
            case Kind::curve:
                jwk_ = cjose_jwk_create_EC_random(CJOSE_JWK_EC_P_256, &error);
                break;
            case Kind::shared:
                jwk_ = cjose_jwk_create_oct_random(256, &error);
                break;
        }
        EXPECT_TRUE(jwk_);
        cjose_jwk_set_kid(jwk_, name, std::strlen(name), &error);
    }
    ~Key() { cjose_jwk_release(jwk_); }
    Key(const Key&) = delete;
    Key& operator=(const Key&) = delete;

    json::object published(bool is_whole = false) const {
        cjose_err error;
        const std::unique_ptr<char, void (*)(void*)> text(cjose_jwk_to_json(jwk_, is_whole, &error), std::free);
        return json::parse(text.get()).as_object();
    }
    std::string sign(const json::object& claims, const char* algorithm, const char* name, const char* critical = nullptr) const {
        cjose_err error;
        auto* header = cjose_header_new(&error);
        cjose_header_set(header, "alg", algorithm, &error);
        if (name)
            cjose_header_set(header, "kid", name, &error);
        if (critical)
            cjose_header_set_raw(header, "crit", critical, &error);
        const auto text = json::serialize(claims);
        auto* jws = cjose_jws_sign(jwk_, header, reinterpret_cast<const std::uint8_t*>(text.data()), text.size(), &error);
        EXPECT_TRUE(jws) << error.message;
        const char* out = nullptr;
        cjose_jws_export(jws, &out, &error);
        std::string token(out);
        cjose_jws_release(jws);
        cjose_header_release(header);
        return token;
    }

  private:
    cjose_jwk_t* jwk_ = nullptr;
};

std::string set_of(std::initializer_list<json::object> keys) {
    json::array all;
    for (const auto& key : keys)
        all.push_back(key);
    return json::serialize(json::object{{"keys", all}});
}

json::object good_claims() {
    return {{"iss", wanted.issuer},
            {"sub", "u-1001"},
            {"aud", wanted.client_id},
            {"nonce", wanted.nonce},
            {"iat", seconds(std::chrono::seconds(-2))},
            {"exp", seconds(std::chrono::minutes(5))}};
}

std::string outcome(const Result<Identity>& result) { return result ? result->subject : result.error().detail; }

const Key& key() {
    static const Key one(Key::Kind::rsa, "one");
    return one;
}
const std::string& keys() {
    static const auto all = set_of({key().published()});
    return all;
}

TEST(IdToken, says_who_it_is_and_how_he_was_made_sure_of) {
    auto claims = good_claims();
    claims["amr"] = {"pwd", "mfa"};
    claims["acr"] = "level-3";
    for (const char* algorithm : {"RS256", "PS256", "RS512"}) {
        const auto identity = read_id_token(key().sign(claims, algorithm, "one"), keys(), wanted);
        ASSERT_TRUE(identity) << algorithm << ": " << identity.error().detail;
        EXPECT_EQ(identity->subject, "u-1001");
        EXPECT_EQ(identity->methods, (std::vector<std::string>{"pwd", "mfa"}));
        EXPECT_EQ(identity->level, "level-3");
    }
    const Key curve(Key::Kind::curve, "curve");
    EXPECT_EQ(
        outcome(read_id_token(curve.sign(claims, "ES256", "curve"), set_of({key().published(), curve.published()}), wanted)),
        "u-1001");
    EXPECT_EQ(
        outcome(read_id_token(key().sign(claims, "RS256", nullptr), set_of({curve.published(), key().published()}), wanted)),
        "u-1001")
        << "a token without the name of its key is tried with each of its kind";
}

TEST(IdToken, is_believed_only_where_every_claim_is_right) {
    const struct {
        const char* claim;
        json::value value;  // null: left out
        const char* said;
    } cases[] = {
        {"iss", "https://id.example.cn/", "another issuer"},
        {"iss", "https://evil.example", "another issuer"},
        {"iss", nullptr, "another issuer"},
        {"aud", "other", "somebody else"},
        {"aud", nullptr, "somebody else"},
        {"aud", json::array{"other", "another"}, "somebody else"},
        {"aud", json::array{"gongkai", "other"}, "another client"},
        {"azp", "other", "another client"},
        {"nonce", "another", "another question"},
        {"nonce", "", "another question"},
        {"nonce", nullptr, "another question"},
        {"exp", seconds(std::chrono::seconds(-61)), "ended at"},
        {"exp", nullptr, "does not say when"},
        {"exp", "tomorrow", "does not say when"},
        {"exp", -1, "does not say when"},
        {"iat", nullptr, "does not say when"},
        {"iat", seconds(std::chrono::seconds(61)), "time to come"},
        {"nbf", seconds(std::chrono::seconds(61)), "time to come"},
        {"sub", "", "names nobody"},
        {"sub", nullptr, "names nobody"},
        {"sub", 1001, "names nobody"},
        {"sub", json::string(256, 'x'), "names nobody"},
        {"exp", seconds(std::chrono::seconds(-59)), "u-1001"},
        {"iat", seconds(std::chrono::seconds(59)), "u-1001"},
        {"aud", json::array{"gongkai"}, "u-1001"},
        {"azp", "gongkai", "u-1001"},
        {"exp", static_cast<double>(seconds(std::chrono::seconds(30))) + 0.5, "u-1001"},
    };
    for (const auto& one : cases) {
        auto claims = good_claims();
        if (one.value.is_null())
            claims.erase(one.claim);
        else
            claims[one.claim] = one.value;
        const auto said = outcome(read_id_token(key().sign(claims, "RS256", "one"), keys(), wanted));
        EXPECT_NE(said.find(one.said), std::string::npos) << one.claim << " " << json::serialize(one.value) << ": " << said;
    }
    auto several = good_claims();
    several["aud"] = {"gongkai", "other"};
    several["azp"] = "gongkai";
    EXPECT_EQ(outcome(read_id_token(key().sign(several, "RS256", "one"), keys(), wanted)), "u-1001");
    auto unasked = wanted;
    unasked.nonce.clear();
    EXPECT_FALSE(read_id_token(key().sign(good_claims(), "RS256", "one"), keys(), unasked));
}

TEST(IdToken, is_never_asked_how_it_wants_to_be_checked) {
    const Key stranger(Key::Kind::rsa, "one"), small(Key::Kind::small_rsa, "one"), shared(Key::Kind::shared, "one");
    const auto good = key().sign(good_claims(), "RS256", "one");
    const auto payload = good.substr(good.find('.'), good.rfind('.') - good.find('.') + 1);
    const std::string none = "eyJhbGciOiJub25lIiwia2lkIjoib25lIn0";  // {"alg":"none","kid":"one"}
    EXPECT_FALSE(read_id_token(none + payload, keys(), wanted));
    EXPECT_FALSE(read_id_token(none + payload + good.substr(good.rfind('.') + 1), keys(), wanted));
    EXPECT_NE(outcome(read_id_token(stranger.sign(good_claims(), "RS256", "one"), keys(), wanted)).find("has signed"),
              std::string::npos);
    EXPECT_NE(
        outcome(read_id_token(small.sign(good_claims(), "RS256", "one"), set_of({small.published()}), wanted)).find("has signed"),
        std::string::npos)
        << "1024 bits are too few";
    EXPECT_NE(outcome(read_id_token(shared.sign(good_claims(), "HS256", "one"), set_of({shared.published(true)}), wanted))
                  .find("signed by \"HS256\""),
              std::string::npos);
    EXPECT_NE(
        outcome(read_id_token(key().sign(good_claims(), "RS256", "one", R"(["b64"])"), keys(), wanted)).find("not known here"),
        std::string::npos);
    for (const auto& [name, value] : {std::pair{"use", "enc"}, std::pair{"alg", "PS256"}, std::pair{"kty", "EC"}}) {
        auto altered = key().published();
        altered[name] = value;
        EXPECT_FALSE(read_id_token(good, set_of({altered}), wanted)) << name;
    }
    auto changed = good;
    const auto middle = good.find('.') + 20;
    changed[middle] = changed[middle] == 'A' ? 'B' : 'A';
    EXPECT_FALSE(read_id_token(changed, keys(), wanted));
}

TEST(IdToken, names_a_key_that_may_be_newer_than_the_set) {
    EXPECT_EQ(read_id_token(key().sign(good_claims(), "RS256", "two"), keys(), wanted).error().id, "accounts.refuse.sign_on_key");
}

TEST(IdToken, what_is_no_token_is_refused_whatever_it_is) {
    const auto good = key().sign(good_claims(), "RS256", "one");
    for (const std::string& token : {std::string(), std::string("."), std::string(".."), std::string("a.b.c"), good + ".x",
                                     good.substr(0, good.rfind('.')), std::string(20'000, 'a'), std::string("\0.\0.\0", 5)})
        EXPECT_FALSE(read_id_token(token, keys(), wanted));
    for (const char* set : {"", "[]", "{}", R"({"keys":{}})", R"({"keys":[1,"x",{}]})", R"({"keys":[{"kty":"RSA","kid":"one"}]})",
                            R"({"keys":[{"kty":"RSA","kid":"one","n":"","e":""}]})"})
        EXPECT_FALSE(read_id_token(good, set, wanted)) << set;
}

}  // namespace
}  // namespace gongkai::accounts
