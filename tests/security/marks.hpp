#pragma once
// What of a page's HTML only somebody else could have put there: the first such mark, or "" when there is none. Reads
// tags as a browser would, without a list of what is evil: known are the elements and attributes that our own templates
// use.
#include <string>
#include <string_view>

namespace hero::test {

std::string foreign_marks(std::string_view page);

}  // namespace hero::test
