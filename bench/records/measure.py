"""Measures a portal with many records of one kind and writes it down: the import by the command line, pages of the list that no cache holds, and
whole lists as files - with the memory of the server before, meanwhile and afterwards, and what a page beside them takes. What a client waits,
this program's own time included."""
import argparse
import http.client
import json
import os
import random
import re
import statistics
import subprocess
import sys
import threading
import time
import urllib.parse

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from asker import Asker  # noqa: E402

GOAL_MS, MOST_STATEMENTS, GOAL_GROWTH_MB, MOST_BESIDE_MS = 8.0, 11, 64, 250.0
KIND, ROUNDS, PAGES, OF_THE_SEARCH = "penalty", 60, 1000, "a word, by the search"

parser = argparse.ArgumentParser()
parser.add_argument("what", choices=["import", "http", "judge"])
parser.add_argument("of", nargs="+")
parser.add_argument("--server", type=int)
parser.add_argument("--records", type=int)
parser.add_argument("--out")
given = parser.parse_args()


def memory_of(process):
    """In all and what no file stands behind, in MB."""
    said = open(f"/proc/{process}/status").read()
    return tuple(int(re.search(name + r":\s+(\d+)", said)[1]) / 1024 for name in ("VmRSS", "RssAnon"))


def worked(process):
    fields = open(f"/proc/{process}/stat").read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def take_in():
    begin, most, first = time.perf_counter(), 0, time.process_time()
    program, table = given.of
    child = subprocess.Popen([program, "records", "import", KIND, table, "--unit", "市市场监管局"], stdout=subprocess.DEVNULL,
                             stderr=subprocess.DEVNULL)
    while child.poll() is None:
        try:
            most = max(most, memory_of(child.pid)[0])
        except (FileNotFoundError, TypeError):
            break
        time.sleep(0.05)
    if child.wait() != 0:
        raise SystemExit("the import failed")
    took = time.perf_counter() - begin
    used = os.times()
    line = {"seconds": took, "processor": used.children_user + used.children_system, "most_mb": most,
            "table_mb": os.path.getsize(table) / 2**20}
    print(f"import {given.records:,} rows: {took:.1f} s, {given.records / took:,.0f} rows/s; of the processor {line['processor']:.1f} s; "
          f"memory at most {most:.0f} MB, the table has {line['table_mb']:.0f} MB", flush=True)
    json.dump({"records": given.records, "import": line}, open(given.out, "w"))


def wait_for_index():
    """Until the search answers and the server has nothing to do."""
    begin = time.perf_counter()
    while True:
        before = worked(given.server)
        time.sleep(2)
        try:
            Asker(given.of[0]).get("/api/v1/search?q=" + urllib.parse.quote("处罚"))
            if worked(given.server) - before < 0.2:
                return time.perf_counter() - begin
        except (LookupError, ConnectionError, http.client.HTTPException):
            pass


def lists(asker):
    chance = random.Random(1)
    base = f"/records/{KIND}"
    first = asker.get(base)[2].decode()
    choices = {field: sorted(set(re.findall(rf"[?&;]{field}=([^&'\"#]+)", first)))
               for field in ("authority", "category", "subject_type", "decided_on")}
    one = lambda field: f"{field}={chance.choice(choices[field])}"  # noqa: E731
    after, second = "", ""
    for page in range(1, min(PAGES, given.records // 20)):
        link = re.search(r"after=([^&'\"]+)' rel='next'", asker.get(base + (f"?after={after}" if after else ""))[2].decode())
        if not link:
            break
        after = link[1].replace("&amp;", "&")
        second = second or after
    serials = [chance.randint(1, given.records) for _ in range(ROUNDS)]
    sorts = [f"sort={sign}{field}" for field in ("decided_on", "authority", "fine_wan") for sign in ("", "-")]
    return {
        "the list": [base],
        "one authority": [f"{base}?{one('authority')}" for _ in range(20)],
        "one year": [f"{base}?{one('decided_on')}" for _ in range(20)],
        "one of several choices": [f"{base}?{one('category')}" for _ in range(20)],
        "an authority in a year": [f"{base}?{one('authority')}&{one('decided_on')}" for _ in range(20)],
        "a choice of an authority": [f"{base}?{one('authority')}&{one('category')}" for _ in range(20)],
        "three filters": [f"{base}?{one('authority')}&{one('decided_on')}&{one('subject_type')}" for _ in range(20)],
        "sorted by day, authority, fine": [f"{base}?{sort}" for sort in sorts],
        "sorted, of one authority": [f"{base}?{one('authority')}&{sort}" for sort in sorts for _ in range(3)],
        "page 2": [f"{base}?after={second}"],
        "page 1,000": [f"{base}?after={after}"],
        "a word, in a list too long to look through": [f"{base}?words=" + urllib.parse.quote("无照")],
        OF_THE_SEARCH: [f"/search?kind=record.{KIND}&q=" + urllib.parse.quote(said) for said in ("无照经营", "罚款", "食品")],
        "one record": [f"{base}/{serial}" for serial in serials],
        "API: the list": [f"/api/v1/records/{KIND}"],
        "API: an authority": [f"/api/v1/records/{KIND}?filter={one('authority').replace('=', ':')}" for _ in range(20)],
        "home of the data": ["/data"],
    }


def measure_lists(asker):
    lines = []
    for name, targets in lists(asker).items():
        took, statements, size = [], 0, 0
        asker.get(targets[0])
        for round_ in range(ROUNDS):
            time_, count, body = asker.get(targets[round_ % len(targets)])
            took.append(time_)
            statements, size = max(statements, count), max(size, len(body))
        line = {"kind": name, "median": statistics.median(took), "p95": sorted(took)[int(ROUNDS * 0.95)], "statements": statements,
                "bytes": size}
        lines.append(line)
        print(f"{name:44} {line['median']:7.2f} ms  95 % {line['p95']:7.2f} ms  {statements:3} statements  {size / 1024:6.1f} KB",
              flush=True)
    return lines


class Beside(threading.Thread):
    """A reader of pages, and the memory of the server, until it is told to end."""
    def __init__(self):
        super().__init__()
        self.took, self.memory, self.is_ending = [], [], threading.Event()
        self.begin = time.perf_counter()

    def run(self):
        asker = Asker(given.of[0])
        while not self.is_ending.wait(0.1):
            self.took.append(asker.get(f"/records/{KIND}")[0])
            self.memory.append((time.perf_counter() - self.begin, *memory_of(given.server)))


def download(ending):
    before = memory_of(given.server)
    beside = Beside()
    beside.start()
    begin = time.perf_counter()
    connection = http.client.HTTPConnection(given.of[0])
    connection.request("GET", f"/records/{KIND}/records.{ending}")
    answer = connection.getresponse()
    first, size, lines, tail = None, 0, 0, b""
    while piece := answer.read1(1 << 20):
        first = first or time.perf_counter() - begin
        size += len(piece)
        lines += piece.count(b"\n")
        tail = (tail + piece)[-64:]
    took = time.perf_counter() - begin
    beside.is_ending.set()
    beside.join()
    if ending == "xlsx" and b"PK\x05\x06" not in tail:
        raise SystemExit("the workbook has no end")
    time.sleep(1)
    after = memory_of(given.server)
    line = {"ending": ending, "bytes": size, "seconds": took, "first_ms": first * 1000, "before_mb": before, "after_mb": after,
            "most_mb": tuple(max(column) for column in list(zip(*beside.memory, strict=True))[1:]), "memory": beside.memory,
            "beside_median": statistics.median(beside.took), "beside_most": max(beside.took), "lines": lines}
    print(f"{ending:5} {size / 2**20:7.1f} MB in {took:6.1f} s, {given.records / took:8,.0f} rows/s, first byte {first * 1000:.1f} ms; memory "
          f"{before[0]:.0f}, at most {line['most_mb'][0]:.0f}, {after[0]:.0f} MB (without files {before[1]:.0f}, {line['most_mb'][1]:.0f}, "
          f"{after[1]:.0f}); a page beside it {line['beside_median']:.2f} ms, at most {line['beside_most']:.1f}", flush=True)
    return line


def go_away():
    """What the server still works after a reader has gone in the middle of each file: of the processor, in ms over two seconds."""
    left = {}
    for ending in ("csv", "json", "xlsx"):
        connection = http.client.HTTPConnection(given.of[0])
        connection.request("GET", f"/records/{KIND}/records.{ending}")
        connection.getresponse().read(1 << 16)
        connection.close()
        time.sleep(0.5)
        before = worked(given.server)
        time.sleep(2)
        left[ending] = (worked(given.server) - before) * 1000
    print("after a reader went away the server worked, in 2 s: " + ", ".join(f"{name} {ms:.0f} ms" for name, ms in left.items()), flush=True)
    return left


def ask():
    result = json.load(open(given.out))
    result["index_seconds"] = wait_for_index()
    asker = Asker(given.of[0])
    result["lines"] = measure_lists(asker)
    result["downloads"] = [download(ending) for ending in ("csv", "json", "xlsx")]
    result["gone"] = go_away()
    json.dump(result, open(given.out, "w"))


def judge():
    missed = []
    for file in given.of:
        result = json.load(open(file))
        at = f"at {result['records']:,} records"
        for line in result["lines"]:
            if line["median"] >= GOAL_MS and line["kind"] != OF_THE_SEARCH:  # whose goals are its own: bench/find
                missed.append(f"{line['kind']} takes {line['median']:.1f} ms {at}")
            if line["statements"] > MOST_STATEMENTS:
                missed.append(f"{line['kind']} takes {line['statements']} statements {at}")
        for line in result["downloads"]:
            if line["most_mb"][1] - line["before_mb"][1] > GOAL_GROWTH_MB:
                missed.append(f"{line['ending']} takes {line['most_mb'][1] - line['before_mb'][1]:.0f} MB {at}")
            if line["beside_most"] > MOST_BESIDE_MS:
                missed.append(f"a page beside {line['ending']} takes {line['beside_most']:.0f} ms {at}")
        for ending, ms in result["gone"].items():
            if ms > 200:
                missed.append(f"{ending} goes on after its reader went, {ms:.0f} ms of 2 s, {at}")
    for one in missed:
        print("missed: " + one)
    raise SystemExit(1 if missed else 0)


{"import": take_in, "http": ask, "judge": judge}[given.what]()
