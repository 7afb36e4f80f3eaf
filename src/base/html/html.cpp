#include "base/html/html.hpp"

#include <charconv>
#include <cstddef>

#include "base/html/level.hpp"
#include "base/html/templates.hpp"

namespace hero::html {

// What a document is filled with; a large page takes more room than the first.
struct Document::Filling {
    static constexpr std::size_t first_size = std::size_t{16} * 1024;

    std::unique_ptr<std::byte[]> first = std::make_unique_for_overwrite<std::byte[]>(first_size);
    Level::Room room{first.get(), first_size};
    Level page{room, nullptr};
};

Data& Data::set(Var name, std::string_view value) {
    level_->set(name.name, value);
    return *this;
}

Data& Data::set(Var name, std::int64_t value) {
    char digits[24];
    const auto end = std::to_chars(digits, digits + sizeof digits, value).ptr;
    return set(name, std::string_view{digits, end});
}

Data& Data::set(Raw name, const SafeHtml& value) {
    level_->set(name.name, value.text());
    return *this;
}

Data& Data::show(Section name) {
    level_->show(name.name);
    return *this;
}

Data& Data::show_with(Section section, Var name, std::string_view value) {
    if (!value.empty()) level_->add(section.name).set(name.name, value);
    return *this;
}

Data Data::add(Section name) { return {&level_->add(name.name), lang_, *templates_}; }

Data Data::include(Include name, View view) {
    return {&level_->include(name.name, templates_->file_of(view.name, lang_).name), lang_, *templates_};
}

Document::Document(View view, Lang lang) : Document(view, lang, embedded_templates()) {}

Document::Document(View view, Lang lang, const Templates& templates)
    : Data(nullptr, lang, templates), filling_(std::make_unique<Filling>()), view_(view) {
    level_ = &filling_->page;
}

Document::Document(Document&&) noexcept = default;
Document::~Document() = default;

std::string Document::render() const {
    return templates_->render(templates_->file_of(view_.name, lang_), filling_->page);
}

std::vector<std::string> rendered_views() { return embedded_templates().used(); }

}  // namespace hero::html
