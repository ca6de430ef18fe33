#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# run.sh [TOOLS_DIR [WORK_DIR [SCHEMA]]]: what others' validators say about tools.<vendor>.json in TOOLS_DIR (default:
# the golden files), and about its declaration.json where SCHEMA is given. Packages go to WORK_DIR (default: build/schema_oracle) and stay there for the next time.
# Exit code 0: agreed; 1: not; 77: skipped.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$here/../../harness/npm.sh"
tools=$(realpath "${1:-$here/../golden}")
work=$(realpath -m "${2:-$here/../../../build/schema_oracle}")
schema=${3:+$(realpath "$3")}
npm_packages "$here" "$work"
cd "$work"
exec node oracle.mjs "$tools" ${schema:+"$schema"}
