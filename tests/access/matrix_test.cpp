// Every route, asked by every kind of person for everything it may name: tests/access/matrix.tsv says what each of them
// gets. It is read by people: whoever changes a cell says why in the commit. After a change that is meant,
//
//     HERO_WRITE_MATRIX=1 build/hero_tests --gtest_filter='AccessMatrix.*'
//
// writes it anew, to be read with git diff. A program with an API token is what its owner is, on the routes for
// programs alone.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "base/text.hpp"
#include "tests/access/scene.hpp"
#include "tests/checkout.hpp"
#include "ui/routing.hpp"

namespace hero {
namespace {

using test::Line;
using test::Scene;

const std::string file = test::checkout() / "tests/access/matrix.tsv";

std::string label_of(const Line& line) {
    return std::string{line.route->pattern} + "\t" + std::string{http::name_of(line.route->method)} + "\t" +
           line.object;
}

struct Answer {
    std::string kind;
    std::string body;  // of a page that is not there, without what is different each time
};

struct Matrix {
    std::vector<std::string> columns;
    std::map<std::string, std::vector<Answer>> rows;  // by label, in the order of the file
};

// Without the links to the same page in the other language, and without what is random: the rest of two pages that are
// not there is the same.
std::string without_names(std::string text, const std::string& path) {
    const auto link = "href=\"" + path;
    for (auto at = text.find(link); at != std::string::npos; at = text.find(link, at + 1))
        text.erase(at, text.find('"', at + link.size()) - at);
    std::string result;
    for (std::size_t i = 0; i < text.size();) {
        const auto end = std::min(text.find_first_not_of("0123456789abcdef", i), text.size());
        if (end - i < 32) result += text.substr(i, std::max<std::size_t>(end - i, 1));
        i = std::max(end, i + 1);
    }
    return result;
}

Matrix asked() {
    Matrix matrix;
    Scene scene;
    for (const auto& visitor : scene.visitors) matrix.columns.emplace_back(visitor.name);
    for (const auto& line : Scene::lines()) {
        auto& row = matrix.rows[label_of(line)];
        for (auto& visitor : scene.visitors) {
            const auto path = scene.filled(line.path);
            const auto response = scene.ask(visitor, line);
            row.push_back({test::kind_of(response), response.status == 404 ? without_names(response.body, path) : ""});
        }
    }
    return matrix;
}

// Asked once for all tests here.
const Matrix& matrix() {
    static const Matrix answers = asked();
    return answers;
}

std::string header() {
    std::string line = "path\tmethod\tobject";
    for (const auto& column : matrix().columns) line += "\t" + column;
    return line;
}

std::map<std::string, std::vector<std::string>> written() {
    std::map<std::string, std::vector<std::string>> rows;
    std::ifstream stream(file);
    std::string line;
    std::getline(stream, line);
    EXPECT_EQ(line, header()) << "the people of the table have changed";
    while (std::getline(stream, line)) {
        auto cells = split(line, '\t');
        const auto label = std::string{cells.at(0)} + "\t" + std::string{cells.at(1)} + "\t" + std::string{cells.at(2)};
        rows[label] = {cells.begin() + 3, cells.end()};
    }
    return rows;
}

void write() {
    std::ofstream stream(file);
    stream << header() << '\n';
    for (const auto& [label, row] : matrix().rows) {
        stream << label;
        for (const auto& answer : row) stream << '\t' << answer.kind;
        stream << '\n';
    }
}

std::string readable(std::string label) {
    std::ranges::replace(label, '\t', ' ');
    return label;
}

TEST(AccessMatrix, EverybodyGetsWhatTheTableSays) {
    if (std::getenv("HERO_WRITE_MATRIX")) write();
    const auto expected = written();
    std::size_t cells = 0;
    for (const auto& [label, row] : matrix().rows) {
        const auto known = expected.find(label);
        if (known == expected.end()) {
            ADD_FAILURE() << readable(label) << ": has no line in tests/access/matrix.tsv";
            continue;
        }
        ASSERT_EQ(known->second.size(), row.size()) << readable(label);
        for (std::size_t i = 0; i < row.size(); ++i, ++cells)
            EXPECT_TRUE(known->second[i] == row[i].kind) << readable(label) << ", " << matrix().columns[i] << ": was "
                                                         << known->second[i] << ", is " << row[i].kind;
    }
    for (const auto& [label, row] : expected)
        EXPECT_TRUE(matrix().rows.contains(label)) << readable(label) << ": is no longer asked for";
    EXPECT_GE(cells, 2000U);
}

TEST(AccessMatrix, NoRouteIsMissing) {
    for (const auto& route : all_routes()) {
        const auto start = std::string{route.pattern} + "\t" + std::string{http::name_of(route.method)} + "\t";
        const auto first = matrix().rows.lower_bound(start);
        EXPECT_TRUE(first != matrix().rows.end() && first->first.starts_with(start)) << start;
    }
}

// The guard of a route is kept for everybody, whatever they ask for.
TEST(AccessMatrix, NobodyPassesAGuardThatIsNotTheirs) {
    const Scene scene;
    for (const auto& line : Scene::lines()) {
        const auto& row = matrix().rows.at(label_of(line));
        for (std::size_t i = 0; i < row.size(); ++i) {
            SCOPED_TRACE(readable(label_of(line)) + ", " + matrix().columns[i]);
            const auto& visitor = scene.visitors[i];
            const bool program = line.route->guard == Guard::token;
            if (program) {
                EXPECT_EQ(row[i].kind == "401", visitor.bearer.empty());
                continue;
            }
            const bool nobody = visitor.key.empty() || visitor.key == "disabled" || !visitor.bearer.empty();
            const bool had_a_session = visitor.key == "disabled";
            const auto member = std::ranges::find(demo::cast(), visitor.key, &demo::CastMember::key);
            Person person;
            if (!nobody) person.role = member->role;
            if (!lets_in(line.route->guard, nobody ? nullptr : &person))
                EXPECT_EQ(row[i].kind == "401" && had_a_session ? "login" : row[i].kind, nobody ? "login" : "403");
            else
                EXPECT_NE(row[i].kind, "login");
        }
    }
}

// Whoever may not have it gets the page of what does not exist: the same status and the same bytes.
TEST(AccessMatrix, ForbiddenAndUnknownLookAlike) {
    int compared = 0;
    for (const auto& line : Scene::lines()) {
        const auto& row = matrix().rows.at(label_of(line));
        const auto start = std::string{line.route->pattern} + "\t" + std::string{http::name_of(line.route->method)};
        const auto unknown = matrix().rows.find(start + "\tunknown");
        if (unknown == matrix().rows.end() || line.object == "no number") continue;
        for (std::size_t i = 0; i < row.size(); ++i) {
            if (row[i].kind != "404" || unknown->second[i].kind != "404") continue;
            ++compared;
            EXPECT_TRUE(row[i].body == unknown->second[i].body) << readable(label_of(line)) << matrix().columns[i];
        }
    }
    EXPECT_GT(compared, 500);
}

TEST(AccessMatrix, WhoIsDisabledIsNobody) {
    const auto& columns = matrix().columns;
    const auto anonymous = std::ranges::find(columns, "anonymous") - columns.begin();
    const auto disabled = std::ranges::find(columns, "disabled") - columns.begin();
    for (const auto& [label, row] : matrix().rows) {
        const auto& got = row[static_cast<std::size_t>(disabled)].kind;
        // The browser still has the cookie of a session that ended: words typed meanwhile are given back with the way
        // to sign in.
        const bool given_back = got == "401" && row[static_cast<std::size_t>(anonymous)].kind == "login";
        if (!given_back) EXPECT_EQ(got, row[static_cast<std::size_t>(anonymous)].kind) << readable(label);
    }
}

}  // namespace
}  // namespace hero
