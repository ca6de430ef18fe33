#!/usr/bin/env bash
# gallery.sh [--update] [g++]: compiles each file of examples/refused and compares the compiler's words with the comment
# at its end; --update writes them there. Only g++ 12 is asked, because the words differ from one compiler to the next.
# Errors that the documentation quotes must be sentences of rules, too.
#
# Line numbers of the library's own headers are written as they are, but do not count in the comparison: a comment does
# not go stale when a line moves in a header.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
update=0
if [ "${1:-}" = --update ]; then
    update=1
    shift
fi
compiler=${1:-g++}
if [ "$("$compiler" -dumpversion 2>/dev/null | cut -d. -f1)" != 12 ] || "$compiler" --version | grep -q clang; then
    echo "skipped: the gallery holds the words of g++ 12, and '$compiler' is something else"
    exit 77
fi

begin='// What g++ 12 says (folders cut from paths, the include stack left out):'

# What the user sees, without the lines that only say through which header a header was read.
words_about() {
    env -u COLUMNS LC_ALL=C "$compiler" -std=c++20 -fsyntax-only -Wall -Wextra -fdiagnostics-color=never \
        -fmessage-length=0 -Iinclude "$1" 2>&1
}
cut_words() {
    sed -E -e '/^(In file included from| +from )/d' -e 's#^[^ :]*/([^/ :]+:)#\1#'
}
without_numbers() {
    sed -E -e 's#^(// [a-z_]+\.hpp):[0-9]+:[0-9]+:#\1:#' -e 's#^//  *[0-9]* \|#// |#'
}

failed=0
complain() {
    echo "$1: $2"
    failed=1
}
count=0
for file in examples/refused/*.cpp; do
    count=$((count + 1))
    code=0
    said=$(words_about "$file") || code=$?
    if [ "$code" -ne 1 ]; then
        complain "$file" "the compiler ended with $code, though it must refuse this file with 1"
        echo "$said"
        continue
    fi
    said=$(cut_words <<<"$said")
    errors=$(grep -c 'error: ' <<<"$said" || true)
    lines=$(wc -l <<<"$said")
    if [ "$errors" -ne 1 ] || ! grep -qE 'error: static assertion failed: \[BW[0-9]{3}\] ' <<<"$said"; then
        complain "$file" "one mistake must give one error of a rule; there are $errors errors"
        echo "$said"
        continue
    fi
    if [ "$lines" -gt 10 ]; then
        complain "$file" "the refusal takes $lines lines; 10 are allowed"
    fi
    now=$(printf '%s\n//\n' "$begin" && sed -E 's#^#// #; s# +$##' <<<"$said")
    held=$(awk -v begin="$begin" '$0 == begin { found = 1 } found' "$file")
    if [ "$update" -eq 1 ]; then
        body=$(awk -v begin="$begin" '$0 == begin { exit } $0 != "// clang-format off"' "$file")
        printf '%s\n\n// clang-format off\n%s\n' "$body" "$now" >"$file.new"
        mv "$file.new" "$file"
    elif [ "$(without_numbers <<<"$held")" != "$(without_numbers <<<"$now")" ]; then
        complain "$file" "the compiler says something else than the comment: bash tests/harness/gallery.sh --update"
        diff <(without_numbers <<<"$held") <(without_numbers <<<"$now") || true
    fi
done
if [ "$count" -eq 0 ]; then
    complain examples/refused "holds no file"
fi

# Adjacent string literals are one sentence; house rules (BW9xx) are the user's own words.
sentences=$(cat include/bailiwick/policy/*.hpp | perl -0pe 's/"\s*\n\s*"//g' | grep -oE '"\[BW[0-9]{3}\] [^"]*"')
while IFS= read -r quoted; do
    text=${quoted##*static assertion failed: }
    if ! grep -qxF "\"$text\"" <<<"$sentences"; then
        complain "${quoted%%:*}" "quotes what no rule says: $text"
    fi
done < <(grep -rE 'static assertion failed: \[BW[1-8]' --include='*.md' README.md docs examples || true)
[ "$failed" -eq 0 ] && echo "$count charters refused, each with the words in its comment"
exit "$failed"
