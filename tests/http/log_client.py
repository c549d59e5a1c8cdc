#!/usr/bin/env python3
"""A client of the public log that shares no line with the program: it reads the checkpoint and the tiles over HTTP, and computes
the root, one inclusion and the signature from them, with the standard library alone.

    log_client.py http://localhost:8080/log PUBLIC_KEY NUMBER     prints "size root leaf" or says what is false, exit code 1

The formats: RFC 6962 (hashes), C2SP tlog-tiles, tlog-checkpoint and signed-note."""

import base64
import hashlib
import sys
import urllib.request

WIDTH = 256


def fetch(address):
    with urllib.request.urlopen(address, timeout=20) as answer:
        return answer.read()


def digest(data):
    return hashlib.sha256(data).digest()


def leaf_hash(leaf):
    return digest(b"\x00" + leaf)


def node_hash(left, right):
    return digest(b"\x01" + left + right)


def root_of(hashes):
    if not hashes:
        return digest(b"")
    if len(hashes) == 1:
        return hashes[0]
    half = 1 << (len(hashes) - 1).bit_length() - 1
    return node_hash(root_of(hashes[:half]), root_of(hashes[half:]))


def path_of(index, hashes):
    if len(hashes) == 1:
        return []
    half = 1 << (len(hashes) - 1).bit_length() - 1
    if index < half:
        return path_of(index, hashes[:half]) + [("right", root_of(hashes[half:]))]
    return path_of(index - half, hashes[half:]) + [("left", root_of(hashes[:half]))]


def tile_name(number, width):
    name = "%03d" % (number % 1000)
    while number >= 1000:
        number //= 1000
        name = "x%03d/%s" % (number % 1000, name)
    return name if width == WIDTH else "%s.p/%d" % (name, width)


def tiles(prefix, kind, count):
    """The octets of every tile of so many hashes or leaves."""
    for number in range((count + WIDTH - 1) // WIDTH):
        width = min(WIDTH, count - number * WIDTH)
        yield fetch("%s/tile/%s/%s" % (prefix, kind, tile_name(number, width)))


def hashes_of_level(prefix, level, count):
    hashes = []
    for tile in tiles(prefix, level, count):
        hashes += [tile[at:at + 32] for at in range(0, len(tile), 32)]
    return hashes


def leaves(prefix, count):
    all_leaves = []
    for bundle in tiles(prefix, "entries", count):
        at = 0
        while at < len(bundle):
            size = int.from_bytes(bundle[at:at + 2], "big")
            all_leaves.append(bundle[at + 2:at + 2 + size])
            at += 2 + size
    return all_leaves


# Ed25519 as RFC 8032 §5.1 writes it down.
P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P


def add(a, b):
    x1, y1, z1, t1 = a
    x2, y2, z2, t2 = b
    aa, bb = (y1 - x1) * (y2 - x2) % P, (y1 + x1) * (y2 + x2) % P
    cc, dd = 2 * t1 * t2 * D % P, 2 * z1 * z2 % P
    e, f, g, h = bb - aa, dd - cc, dd + cc, bb + aa
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(number, point):
    result = (0, 1, 1, 0)
    while number:
        if number & 1:
            result = add(result, point)
        point = add(point, point)
        number >>= 1
    return result


def point_from(octets):
    y = int.from_bytes(octets, "little")
    sign, y = y >> 255, y & (1 << 255) - 1
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    if (x * x - square) % P:
        raise ValueError("no point of the curve")
    if x & 1 != sign:
        x = P - x
    return x, y, 1, x * y % P


def is_signed(key, text, signature):
    base = point_from((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))
    r, s = signature[:32], int.from_bytes(signature[32:], "little")
    h = int.from_bytes(hashlib.sha512(r + key + text).digest(), "little") % ORDER
    left, right = times(s, base), add(point_from(r), times(h, point_from(key)))
    return s < ORDER and all((left[i] * right[2] - right[i] * left[2]) % P == 0 for i in (0, 1))


def opened(note, public_key):
    """The text of a signed note, once its signature has been checked."""
    name, key_id, key = public_key.split("+", 2)
    key = base64.b64decode(key)
    expect(digest(name.encode() + b"\n" + key)[:4].hex() == key_id, "the public key is damaged")
    text, lines = note.rsplit("\n\n", 1)
    text += "\n"
    for line in lines.splitlines():
        dash, by, signature = line.split(" ")
        signature = base64.b64decode(signature)
        if dash == "—" and by == name and signature[:4].hex() == key_id:
            expect(is_signed(key[1:], text.encode(), signature[4:]), "the signature is false")
            return text
    raise SystemExit("the key has not signed this")


def expect(condition, otherwise):
    if not condition:
        raise SystemExit(otherwise)


def main(prefix, public_key, number):
    origin, size, root = opened(fetch(prefix + "/checkpoint").decode(), public_key).splitlines()
    size, root, index = int(size), base64.b64decode(root), int(number) - 1
    expect(origin == public_key.split("+")[0], "the checkpoint is that of another log")
    entries = leaves(prefix, size)
    hashes = [leaf_hash(leaf) for leaf in entries]
    expect(hashes == hashes_of_level(prefix, "0", size), "the tiles of hashes do not fit the entries")
    above = [root_of(hashes[at:at + WIDTH]) for at in range(0, size - size % WIDTH, WIDTH)]
    expect(above == hashes_of_level(prefix, "1", len(above)), "the tiles of level 1 do not fit the entries")
    expect(root_of(hashes) == root, "the entries do not give the root of the checkpoint")
    joined = hashes[index]
    for side, neighbour in path_of(index, hashes):
        joined = node_hash(neighbour, joined) if side == "left" else node_hash(joined, neighbour)
    expect(joined == root, "the entry does not lead to the root")
    print(size, root.hex(), entries[index].decode())


main(*sys.argv[1:])
