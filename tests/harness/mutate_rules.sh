#!/usr/bin/env bash
# Deletes each rule's static_assert in a copy of the headers and asks whether a refused test of that code then fails:
# a rule whose loss nobody notices is not tested.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
compiler=${1:-g++}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export compiler work

# One mutant: prints what happened, with "kept" or "LOST" in front.
mutant() {
    local code=$1 file=$2 number=$3 line=$4 copy case words
    copy=$(mktemp -d -p "$work")
    cp -r include "$copy/include"
    perl tests/harness/rules.pl drop "$file" "$number" >"$copy/$file"
    local verdict="LOST $code $file:$line: no refused test misses it"
    for case in $(grep -rl "^// expect: .*$code" tests/refused --include='*.cpp'); do
        words=$(LC_ALL=C "$compiler" -std=c++20 -fsyntax-only -DREFUSED -I"$copy/include" -Itests/refused "$case" 2>&1 || true)
        words=$(grep 'error: ' <<<"$words" || true)
        if [ -n "$words" ] && grep -qv 'error: .*\[BW[0-9]\{3\}\]' <<<"$words"; then
            verdict="LOST $code $file:$line: without it the headers do not compile: $words"
            break
        elif ! grep -qF "[$code]" <<<"$words"; then
            verdict="kept $code"   # accepted, or refused for something else: that test would fail
            break
        fi
    done
    rm -rf "$copy"
    echo "$verdict"
}
export -f mutant

find include/bailiwick/policy -name '*.hpp' -print0 | sort -z | xargs -0r perl tests/harness/rules.pl list >"$work/rules"
if [ ! -s "$work/rules" ]; then
    echo "no rule was found in include/bailiwick/policy"
    exit 1
fi
lost=0
for group in $(cut -c3 "$work/rules" | sort -u); do
    start=$SECONDS
    awk -F '\t' -v group="BW$group" 'index($1, group) == 1 { print $1, $2, $3, $4 }' "$work/rules" |
        xargs -P "$(nproc)" -L 1 bash -c 'mutant "$@"' _ >"$work/group"
    printf 'BW%sxx: %s of %s deletions were noticed (%s s)\n' "$group" \
        "$(grep -c '^kept' "$work/group" || true)" "$(wc -l <"$work/group")" "$((SECONDS - start))"
    if grep '^LOST' "$work/group"; then
        lost=1
    fi
done
exit "$lost"
