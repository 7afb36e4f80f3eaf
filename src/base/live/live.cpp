#include "base/live/live.hpp"

#include <algorithm>
#include <condition_variable>
#include <map>
#include <mutex>
#include <random>
#include <span>
#include <thread>

#include "base/errors.hpp"
#include "base/log.hpp"
#include "base/text.hpp"

namespace hero {

namespace {

using namespace std::chrono_literals;
using SteadyClock = std::chrono::steady_clock;

constexpr std::size_t looks_at_once = 100;   // in one transaction
constexpr std::size_t passes_at_once = 500;  // in one statement
constexpr auto pause_when_away = 1s;

// Whoever loses a stream when a node ends comes back a moment later, and not all at once.
int time_to_come_back() {
    static thread_local std::minstd_rand random{std::random_device{}()};
    return 2000 + static_cast<int>(random() % 4000);
}

struct Subscriber {
    Subscription wanted;
    std::weak_ptr<http::EventStream> stream;
    bool due = false;

    [[nodiscard]] bool is_there() const {
        const auto open = stream.lock();
        return open && open->is_open();
    }
    void end() const {
        if (const auto open = stream.lock()) open->end();
    }
    void tell(News news) {
        const auto before = std::exchange(wanted.mark, std::move(news.mark));
        if (before.empty() || before == wanted.mark) return;
        if (const auto open = stream.lock()) open->send("baru", news.data);
    }
};
using Subscribers = std::set<std::shared_ptr<Subscriber>>;

}  // namespace

struct Live::State {
    State(Database& database, Holds which_hold, LiveRules live_rules)
        : db(database), holds(std::move(which_hold)), rules(live_rules) {}

    Database& db;
    const Holds holds;
    const LiveRules rules;

    mutable std::mutex mutex;
    std::condition_variable woken;
    Subscribers all;
    std::map<std::string, Subscribers, std::less<>> by_key;
    std::map<std::string, std::size_t> by_pass;  // how many
    std::vector<std::shared_ptr<Subscriber>> due;
    bool stopping = false;
    std::mutex one_round;  // marks of subscribers are its holder's
    std::thread thread;

    void add(const std::shared_ptr<Subscriber>& one);
    void remove(const std::shared_ptr<Subscriber>& one);
    void forget_the_gone();
    void set_due(const std::shared_ptr<Subscriber>& one);
    void changed(std::string_view keys);
    void look_again();
    void look();
    void look_at(std::span<const std::shared_ptr<Subscriber>> some);
    void check();
    void work();
    bool wait_for_change(SteadyClock::time_point until);
    bool rest(std::chrono::milliseconds pause);
};

// ---- Under the mutex

void Live::State::add(const std::shared_ptr<Subscriber>& one) {
    all.insert(one);
    for (const auto& key : one->wanted.keys) by_key[key].insert(one);
    ++by_pass[one->wanted.pass];
    set_due(one);
}

void Live::State::remove(const std::shared_ptr<Subscriber>& one) {
    if (all.erase(one) == 0) return;
    for (const auto& key : one->wanted.keys)
        if (const auto found = by_key.find(key); found != by_key.end()) {
            found->second.erase(one);
            if (found->second.empty()) by_key.erase(found);
        }
    if (const auto found = by_pass.find(one->wanted.pass); --found->second == 0) by_pass.erase(found);
}

void Live::State::forget_the_gone() {
    std::vector<std::shared_ptr<Subscriber>> gone;
    for (const auto& one : all)
        if (!one->is_there()) gone.push_back(one);
    for (const auto& one : gone) remove(one);
}

void Live::State::set_due(const std::shared_ptr<Subscriber>& one) {
    if (!std::exchange(one->due, true)) due.push_back(one);
}

// ---- From any thread

void Live::State::changed(std::string_view keys) {
    {
        const std::scoped_lock lock(mutex);
        for (const auto key : split(keys, ' '))
            if (const auto found = by_key.find(key); found != by_key.end())
                for (const auto& one : found->second) set_due(one);
        if (due.empty()) return;
    }
    woken.notify_all();
}

void Live::State::look_again() {
    {
        const std::scoped_lock lock(mutex);
        for (const auto& one : all) set_due(one);
    }
    woken.notify_all();
}

// ---- Rounds

void Live::State::look() {
    const std::scoped_lock round(one_round);
    std::vector<std::shared_ptr<Subscriber>> some;
    {
        const std::scoped_lock lock(mutex);
        some.swap(due);
        for (const auto& one : some) one->due = false;
    }
    std::size_t done = 0;
    try {
        for (; done < some.size(); done += looks_at_once)
            look_at(std::span(some).subspan(done, std::min(looks_at_once, some.size() - done)));
    } catch (const Unavailable&) {
        const std::scoped_lock lock(mutex);
        for (; done < some.size(); ++done) set_due(some[done]);
        throw;
    }
}

void Live::State::look_at(std::span<const std::shared_ptr<Subscriber>> some) {
    using AllNews = std::vector<std::optional<News>>;
    const auto ask = [&](Tx& tx) {
        AllNews news;
        news.reserve(some.size());
        for (const auto& one : some)
            news.push_back(one->is_there() ? one->wanted.look(tx, one->wanted.mark) : std::nullopt);
        return news;
    };
    AllNews news(some.size());
    try {
        news = db.read(ask);
    } catch (const Unavailable&) {
        throw;
    } catch (const std::exception& broken) {
        // Who may no longer be sure of hearing everything is better off without a stream.
        log::error("live.look_failed", {{"why", broken.what()}});
    }
    for (std::size_t i = 0; i < some.size(); ++i)
        if (news[i])
            some[i]->tell(*news[i]);
        else
            some[i]->end();
}

void Live::State::check() {
    std::vector<std::shared_ptr<Subscriber>> everybody;
    std::vector<std::string> passes;
    {
        const std::scoped_lock lock(mutex);
        forget_the_gone();
        everybody.assign(all.begin(), all.end());
        for (const auto& [pass, amount] : by_pass) passes.push_back(pass);
    }
    std::set<std::string> held;
    for (std::size_t from = 0; from < passes.size(); from += passes_at_once) {
        const auto until = std::min(from + passes_at_once, passes.size());
        const std::vector<std::string> some(passes.begin() + static_cast<std::ptrdiff_t>(from),
                                            passes.begin() + static_cast<std::ptrdiff_t>(until));
        held.merge(db.read([&](Tx& tx) { return holds(tx, some); }));
    }
    for (const auto& one : everybody)
        if (!held.contains(one->wanted.pass)) one->end();
}

bool Live::State::wait_for_change(SteadyClock::time_point until) {
    std::unique_lock lock(mutex);
    woken.wait_until(lock, until, [&] { return stopping || !due.empty(); });
    return !stopping;
}

bool Live::State::rest(std::chrono::milliseconds pause) {
    std::unique_lock lock(mutex);
    woken.wait_for(lock, pause, [&] { return stopping; });
    return !stopping;
}

void Live::State::work() {
    auto next_check = SteadyClock::now() + rules.check_every;
    bool away = false;
    while (wait_for_change(next_check)) {
        if (!rest(rules.gather)) return;
        try {
            look();
            if (SteadyClock::now() >= next_check) {
                next_check = SteadyClock::now() + rules.check_every;
                check();
            }
            away = false;
        } catch (const std::exception& error) {
            // Nobody is told anything meanwhile.
            if (!std::exchange(away, true)) log::warning("live.waiting", {{"why", error.what()}});
            if (!rest(pause_when_away)) return;
        }
    }
}

// ---- The face

Live::Live(Database& db, std::string topic, Holds holds, LiveRules rules)
    : state_(std::make_shared<State>(db, std::move(holds), rules)) {
    db.listen(std::move(topic), [weak = std::weak_ptr(state_)](std::string_view keys) {
        if (const auto state = weak.lock()) state->changed(keys);
    });
}

Live::~Live() { stop(); }

std::shared_ptr<http::EventStream> Live::subscribe(Subscription subscription) {
    auto stream = std::make_shared<http::EventStream>();
    stream->retry_after(time_to_come_back());
    const auto one = std::make_shared<Subscriber>(Subscriber{.wanted = std::move(subscription), .stream = stream});
    {
        const std::scoped_lock lock(state_->mutex);
        if (state_->stopping) throw Unavailable("this node ends");
        const auto others = state_->by_pass.find(one->wanted.pass);
        const bool too_many_of_one = others != state_->by_pass.end() && others->second >= state_->rules.most_of_one;
        if (too_many_of_one || state_->all.size() >= state_->rules.most) state_->forget_the_gone();
        if (state_->all.size() >= state_->rules.most) throw Unavailable("too many live streams");
        const auto left = state_->by_pass.find(one->wanted.pass);
        if (left != state_->by_pass.end() && left->second >= state_->rules.most_of_one) throw TooManyRequests(60);
        state_->add(one);
    }
    state_->woken.notify_all();
    return stream;
}

std::size_t Live::streams() const {
    const std::scoped_lock lock(state_->mutex);
    state_->forget_the_gone();
    return state_->all.size();
}

void Live::start() {
    state_->thread = std::thread([state = state_.get()] { state->work(); });
    state_->db.hear_others([weak = std::weak_ptr(state_)] {
        if (const auto state = weak.lock()) state->look_again();
    });
}

void Live::stop() {
    {
        const std::scoped_lock lock(state_->mutex);
        state_->stopping = true;
        for (const auto& one : state_->all) one->end();
    }
    state_->woken.notify_all();
    if (state_->thread.joinable()) state_->thread.join();
}

void Live::look() { state_->look(); }

void Live::check() { state_->check(); }

}  // namespace hero
