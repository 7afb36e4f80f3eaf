#pragma once
// A set of parsed templates, shared by every thread that renders.
#include <atomic>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/html/view_texts.hpp"

namespace ctemplate {
class TemplateCache;
class TemplateDictionaryInterface;
}  // namespace ctemplate

namespace hero::html {

class Templates {
public:
    // Parses them all. `texts` must outlive this object. Throws std::logic_error that names a text that does not
    // parse or a name that comes twice.
    explicit Templates(std::span<const ViewText> texts);
    ~Templates();

    struct File {
        std::string name;                                // what ctemplate calls this view in that language
        mutable std::atomic<std::size_t> last_size = 0;  // bytes, of the page that was rendered last
    };

    // Remembers that it was rendered. Throws std::logic_error for a view that is not in this set.
    [[nodiscard]] const File& file_of(std::string_view view, Lang lang) const;

    [[nodiscard]] std::string render(const File& file, const ctemplate::TemplateDictionaryInterface& filling) const;

    // Views asked for through file_of, in alphabetical order.
    [[nodiscard]] std::vector<std::string> used() const;

private:
    struct Entry {
        File files[2];  // by language
        mutable std::atomic<bool> used = false;
    };
    // Equal caches: ctemplate locks its cache for every include, so each thread takes the one at its place.
    std::vector<std::unique_ptr<ctemplate::TemplateCache>> caches_;
    std::unordered_map<std::string_view, Entry> entries_;
};

// Those of this binary, parsed at the first call.
const Templates& embedded_templates();

}  // namespace hero::html
