// Words that an officer types into a form and that everybody reads once it is sent: the reason of a withdrawal, what an organ
// says of itself, a note. They are asked the same as the text of a document, by the lists of the office, and in this one place.
//
// 条例15  涉及商业秘密、个人隐私等公开会对第三方合法权益造成损害的政府信息，行政机关不得公开。
#pragma once
#include <initializer_list>
#include <string>
#include <string_view>

#include "base/db/connection.h"
#include "base/web/forms.h"
#include "domain/intake/checks.h"

namespace gongkai::intake {

// Refuses checks.refuse.public_words (argument: what blocks, each as printed, with its kind, where it stands and why). What only
// warns passes: no form asks twice.
Result<void> may_be_public(std::string_view text, const Checking& checking);

// The same beside each of the fields that were sent; nothing typed is lost.
void ask_public_words(db::Connection& connection, Language language, web::Form& form,
                      std::initializer_list<std::string_view> fields);

}  // namespace gongkai::intake
