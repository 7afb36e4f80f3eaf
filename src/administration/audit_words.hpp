#pragma once
// The audit log in its reader's language. What is stored are codes ("peran agent > admin; akses aktif > nonaktif"):
// the same row reads well in both languages, whenever it was written.
#include <string>
#include <string_view>

#include "base/i18n.hpp"

namespace hero::web {

// "tiket A-KORS22000343" → "ticket A-KORS22000343", and what was typed as it is shown back to what is stored. Unknown
// kinds of things stay as they are.
std::string shown_object(Lang lang, std::string_view object);
std::string stored_object(Lang lang, const std::string& typed);

// Codes in words. What people wrote (reasons, names of holidays) and values of settings stay as they are.
std::string shown_detail(Lang lang, std::string_view act, std::string_view detail);

}  // namespace hero::web
