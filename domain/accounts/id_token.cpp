#include "domain/accounts/id_token.h"

#include <cjose/cjose.h>

#include <algorithm>
#include <array>
#include <boost/json.hpp>
#include <memory>
#include <optional>

#include "base/core/hash.h"
#include "base/core/text.h"

namespace gongkai::accounts {
namespace {

namespace json = boost::json;

constexpr std::chrono::seconds clocks_differ_by{60};
constexpr std::size_t token_at_most = 16 << 10, subject_at_most = 255;
constexpr std::size_t rsa_bits_at_least = 2048;

// Neither `none` nor HS…: those would let everybody who reads the published key sign with it.
struct Algorithm {
    std::string_view name, kind_of_key;
};
constexpr std::array algorithms{
    Algorithm{"RS256", "RSA"}, Algorithm{"RS384", "RSA"}, Algorithm{"RS512", "RSA"},
    Algorithm{"PS256", "RSA"}, Algorithm{"PS384", "RSA"}, Algorithm{"PS512", "RSA"},
    Algorithm{"ES256", "EC"},  Algorithm{"ES384", "EC"},  Algorithm{"ES512", "EC"},
};

struct Released {
    void operator()(cjose_jws_t* jws) const { cjose_jws_release(jws); }
    void operator()(cjose_jwk_t* jwk) const { cjose_jwk_release(jwk); }
};
using Jws = std::unique_ptr<cjose_jws_t, Released>;
using Jwk = std::unique_ptr<cjose_jwk_t, Released>;

std::unexpected<Refusal> distrust(std::string why) {
    return refuse(Refusal::Kind::forbidden, "accounts.refuse.sign_on_token", {}, std::move(why));
}

std::string text_at(const json::object& object, std::string_view name) {
    const auto* value = object.if_contains(name);
    return value && value->is_string() ? std::string(value->as_string()) : std::string();
}

std::optional<Instant> moment_at(const json::object& object, std::string_view name) {
    const auto* value = object.if_contains(name);
    if (!value || !value->is_number())
        return std::nullopt;
    const auto seconds = value->to_number<double>();
    if (!(seconds >= 0 && seconds < 1e11))
        return std::nullopt;
    return Instant(std::chrono::seconds(static_cast<std::int64_t>(seconds)));
}

// A text, or a list of texts.
std::vector<std::string> texts_at(const json::object& object, std::string_view name) {
    std::vector<std::string> all;
    const auto* value = object.if_contains(name);
    if (value && value->is_string())
        all.emplace_back(value->as_string());
    else if (value && value->is_array())
        for (const auto& one : value->as_array())
            if (one.is_string())
                all.emplace_back(one.as_string());
    return all;
}

std::optional<json::object> object_in(std::string_view text) {
    boost::system::error_code error;
    auto value = json::parse(text, error);
    return !error && value.is_object() ? std::optional(std::move(value.as_object())) : std::nullopt;
}

bool has_signed(cjose_jws_t* jws, const json::object& key, const Algorithm& algorithm) {
    const auto use = text_at(key, "use"), own = text_at(key, "alg");
    if (text_at(key, "kty") != algorithm.kind_of_key || (!use.empty() && use != "sig") || (!own.empty() && own != algorithm.name))
        return false;
    const auto text = json::serialize(key);
    cjose_err error;
    const Jwk jwk(cjose_jwk_import(text.data(), text.size(), &error));
    if (!jwk || (algorithm.kind_of_key == "RSA" && cjose_jwk_get_keysize(jwk.get(), &error) < rsa_bits_at_least))
        return false;
    return cjose_jws_verify(jws, jwk.get(), &error);
}

// The payload, once a key of the set is found to have signed it.
Result<json::object> open(std::string_view token, std::string_view keys) {
    if (token.size() > token_at_most)
        return distrust("the token is too long");
    cjose_err error;
    const Jws jws(cjose_jws_import(token.data(), token.size(), &error));
    if (!jws)
        return distrust("the token is no signed one");
    auto* header = cjose_jws_get_protected(jws.get());
    const auto said = [&](const char* name) {
        const char* value = cjose_header_get(header, name, &error);
        return std::string(value ? value : "");
    };
    const auto name = said("alg");
    const auto* algorithm = std::ranges::find(algorithms, name, &Algorithm::name);
    if (algorithm == algorithms.end())
        return distrust("the token is signed by \"" + name + "\"");
    if (const std::unique_ptr<char, void (*)(void*)> critical(cjose_header_get_raw(header, "crit", &error), std::free); critical)
        return distrust("the token asks for what is not known here");

    const auto set = object_in(keys);
    const auto* list = set ? set->if_contains("keys") : nullptr;
    if (!list || !list->is_array())
        return distrust("the provider's keys cannot be read");
    const auto key_name = said("kid");
    bool is_named = false;
    for (const auto& one : list->as_array()) {
        if (!one.is_object() || (!key_name.empty() && text_at(one.as_object(), "kid") != key_name))
            continue;
        is_named = true;
        if (!has_signed(jws.get(), one.as_object(), *algorithm))
            continue;
        std::uint8_t* bytes = nullptr;  // stays the token's
        std::size_t size = 0;
        if (!cjose_jws_get_plaintext(jws.get(), &bytes, &size, &error))
            return distrust("the token holds nothing");
        auto payload = object_in({reinterpret_cast<const char*>(bytes), size});
        if (!payload)
            return distrust("the token holds no object");
        return std::move(*payload);
    }
    if (!is_named)
        return refuse(Refusal::Kind::forbidden, "accounts.refuse.sign_on_key", {},
                      "no key of the provider is named as the token says");
    return distrust("no key of the provider has signed the token");
}

}  // namespace

Result<Identity> read_id_token(std::string_view token, std::string_view keys, const TokenWanted& wanted) {
    const auto claims = open(token, keys);
    if (!claims)
        return std::unexpected(claims.error());
    Identity identity{text_at(*claims, "iss"), text_at(*claims, "sub"), texts_at(*claims, "amr"), text_at(*claims, "acr")};
    if (identity.issuer != wanted.issuer)
        return distrust("the token is of another issuer: " + identity.issuer);
    const auto audience = texts_at(*claims, "aud");
    const auto presenter = text_at(*claims, "azp");
    if (std::ranges::find(audience, wanted.client_id) == audience.end())
        return distrust("the token is for somebody else");
    if ((audience.size() > 1 || !presenter.empty()) && presenter != wanted.client_id)
        return distrust("the token was made for another client");
    const auto ends = moment_at(*claims, "exp"), made = moment_at(*claims, "iat"), begins = moment_at(*claims, "nbf");
    if (!ends || !made)
        return distrust("the token does not say when it was made or ends");
    if (*ends + clocks_differ_by <= wanted.now)
        return distrust("the token ended at " + to_text(*ends));
    if (*made - clocks_differ_by > wanted.now || (begins && *begins - clocks_differ_by > wanted.now))
        return distrust("the token is of a time to come, " + to_text(*made));
    if (wanted.nonce.empty() || !equal_in_constant_time(text_at(*claims, "nonce"), wanted.nonce))
        return distrust("the token answers another question");
    if (identity.subject.empty() || identity.subject.size() > subject_at_most || !is_utf8(identity.subject))
        return distrust("the token names nobody");
    return identity;
}

}  // namespace gongkai::accounts
