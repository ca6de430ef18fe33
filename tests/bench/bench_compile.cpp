// SPDX-License-Identifier: BSL-1.0
#include "big_agent.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

/// What including and sealing costs the compiler, in CPU seconds (user and system), median of five.
///
/// Workload: one `#include` and nothing else; then generated agents of 10, 100 and 1,000 tools with
/// as many rows and a scope each, less the same includes without an agent.

namespace {

std::string folder;

void write(const std::string& path, const std::string& text) {
    std::FILE* into = std::fopen(path.c_str(), "wb");
    if (!into || std::fwrite(text.data(), 1, text.size(), into) != text.size()) {
        std::fprintf(stderr, "%s cannot be written\n", path.c_str());
        std::exit(1);
    }
    std::fclose(into);
}

/// CPU seconds of one compilation; ends the program when it fails.
double once(const std::string& compiler, const std::string& source) {
    const pid_t child = ::fork();
    if (child == 0) {
        const int nothing = ::open("/dev/null", O_WRONLY);
        ::dup2(nothing, STDERR_FILENO);
        ::execlp(compiler.c_str(), compiler.c_str(), "-std=c++20", "-O0", "-fsyntax-only",
                 "-I" BENCH_INCLUDE, source.c_str(), static_cast<char*>(nullptr));
        ::_exit(127);
    }
    int status = 0;
    rusage used{};
    ::wait4(child, &status, 0, &used);
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
        std::fprintf(stderr, "%s does not compile %s\n", compiler.c_str(), source.c_str());
        std::exit(1);
    }
    const auto seconds = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
    };
    return seconds(used.ru_utime) + seconds(used.ru_stime);
}

double median(const std::string& compiler, const std::string& text) {
    const std::string source = folder + "/source.cpp";
    write(source, text);
    std::array<double, 5> all{};
    for (double& each : all) each = once(compiler, source);
    std::sort(all.begin(), all.end());
    return all[2];
}

std::string including(const std::string& header) { return "#include <" + header + ">\n"; }

void headers(const std::string& compiler) {
    const double ruler = median(compiler, including("string_view"));
    const double json = median(compiler, including("boost/json.hpp"));
    std::printf("\n%s, one include\n%-28s %8s %14s %14s\n", compiler.c_str(), "header", "s",
                "string_view", "boost/json");
    for (const char* header : {"string_view", "bailiwick/charter.hpp", "bailiwick/policy.hpp",
                               "bailiwick/tool.hpp", "bailiwick/packet.hpp", "boost/json.hpp",
                               "nlohmann/json.hpp"}) {
        const double cost = median(compiler, including(header));
        std::printf("%-28s %8.2f %13.1fx %13.2fx\n", header, cost, cost / ruler, cost / json);
    }
}

void agents(const std::string& compiler) {
    const double base = median(compiler, std::string(bench::big_agent_includes));
    std::printf("\n%s, tools and rows, all rules checked (includes alone: %.2f s)\n%-10s %8s %10s\n",
                compiler.c_str(), base, "tools", "more s", "growth");
    double before = 0;
    for (std::size_t tools : {10u, 100u, 1000u}) {
        const double more = median(compiler, bench::big_agent(tools)) - base;
        std::printf("%-10zu %8.2f", tools, more);
        if (before > 0) std::printf(" %9.1fx", more / before);
        std::printf("\n");
        before = more;
    }
}

bool is_there(const std::string& compiler) {
    return std::system((compiler + " --version >/dev/null 2>&1").c_str()) == 0;
}

} // namespace

int main() {
    char name[] = "/tmp/bench_compile_XXXXXX";
    if (!::mkdtemp(name)) return 1;
    folder = name;
    for (const char* compiler : {"g++", "clang++-16"})
        if (is_there(compiler)) {
            headers(compiler);
            agents(compiler);
        }
    std::system(("rm -rf " + folder).c_str());
}
