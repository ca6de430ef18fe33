#!/usr/bin/env bash
# What a ticket costs, beside other queues: installs what queue_peers/package.json names into FOLDER and runs the bench.
# Usage: tickets.sh BENCH_TICKETS FOLDER [PARTS [WAITING [JOBS]]]
set -euo pipefail
[ $# -ge 2 ] || { echo "usage: tickets.sh BENCH_TICKETS FOLDER [PARTS [WAITING [JOBS]]]"; exit 2; }
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
bench=$(realpath "$1")
mkdir -p "$2"
folder=$(realpath "$2")
shift 2

peers=$folder/queue_peers
mkdir -p "$peers"
cp "$here/queue_peers/package.json" "$here/queue_peers/run.mjs" "$peers"
if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
    echo "skipped: other queues, because node or npm is not here"
elif ! (cd "$peers" && timeout 300 npm install --no-audit --no-fund --loglevel=error >install.log 2>&1); then
    echo "skipped: other queues, because npm could not install them: $(head -n 1 "$peers/install.log")"
else
    export BENCH_QUEUE_PEERS=$peers
    echo "node $(node --version)," $(grep -oE '"(graphile-worker|pg|pg-boss)": "[^"]+"' "$peers/package.json" | tr -d '":')
fi
"$bench" "$folder" "$@"
