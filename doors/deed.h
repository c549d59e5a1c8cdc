// A form that asks for a deed, once its fields are read: what every handler of a post does then. The deed is done in one write
// and its reader sent on; or what refuses it is said on the page that he came from, with all that he typed.
//
//   return do_deed(
//       doors, form, [&](db::Connection& connection) { return note_training(connection, held, actor); }, "/console/training",
//       [&] { return draw_training(doors, request, context, &form, 422); }, {{"catalogue.refuse.training_future", "held_on"}});
#pragma once
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

#include "base/web/forms.h"
#include "base/web/response.h"
#include "doors/doors.h"

namespace gongkai {

// A refusal that is said beside a field; all others are said above the form.
struct Beside {
    std::string_view refusal, field;
};

template <class Deed, class Redraw>
web::Response do_deed(const Doors& doors, web::Form& form, Deed&& deed, std::string to, Redraw&& redraw,
                      std::initializer_list<Beside> fields = {}) {
    if (form.is_fine()) {
        const auto done = doors.database.write(std::forward<Deed>(deed));
        if (done)
            return web::Response::redirect(std::move(to));
        std::string_view field;
        for (const auto& one : fields)
            if (one.refusal == done.error().id)
                field = one.field;
        form.refuse(field, done.error());
    }
    return redraw();
}

}  // namespace gongkai
