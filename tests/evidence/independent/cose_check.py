#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""COSE receipts (RFC 9942) as cbor2 and cryptography see them, with RFC 9162's walks written anew.

cose_check.py FOLDER         what write_exports wrote: every receipt holds, every changed one does not
cose_check.py FOLDER VECTORS also the SCITT vectors in the folder VECTORS
Exit 77 where the Debian packages python3-cbor2 and python3-cryptography are missing.
"""
import hashlib
import io
import json
import pathlib
import sys

try:
    import cbor2
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec, ed25519, utils
    from cryptography.hazmat.primitives.serialization import load_pem_public_key
except ImportError as missing:
    print(f"skipped: {missing}")
    sys.exit(77)


class Refused(Exception):
    pass


def sha256(data):
    return hashlib.sha256(data).digest()


def node(left, right):
    return sha256(b"\x01" + left + right)


def included(size, index, path, leaf):
    if index >= size:
        raise Refused("index")
    fn, sn, root = index, size - 1, leaf
    for each in path:
        if sn == 0:
            raise Refused("path too long")
        if fn % 2 or fn == sn:
            root = node(each, root)
            while fn and not fn % 2:
                fn, sn = fn >> 1, sn >> 1
        else:
            root = node(root, each)
        fn, sn = fn >> 1, sn >> 1
    if sn:
        raise Refused("path too short")
    return root


def grown(first, second, path, older):
    if first == second:
        if path:
            raise Refused("path")
        return older
    path = list(path)
    if first & (first - 1) == 0:
        path.insert(0, older)
    fn, sn = first - 1, second - 1
    while fn % 2:
        fn, sn = fn >> 1, sn >> 1
    fr = sr = path[0]
    for each in path[1:]:
        if sn == 0:
            raise Refused("path too long")
        if fn % 2 or fn == sn:
            fr, sr = node(each, fr), node(each, sr)
            while fn and not fn % 2:
                fn, sn = fn >> 1, sn >> 1
        else:
            sr = node(sr, each)
        fn, sn = fn >> 1, sn >> 1
    if sn or fr != older:
        raise Refused("older root")
    return sr


def decode(data):
    stream = io.BytesIO(data)
    item = cbor2.load(stream)
    if stream.read(1):
        raise Refused("bytes after the end")
    return item


def check_signature(algorithm, key, signature, signed):
    try:
        if algorithm == -8 and isinstance(key, ed25519.Ed25519PublicKey):
            key.verify(signature, signed)
        elif algorithm == -7 and isinstance(key, ec.EllipticCurvePublicKey):
            r, s = signature[:32], signature[32:]
            der = utils.encode_dss_signature(int.from_bytes(r, "big"), int.from_bytes(s, "big"))
            key.verify(der, signed, ec.ECDSA(hashes.SHA256()))
        else:
            raise Refused("algorithm")
    except InvalidSignature:
        raise Refused("signature") from None


def check(receipt, key, label, known):
    message = decode(receipt)
    if message.tag != 18:
        raise Refused("tag")
    protected, unprotected, payload, signature = message.value
    header = decode(protected)
    if header.get(395) != 1:
        raise Refused("unsupported")
    if payload is not None:
        raise Refused("payload")
    (proof,) = unprotected[396][label]
    first, second, path = decode(proof)
    root = included(first, second, path, known) if label == -1 else grown(first, second, path, known)
    check_signature(header[1], key, signature,
                    cbor2.dumps(["Signature1", protected, b"", root]))
    return first, second, root


def refused(*what):
    try:
        check(*what)
    except Exception:  # whatever a decoder or a walk says to bytes that make no sense
        return True
    return False


folder = pathlib.Path(sys.argv[1])
key = load_pem_public_key((folder / "log.pem").read_bytes())
size = len(list(folder.glob("*.leaf")))
assert size == 11
whole = (folder / f"{size}.root").read_bytes()
for n in range(size):
    leaf = sha256(b"\x00" + (folder / f"{n}.leaf").read_bytes())
    receipt = (folder / f"{n}.cose").read_bytes()
    assert check(receipt, key, -1, leaf) == (size, n, whole)
    assert cbor2.dumps(decode(receipt), canonical=True) == receipt
    older = (folder / f"{n + 1}.root").read_bytes()
    growth = (folder / f"{n + 1}.consistency.cose").read_bytes()
    assert check(growth, key, -2, older) == (n + 1, size, whole)
    assert refused(receipt, key, -1, whole) and refused(growth, key, -2, sha256(b""))
    for at in range(len(receipt) - 40, len(receipt)):  # in the signature
        changed = bytearray(receipt)
        changed[at] ^= 1
        assert refused(bytes(changed), key, -1, leaf)
print(f"cbor2 and cryptography agree on {2 * size} COSE receipts")

if len(sys.argv) > 2:
    agreed = 0
    for each in sorted(pathlib.Path(sys.argv[2]).iterdir()):
        expected = json.loads((each / "expected.json").read_text())
        if expected["protected_header"]["receipt"]["vds"] != 1:
            continue
        statement = (each / "statement.cose").read_bytes()
        leaf = sha256(b"\x00" + sha256(statement))
        log = load_pem_public_key((each / "log-key.pub").read_bytes())
        good = not refused((each / "receipt.cose").read_bytes(), log, -1, leaf)
        assert good == expected["receipt_valid"], each
        agreed += 1
    print(f"and with the published verdicts on {agreed} receipts of SCITT")
