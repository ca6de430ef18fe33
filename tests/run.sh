#!/usr/bin/env bash
# Sets up, builds and tests with g++, and with clang and its sanitizers. --long asks the tests for their long versions.
# The last line is always: N passed, N failed, N skipped
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
for option in "$@"; do
    case $option in
    --long) export BAILIWICK_LONG=1 ;;
    *) echo "usage: tests/run.sh [--long]" && exit 2 ;;
    esac
done

passed=0 failed=0 skipped=0
trap 'echo "$passed passed, $failed failed, $skipped skipped"' EXIT

# A step that cannot be done ends the run, and counts as one failure.
step() {
    local name=$1 start=$SECONDS
    shift
    echo "==> $name"
    if ! "$@"; then
        failed=$((failed + 1))
        echo "==> $name FAILED after $((SECONDS - start)) s: $*"
        exit 1
    fi
    echo "==> $name: $((SECONDS - start)) s"
}

# Failed tests are counted, and the other compilers still have their turn.
run_tests() {
    local name=$1 folder=$2 start=$SECONDS suite
    shift 2
    echo "==> $name"
    rm -f "$folder/junit.xml"
    ctest --test-dir "$folder" -j"$jobs" --output-on-failure --no-tests=error --output-junit junit.xml "$@" </dev/null || true
    suite=$(tr '\n' ' ' <"$folder/junit.xml" 2>/dev/null | grep -o '<testsuite [^>]*>' || true)
    if [ -z "$suite" ]; then
        failed=$((failed + 1))
        echo "==> $name FAILED: ctest left no result"
        exit 1
    fi
    count() { sed -E "s/.*[[:space:]]$1=\"([0-9]+)\".*/\1/" <<<"$suite"; }
    local bad missing
    bad=$(count failures)
    missing=$(($(count skipped) + $(count disabled)))
    failed=$((failed + bad))
    skipped=$((skipped + missing))
    passed=$((passed + $(count tests) - bad - missing))
    echo "==> $name: $((SECONDS - start)) s"
}

step "setup" bash tests/setup.sh tests
jobs=$(nproc)
# What clang builds is built with sanitizers: a second build without them would find nothing more.
for preset in gcc sanitize; do
    step "$preset: configure" cmake --preset "$preset"
    step "$preset: build" cmake --build --preset "$preset" -j"$jobs"
    case $preset in
    gcc) run_tests "gcc: tests" build ;;
    sanitize) run_tests "sanitize: tests" build-sanitize -LE 'refused|once|slow' ;;
    esac
done
[ "$failed" -eq 0 ]
