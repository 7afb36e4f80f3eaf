#pragma once
// From "Buat Tiket" to the number: choosing a service, the form, submitting.
#include "ui/ui.hpp"

namespace hero::web {

namespace categories {
Response index(Request& request, App& app);
}  // namespace categories
namespace filing {
Response new_form(Request& request, App& app);  // GET /tiket/buat?layanan=
Response create(Request& request, App& app);    // POST /tiket
}  // namespace filing
namespace suggestions {
Response index(Request& request, App& app);
}  // namespace suggestions

}  // namespace hero::web
