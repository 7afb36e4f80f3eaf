#pragma once
// Who is looking at what, and hears that it has changed. The write path broadcasts keys of what changed
// (Tx::broadcast); one thread then asks for each stream that waits for such a key whether its reader may still see it,
// and what is new.
//
// A key names something ("t17", a ticket): no text travels, neither here nor between nodes.
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/db/db.hpp"
#include "base/http/events.hpp"

namespace hero {

struct News {
    std::string mark;  // what the reader has seen once they were told of it
    std::string data;  // JSON of one line
};

struct Subscription {
    std::string pass;               // what the reader was let in with; see Live::Holds
    std::vector<std::string> keys;  // what it waits for
    std::string mark;               // what the reader has before them, nothing is told while it stays so; "": what is
                                    // there when it is first looked at
    // What is new since `mark`; nothing when the reader may no longer see it: the stream ends. Runs in a read
    // transaction, on a thread of Live, before each push.
    std::function<std::optional<News>(Tx&, std::string_view mark)> look;
};

struct LiveRules {
    std::size_t most = 20'000;                    // streams; beyond: Unavailable
    std::size_t most_of_one = 12;                 // of one pass; beyond: TooManyRequests
    std::chrono::milliseconds gather{100};        // what changes within is told together
    std::chrono::milliseconds check_every{2000};  // whether passes still hold
};

// Of these passes, those that still hold.
using Holds = std::function<std::set<std::string>(Tx&, const std::vector<std::string>& passes)>;

// Thread-safe. `db` outlives it.
class Live {
public:
    // `topic` is what keys are broadcast under, several with blanks between.
    Live(Database& db, std::string topic, Holds holds, LiveRules rules = {});
    ~Live();  // stops
    Live(const Live&) = delete;
    Live& operator=(const Live&) = delete;

    // Its event is "baru". What is new since its mark is told at once. The stream is forgotten when its reader goes.
    std::shared_ptr<http::EventStream> subscribe(Subscription subscription);
    [[nodiscard]] std::size_t streams() const;

    void start();  // also hears other nodes
    void stop();   // ends all streams

    // One round on this thread: for tests. Looks for those who were told of a change, and whether all passes hold.
    void look();
    void check();

private:
    struct State;
    std::shared_ptr<State> state_;
};

}  // namespace hero
