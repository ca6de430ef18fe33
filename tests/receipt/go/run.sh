#!/bin/bash
# SPDX-License-Identifier: BSL-1.0
# Checks logs with a Go program over golang.org/x/mod, as Debian packages it.
#   run.sh [--writer PROGRAM]   logs of many sizes, written by PROGRAM (built here if it is not given), a proof with a
#                               cosignature, and the trees of random logs; BAILIWICK_LONG=1 asks for more of each
#   run.sh FOLDER VKEY_FILE     one log that is there already
#   run.sh RECEIPT PROOF VKEY_FILE WITNESS_VKEY_FILE   one receipt with its proof
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
for program in goverify goproof gotree; do
  cp "$here/$program.go" "$work/"
  (cd "$work" && GO111MODULE=off GOPATH=$gopath GOCACHE=${GOCACHE:-$work/cache} GOFLAGS= go build -o $program $program.go)
done

if [ $# -eq 4 ]; then
  "$work/goproof" "$1" "$2" "$(cat "$3")" "$(cat "$4")"
  exit
fi
if [ $# -eq 2 ] && [ "$1" != --writer ]; then
  "$work/goverify" "$1" "$(cat "$2")"
  exit
fi

build() {
  ${CXX:-g++} -std=c++20 -O1 -I"$here/../../../include" "$here/$1.cpp" -o "$work/$1" -lcrypto -lsodium
}

writer="$work/write_log"
if [ "${1:-}" = --writer ]; then
  writer=$2
else
  build write_log
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

# One receipt, checked offline with the log's key and the witness's; a change of anything is refused.
build write_proof
"$work/write_proof" "$work/log300" 17
prove() { # receipt, proof, log's key, witness's key
  "$work/goproof" "$1" "$2" "$(cat "$3")" "$(cat "$4")"
}
log="$work/log300"
prove "$log.receipt" "$log.tlog-proof" "$log.vkey" "$log.witness.vkey"
refused() {
  if prove "$@" 2> /dev/null; then
    echo "goproof accepted what it must not: $*"
    exit 1
  fi
}
changed() { # file, what sed does to it: the name of the changed copy
  sed "$2" "$1" > "$work/changed.file"
  cmp -s "$1" "$work/changed.file" && exit 1
  echo "$work/changed.file"
}
refused "$(changed "$log.receipt" 's/pad/bad/')" "$log.tlog-proof" "$log.vkey" "$log.witness.vkey"
refused "$log.receipt" "$(changed "$log.tlog-proof" 's/index 17/index 18/')" "$log.vkey" "$log.witness.vkey"
refused "$log.receipt" "$(changed "$log.tlog-proof" '3d')" "$log.vkey" "$log.witness.vkey"
refused "$log.receipt" "$(changed "$log.tlog-proof" 's/^300$/301/')" "$log.vkey" "$log.witness.vkey"
refused "$log.receipt" "$(changed "$log.tlog-proof" '/witness.example/d')" "$log.vkey" "$log.witness.vkey"
refused "$log.receipt" "$(changed "$log.tlog-proof" '/witness.example/s/AAAAA/AAAAB/')" "$log.vkey" "$log.witness.vkey"
refused "$log.receipt" "$log.tlog-proof" "$work/log257.vkey" "$log.witness.vkey"
golden="$here/../../../../shared/data/receipts/golden-log"
if [ -d "$golden" ]; then
  prove "$golden/receipt-1.json" "$golden/receipt-1.tlog-proof" "$golden/keys/log.vkey" "$golden/keys/witness.vkey"
else
  echo "skipped: no shared data"
fi

# Roots and proofs of random logs, hash by hash: about 40 sizes, or with BAILIWICK_LONG every size of three logs.
build write_trees
if [ -n "${BAILIWICK_LONG:-}" ]; then
  "$work/write_trees" 3 2000 0 "$RANDOM" > "$work/trees"
else
  "$work/write_trees" 1 2000 14 > "$work/trees"
fi
"$work/gotree" < "$work/trees"
awk '$1 == "inclusion" && NF > 3 { swap = $3; $3 = $4; $4 = swap } { print }' "$work/trees" > "$work/swapped"
if "$work/gotree" < "$work/swapped" 2> /dev/null; then
  echo "gotree accepted two hashes in each other's place"
  exit 1
fi
echo "Go agrees"
