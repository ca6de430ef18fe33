#!/usr/bin/env bash
# instantiations.sh COMPILER MAKE_AGENT [--update]: how many classes and functions clang instantiates for each umbrella
# and for an agent of 100 tools, against the committed numbers. Counts are stable where seconds are not; 3 % may differ.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
compiler=$1 make_agent=$2
if ! command -v "$compiler" >/dev/null; then
    echo "skipped: $compiler is not here"
    exit 77
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
for header in charter policy tool packet; do
    echo "#include <bailiwick/$header.hpp>" >"$header.cpp"
done
"$make_agent" 100 >agent100.cpp
for source in charter policy tool packet agent100; do
    "$compiler" -std=c++20 -c -ftime-trace -ftime-trace-granularity=0 -I"$here/../../include" "$source.cpp" -o "$source.o"
    for what in InstantiateClass InstantiateFunction; do
        echo "$source $what $(grep -o "\"name\":\"$what\"" "$source.json" | wc -l)"
    done
done >counts
if [ "${3-}" = --update ]; then
    cp counts "$here/instantiations.txt"
    cat counts
    exit 0
fi
join -j 1 <(sed 's/ /:/' "$here/instantiations.txt" | sort) <(sed 's/ /:/' counts | sort) |
    awk '{ limit = $2 * 1.03 + 3
           printf "%-32s %7d committed %7d now%s\n", $1, $2, $3, ($3 > limit ? "  TOO MANY" : "")
           bad += $3 > limit; seen++ }
         END { if (seen != 10) { print "10 counts expected, " seen + 0 " compared"; exit 1 }
               if (bad) { print "run tests/bench/instantiations.sh with --update to accept"; exit 1 } }'
