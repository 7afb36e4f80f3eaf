#pragma once
// Templates (ctemplate, auto-escaping by context) and the only way to unescaped text.
//
// `<slice>/views/ticket.tpl` becomes, by the build, struct views::tickets::ticket with a static member for every
// variable, section and include in it; a typo does not compile:
//
//     using V = views::tickets::ticket;
//     html::Document page(V::view, lang);
//     page.set(V::subject, ticket.subject);
//     for (const auto& m : messages) page.add(V::messages).set(V::author, m.author);
//
// In templates: {{subject}} variable, {{#messages}}…{{/messages}} section (repeated by add, shown once by show),
// {{>thread}} include, [[form.subjek]] a word of the language ({nomor} in it becomes variable nomor),
// [[icon:search]] an icon, [[asset:hero.css]] the path of an asset.
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/i18n.hpp"

namespace hero::html {

// What a heading in Markdown becomes. `bold`: a paragraph in bold, for what users write inside pages that have their
// own outline. `real`: h2 to h6, for our own texts ("#" and "##" are both h2: the page has its h1).
enum class Headings { bold, real };

// Text that is HTML already. Only markdown(), sanitized() and qr code drawing (base/html) can make one.
class SafeHtml {
public:
    [[nodiscard]] const std::string& text() const { return text_; }

private:
    explicit SafeHtml(std::string text) : text_(std::move(text)) {}
    std::string text_;
    friend SafeHtml markdown(std::string_view source, Headings headings);
    friend std::optional<SafeHtml> sanitized(std::string_view foreign);
    friend SafeHtml qr_svg(std::string_view content, std::string_view label);
};

// GitHub-flavoured Markdown for people who mostly write plain text: line breaks are kept, HTML is shown as it was
// typed, no line vanishes. Links go to http, https, mailto and relative addresses only, with
// rel="nofollow noopener"; an image becomes a link. Takes any bytes in linear time: what is longer than 64 kB or built
// to be slow is shown as plain lines.
SafeHtml markdown(std::string_view source, Headings headings = Headings::bold);

// HTML that somebody else wrote (a mail), as far as it is harmless: parsed as browsers do (HTML5), and written anew
// with a short list of elements and three attributes: href (http, https, mailto), colspan, rowspan. Links get
// rel="nofollow noopener noreferrer"; nothing is loaded from anywhere; what runs, styles or embeds is gone with its
// content. Sanitizing it again changes nothing. Takes any bytes; nothing for what is longer than 96 kB or built to be
// slow or to read differently the second time.
std::optional<SafeHtml> sanitized(std::string_view foreign);

// A QR code (ISO/IEC 18004, level M) as SVG with role="img" and `label` (escaped) as its name. Throws
// std::invalid_argument for content that is empty or too long (2331 bytes fit).
SafeHtml qr_svg(std::string_view content, std::string_view label);
// The same as PNG bytes, at least 480 px wide, with a quiet zone of four modules.
std::string qr_png(std::string_view content);

// Names made by the build.
struct View {
    const char* name;
};
struct Var {
    const char* name;
};
struct Raw {
    const char* name;
};  // a variable written {{x:none}}
struct Section {
    const char* name;
};
struct Include {
    const char* name;
};

class Templates;
class Level;

// A level of template data: the page, a repetition of a section, an include. A light handle, valid as long as its
// Document. Values are copied. A section sees the values of the levels around it; an include sees only its own.
class Data {
public:
    Data& set(Var name, std::string_view value);
    Data& set(Var name, const char* value) { return set(name, std::string_view{value}); }
    Data& set(Var name, const std::string& value) { return set(name, std::string_view{value}); }
    Data& set(Var name, std::int64_t value);
    Data& set(Var name, int value) { return set(name, std::int64_t{value}); }
    Data& set(Raw name, const SafeHtml& value);
    Data& show(Section name);  // once
    Data& show_if(Section name, bool condition) { return condition ? show(name) : *this; }
    Data& show_with(Section section, Var name, std::string_view value);  // shows it with one variable, unless empty
    Data add(Section name);                                              // one more repetition
    Data include(Include name, View view);                               // one more inclusion

protected:
    Data(Level* level, Lang lang, const Templates& templates) : level_(level), lang_(lang), templates_(&templates) {}
    Level* level_;
    Lang lang_;
    const Templates* templates_;
};

// A page or fragment of its own. Each belongs to one thread; rendering many at once is safe.
class Document : public Data {
public:
    Document(View view, Lang lang);
    Document(View view, Lang lang, const Templates& templates);  // other than the embedded ones: for tests
    Document(Document&&) noexcept;
    ~Document();
    [[nodiscard]] std::string render() const;
    [[nodiscard]] Lang lang() const { return lang_; }

private:
    struct Filling;
    std::unique_ptr<Filling> filling_;
    View view_;
};

// Names of the embedded views rendered in this process: a test proves that every view was.
std::vector<std::string> rendered_views();

}  // namespace hero::html
