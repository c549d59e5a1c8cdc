"""Asks a running portal for pages of every public kind, one after the other on one connection, and writes down how long each took and
how many statements it says it ran. What is measured is the time a client waits, this program's own included. With --publish: how long
after a deed of another process began its document is on a list that is kept."""
import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import time
import urllib.parse

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from asker import Asker  # noqa: E402

GOAL_MS, MOST_STATEMENTS, GOAL_PAGES, GOAL_VISIBLE_MS, GOAL_SIZE = 8.0, 11, 2000, 200.0, 100_000

arguments = argparse.ArgumentParser()
arguments.add_argument("portal", nargs="?")
arguments.add_argument("--peer")
arguments.add_argument("--exported")
arguments.add_argument("--publish", nargs=2, metavar=("FILL", "DATA"))
arguments.add_argument("--documents", type=int, default=0)
arguments.add_argument("--out")
arguments.add_argument("--judge", nargs="+")
arguments.add_argument("--rounds", type=int, default=60)
given = arguments.parse_args()


def is_there(asker, target):
    try:
        return bool(asker.get(target))
    except LookupError:
        return False


def kinds(portal):
    """Name of a kind of page, and addresses of it: each is asked for about as often as the others."""
    def data(target):
        return json.loads(portal.get(target)[2])

    chance = random.Random(1)
    newest, after, keys, places = data("/api/v1/documents"), "", [], [""]
    for _ in range(30):
        page = data("/api/v1/documents" + (f"?after={after}" if after else ""))
        keys += [one["key"] for one in page["documents"]]
        after = page["next"]
        if not after:
            break
        places.append(after)
    # Far down the list: a place of 2021 that nobody has to have seen.
    deep = "1610000000000-100000000"
    old = data(f"/api/v1/documents?after={deep}")["documents"]
    keys += [one["key"] for one in old]
    shown = newest["documents"] + old
    units = sorted({one["unit"]["id"] for one in shown})
    with_files = [one["key"] for one in shown if data(f"/api/v1/documents/{one['key']}")["attachments"]]
    chance.shuffle(keys)
    years = list(range(2019, 2027))
    themes = [f"{number:02}" for number in range(1, 22)]
    every = {
        "home": ["/"],
        "columns": ["/columns"],
        "column": ["/columns/news", "/columns/policies", "/columns/announcements", "/columns/normative"],
        "column, far down": [f"/columns/news?after={deep}"],
        "library": ["/documents"],
        "library, far down": [f"/documents?after={deep}"] + [f"/documents?after={place}" for place in places[1:6]],
        "facet: type": [f"/documents?type={one}" for one in ("news", "notice", "policy_document", "plan", "interpretation")],
        "facet: validity": [f"/documents?validity={one}" for one in ("in_force", "expired", "repealed", "amended", "not_yet")],
        "facet: unit": [f"/documents?unit={one}" for one in units],
        "facet: theme": [f"/documents?theme={one}" for one in themes],
        "facet: year": [f"/documents?year={one}" for one in years],
        "two facets": [f"/documents?type=notice&theme={one}" for one in themes] + [f"/documents?type=plan&year={one}" for one in years],
        "three facets": [f"/documents?type=plan&theme={one}&year=2023" for one in themes],
        "document": [f"/documents/{one}" for one in keys[:60]],
        "content of a document": [f"/documents/{one}/content" for one in keys[:60]],
        "history of a document": [f"/documents/{one}/editions" for one in keys[:60]],
        "proof of a document": [f"/documents/{one}/proof" for one in keys[:60]],
        "reading copy": [f"/documents/{one}/copy.html" for one in keys[:60]],
        "interpretations": ["/interpretations"],
        "life events": ["/life"],
        "who may issue": ["/makers"],
        "clean-ups": ["/cleanups"],
        "search": [f"/search?q={urllib.parse.quote(one)}" for one in ("通知", "规划", "行政处罚", "公开指南")],
        "suggestions": [f"/api/v1/suggest?q={urllib.parse.quote(one)}" for one in ("通", "规划", "公")],
        "library to take home": ["/library"],
        "data": ["/data"],
        "plans": ["/plans"],
        "leading groups": ["/leading-groups"],
        "training": ["/training"],
        "feed of a column": ["/columns/news/feed.atom", "/columns/policies/feed.atom"],
        "sitemap": ["/sitemap.xml"],
        "sitemap, one part": ["/sitemap.xml?part=1"],
        "API: documents": ["/api/v1/documents"] + [f"/api/v1/documents?theme={one}" for one in themes],
        "API: one document": [f"/api/v1/documents/{one}" for one in keys[:60]],
        "board": ["/board"],
        "board as JSON": ["/board.json"],
        "units": ["/units"],
        "unit": [f"/units/{one}" for one in units],
        "profile of a unit": [f"/units/{one}/profile" for one in units],
        "task": [f"/notices/2019-33/tasks/{one}" for one in range(1, 30)],
        "catalogue": ["/catalogue"],
        "guide": ["/guide"],
        "public log": ["/log"],
        "entry of the log": [f"/log/entries/{chance.randint(1, max(given.documents, 1))}" for _ in range(30)],
        "open data": ["/open-data"],
    }
    if with_files:
        names = {key: data(f"/api/v1/documents/{key}")["attachments"][0]["name"] for key in with_files[:10]}
        every["file of a document"] = [f"/documents/{key}/files/{urllib.parse.quote(name)}" for key, name in names.items()]
    return every


def file_of(target):
    """As base/export/names.h says, for the few that nginx is asked for."""
    path, _, query = target.partition("?")
    if query:
        return None
    return path if path == "/" or "." in path.rsplit("/", 1)[1] or "/files/" in path else path + "/"


def measure():
    portal = Asker(urllib.parse.urlsplit(given.portal).netloc)
    peer = Asker(urllib.parse.urlsplit(given.peer).netloc) if given.peer else None
    lines = []
    for kind, targets in kinds(portal).items():
        targets = [target for target in targets if is_there(portal, target)]  # which also makes connections and statements ready
        if not targets:
            continue
        took, statements, size = [], 0, 0
        for round_ in range(given.rounds):
            target = targets[round_ % len(targets)]
            time_, count, body = portal.get(target)
            took.append(time_)
            statements = max(statements, count)
            size = max(size, len(body))
        line = {"kind": kind, "median": statistics.median(took), "p95": sorted(took)[int(len(took) * 0.95)], "statements": statements,
                "bytes": size}
        files = [file_of(target) for target in targets]
        if peer and all(files):
            line["peer"] = statistics.median([peer.get(files[i % len(files)])[0] for i in range(given.rounds)])
        lines.append(line)
        said = f"{kind:24} {line['median']:7.2f} ms  95 % {line['p95']:7.2f} ms  {statements:3} statements  {size / 1024:7.1f} KB"
        print(said + (f"  nginx with files {line['peer']:.2f} ms" if "peer" in line else ""), flush=True)
    result = {"documents": given.documents, "lines": lines}
    if given.exported:
        result["exported"] = json.load(open(given.exported))
        exported = result["exported"]
        print(f"exported: {exported['page_count']} pages of {exported['file_count']} files in {exported['seconds']:.1f} s, "
              f"{exported['page_count'] / exported['seconds']:.0f} pages a second")
    json.dump(result, open(given.out, "w"))


def publish():
    portal, took = Asker(urllib.parse.urlsplit(given.portal).netloc), []
    for more in range(1, 11):
        before = portal.get("/documents")[2]
        deed = subprocess.Popen([*given.publish, str(given.documents + more)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        while deed.poll() in (None, 0) and portal.get("/documents")[2] == before:
            time.sleep(0.0005)
        seen = time.time_ns()
        key, began = deed.communicate()[0].decode().split()
        portal.get(f"/documents/{key}")  # which fails where it is not there
        took.append((seen - int(began)) / 1e6)
    print(f"published until visible  {statistics.median(took):7.1f} ms  longest {max(took):.1f} ms", flush=True)
    result = json.load(open(given.out))
    result["visible"] = {"median": statistics.median(took), "longest": max(took)}
    json.dump(result, open(given.out, "w"))


def judge():
    missed = []
    for file in given.judge:
        result = json.load(open(file))
        for line in result["lines"]:
            if line["statements"] > MOST_STATEMENTS:
                missed.append(f"{line['kind']} takes {line['statements']} statements")
            if line["median"] >= GOAL_MS and result["documents"] <= GOAL_SIZE:
                missed.append(f"{line['kind']} takes {line['median']:.1f} ms at {result['documents']:,} documents")
        visible = result.get("visible")
        if visible and visible["longest"] >= GOAL_VISIBLE_MS:
            missed.append(f"what is published is seen after {visible['longest']:.0f} ms at {result['documents']:,} documents")
        exported = result.get("exported")
        if exported and exported["page_count"] / exported["seconds"] < GOAL_PAGES:
            missed.append(f"the export writes {exported['page_count'] / exported['seconds']:.0f} pages a second")
    for one in missed:
        print("missed:", one)
    sys.exit(1 if missed else 0)


judge() if given.judge else publish() if given.publish else measure()
