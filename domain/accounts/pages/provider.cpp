#include "domain/accounts/pages/provider.h"

#include <sodium.h>

#include <algorithm>
#include <boost/json.hpp>
#include <cstdlib>
#include <optional>

#include "base/core/file.h"
#include "base/core/hash.h"
#include "base/core/text.h"
#include "base/web/client.h"
#include "base/web/target.h"

namespace gongkai::accounts {
namespace {

namespace json = boost::json;
using std::chrono::seconds;

constexpr auto known_for = std::chrono::hours(1);
constexpr seconds keys_asked_anew_after{30};  // a token may name a key that the provider has published since
constexpr seconds away_for{5};                // who comes meanwhile is told at once: no worker waits for a provider that is away
constexpr std::chrono::milliseconds within{8'000};
constexpr std::size_t answer_at_most = 256 << 10;

std::string base64(std::string_view bytes, int variant) {
    std::string text(sodium_base64_encoded_len(bytes.size(), variant), '\0');
    sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), variant);
    text.pop_back();  // the NUL
    return text;
}

std::unexpected<Refusal> away(std::string why) {
    return refuse(Refusal::Kind::unavailable, "accounts.refuse.sign_on_away", {}, std::move(why));
}

// Only over TLS, except on this machine.
bool is_safe(std::string_view address) {
    if (address.starts_with("https://"))
        return true;
    for (const std::string_view host : {"http://localhost", "http://127.0.0.1", "http://[::1]"})
        if (address.starts_with(host) &&
            (address.size() == host.size() || address[host.size()] == ':' || address[host.size()] == '/'))
            return true;
    return false;
}

std::optional<json::object> object_in(std::string_view text) {
    boost::system::error_code error;
    auto value = json::parse(text, error);
    return !error && value.is_object() ? std::optional(std::move(value.as_object())) : std::nullopt;
}

std::string text_at(const json::object& object, std::string_view name) {
    const auto* value = object.if_contains(name);
    return value && value->is_string() ? std::string(value->as_string()) : std::string();
}

// RFC 8414: where nothing is said, a secret goes in a header.
bool takes_basic(const json::object& document) {
    const auto* methods = document.if_contains("token_endpoint_auth_methods_supported");
    return !methods || !methods->is_array() ||
           std::ranges::find(methods->as_array(), json::value("client_secret_basic")) != methods->as_array().end();
}

}  // namespace

Provider::Provider(const Settings& settings)
    : settings_(settings), issuer_(settings.text("oidc.issuer")), client_id_(settings.text("oidc.client_id")) {}

bool Provider::is_named(const Settings& settings) { return !settings.text("oidc.issuer").empty(); }

std::string Provider::secret() const {
    if (const char* given = std::getenv("GONGKAI_OIDC_SECRET"))
        return given;
    const auto& path = settings_.text("oidc.secret_file");
    if (path.empty())
        return {};
    const auto contents = read_file(path, 4096);
    return contents ? std::string(trim(*contents)) : std::string();
}

Result<std::string> Provider::get(const std::string& address) {
    if (!is_safe(address))
        return away("not asked without TLS: " + address);
    auto answer = web::fetch(
        {.address = address, .headers = {{"Accept", "application/json"}}, .within = within, .at_most = answer_at_most});
    if (!answer)
        return away(join(answer.error().arguments, ": "));
    if (answer->status != 200)
        return away(address + " answers " + std::to_string(answer->status));
    return std::move(answer->body);
}

Result<Provider::About> Provider::about() {
    const auto at = now();
    {
        const std::scoped_lock lock(mutex_);
        if (!about_.token.empty() && at - about_.known_at < known_for)
            return about_;
        if (at < away_until_)
            return away("was away a moment ago");
    }
    const auto base = issuer_.ends_with('/') ? issuer_.substr(0, issuer_.size() - 1) : issuer_;
    const auto read = [&]() -> Result<About> {
        const auto text = get(base + "/.well-known/openid-configuration");
        if (!text)
            return std::unexpected(text.error());
        const auto document = object_in(*text);
        if (!document)
            return away("the provider's description cannot be read");
        if (text_at(*document, "issuer") != issuer_)
            return away("the provider describes another issuer: " + text_at(*document, "issuer"));
        const auto* names_itself = document->if_contains("authorization_response_iss_parameter_supported");
        About about{text_at(*document, "authorization_endpoint"),
                    text_at(*document, "token_endpoint"),
                    text_at(*document, "jwks_uri"),
                    names_itself && names_itself->is_bool() && names_itself->as_bool(),
                    takes_basic(*document),
                    at};
        for (const auto& address : {about.authorization, about.token, about.keys})
            if (!is_safe(address))
                return away("the provider names an address without TLS: " + address);
        return about;
    };
    auto found = read();
    const std::scoped_lock lock(mutex_);
    if (found)
        about_ = *found;
    else
        away_until_ = at + away_for;
    return found;
}

Result<std::string> Provider::keys(const About& about, bool anew) {
    const auto at = now();
    {
        const std::scoped_lock lock(mutex_);
        const bool is_fresh = anew ? at - keys_asked_anew_at_ < keys_asked_anew_after : at - keys_at_ < known_for;
        if (!keys_.empty() && is_fresh)
            return keys_;
        if (anew)
            keys_asked_anew_at_ = at;
    }
    auto found = get(about.keys);
    if (found) {
        const std::scoped_lock lock(mutex_);
        keys_ = *found;
        keys_at_ = at;
    }
    return found;
}

Result<Going> Provider::begin(std::string_view back) {
    const auto known = about();
    if (!known)
        return std::unexpected(known.error());
    Going going{"", random_token(), random_token(), random_token()};
    web::Fields asked;
    asked.add("response_type", "code");
    asked.add("client_id", client_id_);
    asked.add("redirect_uri", std::string(back));
    asked.add("scope", "openid");
    asked.add("state", going.state);
    asked.add("nonce", going.nonce);
    asked.add("code_challenge", base64(sha256(going.verifier), sodium_base64_VARIANT_URLSAFE_NO_PADDING));
    asked.add("code_challenge_method", "S256");
    const auto query = web::write_target("", asked);  // "?response_type=…"
    going.address = known->authorization;
    going.address += known->authorization.find('?') == std::string::npos ? query : '&' + query.substr(1);
    return going;
}

Result<std::string> Provider::exchange(const About& about, const Going& going, const CameBack& came,
                                       std::string_view back) const {
    web::Ask ask{.address = about.token, .method = web::Method::post, .within = within, .at_most = answer_at_most};
    ask.headers = {{"Content-Type", "application/x-www-form-urlencoded"}, {"Accept", "application/json"}};
    ask.body = "grant_type=authorization_code&code=" + web::encode(came.code) + "&redirect_uri=" + web::encode(back) +
               "&code_verifier=" + web::encode(going.verifier);
    const auto password = secret();
    if (!password.empty() && about.takes_basic) {
        const auto both = web::encode(client_id_) + ':' + web::encode(password);
        ask.headers.emplace_back("Authorization", "Basic " + base64(both, sodium_base64_VARIANT_ORIGINAL));
    } else {
        ask.body += "&client_id=" + web::encode(client_id_);
        if (!password.empty())
            ask.body += "&client_secret=" + web::encode(password);
    }
    const auto answer = web::fetch(ask);
    if (!answer)
        return away(join(answer.error().arguments, ": "));
    const auto said = object_in(answer->body);
    if (answer->status != 200 || !said)
        return refuse(Refusal::Kind::forbidden, "accounts.refuse.sign_on_token", {},
                      "the code was not taken: " + std::to_string(answer->status) + ' ' + (said ? text_at(*said, "error") : ""));
    return text_at(*said, "id_token");
}

Result<Identity> Provider::finish(const Going& going, const CameBack& came, std::string_view back) {
    if (going.state.empty() || !equal_in_constant_time(came.state, going.state))
        return refuse(Refusal::Kind::forbidden, "accounts.refuse.sign_on_state", {}, "the state is another");
    const auto known = about();
    if (!known)
        return std::unexpected(known.error());
    // RFC 9207: an answer of another provider than the one that was asked.
    if (came.issuer.empty() ? known->names_itself : came.issuer != issuer_)
        return refuse(Refusal::Kind::forbidden, "accounts.refuse.sign_on_token", {},
                      "the answer is of another issuer: " + came.issuer);
    if (!came.error.empty() || came.code.empty()) {
        std::string word = came.error.substr(0, 40);
        std::erase_if(word, [](char c) { return (c < 'a' || c > 'z') && c != '_'; });
        return refuse(Refusal::Kind::forbidden, "accounts.refuse.sign_on_denied", {word}, "the provider said " + word);
    }
    const auto token = exchange(*known, going, came, back);
    if (!token)
        return std::unexpected(token.error());
    const TokenWanted wanted{issuer_, client_id_, going.nonce, now()};
    for (const bool anew : {false, true}) {
        const auto published = keys(*known, anew);
        if (!published)
            return std::unexpected(published.error());
        auto identity = read_id_token(*token, *published, wanted);
        if (identity || identity.error().id != "accounts.refuse.sign_on_key")
            return identity;
    }
    return refuse(Refusal::Kind::forbidden, "accounts.refuse.sign_on_token", {},
                  "no key of the provider is named as the token says");
}

bool Provider::is_strong(const Identity& identity) const {
    if (std::ranges::find(identity.methods, "mfa") != identity.methods.end())
        return true;
    const auto strong = split(settings_.text("oidc.strong_levels"), ' ');
    return !identity.level.empty() && std::ranges::find(strong, identity.level) != strong.end();
}

}  // namespace gongkai::accounts
