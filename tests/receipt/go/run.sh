#!/bin/bash
# SPDX-License-Identifier: BSL-1.0
# Checks logs with a Go program over golang.org/x/mod, as Debian packages it.
#   run.sh [--writer PROGRAM]   logs of many sizes, written by PROGRAM (built here if it is not given)
#   run.sh FOLDER VKEY_FILE     one log that is there already
# Exit 77 where Go or the package is missing.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
gopath=/usr/share/gocode
if ! command -v go > /dev/null || [ ! -d "$gopath/src/golang.org/x/mod/sumdb/tlog" ]; then
  echo "skipped: needs the Debian packages golang-go and golang-golang-x-mod-dev"
  exit 77
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp "$here/goverify.go" "$work/"
(cd "$work" && GO111MODULE=off GOPATH=$gopath GOCACHE=${GOCACHE:-$work/cache} GOFLAGS= go build -o goverify goverify.go)

if [ $# -eq 2 ] && [ "$1" != --writer ]; then
  "$work/goverify" "$1" "$(cat "$2")"
  exit
fi

writer="$work/write_log"
if [ "${1:-}" = --writer ]; then
  writer=$2
else
  ${CXX:-g++} -std=c++20 -O1 -I"$here/../../../include" "$here/write_log.cpp" -o "$writer" -lcrypto
fi
for size in 0 1 2 3 255 256 257 300 513 ${BAILIWICK_LONG:+70000}; do
  "$writer" "$work/log$size" "$size" $((size / 7 + 1))
  "$work/goverify" "$work/log$size" "$(cat "$work/log$size.vkey")"
done

# The accepting logs mean something only if one changed byte is refused.
for file in checkpoint tile/0/001.p/44 tile/entries/000 tile/1/000.p/1; do
  rm -rf "$work/changed"
  cp -r "$work/log300" "$work/changed"
  printf '\125' | dd of="$work/changed/$file" bs=1 seek=30 conv=notrunc status=none
  if "$work/goverify" "$work/changed" "$(cat "$work/log300.vkey")" 2> /dev/null; then
    echo "goverify accepted a changed $file"
    exit 1
  fi
done
echo "Go agrees"
