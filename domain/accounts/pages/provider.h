// The identity provider of the city (统一身份认证) that the operator has named: OpenID Connect, authorization code with PKCE. It
// only asks the provider; which account somebody is, and what he may do, is ours (desk.h).
//
//   auto going = provider.begin(back);            // going.address: where the browser goes; the rest is kept, sealed, with it
//   auto identity = provider.finish(going, what_came_back, back);
#pragma once
#include <mutex>
#include <string>
#include <string_view>

#include "base/core/settings.h"
#include "domain/accounts/id_token.h"

namespace gongkai::accounts {

struct Going {
    std::string address;
    std::string state, nonce, verifier;  // of this one sign-on
};

// As the provider sends the browser back, RFC 6749 4.1.2 and RFC 9207.
struct CameBack {
    std::string state, code, issuer, error;
};

class Provider {
  public:
    explicit Provider(const Settings& settings);

    static bool is_named(const Settings& settings);
    const std::string& issuer() const { return issuer_; }

    // `back`: the address of this portal that the provider sends the browser to. Refuses accounts.refuse.sign_on_away.
    Result<Going> begin(std::string_view back);

    // Refuses accounts.refuse.sign_on_state, .sign_on_denied (argument: the provider's word), .sign_on_token, .sign_on_away.
    Result<Identity> finish(const Going& going, const CameBack& came, std::string_view back);

    // Whether the provider itself has asked for a second factor: `mfa` of RFC 8176, or a level of `oidc.strong_levels`.
    bool is_strong(const Identity& identity) const;

  private:
    struct About {
        std::string authorization, token, keys;  // addresses
        bool names_itself = false;               // comes back with `iss`
        bool takes_basic = true;                 // the client's secret in a header; else in the body
        Instant known_at;
    };
    Result<About> about();
    Result<std::string> keys(const About& about, bool anew);
    Result<std::string> exchange(const About& about, const Going& going, const CameBack& came, std::string_view back) const;
    Result<std::string> get(const std::string& address);
    std::string secret() const;

    const Settings& settings_;
    const std::string issuer_, client_id_;
    std::mutex mutex_;
    About about_;
    std::string keys_;
    Instant keys_at_, keys_asked_anew_at_, away_until_;
};

}  // namespace gongkai::accounts
