// What the files of entries say, as the search wants it. Nothing that a file hides from its readers is among it.
#pragma once
#include <string>
#include <string_view>

#include "base/files/files.h"

namespace gongkai::search {

struct FileText {
    std::string text;  // empty where nothing can be read
    enum class Reading {
        done,
        is_slow,  // a scan, a picture, or a format that another program opens: slow_text() may read it
        not_now   // no child is free, or this machine has nothing to recognise text with
    } reading = Reading::done;
};

// Within half a minute, mostly within moments.
FileText quick_text(const Files& files, std::string_view file);
// Within three minutes. Text that was recognised so badly that it is more noise than words is left out.
FileText slow_text(const Files& files, std::string_view file);

}  // namespace gongkai::search
