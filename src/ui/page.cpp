#include "ui/page.hpp"

#include "base/text.hpp"
#include "views/ui.hpp"

namespace hero {

namespace {

html::View frame_view(Frame frame) {
    return frame == Frame::staff || frame == Frame::workspace ? views::ui::staff::view : views::ui::site::view;
}

// A flash word with its values, as see_other() wrote it: "sv.tugaskan.ok|nomor=…|nama=…".
std::string flash_text(const Request& request) {
    const auto cookie = request.cookie("kabar");
    if (cookie.empty()) return {};
    // The ticket's page says this one at length itself.
    if (cookie == fresh_ticket_flash) return {};
    const auto parts = split(cookie, '|');
    std::string text = word(request.lang(), parts.front());
    if (text == parts.front()) return {};
    for (std::size_t i = 1; i < parts.size(); ++i) {
        const auto equals = parts[i].find('=');
        if (equals == std::string_view::npos) continue;
        const auto hole = "{" + std::string{parts[i].substr(0, equals)} + "}";
        const auto value = http::parse_urlencoded("v=" + std::string{parts[i].substr(equals + 1)});
        if (const auto at = text.find(hole); at != std::string::npos) text.replace(at, hole.size(), value.get("v"));
    }
    return showable(text);
}

// What hero.js needs to ask in time whether somebody is still there.
void add_session_end(html::Document& frame, const Request& request) {
    const auto left = ends_at(request.session(), request.app.session_rules) - request.app.clock.now();
    frame.include(views::ui::site::session_end, views::ui::session_end::view)
        .set(views::ui::session_end::seconds, std::chrono::floor<std::chrono::seconds>(left).count());
}

void fill_account(html::Data& frame, const Request& request) {
    using V = views::ui::site;
    const auto* person = request.who();
    if (!person) {
        frame.add(V::visitor);
        return;
    }
    auto account = frame.add(V::account);
    account.set(V::person_name, person->name).set(V::person_initials, initials(person->name));
    account.show_if(V::is_staff, person->is_staff()).show_if(V::is_admin, person->is_admin());
    account.show_if(views::ui::staff::is_supervisor, person->is_supervisor());
}

}  // namespace

Page::Page(const Request& request, html::View view, std::string_view title, Frame frame)
    : Page(request, html::Document(frame_view(frame), request.lang()), view, frame) {
    title_ = title;
}

Page::Page(const Request& request, html::Document document, html::View view, Frame frame)
    : html::Data(document.include(views::ui::site::content, view)), request_(request), document_(std::move(document)) {
    using V = views::ui::site;
    const Lang other = request.lang() == Lang::id ? Lang::en : Lang::id;
    const auto here = request.here();
    document_.set(V::form_token, request.form_token());
    if (request.who()) document_.show_with(V::owner, V::owner_id, std::to_string(request.who()->id));
    if (request.who()) add_session_end(document_, request);
    document_.set(V::other_lang, code_of(other));
    document_.set(V::other_lang_path,
                  here + (here.find('?') == std::string::npos ? "?" : "&") + "lang=" + std::string{code_of(other)});
    document_.show_if(V::demo, request.app.demo);
    fill_account(document_, request);
    const bool requester = request.who() && !request.who()->is_staff() && !request.who()->is_admin();
    document_.show_if(V::bottom_bar, requester && frame == Frame::site);
    const bool works_here = request.who() && request.who()->is_staff();
    document_.set(views::ui::staff::staff_home, works_here ? "/petugas" : "/admin");
    document_.show_if(views::ui::staff::crumbs_home, works_here);
    document_.show_if(views::ui::staff::workspace, frame == Frame::workspace);
    document_.show_if(views::ui::staff::with_footer, frame == Frame::staff);
    if (const auto text = flash_text(request); !text.empty()) notice("success", text);
}

Page& Page::crumb(std::string_view label, std::string_view path) {
    using V = views::ui::site;
    if (!crumbs_) document_.add(V::crumbs);
    crumbs_ = true;
    auto crumb = document_.add(V::crumb);
    if (path.empty())
        crumb.add(V::crumb_here).set(V::crumb_label, label);
    else
        crumb.add(V::crumb_link).set(V::crumb_label, label).set(V::crumb_path, path);
    return *this;
}

Page& Page::at(std::string_view entry) {
    using V = views::ui::site;
    static constexpr std::pair<std::string_view, html::Section> entries[] = {
        {"beranda", V::at_beranda},
        {"lacak", V::at_lacak},
        {"unduh", V::at_unduh},
        {"faq", V::at_faq},
        {"daftar", V::at_daftar},
        {"buat", V::at_buat},
        {"antrean", views::ui::staff::at_antrean},
        {"cari", views::ui::staff::at_cari},
        {"supervisor", views::ui::staff::at_supervisor},
        {"admin", views::ui::staff::at_admin},
    };
    for (const auto& [name, section] : entries)
        if (name == entry) document_.show(section);
    return *this;
}

Page& Page::errors(const FieldErrors& errors) {
    using V = views::ui::site;
    if (errors.empty()) return *this;
    title_ = word(lang_, "err.awalan") + title_;
    document_.add(V::error_summary);
    for (const auto& error : errors.list())
        document_.add(V::error_line).set(V::error_field, error.field).set(V::error_text, error.text);
    return *this;
}

Page& Page::notice(std::string_view kind, std::string_view text) {
    using V = views::ui::site;
    auto notice = document_.add(V::notices);
    notice.set(V::notice_kind, kind).set(V::notice_text, text);
    notice.set(V::notice_icon, kind == "success"   ? "circle-check"
                               : kind == "plain"   ? "info"
                               : kind == "warning" ? "triangle-alert"
                                                   : "circle-alert");
    return *this;
}

Page& Page::live(std::string_view path, std::string_view changed) {
    using V = views::ui::site;
    document_.add(V::live).set(V::live_path, path).set(V::live_changed, changed);
    return *this;
}

Response Page::respond(int status) {
    document_.set(views::ui::site::title, title_);
    auto response = http::html_response(status, document_.render());
    if (!request_.cookie("kabar").empty()) http::set_cookie(response, "kabar", "", {.max_age_seconds = 0});
    return response;
}

Response fragment(const html::Document& document, int status) { return http::html_response(status, document.render()); }

Response error_page(const Request& request, int status, std::string_view title, std::string_view text,
                    std::string_view code) {
    using V = views::ui::error;
    Page page(request, V::view, title);
    page.set(V::error_title, title);
    page.show_with(V::explained, V::error_text, text);
    if (code.empty())
        page.add(V::plain_code).set(V::status_code, status);
    else
        page.add(V::support_code).set(V::code, code);
    return page.respond(status);
}

}  // namespace hero
