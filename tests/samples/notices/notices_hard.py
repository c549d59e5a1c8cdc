"""Sample notices in which something small hides a whole page or a whole list: numbers in names of units, names of narrow columns in
two lines, Latin words set apart by blanks, a flattened table printed as a paragraph. All places, numbers and duties are invented."""

import re

from grid import Grid, flatten, print_html_rows
from notices_columns import TERMS, han_number, tasks_of
from notices_later import county
from writers import cover_html, pdf_page, print_pdf, write_text

PLAN = [("聚焦发展大局公开", ["plan", "invest", "market", "credit"]), ("聚焦民生关切公开", ["edu", "health", "water", "job", "relief", "safety"]),
        ("聚焦规范运行公开", ["power", "enforce", "website", "emergency", "hotline"])]
NUMBERED = {"热线": "市12345政务服务便民热线中心", "公安": "市公安局110指挥中心", "卫健": "市120急救中心", "府办": "12345热线办",
            "宣传": "第2人民医院"}


def with_plain_cells(tasks, category=True):
    """Lists of units without roles; without `category` the table has no such column."""
    for task in tasks:
        task.category = task.category if category else None
        for row in task.rows:
            row.unit_cell = "、".join(row.units) + ("，" + "、".join(row.groups) if row.groups else "")
            row.lead, row.support, row.open_ended = [], [], False
    return tasks


def yunjin():
    composer, letter = county(41, "云锦市", "云政办发", 5, "2021-05-18", [["各镇街"]], ("6月15日", "06-15"), "市", **NUMBERED)
    tasks = with_plain_cells(tasks_of(composer, PLAN), False)
    for n, task in enumerate(tasks, 1):
        task.number = str(n)
    lines = [f"（{han_number(n)}）{task.title}。{task.rows[0].requirement}（责任单位：{task.rows[0].unit_cell}）"
             for n, task in enumerate(tasks, 1)]

    def write(notice, path):
        return write_text(path, letter.lines() + lines)
    return letter.notice("yunjin-2021", write, "L4", tasks, "prose, numbers in the names of units, at the end of brackets")


def narrow(name, seed, place, code, columns, widths, style, about):
    composer, letter = county(seed, place, code, 12, "2021-05-18", [["各镇街"]], ("6月15日", "06-15"), "市", **NUMBERED)
    tasks = with_plain_cells(tasks_of(composer, PLAN, due_cells=TERMS if len(columns) > 4 else None), False)
    grid = Grid(columns, tasks)

    def write(notice, path):
        cols = "".join(f'<col style="width:{w}%">' for w in widths)
        body = (cover_html(letter.as_cover()) + f'<div class="annex"><p class="flush">附件</p><h1>{letter.name}</h1><table><colgroup>{cols}'
                f"</colgroup>{print_html_rows(grid)}</table></div>")
        return print_pdf(path, pdf_page(body, "th, td { border: 0; padding: 3px 4px; text-align: left; } table { table-layout: fixed; } "
                                        "tr { break-inside: avoid; } td:first-child, th:first-child { padding: 3px 1px; } " + style))
    return letter.notice(name, write, None, tasks, about)


def songting():
    return narrow("songting-2021", 118, "松汀市", "松政办发", [("number", "序\n号"), ("title", "工作任务"), ("requirement", "具体要求"),
                                                       ("units", "责任\n单位"), ("due", "完成\n时限")],
                  [3, 20, 50, 15, 12], "th { line-height: 1.1; }",
                  "PDF without lines, 序 over 号 and 责任 over 单位, lines of the header closer than those of the rows")


def tanxi():
    return narrow("tanxi-2021", 72, "檀溪市", "檀政办发", [("number", "序\n号"), ("title", "工作任务"), ("requirement", "具体要求"),
                                                   ("units", "责任单位")], [4, 22, 50, 24], "thead { display: table-row-group; }",
                  "PDF without lines, 序 over 号 on the first page only, a single row on the last")


def heyang():
    composer, letter = county(320, "禾阳市", "禾政办发", 9, "2021-05-18", [["各镇街"], ["市直各部门", "各镇街"]], ("6月15日", "06-15"), "市")
    tasks = with_plain_cells(tasks_of(composer, PLAN))
    words = ["IPv6", "APP", "5G", "H5"]
    for n, task in enumerate(tasks):
        if n % 4 == 1:
            task.title = task.title[:2] + words[n % 3] + task.title[2:]
        places = [m.end() for m in re.finditer("[的、]", task.rows[0].requirement)]
        if n % 2 and places:
            at = places[n % len(places)]
            row = task.rows[0]
            row.requirement = row.requirement[:at] + words[n % 4] + "应用" + row.requirement[at:]
    grid = Grid([("category", "重点领域"), ("numbered_title", "工作任务"), ("requirement", "具体要求"), ("units", "责任单位")], tasks)

    def write(notice, path):
        stream = " ".join(line for page in flatten(grid, [8, 9, 30, 15]) for line in page)
        stream = re.sub(r"(?<=[一-龥])(?=[0-9A-Za-z])(?!\d+\.[一-龥])|(?<=[0-9A-Za-z])(?=[一-龥])", " ", stream)
        return write_text(path, letter.lines() + [stream])
    return letter.notice("heyang-2021", write, "L1", tasks, "one stream, blanks beside every Latin word and number, in titles too")


def wulin():
    composer, letter = county(62, "雾林市", "雾政办发", 3, "2021-05-18", [["各镇街"], ["市直各部门", "各镇街"]], ("6月15日", "06-15"), "市")
    tasks = with_plain_cells(tasks_of(composer, PLAN))
    grid = Grid([("category", "重点领域"), ("numbered_title", "工作任务"), ("requirement", "具体要求"), ("units", "责任单位")], tasks)

    def write(notice, path):
        stream = " ".join(line for page in flatten(grid, [8, 9, 30, 15]) for line in page)
        body = cover_html(letter.as_cover()) + f"<p>附件</p><h1>{letter.name}</h1><p>{stream}</p>"
        return print_pdf(path, pdf_page(body))
    return letter.notice("wulin-2021", write, "L1", tasks, "PDF, a flattened table printed as a paragraph")


NOTICES = [yunjin, songting, tanxi, heyang, wulin]
