#include "base/html/templates.hpp"

#include <cstring>  // ctemplate's header needs it and does not say so

#include <ctemplate/template_cache.h>
#include <ctemplate/template_dictionary_interface.h>

#include <algorithm>
#include <stdexcept>

namespace hero::html {
namespace {

// Drops lines that hold nothing but a marker; words on neighbouring lines stay apart.
constexpr auto strip = ctemplate::STRIP_BLANK_LINES;

constexpr std::size_t cache_count = 16;

// Counts up, one for each thread that renders.
std::size_t place_of_this_thread() {
    static std::atomic<std::size_t> threads = 0;
    thread_local const std::size_t place = threads++;
    return place;
}

// The next page of a view is about as long as its last one: a text that grows is copied at each doubling.
std::size_t room_for(std::size_t last_size) { return last_size + last_size / 8 + 1024; }

std::size_t index_of(Lang lang) { return lang == Lang::id ? 0 : 1; }

}  // namespace

Templates::Templates(std::span<const ViewText> texts) {
    auto first = std::make_unique<ctemplate::TemplateCache>();
    for (const auto& text : texts) {
        auto& file = entries_[text.name].files[index_of(text.lang)].name;
        file = std::string{code_of(text.lang)} + "/" + text.name;
        if (!first->StringToTemplateCache(file, text.text, std::strlen(text.text), strip))
            throw std::logic_error("template " + file + " does not parse or comes twice");
    }
    caches_.push_back(std::move(first));
    while (caches_.size() < cache_count) caches_.emplace_back(caches_.front()->Clone());
    for (const auto& cache : caches_) cache->Freeze();
}

Templates::~Templates() = default;

const Templates::File& Templates::file_of(std::string_view view, Lang lang) const {
    const auto found = entries_.find(view);
    if (found == entries_.end() || found->second.files[index_of(lang)].name.empty())
        throw std::logic_error("no template " + std::string{code_of(lang)} + "/" + std::string{view});
    if (!found->second.used.load(std::memory_order_relaxed)) found->second.used = true;
    return found->second.files[index_of(lang)];
}

std::string Templates::render(const File& file, const ctemplate::TemplateDictionaryInterface& filling) const {
    const auto& cache = *caches_[place_of_this_thread() % cache_count];
    std::string page;
    page.reserve(room_for(file.last_size.load(std::memory_order_relaxed)));
    if (!cache.ExpandNoLoad(file.name, strip, &filling, nullptr, &page))
        throw std::logic_error("template " + file.name + " cannot be rendered");
    file.last_size.store(page.size(), std::memory_order_relaxed);
    return page;
}

std::vector<std::string> Templates::used() const {
    std::vector<std::string> names;
    for (const auto& [name, entry] : entries_)
        if (entry.used) names.emplace_back(name);
    std::ranges::sort(names);
    return names;
}

const Templates& embedded_templates() {
    static const Templates templates{all_view_texts()};
    return templates;
}

}  // namespace hero::html
