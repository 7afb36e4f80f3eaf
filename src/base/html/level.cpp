#include "base/html/level.hpp"

#include <algorithm>
#include <new>
#include <utility>

namespace hero::html {

namespace {

std::string_view text_of(const ctemplate::TemplateString& string) { return {string.data(), string.size()}; }

}  // namespace

class Level::ChildIterator final : public Iterator {
public:
    explicit ChildIterator(const Child* first) : next_(first) {}
    [[nodiscard]] bool HasNext() const override { return next_ != nullptr; }
    const TemplateDictionaryInterface& Next() override { return *std::exchange(next_, next_->next)->level; }

private:
    const Child* next_;
};

template <typename Thing, typename... Arguments>
Thing* Level::make(Arguments&&... arguments) {
    return new (room_.allocate(sizeof(Thing), alignof(Thing))) Thing{std::forward<Arguments>(arguments)...};
}

void Level::set(std::string_view name, std::string_view value) {
    auto* const copy = static_cast<char*>(room_.allocate(value.size(), 1));
    std::ranges::copy(value, copy);
    if (values_.empty()) values_.reserve(8);
    values_.push_back({name, {copy, value.size()}});
}

Level& Level::add(std::string_view section) { return add_child(&Level::sections_, section, this, nullptr); }

void Level::show(std::string_view section) {
    if (!children_here(&Level::sections_, section)) add(section);
}

Level& Level::include(std::string_view name, const std::string& file) {
    return add_child(&Level::includes_, name, nullptr, &file);
}

Level& Level::add_child(Kind kind, std::string_view name, const Level* around, const std::string* file) {
    auto* const level = make<Level>(room_, around);
    auto* const child = make<Child>(name, level, file);
    auto& lists = this->*kind;
    const auto known = std::ranges::find(lists, name, [](const Children& list) { return list.first->name; });
    if (known == lists.end())
        lists.push_back({child, child});
    else
        known->last = known->last->next = child;
    return *level;
}

const Level::Children* Level::children_here(Kind kind, std::string_view name) const {
    for (const auto& list : this->*kind)
        if (list.first->name == name) return &list;
    return nullptr;
}

const Level::Child* Level::children(Kind kind, const ctemplate::TemplateString& name) const {
    for (const auto* level = this; level; level = level->around_)
        if (const auto* const list = level->children_here(kind, text_of(name))) return list->first;
    return nullptr;
}

ctemplate::TemplateString Level::GetValue(const ctemplate::TemplateString& variable) const {
    const auto name = text_of(variable);
    for (const auto* level = this; level; level = level->around_)
        for (auto value = level->values_.rbegin(); value != level->values_.rend(); ++value)
            if (value->name == name) return {value->text.data(), value->text.size()};
    return {"", 0};
}

bool Level::IsHiddenSection(const ctemplate::TemplateString& name) const { return !children(&Level::sections_, name); }

bool Level::IsUnhiddenSection(const ctemplate::TemplateString& name) const { return !IsHiddenSection(name); }

bool Level::IsHiddenTemplate(const ctemplate::TemplateString& name) const { return !children(&Level::includes_, name); }

const char* Level::GetIncludeTemplateName(const ctemplate::TemplateString& name, int number) const {
    const auto* child = children(&Level::includes_, name);
    for (; child && number > 0; --number) child = child->next;
    return child ? child->file->c_str() : nullptr;
}

Level::Iterator* Level::CreateTemplateIterator(const ctemplate::TemplateString& name) const {
    return new ChildIterator(children(&Level::includes_, name));
}

Level::Iterator* Level::CreateSectionIterator(const ctemplate::TemplateString& name) const {
    return new ChildIterator(children(&Level::sections_, name));
}

// For ctemplate's own debugging, which nothing here turns on.
void Level::DumpToString(std::string* out, int level) const {
    for (const auto& value : values_)
        out->append(static_cast<std::size_t>(level), ' ')
            .append(value.name)
            .append(": ")
            .append(value.text)
            .append("\n");
}

}  // namespace hero::html
