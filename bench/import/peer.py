#!/usr/bin/env python3
"""The least that does the same reading in Python, as an office would write it: BeautifulSoup over lxml finds
the text by its id or the longest cell, takes title, day and source, and writes a row into SQLite for each page, a commit for 200.
It checks nothing, rewrites no link, keeps no journal and no log."""
import os
import re
import sqlite3
import sys
import time

from bs4 import BeautifulSoup


def read(path):
    with open(path, "rb") as file:
        soup = BeautifulSoup(file.read(), "lxml")
    for junk in soup(["script", "style"]):
        junk.decompose()
    meta = {tag.get("name"): tag.get("content") for tag in soup.find_all("meta")}
    body = soup.find(id="zoom") or max(soup.find_all("td"), key=lambda cell: len(cell.find_all("p", recursive=False)), default=soup)
    text = soup.get_text(" ")
    day = meta.get("PubDate") or (re.search(r"\d{4}-\d{1,2}-\d{1,2}", text) or [""])[0]
    title = meta.get("ArticleTitle") or (soup.find(class_="bt") or soup.title).get_text()
    return title, day, meta.get("ContentSource") or "", body.decode_contents()


def main():
    folder, target = sys.argv[1], sys.argv[2]
    begun = time.perf_counter()
    database = sqlite3.connect(target)
    database.execute("CREATE TABLE document (path TEXT PRIMARY KEY, title TEXT, day TEXT, source TEXT, body TEXT)")
    count = 0
    for place, _, names in os.walk(folder):
        for name in sorted(names):
            if name.endswith(".html") and not name.startswith("index"):
                database.execute("INSERT INTO document VALUES (?,?,?,?,?)", (os.path.join(place, name), *read(os.path.join(place, name))))
                count += 1
                if count % 200 == 0:
                    database.commit()
    database.commit()
    print(f"{count / (time.perf_counter() - begun):.0f}")


main()
