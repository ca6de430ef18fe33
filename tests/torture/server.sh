#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# server.sh start|stop FILE: a PostgreSQL server for the scenarios, reached through a socket only; FILE holds how.
set -euo pipefail
verb=$1 file=$2
bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1 || true)
if [ ! -x "$bin/initdb" ]; then
    echo "skipped: no PostgreSQL server"
    exit 77
fi
as_owner() { "$@"; }
if [ "$(id -u)" -eq 0 ]; then as_owner() { setpriv --reuid=postgres --regid=postgres --clear-groups "$@"; }; fi
if [ "$verb" = stop ]; then
    folder=$(sed -n 's/^host=\([^ ]*\) .*/\1/p' "$file")
    cd "$folder"
    as_owner "$bin/pg_ctl" -D "$folder/data" -s -m immediate stop
    rm -rf "$folder" "$file"
    exit 0
fi
folder=$(mktemp -d)
if [ "$(id -u)" -eq 0 ]; then chown postgres "$folder"; fi
chmod 755 "$folder"
cd "$folder"
as_owner "$bin/initdb" -D "$folder/data" -A trust -U tester --no-sync >/dev/null
as_owner "$bin/pg_ctl" -D "$folder/data" -w -s -l "$folder/log" \
    -o "-k $folder -c listen_addresses= -c unix_socket_permissions=0777 -c max_connections=200" start >/dev/null </dev/null
echo "host=$folder dbname=postgres user=tester" >"$file"
