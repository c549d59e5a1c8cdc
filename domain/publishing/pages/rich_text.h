// The editor of a text (doors/console/editor) beside its text area, and what a form holds that was not saved.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/web/forms.h"
#include "domain/publishing/aside.h"
#include "domain/publishing/document.h"
#include "doors/doors.h"

namespace gongkai::publishing {

// Of the text area of `field`; `at`: the address of the form it stands in, under which what is typed is put aside; `pictures_at`:
// where the files of the document are.
struct RichText {
    std::string_view field, at, pictures_at;
    const Text& text;
};
void add_rich_text(console::Page& page, const web::Context& context, const RichText& of);

// A form that was put aside, filled in again.
web::FormData form_of(const PutAside& typed);

// Above the form: this is what you have not saved, with a way back to what is saved; or, where somebody saved another edition
// meanwhile, what you typed, to be copied.
void write_aside(web::Html& html, web::Context& context, const PutAside& typed, std::string_view at, bool is_stale);

void hang_rich_text_pages(Doors& doors);

}  // namespace gongkai::publishing
