# Every room and what it may know. Order is the rule: a room can only need what stands above it.

hero_room(base base
          SOURCES ${EMBEDDED}/words.cpp ${EMBEDDED}/content.cpp
          LINKS Boost::locale Boost::json PkgConfig::SODIUM spdlog::spdlog fmt::fmt tomlplusplus)
hero_room(base_db base/db NEEDS base SOURCES ${EMBEDDED}/migrations.cpp
          LINKS ${SQLITECPP} SQLite::SQLite3 PkgConfig::PQ Threads::Threads)
hero_room(base_jobs base/jobs NEEDS base base_db LINKS Threads::Threads)
hero_room(base_http base/http NEEDS base SOURCES ${EMBEDDED}/assets.cpp LINKS Boost::url Boost::headers Threads::Threads)
hero_room(base_live base/live NEEDS base base_db base_http LINKS Threads::Threads)
hero_room(base_html base/html NEEDS base SOURCES ${EMBEDDED}/view_texts.cpp
          LINKS PkgConfig::CTEMPLATE ${CMARK} ${CMARK_EXTENSIONS} PkgConfig::QRENCODE PkgConfig::PNG PkgConfig::GUMBO
                fmt::fmt)

hero_room(base_egress base/egress NEEDS base LINKS PkgConfig::CURL Boost::url)
hero_room(base_objects base/objects NEEDS base base_egress LINKS Boost::url)

hero_slice(catalog)
hero_slice(sla NEEDS catalog)
hero_slice(pages)
hero_slice(people NEEDS catalog LINKS PkgConfig::SODIUM ${ZXCVBN})
hero_slice(audit NEEDS people)
hero_slice(sessions NEEDS people audit)
hero_slice(credentials NEEDS people sessions LINKS OpenSSL::Crypto)
hero_slice(mail LINKS PkgConfig::GMIME PkgConfig::CURL Boost::json)
hero_slice(files NEEDS base_objects LINKS fmt::fmt)
hero_slice(attachments NEEDS files LINKS PkgConfig::MAGIC ZLIB::ZLIB fmt::fmt)
hero_slice(drafts NEEDS attachments LINKS Boost::json)
hero_slice(tickets NEEDS people sessions sla mail attachments LINKS Boost::json)
hero_slice(scanning NEEDS tickets attachments LINKS Boost::headers Boost::json Threads::Threads)
hero_slice(closing NEEDS tickets LINKS Boost::json)
hero_slice(handling NEEDS tickets closing)
hero_slice(staffing NEEDS handling mail)
hero_slice(providers NEEDS staffing base_egress LINKS Boost::json ${CJOSE} PkgConfig::LDAP fmt::fmt)
hero_slice(cases NEEDS handling drafts audit)
hero_slice(queue NEEDS tickets)
hero_slice(tracking NEEDS tickets)
hero_slice(inspection NEEDS tickets audit)
hero_slice(integrity NEEDS attachments)
hero_slice(backup NEEDS integrity LINKS Boost::json ${SQLITECPP} SQLite::SQLite3 PkgConfig::PQ)
hero_slice(demo NEEDS handling closing queue)

# The wiring, and the frame every page shares.
hero_room(app app NEEDS base_db base_jobs base_live tickets providers scanning)
hero_room(ui ui NEEDS app sessions base_http base_html LINKS Boost::url)

# Handlers.
hero_room(health health NEEDS ui)
hero_web(health)
hero_web(sessions NEEDS demo credentials LINKS Boost::json)
hero_room(filing filing NEEDS tickets drafts pages)
hero_web(filing)
hero_room(requests requests NEEDS closing cases)
hero_web(requests)
hero_room(workspace workspace NEEDS cases queue)
hero_web(workspace)
hero_room(live live NEEDS tickets queue)
hero_web(live)
hero_room(supervision supervision NEEDS handling staffing queue)
hero_web(supervision)
hero_room(administration administration NEEDS staffing sla credentials inspection)
hero_web(administration)
hero_web(pages)
hero_web(attachments NEEDS tickets inspection)
hero_web(drafts LINKS Boost::json)
hero_web(mail)
hero_web(tracking)

# From the server to the handlers, and the command line.
hero_room(site site NEEDS ui LINKS prometheus-cpp::core)

get_property(SO_FAR GLOBAL PROPERTY HERO_ROOMS)
hero_room(commands commands NEEDS ${SO_FAR} SOURCES ${CMAKE_SOURCE_DIR}/src/routes.cpp LINKS Boost::url fmt::fmt)

# Everything the program is made of: all rooms above.
get_property(HERO_ROOMS GLOBAL PROPERTY HERO_ROOMS)
add_library(application INTERFACE)
target_link_libraries(application INTERFACE ${HERO_ROOMS})
