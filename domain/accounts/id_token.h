// What an identity provider says of somebody, and whether to believe it: an ID token of OpenID Connect, checked as Core 1.0,
// 3.1.3.7 asks. Signatures are checked by cjose with keys that the provider publishes; a token is never asked how it wants to be
// checked: only signatures of public keys count, each by a key of its kind.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/core/day.h"
#include "base/core/refusal.h"

namespace gongkai::accounts {

struct Identity {
    std::string issuer, subject;
    std::vector<std::string> methods;  // `amr`: how he was made sure of, "pwd", "otp", "mfa"
    std::string level;                 // `acr`, in the provider's own words
};

struct TokenWanted {
    std::string issuer, client_id, nonce;
    Instant now;
};

// `keys`: the provider's JWK set. Refuses accounts.refuse.sign_on_key where no key of the set has the name that the token gives -
// the set may be an old one - and accounts.refuse.sign_on_token for all else; the refusal's detail says why, for the log.
Result<Identity> read_id_token(std::string_view token, std::string_view keys, const TokenWanted& wanted);

}  // namespace gongkai::accounts
