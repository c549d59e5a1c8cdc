#!/usr/bin/env python3
"""A draw computed again from its public file, with the standard library alone and no line of the program.

    draw_again.py draw.json     prints the picks, or says what is false with exit code 1"""

import hashlib
import hmac
import json
import sys


def stream(seed, label):
    i = 0
    while True:
        yield int.from_bytes(hmac.new(seed, f"{label}:{i}".encode(), hashlib.sha256).digest()[:8], "big")
        i += 1


def drawn(seed, label, size, count):
    numbers, row = stream(seed, label), list(range(1, size + 1))
    for j in range(min(count, size)):
        m = size - j
        x = next(x for x in numbers if x < 2**64 // m * m)
        row[j], row[j + x % m] = row[j + x % m], row[j]
    return row[:count]


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        draw = json.load(file)
    secret = bytes.fromhex(draw["secret"])
    if hashlib.sha256(secret).hexdigest() != draw["secret_sha256"]:
        sys.exit("the secret is another one")
    seed = hmac.new(secret, draw["public_number"].encode(), hashlib.sha256).digest()
    objects, inspectors = draw["objects"], draw["inspectors"]
    picks = [
        {"object": number, "inspectors": drawn(seed, f"inspectors/{j + 1}", inspectors["size"], inspectors["each"])}
        for j, number in enumerate(drawn(seed, "objects", objects["size"], objects["drawn"]))
    ]
    told = [{"object": one["object"], "inspectors": one["inspectors"]} for one in draw["picks"]]
    if picks != told:
        sys.exit("another draw follows")
    print(json.dumps(picks))


main()
