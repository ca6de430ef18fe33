// SPDX-License-Identifier: BSL-1.0
#include "gate.hpp"

#include <sys/stat.h>
#include <unistd.h>

using namespace samples;

namespace {

struct folder {
    std::filesystem::path path;
    folder() {
        std::string form = (std::filesystem::temp_directory_path() / "bw-secret-XXXXXX").string();
        path = ::mkdtemp(form.data());
    }
    folder(const folder&) = delete;
    folder& operator=(const folder&) = delete;
    ~folder() { std::filesystem::remove_all(path); }

    std::string put(const char* name, std::string_view bytes, mode_t mode = 0600) const {
        const std::string file = (path / name).string();
        std::ofstream(file, std::ios::binary) << bytes;
        ::chmod(file.c_str(), mode);
        return file;
    }
};

void check_refused(const bw::answer<bw::secret>& given, std::string_view hint) {
    BOOST_TEST(outcome_of(given) == "secret_unavailable");
    if (!given)
        BOOST_TEST((given.why().hint.find(hint) != std::string::npos), given.why().hint);
}

} // namespace

static_assert(bw::secret_provider<bw::no_secret> && bw::secret_provider<bw::environment_secret>);
static_assert(bw::secret_provider<bw::file_secret> && bw::secret_provider<bw::systemd_secret>);
static_assert(!bw::secret_provider<std::string>);

BOOST_AUTO_TEST_SUITE(credential_provider)

BOOST_AUTO_TEST_CASE(a_file_of_its_owner_alone_is_read) {
    const folder at;
    for (const mode_t mode : {0600u, 0400u, 0700u}) {
        BOOST_TEST(revealed(bw::file_secret(at.put("token", "swordfish\n", mode)).fetch()) ==
                   "swordfish");
    }
    BOOST_TEST(revealed(bw::file_secret(at.put("crlf", "a\r\n")).fetch()) == "a");
    BOOST_TEST(revealed(bw::file_secret(at.put("two", "a\n\n")).fetch()) == "a\n");
    BOOST_TEST(revealed(bw::file_secret(at.put("bare", "a b ")).fetch()) == "a b ");
    const std::string binary("\0\xff\r", 3);
    BOOST_TEST(revealed(bw::file_secret(at.put("bin", binary)).fetch()) == binary);
    BOOST_TEST(bw::file_secret("/x/y").resting_place() == "file /x/y");
}

BOOST_AUTO_TEST_CASE(a_wider_mode_is_refused) {
    const folder at;
    for (const mode_t mode : {0640u, 0604u, 0660u, 0620u, 0610u, 0644u, 0666u, 0601u})
        check_refused(bw::file_secret(at.put("token", "swordfish", mode)).fetch(), "chmod 600");
}

BOOST_AUTO_TEST_CASE(what_is_no_regular_file_is_refused) {
    const folder at;
    const std::string real = at.put("token", "swordfish");
    const std::string link = (at.path / "link").string(), pipe = (at.path / "pipe").string();
    BOOST_TEST_REQUIRE(::symlink(real.c_str(), link.c_str()) == 0);
    BOOST_TEST_REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
    check_refused(bw::file_secret(link).fetch(), "symbolic link");
    check_refused(bw::file_secret(pipe).fetch(), "no regular file");
    check_refused(bw::file_secret(at.path.string()).fetch(), "no regular file");
    check_refused(bw::file_secret("/dev/null").fetch(), "no regular file");
    check_refused(bw::file_secret((at.path / "gone").string()).fetch(), "no such file");
    check_refused(bw::file_secret("").fetch(), "no such file");
}

BOOST_AUTO_TEST_CASE(a_file_without_a_secret_is_refused) {
    const folder at;
    check_refused(bw::file_secret(at.put("empty", "")).fetch(), "empty");
    check_refused(bw::file_secret(at.put("line", "\n")).fetch(), "empty");
    check_refused(bw::file_secret(at.put("big", std::string(65537, 'x'))).fetch(), "64 KiB");
    BOOST_TEST(revealed(bw::file_secret(at.put("large", std::string(65536, 'x'))).fetch()).size() ==
               65536u);
}

BOOST_AUTO_TEST_CASE(a_file_of_somebody_else_is_refused) {
    if (::geteuid() != 0) {
        check_refused(bw::file_secret("/etc/hostname").fetch(), "another user");
        return;
    }
    const folder at;
    const std::string file = at.put("token", "swordfish");
    BOOST_TEST_REQUIRE(::chown(file.c_str(), 65534, 65534) == 0);
    check_refused(bw::file_secret(file).fetch(), "another user");
}

BOOST_AUTO_TEST_CASE(the_environment_is_read_and_left_as_it_is) {
    ::setenv("BW_TEST_SECRET", "swordfish", 1);
    const bw::environment_secret provider("BW_TEST_SECRET");
    BOOST_TEST(revealed(provider.fetch()) == "swordfish");
    BOOST_TEST(std::string_view(std::getenv("BW_TEST_SECRET")) == "swordfish");
    ::setenv("BW_TEST_SECRET", "", 1);
    check_refused(provider.fetch(), "empty");
    ::unsetenv("BW_TEST_SECRET");
    check_refused(provider.fetch(), "not set");
}

BOOST_AUTO_TEST_CASE(systemd_credentials_are_read_by_name) {
    const folder at;
    at.put("smtp", "swordfish", 0440);
    at.put("open", "swordfish", 0444);
    ::setenv("CREDENTIALS_DIRECTORY", at.path.c_str(), 1);
    BOOST_TEST(revealed(bw::systemd_secret("smtp").fetch()) == "swordfish");
    check_refused(bw::systemd_secret("open").fetch(), "chmod");
    check_refused(bw::systemd_secret("other").fetch(), "no such file");
    for (const char* path : {"", ".", "..", "../smtp", "a/b", "/etc/passwd"})
        check_refused(bw::systemd_secret(path).fetch(), "not a path");
    ::setenv("CREDENTIALS_DIRECTORY", "relative", 1);
    check_refused(bw::systemd_secret("smtp").fetch(), "LoadCredential");
    ::unsetenv("CREDENTIALS_DIRECTORY");
    check_refused(bw::systemd_secret("smtp").fetch(), "LoadCredential");
}

BOOST_AUTO_TEST_SUITE_END()
