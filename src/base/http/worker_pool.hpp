#pragma once
// Threads that run handlers, fed by a bounded queue.
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace hero::http {

class WorkerPool {
public:
    struct Task {
        virtual ~Task() = default;
        virtual void run() noexcept = 0;
    };

    // `queue_limit` tasks may wait while every thread is busy.
    WorkerPool(int threads, std::size_t queue_limit);
    ~WorkerPool() { stop(); }
    WorkerPool(const WorkerPool&) = delete;
    WorkerPool& operator=(const WorkerPool&) = delete;

    void start();
    // False when the queue is full or the pool has stopped.
    bool submit(std::shared_ptr<Task> task);
    // Forgets what waits and returns when the tasks that have begun have ended.
    void stop();

private:
    void work();

    std::mutex mutex_;
    std::condition_variable wakes_;
    std::deque<std::shared_ptr<Task>> queue_;
    std::size_t idle_ = 0;  // threads that wait and are not woken yet
    std::size_t thread_count_;
    std::size_t queue_limit_;
    bool stopping_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace hero::http
