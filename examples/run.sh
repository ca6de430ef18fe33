#!/usr/bin/env bash
# examples/run.sh [--keep] [--input FILE.csv]: sets up and builds the examples, their approval packets included, and lets
# the support agent work on its inbox, or on a CSV with the columns text and category. It starts with an empty state
# unless --keep is given.
set -euo pipefail
usage="usage: examples/run.sh [--keep] [--input FILE.csv]"
keep= input=
while [ $# -gt 0 ]; do
    case $1 in
    --keep) keep=yes ;;
    --input)
        [ $# -gt 1 ] || { echo "$usage"; exit 2; }
        input=$(realpath -e -- "$2") || exit 2
        shift
        ;;
    *) echo "$usage" && exit 2 ;;
    esac
    shift
done
cd "$(dirname "${BASH_SOURCE[0]}")/.."

echo "==> setup"
bash tests/setup.sh build
echo "==> configure"
cmake --preset gcc
echo "==> build"
cmake --build build --target examples -j"$(nproc)"

packet=build/packet/support_intake/
if [ ! -d "$packet" ]; then
    echo "the build left no packet in $packet"
    exit 1
fi
echo "The approval packet lies in $packet"
ls "$packet"

echo "==> work"
work=build/var inbox=build/var/inbox state=build/var/support_intake
[ -n "$keep" ] || rm -rf "$work"
mkdir -p "$inbox"
cp examples/support_intake/inbox/*.eml "$inbox/"
# One mail of two megabytes, too large to be kept with the source.
{
    printf 'From: Tom Baker <tom.baker@example.com>\nTo: support@bank.example\nSubject: My whole statement\n'
    printf 'Date: Fri, 20 Nov 2026 09:00:00 +0000\nMessage-ID: <31@example.com>\nMIME-Version: 1.0\n'
    printf 'Content-Type: text/plain; charset=utf-8\n\nWhich fee is this in my statement? All of it follows.\n\n'
    for ((line = 1; line <= 28000; line++)); do
        printf '%05d  card payment at a shop, booked and paid with the card, 12.30 EUR\n' "$line"
    done
} >"$inbox/31-two-megabytes.eml"
build/bin/support_intake run --state "$state" --inbox "$inbox" ${input:+--input "$input"}
