"""Draws what measure.py has written down at several sizes into docs/measured-records.md and docs/images/measured-records.svg: what pages take by
the number of records, and the memory of the server while the longest list is loaded down."""
import json
import math
import os
import sys

results = sorted((json.load(open(file)) for file in sys.argv[1:]), key=lambda result: result["records"])
sizes = [result["records"] for result in results]
by_kind = {}
for result in results:
    for line in result["lines"]:
        by_kind.setdefault(line["kind"], {})[result["records"]] = line
last = results[-1]

COLOURS = ["#0b57a4", "#b3141b", "#1a7f37", "#8a5a00", "#6f42c1", "#0a7d8c", "#57606a"]
WIDTH, HEIGHT, TOP, BOTTOM, LEFT, LABELS = 1180, 430, 50, 50, 60, 250
LOWEST, HIGHEST = 0.1, 20.0
DRAWN = ["the list", "an authority in a year", "three filters", "sorted by day, authority, fine", "page 1,000", "one record"]
svg = [f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {WIDTH} {HEIGHT}' font-family='sans-serif' font-size='14' role='img' "
       "aria-label='Time of a page by number of records, and memory of the server while a list is loaded down'>",
       "<rect width='100%' height='100%' fill='#fff'/>"]


def text(at_x, at_y, said, anchor="start", colour="#57606a", weight="normal"):
    svg.append(f"<text x='{at_x:.1f}' y='{at_y:.1f}' text-anchor='{anchor}' fill='{colour}' font-weight='{weight}'>{said}</text>")


def labels(at_x, ends):
    place = 0.0
    for end, said, colour in sorted(ends):
        place = max(end, place + 18)
        text(at_x, place + 5, said, colour=colour)


# The pages.
right = WIDTH // 2 - 20


def x(size):
    return LEFT + (right - LEFT - LABELS) * (math.log10(size) - math.log10(sizes[0])) / max(math.log10(sizes[-1] / sizes[0]), 1e-9)


def y(took):
    took = min(max(took, LOWEST), HIGHEST)
    return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * math.log10(took / LOWEST) / math.log10(HIGHEST / LOWEST)


text(LEFT, 26, "A page, by the number of records of its kind", colour="#1f2328", weight="bold")
for took in (0.1, 1, 10):
    svg.append(f"<path d='M{LEFT} {y(took):.1f}H{right - LABELS}' stroke='#d8d6d0'/>")
    text(LEFT - 8, y(took) + 5, f"{took:g} ms", "end")
svg.append(f"<path d='M{LEFT} {y(8):.1f}H{right - LABELS}' stroke='#b3141b' stroke-dasharray='6 4'/>")
text(right - LABELS, y(8) + 16, "8 ms", "end", "#b3141b")
for size in sizes:
    text(x(size), HEIGHT - BOTTOM + 24, f"{size:,}", "middle")
ends = []
for colour, kind in zip(COLOURS, [kind for kind in DRAWN if kind in by_kind]):
    points = sorted(by_kind[kind].items())
    svg.append("<path d='M" + "L".join(f"{x(size):.1f} {y(line['median']):.1f}" for size, line in points) +
               f"' fill='none' stroke='{colour}' stroke-width='2.5'/>")
    svg += [f"<circle cx='{x(size):.1f}' cy='{y(line['median']):.1f}' r='3.5' fill='{colour}'/>" for size, line in points]
    ends.append((y(points[-1][1]["median"]), f"{kind} {points[-1][1]['median']:.1f} ms", colour))
labels(right - LABELS + 14, ends)

# The memory.
left, right = WIDTH // 2 + 90, WIDTH - 190
longest = max(line["seconds"] for line in last["downloads"])
most = max(moment[1] for line in last["downloads"] for moment in line["memory"])
step = 10 ** math.floor(math.log10(max(most, 10)))
ceiling = math.ceil(most * 1.1 / step) * step
text(left, 26, f"Memory of the server while {last['records']:,} records are loaded down", colour="#1f2328", weight="bold")
to_x = lambda seconds: left + (right - left) * seconds / longest  # noqa: E731
to_y = lambda mb: HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * mb / ceiling  # noqa: E731
for mb in range(0, int(ceiling) + 1, int(step if ceiling / step > 2 else step / 2)):
    svg.append(f"<path d='M{left} {to_y(mb):.1f}H{right}' stroke='#d8d6d0'/>")
    text(left - 8, to_y(mb) + 5, f"{mb} MB", "end")
for seconds in range(0, int(longest) + 1, max(1, int(longest / 5))):
    text(to_x(seconds), HEIGHT - BOTTOM + 24, f"{seconds} s", "middle")
ends = []
for colour, line in zip(COLOURS, last["downloads"]):
    svg.append("<path d='M" + "L".join(f"{to_x(moment[0]):.1f} {to_y(moment[1]):.1f}" for moment in line["memory"]) +
               f"' fill='none' stroke='{colour}' stroke-width='2.5'/>")
    ends.append((to_y(line["memory"][-1][1]), f"{line['ending'].upper()} {line['bytes'] / 2**20:,.0f} MB in {line['seconds']:.0f} s", colour))
labels(right + 10, ends)
svg.append("</svg>\n")
open("docs/images/measured-records.svg", "w").write("\n".join(svg))

page = ["# What a million records of one kind cost", "",
        "`bench/records/run --http` takes a table of invented penalties (24 fields, five filters, each with a number, a day and an authority of its own) "
        "in by the command line, starts the release build with keeping of pages off, waits until the search has them all, and asks for pages of the list "
        "one after the other on one connection: what a client waits, in milliseconds, median and (95 %).", "",
        "![Time of a page by number of records, and memory of the server while a list is loaded down](images/measured-records.svg)", "",
        "| page | statements | " + " | ".join(f"{size:,} records" for size in sizes) + " |", "|---|---|" + "---|" * len(sizes)]
for kind, at in by_kind.items():
    cells = [f"{at[size]['median']:.2f} ({at[size]['p95']:.2f})" if size in at else "" for size in sizes]
    page.append(f"| {kind} | {max(line['statements'] for line in at.values())} | " + " | ".join(cells) + " |")
if os.environ.get("NOTE"):
    page += ["", os.environ["NOTE"]]
page += ["", "## A list loaded down whole", "",
         "Resident memory of the server in MB, and in brackets what no file stands behind, read ten times a second; meanwhile another reader asks for the "
         "first page of the list ten times a second.", "",
         "| records | file | size | took | rows/s | first byte | memory before | at most | after | a page beside it, median | longest |",
         "|---|---|---|---|---|---|---|---|---|---|---|"]
memory = lambda pair: f"{pair[0]:.0f} ({pair[1]:.0f})"  # noqa: E731
for result in results:
    for line in result["downloads"]:
        page.append(f"| {result['records']:,} | {line['ending'].upper()} | {line['bytes'] / 2**20:,.1f} MB | {line['seconds']:.1f} s | "
                    f"{result['records'] / line['seconds']:,.0f} | {line['first_ms']:.1f} ms | {memory(line['before_mb'])} | "
                    f"{memory(line['most_mb'])} | {memory(line['after_mb'])} | {line['beside_median']:.2f} ms | {line['beside_most']:.1f} ms |")
page += ["", "After a reader went away in the middle, the server worked of the processor in two seconds: " + "; ".join(
    f"at {result['records']:,} records " + ", ".join(f"{ending.upper()} {ms:.0f} ms" for ending, ms in result["gone"].items())
    for result in results) + ".", "", "## Taken in", "",
    "By `gongkai records import` into an empty folder, with everything: proved, written with its indexes and counts, handed to the search, entered in "
    "the public log.", "", "| rows | the table | took | rows/s | of the processor | memory at most | searched after |", "|---|---|---|---|---|---|---|"]
for result in results:
    line = result["import"]
    page.append(f"| {result['records']:,} | {line['table_mb']:.1f} MB | {line['seconds']:.1f} s | {result['records'] / line['seconds']:,.0f} | "
                f"{line['processor']:.1f} s | {line['most_mb']:.0f} MB | {result['index_seconds']:.0f} s |")
# What was looked into by hand stays.
by_hand = "\n## Where an import goes\n"
kept = open("docs/measured-records.md").read().partition(by_hand)
open("docs/measured-records.md", "w").write("\n".join(page) + "\n" + "".join(kept[1:]))
