#!/usr/bin/env bash
# setup.sh build|tests: makes sure the Debian packages are there and installs only the missing ones.
set -euo pipefail

packages=(cmake ninja-build g++ libboost1.81-dev libboost-json1.81-dev libssl-dev libsodium-dev libsqlite3-dev
    libcli11-dev libcurl4-openssl-dev libpq-dev)
tools=(cmake ninja g++)
if [ "${1:-tests}" = tests ]; then
    packages+=(clang-16 libclang-rt-16-dev binutils perl nlohmann-json3-dev git golang-go golang-golang-x-mod-dev
        python3-cbor2 python3-cryptography strace postgresql-15 openssh-client)
    tools+=(clang++-16 readelf perl git)
fi

# Without the packages' manager the tools themselves decide; CMake then says which library it does not find.
go_on_without() {
    echo "setup: $1; needed here: ${missing[*]}"
    for tool in "${tools[@]}"; do
        if ! command -v "$tool" >/dev/null; then
            echo "setup: '$tool' was not found either: install these packages and start again"
            exit 1
        fi
    done
    echo "setup: the tools are present, so the build goes on"
    exit 0
}

missing=("${packages[@]}")
if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
    go_on_without "this is not a Debian machine"
fi
installed=$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' "${packages[@]}" 2>/dev/null || true)
missing=()
for package in "${packages[@]}"; do
    grep -qxF "installed $package" <<<"$installed" || missing+=("$package")
done
if [ "${#missing[@]}" -eq 0 ]; then
    echo "setup: every package is installed"
    exit 0
fi

if [ "$(id -u)" -eq 0 ]; then
    as_root=()
elif command -v sudo >/dev/null && { sudo -n true 2>/dev/null || [ -t 0 ]; }; then
    as_root=(sudo)
else
    go_on_without "neither root nor sudo"
fi
echo "setup: installs ${missing[*]}"
apt() {
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300 "$@"
}
apt update || echo "setup: the package lists could not be refreshed"
apt install -y --no-install-recommends "${missing[@]}" >/dev/null || go_on_without "apt-get could not install them"

# The tests start servers of their own; the one that the Debian package starts is in nobody's way when it is stopped.
case " ${missing[*]} " in
*" postgresql-15 "*) "${as_root[@]}" pg_ctlcluster 15 main stop 2>/dev/null || true ;;
esac
