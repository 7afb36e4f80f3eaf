// No GET writes: whoever follows every link of every page leaves the database as it was. (RT CVE-2012-4732, FreeScout's
// disconnect by GET: what a picture on somebody else's page can ask for must not do anything.)
#include <gtest/gtest.h>

#include <deque>
#include <set>

#include "tests/access/contents.hpp"
#include "tests/access/scene.hpp"

namespace hero {
namespace {

using test::Scene;
using test::Visitor;

// What an attribute of the page leads to, of this site and by GET.
std::vector<std::string> links_in(const std::string& page) {
    std::vector<std::string> links;
    for (const std::string mark : {" href=\"/", " hx-get=\"/", " src=\"/", " action=\"/"}) {
        for (auto at = page.find(mark); at != std::string::npos; at = page.find(mark, at + 1)) {
            const auto start = at + mark.size() - 1;
            auto link = page.substr(start, page.find('"', start) - start);
            for (auto entity = link.find("&amp;"); entity != std::string::npos; entity = link.find("&amp;"))
                link.replace(entity, 5, "&");
            links.push_back(link.substr(0, link.find('#')));
        }
    }
    return links;
}

class Crawl {
public:
    Crawl(Scene& scene, const Visitor& visitor) : scene_(scene), visitor_(visitor) { add("/"); }

    void add(const std::string& target) {
        // The next page of a list, of a list …: the same handler again.
        if (target.starts_with('/') && !target.starts_with("//") && seen_.size() < 1500 && seen_.insert(target).second)
            waiting_.push_back(target);
    }

    std::size_t go() {
        while (!waiting_.empty()) {
            const auto target = waiting_.front();
            waiting_.pop_front();
            const auto response = get(target);
            EXPECT_LT(response.status, 500) << target;
            add(std::string{response.header("Location")});
            for (const auto& link : links_in(response.body)) add(link);
        }
        return seen_.size();
    }

private:
    http::Response get(const std::string& target) {
        http::Request request;
        request.target = target;
        request.path = target.substr(0, target.find('?'));
        if (request.path.size() < target.size())
            request.query = http::parse_urlencoded(std::string_view{target}.substr(request.path.size() + 1));
        request.remote = "127.0.0.1";
        request.headers.emplace_back("host", "127.0.0.1:8080");
        if (!visitor_.cookie.empty()) request.headers.emplace_back("cookie", "hero=" + visitor_.cookie);
        return scene_.site.handle(request);
    }

    Scene& scene_;
    const Visitor& visitor_;
    std::set<std::string> seen_;
    std::deque<std::string> waiting_;
};

TEST(Reading, WritesNothingWhoeverFollowsEveryLink) {
    Scene scene;
    std::vector<std::string> targets;
    for (const auto& line : Scene::lines()) targets.push_back(scene.request(scene.visitors[0], line).target);
    const auto before = test::contents_of(scene.app.db);
    std::size_t pages = 0;
    for (const auto& visitor : scene.visitors) {
        SCOPED_TRACE(visitor.name);
        Crawl crawl(scene, visitor);
        for (const auto& target : targets) crawl.add(target);
        pages += crawl.go();
        ASSERT_EQ(test::contents_of(scene.app.db), before);
    }
    EXPECT_GT(pages, 1500U);
}

}  // namespace
}  // namespace hero
