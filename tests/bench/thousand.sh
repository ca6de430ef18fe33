#!/usr/bin/env bash
# thousand.sh MAKE_AGENT COMPILER...: 1,000 tools and 1,000 rows compile under default limits, and one wrong tool among
# them is named in at most ten lines.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
make_agent=$1
shift
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$make_agent" 1000 >"$work/right.cpp"
"$make_agent" 1000 738 >"$work/wrong.cpp"
wrong=$(diff "$work/right.cpp" "$work/wrong.cpp" | grep -c '^<' || true)
name=$(awk '/^struct / { name = $2 } /contract contract/ { tools++; if (tools == 738) print name }' "$work/right.cpp")
[ "$wrong" -eq 1 ] && [ -n "$name" ] || { echo "the generated agents do not differ in one line"; exit 1; }
for compiler in "$@"; do
    command -v "$compiler" >/dev/null || continue
    "$compiler" -std=c++20 -fsyntax-only -I"$here/../../include" "$work/right.cpp"
    if LC_ALL=C "$compiler" -std=c++20 -fsyntax-only -fdiagnostics-color=never -I"$here/../../include" \
        "$work/wrong.cpp" 2>"$work/words"; then
        echo "$compiler accepts a tool without a timeout"
        exit 1
    fi
    lines=$(grep -vcE '^(In file included from| +from )' "$work/words")
    grep -q "error: .*\[BW212\]" "$work/words" && grep -q "tool_has_a_timeout<$name" "$work/words" &&
        [ "$lines" -le 10 ] || { cut -c1-300 "$work/words"; echo "$compiler: $lines lines, $name not named"; exit 1; }
    echo "$compiler: 1,000 tools and rows compile; $name is named in $lines lines"
done
