#include "base/http/worker_pool.hpp"

#include <algorithm>

namespace hero::http {

WorkerPool::WorkerPool(int threads, std::size_t queue_limit)
    : thread_count_(static_cast<std::size_t>(std::max(threads, 1))), queue_limit_(queue_limit) {}

void WorkerPool::start() {
    for (std::size_t i = 0; i < thread_count_; ++i) threads_.emplace_back([this] { work(); });
}

bool WorkerPool::submit(std::shared_ptr<Task> task) {
    {
        const std::lock_guard lock(mutex_);
        // A waiting thread takes its task from the queue too: such tasks do not wait.
        if (stopping_ || queue_.size() >= queue_limit_ + idle_) return false;
        queue_.push_back(std::move(task));
        if (queue_.size() > idle_) return true;  // whoever ends first takes it
    }
    wakes_.notify_one();
    return true;
}

void WorkerPool::stop() {
    std::deque<std::shared_ptr<Task>> forgotten;
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
        forgotten.swap(queue_);
    }
    wakes_.notify_all();
    for (auto& thread : threads_)
        if (thread.joinable()) thread.join();
}

void WorkerPool::work() {
    while (true) {
        std::shared_ptr<Task> task;
        {
            std::unique_lock lock(mutex_);
            ++idle_;
            wakes_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
            --idle_;
            if (stopping_) return;
            task = std::move(queue_.front());
            queue_.pop_front();
        }
        task->run();
    }
}

}  // namespace hero::http
