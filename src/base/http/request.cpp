#include <stdexcept>

#include "base/http/ascii.hpp"
#include "base/http/http.hpp"

namespace hero::http {

namespace {
const std::string nothing;
}

std::string_view name_of(Method method) {
    switch (method) {
        case Method::get:
            return "GET";
        case Method::head:
            return "HEAD";
        case Method::post:
            return "POST";
        case Method::put:
            return "PUT";
        case Method::patch:
            return "PATCH";
        case Method::del:
            return "DELETE";
        case Method::options:
            return "OPTIONS";
        case Method::other:
            break;
    }
    return "OTHER";
}

const std::string& Form::get(std::string_view name) const {
    for (const auto& [key, value] : fields_)
        if (key == name) return value;
    return nothing;
}

bool Form::has(std::string_view name) const {
    for (const auto& [key, value] : fields_)
        if (key == name) return true;
    return false;
}

std::vector<std::string> Form::all(std::string_view name) const {
    std::vector<std::string> values;
    for (const auto& [key, value] : fields_)
        if (key == name) values.push_back(value);
    return values;
}

std::string_view Request::header(std::string_view lower_case_name) const {
    for (const auto& [name, value] : headers)
        if (name == lower_case_name) return value;
    return {};
}

std::string Request::cookie(std::string_view name) const {
    for (const auto& [header_name, value] : headers) {
        if (header_name != "cookie") continue;
        std::string_view rest = value;
        while (!rest.empty()) {
            auto pair = without_blanks(take_until(rest, ';'));
            const auto equals = pair.find('=');
            if (equals != std::string_view::npos && pair.substr(0, equals) == name)
                return std::string(pair.substr(equals + 1));
        }
    }
    return {};
}

const std::string& Request::param(std::string_view name) const {
    const auto found = params.find(name);
    if (found == params.end()) throw std::logic_error("no such parameter in the route: " + std::string(name));
    return found->second;
}

}  // namespace hero::http
