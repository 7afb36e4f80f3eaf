#include "base/http/events.hpp"

#include <stdexcept>

#include "base/http/freed.hpp"

namespace hero::http {

bool EventStream::send(std::string_view name, std::string_view data) {
    if (name.find_first_of("\r\n") != std::string_view::npos || data.find_first_of("\r\n") != std::string_view::npos)
        throw std::invalid_argument("an event of several lines");
    std::string text;
    text.append("event: ").append(name).append("\ndata: ").append(data).append("\n\n");
    return add(text);
}

void EventStream::retry_after(int milliseconds) { add("retry: " + std::to_string(milliseconds) + "\n\n"); }

bool EventStream::add(std::string_view text) {
    const std::scoped_lock lock(mutex_);
    if (ended_ || closed_) return false;
    if (unread_.size() + text.size() > most_unread)
        ended_ = true;
    else
        unread_.append(text);
    if (wake_) wake_();
    return !ended_;
}

void EventStream::end() {
    const std::scoped_lock lock(mutex_);
    if (std::exchange(ended_, true) || closed_) return;
    if (wake_) wake_();
}

bool EventStream::is_open() const {
    const std::scoped_lock lock(mutex_);
    return !ended_ && !closed_;
}

void EventStream::wake_with(std::function<void()> wake) {
    const std::scoped_lock lock(mutex_);
    wake_ = std::move(wake);
    if (wake_ && (ended_ || !unread_.empty())) wake_();
}

std::string EventStream::take(bool& ended) {
    const std::scoped_lock lock(mutex_);
    ended = ended_;
    return std::exchange(unread_, {});
}

void EventStream::close() {
    std::function<void()> forgotten;  // after the lock: what it holds may be the last of it
    const std::scoped_lock lock(mutex_);
    closed_ = true;
    forgotten.swap(wake_);
    free_memory(unread_);
}

Response event_response(std::shared_ptr<EventStream> events) {
    Response response;
    response.set("Content-Type", "text/event-stream; charset=utf-8");
    response.set("Cache-Control", "no-store");
    response.set("X-Accel-Buffering", "no");  // nginx
    response.events = std::move(events);
    return response;
}

}  // namespace hero::http
