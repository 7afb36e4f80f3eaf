#pragma once
// Text with nothing in it that Markdown gives a meaning: most of what people write to a desk. Internal to base/html.
#include <string_view>

namespace hero::html {

// Letters, digits and common punctuation in lines that begin with a letter, "(" or a quotation mark and do not end with
// a space; UTF-8. May say no where the answer is yes, never the other way round: its lines, escaped and in paragraphs,
// are all that a reader of Markdown (CommonMark 0.29 with GitHub's tables, strikethrough and links) makes of them.
bool is_ordinary(std::string_view source);

}  // namespace hero::html
