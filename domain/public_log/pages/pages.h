// What the handlers of this room share.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "domain/public_log/pages/proof.h"

namespace gongkai::public_log {

std::string name_of(Language language, Act act);  // 发布
std::string address_of(const Leaf& leaf);         // of its page
inline constexpr int leaves_a_page = 20;

// "第 3 条　发布《…》", a list of leaves, each with a link to its page.
void write_leaves(web::Html& html, Language language, const std::vector<Leaf>& leaves);
void write_log(web::Html& html, Language language, const SignedCheckpoint& covering, const merkle::PublicKey& key);
void write_how(web::Html& html, Language language, LeafId leaves);
void write_proof(web::Html& html, Language language, const Proved& proved);

void hang_log_pages(Doors& doors);       // what people read
void hang_tile_pages(Doors& doors);      // the log as clients of tlog-tiles read it
void hang_exchange_pages(Doors& doors);  // entries for machines

}  // namespace gongkai::public_log
