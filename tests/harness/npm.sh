# SPDX-License-Identifier: BSL-1.0
# Sourced by tests that ask other people's JavaScript: npm_packages FOLDER WORK installs what FOLDER/package.json names
# into WORK, where it stays for the next time. Ends the test with 77 where npm cannot be reached.
npm_packages() {
    local from=$1 work=$2
    local npm=(npm --no-update-notifier --fetch-retries=1 --fetch-timeout=20000 --loglevel=error)
    if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
        echo "skipped: npm cannot be reached"
        exit 77
    fi
    mkdir -p "$work"
    cp "$from"/*.mjs "$work/"
    cmp -s "$from/package.json" "$work/installed.json" && return
    if ! (cd "$work" && timeout 60 "${npm[@]}" view ajv version >/dev/null 2>&1); then
        echo "skipped: npm cannot be reached"
        exit 77
    fi
    cp "$from/package.json" "$work/"
    # Some packages ask for a newer Node than what is used of them needs, so a warning is all it gives.
    (cd "$work" && timeout 300 "${npm[@]}" install --no-package-lock --ignore-scripts --no-audit --no-fund \
        --engine-strict=false >install.log 2>&1) || {
        cat "$work/install.log"
        exit 1
    }
    cp "$from/package.json" "$work/installed.json"
}
