#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# run.sh [TOOLS_DIR [WORK_DIR [SCHEMA]]]: what others' validators say about tools.<vendor>.json in TOOLS_DIR (default:
# the golden files), and about its declaration.json where SCHEMA is given. Packages go to WORK_DIR (default: build/schema_oracle) and stay there for the next time.
# Exit code 0: agreed; 1: not; 77: skipped.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
tools=$(realpath "${1:-$here/../golden}")
work=$(realpath -m "${2:-$here/../../../build/schema_oracle}")
schema=${3:+$(realpath "$3")}

skip() {
    echo "skipped: npm cannot be reached"
    exit 77
}

command -v node >/dev/null && command -v npm >/dev/null || skip
mkdir -p "$work"
cp "$here/oracle.mjs" "$work/"
if ! cmp -s "$here/package.json" "$work/installed.json"; then
    # The SDKs ask for Node 22 but their schema functions run on 18 and later, so a warning is all it gives.
    npm=(npm --no-update-notifier --fetch-retries=1 --fetch-timeout=20000 --loglevel=error)
    (cd "$work" && timeout 60 "${npm[@]}" view ajv version >/dev/null 2>&1) || skip
    cp "$here/package.json" "$work/"
    (cd "$work" && timeout 300 "${npm[@]}" install --no-package-lock --ignore-scripts --no-audit --no-fund \
        --engine-strict=false >install.log 2>&1) || {
        cat "$work/install.log"
        exit 1
    }
    cp "$here/package.json" "$work/installed.json"
fi
cd "$work"
exec node oracle.mjs "$tools" ${schema:+"$schema"}
