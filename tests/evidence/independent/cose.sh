#!/usr/bin/env bash
# cose.sh PROGRAM [VECTORS]: our COSE receipts, checked by Debian's cbor2 and cryptography. PROGRAM is write_exports.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
if [ ! -x /usr/bin/python3 ]; then
    echo "skipped: needs /usr/bin/python3"
    exit 77
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$1" "$work"
/usr/bin/python3 "$here/cose_check.py" "$work" ${2:+"$2"}
