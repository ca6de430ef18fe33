#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# run.sh WORKER: lets every system call that changes the disk fail, or be the last, at each of its turns; then the
# log must open, hold every acknowledged receipt, take another and verify.
# BAILIWICK_LONG=1 takes every turn; else the first few of each call and every seventh after them.
# Exit 77 where strace cannot trace.
set -euo pipefail
worker=$1
if ! command -v strace >/dev/null || ! strace -qq -o /dev/null true 2>/dev/null; then
    echo "skipped: strace is missing, or may not trace here"
    exit 77
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

rounds=0 failures=0
# One run with one injection; says whether the injection was reached.
try() {
    local call=$1 fault=$2 turn=$3 acknowledged
    rm -rf "$work/log" "$work/log."*
    timeout 60 strace -f -qq -o "$work/trace" -e "trace=$call" -e "inject=$call:$fault:when=$turn" \
        "$worker" write "$work/log" >"$work/said" 2>"$work/errors" || true
    if ! grep -q 'INJECTED\|killed by SIGKILL' "$work/trace"; then return 1; fi
    rounds=$((rounds + 1))
    acknowledged=$(sed -n 's/^acknowledged //p' "$work/said" | tail -n 1)
    # What failed before the log was there leaves nothing; the next start makes it.
    if ! "$worker" check "$work/log" "${acknowledged:-0}" >"$work/checked" 2>"$work/problem"; then
        echo "$call:$fault:when=$turn, ${acknowledged:-0} acknowledged: $(cat "$work/problem")"
        failures=$((failures + 1))
    fi
}

for call in openat pwrite64 write fdatasync fsync syncfs rename mkdir unlink; do
    for fault in error=EIO error=ENOSPC signal=KILL; do
        turn=1
        while try "$call" "$fault" "$turn" 2>/dev/null; do
            if [ -n "${BAILIWICK_LONG:-}" ] || [ "$turn" -lt 4 ]; then turn=$((turn + 1)); else turn=$((turn + 7)); fi
        done
    done
done
echo "$rounds injections, $failures not survived"
[ "$failures" -eq 0 ] && [ "$rounds" -gt 40 ]
