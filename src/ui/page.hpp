#pragma once
// Pages in their frame (header, navigation, crumbs, footer), error summaries, and the fragments all pages share.
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/errors.hpp"
#include "base/html/html.hpp"
#include "ui/request.hpp"

namespace hero {

enum class Frame {
    site,       // public and requester pages
    form,       // … without the bottom bar, where a stray tap would lose work
    staff,      // dense, with footer
    workspace,  // dense, panes of full height
};

// The template's own data is set on the page itself:
//
//     Page page(request, views::tickets::ticket::view, ticket.subject);
//     page.crumb(word(lang, "nav.daftar"), "/tiket").crumb(ticket.number);
//     page.set(V::subject, ticket.subject);
//     return page.respond();
class Page : public html::Data {
public:
    Page(const Request& request, html::View view, std::string_view title, Frame frame = Frame::site);

    // Remah navigasi after "Beranda"; the last one without a path is this page.
    Page& crumb(std::string_view label, std::string_view path = {});
    // Which entry of the navigation is this page: "beranda", "lacak", "unduh", "faq", "daftar", "buat", "antrean",
    // "cari", "supervisor", "admin".
    Page& at(std::string_view entry);
    // The error summary (links to #field) and the title's prefix. Nothing happens when there are none.
    Page& errors(const FieldErrors& errors);
    // A notice on top of the page: kind success, warning, error or plain.
    Page& notice(std::string_view kind, std::string_view text);

    // Listens to the stream at `path` while the page is open, and says `changed` when something is new (with
    // JavaScript).
    Page& live(std::string_view path, std::string_view changed);

    [[nodiscard]] const Request& request() const { return request_; }
    Response respond(int status = 200);

private:
    Page(const Request& request, html::Document document, html::View view, Frame frame);
    const Request& request_;
    html::Document document_;
    std::string title_;
    bool crumbs_ = false;
};

// A piece of a page as an answer to htmx.
Response fragment(const html::Document& document, int status = 200);

// The one error page. `code` is a support code for 5xx, "" otherwise.
Response error_page(const Request& request, int status, std::string_view title, std::string_view text,
                    std::string_view code = {});

// ---- fragments
// ----------------------------------------------------------------------------------------------------------- <time>:
// `text` as shown and `iso` for the attribute.
void set_time(html::Data& data, html::Var text, html::Var iso, std::string_view shown, Instant at);

// Icon and mock name of a status ("open diproses menunggu resolve close" in data-status).
std::string_view status_mark(Status status);
// <span class="status">…: include of ui/status.tpl.
enum class StatusSize { normal, large };
void add_status(html::Data& data, html::Include name, Lang lang, Status status, StatusSize size = StatusSize::normal);
// What is due before `soon` is marked as near.
struct DueClock {
    Instant now;
    Instant soon;
};
// <span class="sla" data-sla="…">…: nothing for tickets that are resolved or closed. In lists it is short ("sisa 2
// jam"), the ticket itself names the time.
enum class DeadlineText { brief, full };
void add_deadline(html::Data& data, html::Include name, Lang lang, const TicketLine& ticket, DueClock clock,
                  DeadlineText text = DeadlineText::brief);
// Sebelumnya / Berikutnya by key: "" for none.
void add_pager(html::Data& data, html::Include name, std::string_view first, std::string_view next);
// For a ticket with something new for this reader: tells by a POST that they have it before them now, with JavaScript
// as soon as the page is there, without by a button. Showing a page changes nothing.
void add_read_mark(html::Data& data, html::Include name, const Request& request, const Ticket& ticket);
// Files of a message as links to /lampiran/{id}/{nama}, with what a virus scanner says of them.
void add_files(html::Data& data, html::Include name, Lang lang, const Message& message);

// How many characters are left of `longest` for what is typed in `field`.
void add_counter(html::Data& data, html::Include name, Lang lang, std::string_view field, std::string_view typed,
                 std::size_t longest);
// The field "berkas": what is wrong with the files, a place for more, and those that wait for the message.
void add_upload(html::Data& data, html::Include name, Lang lang, const FieldErrors& errors,
                const std::vector<Attachment>& waiting);

std::string url_of(const TicketLine& ticket);        // "/tiket/A-KORS22000343"
std::string staff_url_of(const TicketLine& ticket);  // "/petugas/tiket/A-KORS22000343"
// The stream of what is new in it since `mark` (see news_of).
std::string stream_of(const Ticket& ticket, std::string_view mark);

}  // namespace hero
