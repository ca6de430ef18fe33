#!/usr/bin/env bash
# What the layout promises: dependencies point one way, an umbrella includes all of its component, headers stay short
# and are all installed.
set -euo pipefail
cd "${1:-$(dirname "${BASH_SOURCE[0]}")/../..}"
export LC_ALL=C.UTF-8

lower_charter=""
lower_policy="charter"
lower_tool="charter policy"
lower_packet="charter policy tool"
lower_credential="charter policy tool"
lower_escalation="charter policy tool"
lower_receipt="charter policy tool"
lower_evidence="charter policy tool receipt"
lower_witness="charter policy tool receipt"
lower_agent="charter policy tool credential escalation receipt"
lower_notify="charter policy tool credential escalation"
for top in release report mcp inbox; do
    declare "lower_$top=$lower_agent agent"
done
lower_console="$lower_agent agent evidence packet"

failed=0
complain() {
    echo "$1"
    failed=1
}

# The SDK headers that a file includes, as paths below include/bailiwick.
included_by() {
    local line
    while IFS= read -r line; do
        case $line in
        *\<bailiwick/*\>*) line=${line#*<bailiwick/}; echo "${line%%>*}" ;;
        *\"bailiwick/*\"*) line=${line#*\"bailiwick/}; echo "${line%%\"*}" ;;
        *\"*\"*)
            line=${line#*\"}
            realpath -m --relative-to=. "$(dirname "$1")/${line%%\"*}"
            ;;
        esac
    done < <(grep -E '^ *# *include' "$1" || true)
}

cd include/bailiwick
headers=$(find . -name '*.hpp' | sed 's|^\./||' | sort)
declare -A uses
for header in $headers; do
    uses[$header]=$(included_by "$header")
    component=${header%%/*}
    component=${component%.hpp}
    allowed="lower_$component"
    if [ "$component" != bailiwick ]; then
        if [ -z "${!allowed+known}" ]; then
            complain "$header: the component '$component' has no place in the order of dependencies"
            continue
        fi
        for used in ${uses[$header]}; do
            other=${used%%/*}
            other=${other%.hpp}
            if [[ " $component ${!allowed} " != *" $other "* ]]; then
                complain "$header includes $used: $component may use only itself and: ${!allowed:-nothing}"
            fi
            if [ ! -e "$used" ]; then
                complain "$header includes $used, which does not exist"
            fi
        done
    fi
    lines=$(wc -l <"$header")
    if [ "$lines" -gt 250 ]; then
        complain "$header has $lines lines; 250 are allowed"
    fi
    while IFS= read -r line; do
        complain "$header:$line is longer than 100 columns"
    done < <(grep -nE '^.{101,}' "$header" | cut -d: -f1)
    if ! grep -qE "(^|[ (])$header([ )]|$)" cmake/components.cmake; then
        complain "$header is not listed in cmake/components.cmake, so it is not installed"
    fi
done

# A header that must be asked for by name says why: "// opt-in: <reason>".
for umbrella in *.hpp; do
    component=${umbrella%.hpp}
    declare -A reached=()
    queue=("$umbrella")
    while [ "${#queue[@]}" -gt 0 ]; do
        header=${queue[0]}
        queue=("${queue[@]:1}")
        if [ -z "${reached[$header]+seen}" ]; then
            reached[$header]=1
            for used in ${uses[$header]-}; do
                queue+=("$used")
            done
        fi
    done
    for header in $headers; do
        case $header in
        "$component"/detail/*) ;;
        "$component"/*)
            if [ -z "${reached[$header]+seen}" ] && ! grep -q '^// opt-in: ' "$header"; then
                complain "$umbrella does not reach $header"
            fi
            ;;
        esac
    done
    for file in ../../tests/multiple_a.cpp ../../tests/multiple_b.cpp; do
        if [ "$(grep -cF "#include <bailiwick/$umbrella>" "$file")" -ne 2 ]; then
            complain "${file#../../} does not include $umbrella twice"
        fi
    done
done
for folder in */; do
    if [ "$folder" != cmake/ ] && [ ! -e "${folder%/}.hpp" ]; then
        complain "${folder%/}.hpp is missing: the component has no umbrella"
    fi
done
[ "$failed" -eq 0 ] && echo "$(wc -w <<<"$headers") headers: one way, reachable, short, installed"
exit "$failed"
