# Every room and what it may know. Order is the rule: a room can only need what stands above it.

hero_room(base base
          SOURCES ${EMBEDDED}/words.cpp ${EMBEDDED}/content.cpp
          LINKS Boost::locale PkgConfig::SODIUM spdlog::spdlog fmt::fmt tomlplusplus)
hero_room(base_db base/db NEEDS base SOURCES ${EMBEDDED}/migrations.cpp
          LINKS ${SQLITECPP} SQLite::SQLite3 PkgConfig::PQXX Threads::Threads)
hero_room(base_jobs base/jobs NEEDS base base_db LINKS Threads::Threads)
hero_room(base_http base/http NEEDS base SOURCES ${EMBEDDED}/assets.cpp LINKS Boost::url Boost::headers Threads::Threads)
hero_room(base_html base/html NEEDS base SOURCES ${EMBEDDED}/view_texts.cpp
          LINKS PkgConfig::CTEMPLATE ${CMARK} ${CMARK_EXTENSIONS} PkgConfig::QRENCODE PkgConfig::PNG)

hero_slice(catalog)
hero_slice(sla NEEDS catalog)
hero_slice(pages)

# Everything the program is made of.
add_library(application INTERFACE)
target_link_libraries(application INTERFACE base base_db base_jobs base_http base_html
                      catalog sla pages)
