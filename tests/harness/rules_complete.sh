#!/usr/bin/env bash
# A rule exists in four places or it does not exist: a static_assert in the policy headers, a refused test that expects
# its code, a paragraph in docs/rules.md. Its sentence is the same in the header, in the document and in the packet.
set -euo pipefail
cd "${1:-$(dirname "${BASH_SOURCE[0]}")/../..}"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

find include/bailiwick/policy -name '*.hpp' -print0 | xargs -0r perl tests/harness/rules.pl list >"$work/rules"
if [ ! -s "$work/rules" ]; then
    echo "no rule was found in include/bailiwick/policy"
    exit 1
fi
if [ ! -e docs/rules.md ]; then
    echo "docs/rules.md is missing"
    exit 1
fi
cut -f1 "$work/rules" | sort -u >"$work/headers"
{ grep -rh '^// expect: ' tests/refused --include='*.cpp' || true; } | grep -o 'BW[0-9]\{3\}' | sort -u >"$work/tests" || true
{ grep '^### BW[0-9]\{3\} ' docs/rules.md || true; } | cut -c5-9 | sort -u >"$work/document"

failed=0
difference() {
    local missing
    missing=$(comm -23 "$work/$1" "$work/$2" | paste -sd ' ')
    if [ -n "$missing" ]; then
        echo "$3: $missing"
        failed=1
    fi
}
difference headers tests "checked by a header, but no refused test expects it"
difference headers document "checked by a header, but without a heading in docs/rules.md"
difference tests headers "expected by a refused test, but no header checks it"
difference document headers "described in docs/rules.md, but no header checks it"

# code, predicate and sentence of both sides; the sentence is the first quoted line after the heading
cut -f1,5,6 "$work/rules" | sort -u >"$work/said"
awk '/^### BW[0-9][0-9][0-9] / { code = $2; name = $3; gsub(/`/, "", name) }
     /^> / && code != "" { print code "\t" name "\t" substr($0, 3); code = "" }' docs/rules.md | sort -u >"$work/written"
if ! diff "$work/said" "$work/written" >"$work/difference"; then
    echo "the words differ (< the headers, > docs/rules.md):"
    cat "$work/difference"
    failed=1
fi

# The packet says the same sentences to people who did not see the compiler.
cut -f1,6 "$work/rules" | sort -u >"$work/sentences"
tr '\n' ' ' <include/bailiwick/packet/catalog.hpp | grep -oE '\{[0-9]{3}, "[^"]*", +"[^"]*"\}' |
    sed -E 's/^\{([0-9]{3}), "[^"]*", +"([^"]*)"\}$/BW\1\t\2/' | sort -u >"$work/catalog"
if ! diff "$work/sentences" "$work/catalog" >"$work/difference"; then
    echo "the words differ (< the headers, > packet/catalog.hpp):"
    cat "$work/difference"
    failed=1
fi
[ "$failed" -eq 0 ] && echo "$(wc -l <"$work/headers") rules: headers, refused tests, document and packet agree"
exit "$failed"
