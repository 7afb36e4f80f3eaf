#pragma once
// What a template is filled with, as ctemplate asks for it (TemplateDictionaryInterface). ctemplate's own dictionary
// names every level with snprintf and keeps maps by hashed names; a level here has a handful of values, which are
// looked through. Internal to base/html.
#include <cstring>  // ctemplate's header needs it and does not say so

#include <ctemplate/template_dictionary_interface.h>

#include <memory_resource>
#include <string>
#include <string_view>
#include <vector>

namespace hero::html {

// Names and file names must outlive it (they are literals, and the names of templates); values are copied. Everything
// lies in `room` and goes with it: no destructor has to run.
class Level final : public ctemplate::TemplateDictionaryInterface {
public:
    using Room = std::pmr::monotonic_buffer_resource;

    // `around`: the level whose values, sections and includes are seen from here too, or nullptr.
    Level(Room& room, const Level* around) : room_(room), around_(around) {}

    // The last one counts.
    void set(std::string_view name, std::string_view value);
    // One repetition of a section.
    Level& add(std::string_view section);
    // Nothing when the section has a repetition already.
    void show(std::string_view section);
    // One inclusion; it sees nothing of this level.
    Level& include(std::string_view name, const std::string& file);

private:
    struct Value {
        std::string_view name;
        std::string_view text;
    };
    struct Child {
        std::string_view name;  // of the section or include
        Level* level;
        const std::string* file;  // of an include
        Child* next = nullptr;    // of the same name
    };
    struct Children {
        Child* first;
        Child* last;
    };
    class ChildIterator;
    using Kind = std::pmr::vector<Children> Level::*;

    Level& add_child(Kind kind, std::string_view name, const Level* around, const std::string* file);
    const Children* children_here(Kind kind, std::string_view name) const;
    const Child* children(Kind kind, const ctemplate::TemplateString& name) const;
    template <typename Thing, typename... Arguments>
    Thing* make(Arguments&&... arguments);

    ctemplate::TemplateString GetValue(const ctemplate::TemplateString& variable) const override;
    bool IsHiddenSection(const ctemplate::TemplateString& name) const override;
    bool IsUnhiddenSection(const ctemplate::TemplateString& name) const override;
    bool IsHiddenTemplate(const ctemplate::TemplateString& name) const override;
    const char* GetIncludeTemplateName(const ctemplate::TemplateString& name, int number) const override;
    Iterator* CreateTemplateIterator(const ctemplate::TemplateString& name) const override;
    Iterator* CreateSectionIterator(const ctemplate::TemplateString& name) const override;
    void DumpToString(std::string* out, int level) const override;

    Room& room_;
    const Level* around_;
    std::pmr::vector<Value> values_{&room_};
    std::pmr::vector<Children> sections_{&room_};
    std::pmr::vector<Children> includes_{&room_};
};

}  // namespace hero::html
