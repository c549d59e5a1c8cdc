// `gongkai site export`: the whole public site as files for any web server; `gongkai site verify`: whether such a folder is as it
// was written.
#pragma once
#include "doors/terminal/verbs.h"

namespace gongkai {

void hang_site_export_on(terminal::Verbs& verbs);

}  // namespace gongkai
