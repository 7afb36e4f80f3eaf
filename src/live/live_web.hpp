#pragma once
// Streams of server-sent events: that there is something new, never what. Every push is allowed anew.
#include "ui/ui.hpp"

namespace hero::web {

namespace ticket_stream {
Response show(Request& request, App& app);  // GET /tiket/{nomor}/aliran?sejak=: for its requester and its team
}  // namespace ticket_stream
namespace queue_stream {
Response show(Request& request, App& app);  // GET /petugas/aliran?sejak=
}  // namespace queue_stream

}  // namespace hero::web
