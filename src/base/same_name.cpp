#include "base/same_name.hpp"

#include <boost/locale/conversion.hpp>
#include <boost/locale/generator.hpp>
#include <locale>

#include "base/text.hpp"

namespace hero {

namespace {

// The tables of Unicode, and nothing else of any language.
std::locale unicode() {
    boost::locale::generator generator;
    generator.categories(boost::locale::category_t::convert);
    generator.characters(boost::locale::char_facet_t::char_f);
    return generator("en_US.UTF-8");
}

}  // namespace

std::string same_name(std::string_view text) {
    static const std::locale tables = unicode();
    // Folding may undo the one form.
    const auto form = [](const std::string& one) {
        return boost::locale::normalize(one, boost::locale::norm_nfkc, tables);
    };
    return form(boost::locale::fold_case(form(showable(text)), tables));
}

}  // namespace hero
