"""Draws what measure.py has written down at several sizes into docs/measured-pages.md and docs/images/measured-pages.svg."""
import json
import math
import sys

results = sorted((json.load(open(file)) for file in sys.argv[1:]), key=lambda result: result["documents"])
sizes = [result["documents"] for result in results]
by_kind = {}
for result in results:
    for line in result["lines"]:
        by_kind.setdefault(line["kind"], {})[result["documents"]] = line

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 900, 520, 70, 250, 30, 60
LOWEST, HIGHEST = 0.1, 100.0
COLOURS = ["#0b57a4", "#b3141b", "#1a7f37", "#8a5a00", "#6f42c1", "#0a7d8c", "#57606a"]
DRAWN = ["home", "library", "facet: type", "facet: validity", "three facets", "document", "sitemap, one part"]


def x(size):
    return LEFT + (WIDTH - LEFT - RIGHT) * (math.log10(size) - math.log10(sizes[0])) / max(math.log10(sizes[-1] / sizes[0]), 1e-9)


def y(took):
    took = min(max(took, LOWEST), HIGHEST)
    return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * math.log10(took / LOWEST) / math.log10(HIGHEST / LOWEST)


svg = [f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {WIDTH} {HEIGHT}' font-family='sans-serif' font-size='14' role='img' "
       "aria-label='Time of a page by number of documents'>",
       "<rect width='100%' height='100%' fill='#fff'/>"]
for took in (0.1, 1, 10, 100):
    svg.append(f"<path d='M{LEFT} {y(took):.1f}H{WIDTH - RIGHT}' stroke='#d8d6d0'/>"
               f"<text x='{LEFT - 8}' y='{y(took) + 5:.1f}' text-anchor='end' fill='#57606a'>{took:g} ms</text>")
svg.append(f"<path d='M{LEFT} {y(8):.1f}H{WIDTH - RIGHT}' stroke='#b3141b' stroke-dasharray='6 4'/>"
           f"<text x='{WIDTH - RIGHT}' y='{y(8) - 6:.1f}' text-anchor='end' fill='#b3141b'>8 ms</text>")
for size in sizes:
    svg.append(f"<text x='{x(size):.1f}' y='{HEIGHT - BOTTOM + 24}' text-anchor='middle' fill='#57606a'>{size:,}</text>")
svg.append(f"<text x='{(LEFT + WIDTH - RIGHT) / 2}' y='{HEIGHT - 10}' text-anchor='middle' fill='#57606a'>documents</text>")
drawn = [kind for kind in DRAWN if kind in by_kind]
ends = sorted(((y(by_kind[kind][max(by_kind[kind])]["median"]), kind) for kind in drawn))
place = 0.0
for end, kind in ends:
    colour = COLOURS[drawn.index(kind)]
    points = sorted(by_kind[kind].items())
    svg.append("<path d='M" + "L".join(f"{x(size):.1f} {y(line['median']):.1f}" for size, line in points) +
               f"' fill='none' stroke='{colour}' stroke-width='2.5'/>")
    svg += [f"<circle cx='{x(size):.1f}' cy='{y(line['median']):.1f}' r='3.5' fill='{colour}'/>" for size, line in points]
    place = max(end, place + 18)
    svg.append(f"<text x='{WIDTH - RIGHT + 14}' y='{place + 5:.1f}' fill='{colour}'>{kind} {points[-1][1]['median']:.1f} ms</text>")
svg.append("</svg>\n")
open("docs/images/measured-pages.svg", "w").write("\n".join(svg))

page = ["# What a public page costs, and how that grows", "",
        "`bench/pages/run --grow` fills a folder by the deeds that officers use, starts the release build with keeping of pages off, and asks "
        "for pages of every kind, one after the other on one connection: what a client waits, in milliseconds, median and (95 %).", "",
        "![Time of a page by number of documents](images/measured-pages.svg)", "",
        "| page | statements | " + " | ".join(f"{size:,} documents" for size in sizes) + " |", "|---|---|" + "---|" * len(sizes)]
for kind, at in by_kind.items():
    cells = [f"{at[size]['median']:.2f} ({at[size]['p95']:.2f})" if size in at else "" for size in sizes]
    page.append(f"| {kind} | {max(line['statements'] for line in at.values())} | " + " | ".join(cells) + " |")
exported = next((result["exported"] for result in results if "exported" in result), None)
if exported:
    page += ["", f"`site export` at {sizes[0]:,} documents: {exported['page_count']:,} pages of {exported['file_count']:,} files in "
             f"{exported['seconds']:.1f} s, {exported['page_count'] / exported['seconds']:,.0f} pages a second."]
seen = [(result["documents"], result["visible"]) for result in results if "visible" in result]
if seen:
    page += ["", "Published by another process, until it is on a list that is kept, median and longest of ten: " + "; ".join(
        f"{visible['median']:.0f} and {visible['longest']:.0f} ms at {size:,} documents" for size, visible in seen) + "."]
peers = [(kind, at[sizes[0]]) for kind, at in by_kind.items() if sizes[0] in at and "peer" in at[sizes[0]]]
if peers:
    page += ["", f"The same client against nginx serving the exported files, at {sizes[0]:,} documents: what the client itself and the "
             "socket cost.", "", "| page | nginx with files, ms | drawn anew, ms |", "|---|---|---|"]
    page += [f"| {kind} | {line['peer']:.2f} | {line['median']:.2f} |" for kind, line in peers]
open("docs/measured-pages.md", "w").write("\n".join(page) + "\n")
