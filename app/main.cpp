// gongkai: one program for the terminal and the server. See app/rooms.cpp for what it is made of.
#include "app/backup.h"
#include "app/check.h"
#include "app/database.h"
#include "app/rooms.h"
#include "app/routes.h"
#include "app/serve.h"
#include "app/site_export.h"
#include "base/extract/extract.h"
#include "base/redact/redact.h"
#include "base/strip/strip.h"
#include "doors/terminal/terminal.h"

int main(int argc, char** argv) {
    gongkai::extract::run_if_child(argc, argv);
    gongkai::strip::run_if_child(argc, argv);
    gongkai::redact::run_if_child(argc, argv);
    gongkai::terminal::Verbs verbs;
    gongkai::hang_serve_on(verbs);
    gongkai::hang_check_on(verbs);
    gongkai::hang_routes_on(verbs);
    gongkai::hang_database_on(verbs);
    gongkai::hang_backup_on(verbs);
    gongkai::hang_site_export_on(verbs);
    gongkai::hang_rooms_on(verbs);
    return gongkai::terminal::run(argc, argv, verbs, [](const std::filesystem::path& data_folder, const std::string& address) {
        return gongkai::open_database(data_folder, address);
    });
}
