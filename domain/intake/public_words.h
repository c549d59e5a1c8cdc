// Words that an officer types and that everybody reads once they are sent: the reason of a withdrawal, what an organ says of
// itself, a note, a row of the catalogue. They are asked the same as the text of a document, by the lists of the office.
//
// 条例15  涉及商业秘密、个人隐私等公开会对第三方合法权益造成损害的政府信息，行政机关不得公开。
#pragma once
#include <string_view>

#include "domain/intake/checks.h"

namespace gongkai::intake {

// Refuses checks.refuse.public_words (argument: what blocks, each as printed, with its line and why). What only warns passes: no
// form asks twice.
Result<void> may_be_public(std::string_view text, const Checking& checking);

}  // namespace gongkai::intake
