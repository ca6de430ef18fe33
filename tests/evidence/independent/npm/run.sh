#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# run.sh PROGRAM WORK_DIR: whether Sigstore's verifier takes our envelopes, and npm's canonicalize writes our receipts as we do.
# PROGRAM is write_exports; packages go to WORK_DIR and stay there. Exit code 0: agreed; 1: not; 77: skipped.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$here/../../../harness/npm.sh"
program=$(realpath "$1")
work=$(realpath -m "$2")
npm_packages "$here" "$work"
rm -rf "$work/exports"
mkdir "$work/exports"
"$program" "$work/exports"
cd "$work"
exec node check.mjs exports
