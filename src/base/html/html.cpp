#include "base/html/html.hpp"

#include <cstring>  // ctemplate's header needs it and does not say so

#include <ctemplate/template_dictionary.h>

#include <charconv>
#include <unordered_map>

#include "base/html/templates.hpp"

namespace hero::html {
namespace {

ctemplate::TemplateString ct(std::string_view text) { return {text.data(), text.size()}; }

// A name with its id. Without the id ctemplate takes a lock of the whole process for every value that is set, and
// worker threads wait for each other. Names are literals, so their addresses tell them apart.
const ctemplate::StaticTemplateString& identified(const char* name) {
    thread_local std::unordered_map<const char*, ctemplate::StaticTemplateString> known;
    const auto [entry, fresh] = known.try_emplace(name);
    if (fresh) {
        entry->second.do_not_use_directly_ = {name, std::strlen(name), 0};
        ctemplate::StaticTemplateStringInitializer{&entry->second};
    }
    return entry->second;
}

}  // namespace

Data& Data::set(Var name, std::string_view value) {
    dictionary_->SetValue(identified(name.name), ct(value));
    return *this;
}

Data& Data::set(Var name, std::int64_t value) {
    char digits[24];
    const auto end = std::to_chars(digits, digits + sizeof digits, value).ptr;
    return set(name, std::string_view{digits, end});
}

Data& Data::set(Raw name, const SafeHtml& value) {
    dictionary_->SetValue(identified(name.name), ct(value.text()));
    return *this;
}

Data& Data::show(Section name) {
    dictionary_->ShowSection(identified(name.name));
    return *this;
}

Data& Data::show_with(Section section, Var name, std::string_view value) {
    dictionary_->SetValueAndShowSection(identified(name.name), ct(value), identified(section.name));
    return *this;
}

Data Data::add(Section name) { return {dictionary_->AddSectionDictionary(identified(name.name)), lang_, *templates_}; }

Data Data::include(Include name, View view) {
    auto* included = dictionary_->AddIncludeDictionary(identified(name.name));
    included->SetFilename(templates_->file_of(view.name, lang_).name);
    return {included, lang_, *templates_};
}

Document::Document(View view, Lang lang) : Document(view, lang, embedded_templates()) {}

Document::Document(View view, Lang lang, const Templates& templates)
    : Data(nullptr, lang, templates), owned_(std::make_unique<ctemplate::TemplateDictionary>("page")), view_(view) {
    dictionary_ = owned_.get();
}

Document::Document(Document&&) noexcept = default;
Document::~Document() = default;

std::string Document::render() const { return templates_->render(templates_->file_of(view_.name, lang_), *owned_); }

std::vector<std::string> rendered_views() { return embedded_templates().used(); }

}  // namespace hero::html
