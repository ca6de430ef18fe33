#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Every scenario of tests/torture is in docs/reference/torture.md, every name there is a scenario, and S1 to S30 are all there.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
page=docs/reference/torture.md
failed=0
cases=$(sed -nE 's/^BOOST_(FIXTURE|AUTO)_TEST_CASE\(([A-Za-z0-9_]+).*/\2/p' tests/torture/*.cpp | sort)
listed=$(grep -oE '`[A-Za-z0-9]+(_[A-Za-z0-9]+){3,}`' "$page" | tr -d '`' | sort -u)
for each in $cases; do grep -qx "$each" <<<"$listed" || { echo "$page does not list $each"; failed=1; }; done
for each in $listed; do
    grep -qx "$each" <<<"$cases" || ! grep -qE '^S[0-9]+_' <<<"$each" ||
        { echo "$page lists $each, which is no scenario"; failed=1; }
done
for number in $(seq 1 30); do grep -qE "^\| S$number \|" "$page" || { echo "$page has no row for S$number"; failed=1; }; done
[ "$failed" -eq 0 ] && echo "$(wc -l <<<"$cases") scenarios, all of them on the page"
exit "$failed"
