#!/usr/bin/env bash
# dsse.sh PROGRAM: whether OpenSSL finds our envelopes and the log's checkpoint signed, over bytes that this script puts
# together itself.
# PROGRAM is write_exports. Exit 77 where there is no openssl.
set -euo pipefail
export LC_ALL=C # lengths are counted in bytes
if ! command -v openssl >/dev/null; then
    echo "skipped: needs openssl"
    exit 77
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$1" "$work"
cd "$work"

# The value of a member, once in the file, that is a text without escapes.
member() {
    grep -o "\"$2\":\"[^\"]*\"" "$1" | cut -d'"' -f4
}
holds() {
    openssl pkeyutl -verify -pubin -inkey export.pem -rawin -in "$1" -sigfile "$2" >/dev/null 2>&1
}

checked=0
for envelope in *.dsse.json; do
    n=${envelope%%.*}
    member "$envelope" payload | base64 -d >payload
    member "$envelope" sig | base64 -d >sig
    type=$(member "$envelope" payloadType)
    { printf 'DSSEv1 %d %s %d ' "${#type}" "$type" "$(wc -c <payload)"; cat payload; } >signed
    if ! holds signed sig; then
        echo "$envelope: OpenSSL does not find it signed"
        exit 1
    fi
    # The subject is the plain hash of the leaf, as sha256sum has it.
    grep -q "\"sha256\":\"$(sha256sum <"$n.leaf" | cut -d' ' -f1)\"" payload
    grep -qF "$(cat "$n.leaf")" payload
    sed 's/bailiwick/bailiwicK/' signed >changed
    if holds changed sig || holds payload sig; then
        echo "$envelope: OpenSSL takes other bytes for signed, too"
        exit 1
    fi
    checked=$((checked + 1))
done
[ "$checked" -eq 11 ]

# A checkpoint: three lines, an empty one, and the signature behind four bytes of key id.
head -n 3 log/checkpoint >body
tail -n 1 log/checkpoint | cut -d' ' -f3 | base64 -d | tail -c +5 >sig
openssl pkeyutl -verify -pubin -inkey log.pem -rawin -in body -sigfile sig >/dev/null
sed '2s/.*/12/' body >changed
if openssl pkeyutl -verify -pubin -inkey log.pem -rawin -in changed -sigfile sig >/dev/null 2>&1; then
    echo "OpenSSL takes another size for signed, too"
    exit 1
fi
echo "OpenSSL agrees on $checked envelopes and a checkpoint"
