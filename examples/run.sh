#!/usr/bin/env bash
# Sets up and builds the examples; their approval packets are part of the build.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

echo "==> setup"
bash tests/setup.sh build
echo "==> configure"
cmake --preset gcc
echo "==> build"
cmake --build build --target examples -j"$(nproc)"

packet=build/packet/support_intake/
if [ ! -d "$packet" ]; then
    echo "the build left no packet in $packet"
    exit 1
fi
echo "The approval packet lies in $packet"
ls "$packet"
