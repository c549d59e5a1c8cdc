"""A table as cells with spans, and the ways to print it: pipes, one cell a line, HTML rows, flattened columns."""

import html
import re
from dataclasses import dataclass


@dataclass
class Cell:
    text: str
    rows: int = 1
    columns: int = 1
    heading: bool = False


CLOSING = set("，。；：、）》”,;:)")

# Columns a table can have, and what a row prints in them.
FIELDS = {
    "category": lambda task, row: task.category or "",
    "number": lambda task, row: task.number or "",
    "title": lambda task, row: task.title,
    "numbered_title": lambda task, row: f"{task.number}.{task.title}",
    "marked_title": lambda task, row: task.mark + task.title,
    "row_number": lambda task, row: row.number or "",
    "requirement": lambda task, row: row.requirement,
    "numbered_requirement": lambda task, row: f"{row.number}.{row.requirement}",
    "marked_requirement": lambda task, row: row.mark + row.requirement,
    "units": lambda task, row: row.unit_cell,
    "lead": lambda task, row: row.lead_cell,
    "support": lambda task, row: row.support_cell,
    "due": lambda task, row: row.due_cell,
    "note": lambda task, row: row.note,
    "status": lambda task, row: "",
}
FIELDS["upright_category"] = lambda task, row: "\n".join(task.category)    # a letter a line in a narrow column
FIELDS["path0"] = FIELDS["path1"] = FIELDS["path2"] = FIELDS["category"]    # one level of a category such as 主动公开 / 决策公开
OF_TASK = {"number", "title", "numbered_title", "marked_title"}


def branch(task, field):
    """The part of the category that stands in a column, as a path from the root, so that equal words in two branches differ."""
    if field.endswith("category"):
        return [task.category]
    return task.category.split(" / ")[:int(field[4:]) + 1]


class Grid:
    """`columns` is a list of (field, header). A header None is covered by the header before it (one header over two columns);
    (upper, lower) is a header in two rows, whose equal upper parts are one cell."""

    def __init__(self, columns, tasks, heading_rows=False):
        self.columns, self.tasks = columns, tasks
        self.head, self.body = [], []
        second, rows = [], 2 if any(isinstance(header, tuple) for _, header in columns) else 1
        for field, header in columns:
            upper, lower = header if isinstance(header, tuple) else (header, None)
            if upper is None or (lower and self.head[-1].text == upper):
                self.head[-1].columns += 1
            else:
                self.head.append(Cell(upper, 1 if lower else rows, heading=True))
            second.append(Cell(lower, heading=True) if lower else None)
        self.head_rows = [self.head] if rows == 1 else [self.head, second]
        last = None
        for task in tasks:
            if heading_rows and (last is None or task.category != last.category):
                self.body.append([Cell(task.category, columns=len(columns), heading=True)])
            for i, row in enumerate(task.rows):
                line = []
                for field, _ in columns:
                    if field.endswith("category") or field.startswith("path"):
                        opens = i == 0 and (last is None or branch(task, field) != branch(last, field))
                        text = branch(task, field)[-1] if field.startswith("path") else FIELDS[field](task, row)
                        line.append(Cell(text, self.span(task, field)) if opens else None)
                    elif field in OF_TASK:
                        line.append(Cell(FIELDS[field](task, row), len(task.rows)) if i == 0 else None)
                    else:
                        line.append(Cell(FIELDS[field](task, row)))
                self.body.append(line)
                last = task

    def span(self, first, field):
        rows = 0
        for task in self.tasks[self.tasks.index(first):]:
            if branch(task, field) != branch(first, field):
                break
            rows += len(task.rows)
        return rows

    def lines(self):
        return self.head_rows + self.body


def print_pipes(grid, edge=True, gap=" "):
    out = []
    for line in grid.lines():
        texts = []
        for cell in line:
            texts += [cell.text if cell else ""] + [""] * (cell.columns - 1 if cell else 0)
        row = f"{gap}|{gap}".join(texts)
        out.append(f"|{gap}{row}{gap}|" if edge else row)
    return out


def print_cells(grid, mark="|", mark_last=True):
    """One cell on a line; covered cells are not printed, empty ones are."""
    out = []
    for line in grid.lines():
        cells = [cell for cell in line if cell]
        for cell in cells:
            out.append(cell.text + (mark if mark_last or cell is not cells[-1] else ""))
    return out


def print_html_rows(grid, cell_attributes=""):
    def broken(text):
        return html.escape(text).replace("\n", "<br>")

    def one(line, tag):
        cells = "".join(
            f'<{tag}{cell_attributes}{f" rowspan={chr(34)}{c.rows}{chr(34)}" if c.rows > 1 else ""}'
            f'{f" colspan={chr(34)}{c.columns}{chr(34)}" if c.columns > 1 else ""}>{broken(c.text)}</{tag}>'
            for c in line if c)
        return f"<tr>{cells}</tr>"
    head, body = "\n".join(one(line, "th") for line in grid.head_rows), "\n".join(one(line, "td") for line in grid.body)
    return f"<thead>{head}</thead>\n<tbody>\n{body}\n</tbody>"


def wrap(text, width):
    """Lines of at most about `width` characters; a number is not broken and no line begins with a closing mark."""
    lines, line = [], ""
    for piece in re.findall(r"[0-9A-Za-z.]+|.", text):
        if len(line) + len(piece) > width and line and piece not in CLOSING:
            lines.append(line)
            line = ""
        line += piece
    return lines + [line] if line else lines


def flatten(grid, widths, page_lines=42, blocks=False, torn_header=()):
    """Imitates a tool that reads a page of a ruled table from top to bottom without knowing the columns.

    Each cell is wrapped to its width and stands in the middle of its rows; all lines of a page are then read by their height,
    so a merged category is torn and a list of units is cut in half. With `blocks` the short cells stay together and only break
    into the long one. On the pages in `torn_header` the last header word is read late.
    """
    rows = [line for line in grid.body]
    heights = []
    for line in rows:
        heights.append(max(len(wrap(c.text, sum(widths[k:k + c.columns]))) for k, c in enumerate(line) if c and c.rows == 1) + 1)
    for r, line in enumerate(rows):                      # a merged cell may need more height than its rows have
        for k, cell in enumerate(line):
            if cell and cell.rows > 1 and k > 0:
                need = len(wrap(cell.text, widths[k])) - sum(heights[r:r + cell.rows])
                if need > 0:
                    heights[r + cell.rows - 1] += need
    pages, page, used = [], [], 0
    for r in range(len(rows)):
        if used + heights[r] > page_lines and page:
            pages.append(page)
            page, used = [], 0
        page.append(r)
        used += heights[r]
    pages.append(page)
    owner = {}
    for r, line in enumerate(rows):
        for k, cell in enumerate(line):
            if cell:
                for below in range(cell.rows):
                    for beside in range(cell.columns):
                        owner[r + below, k + beside] = (r, cell)
    out = []
    for number, page in enumerate(pages):
        tops, top = {}, 0
        for r in page:
            tops[r] = top
            top += heights[r]
        words = [cell.text for cell in grid.head]
        late = [words.pop()] if number in torn_header else []
        placed, seen = [], set()
        for r in page:
            for k in range(len(grid.columns)):
                first, cell = owner[r, k]
                if id(cell) in seen:
                    continue
                seen.add(id(cell))
                on_page = [x for x in page if owner[x, k][0] == first]
                height = sum(heights[x] for x in on_page)
                lines = wrap(cell.text, sum(widths[k:k + cell.columns]))
                start = tops[r] + (height - len(lines)) / 2
                long_cell = widths[k] == max(widths)
                for i, text in enumerate(lines):
                    y = start + (0 if blocks and not long_cell else i)
                    placed.append((round(y * 2), k, i, text))
        placed.sort(key=lambda p: p[:3])
        texts = [p[3] for p in placed]
        if late:
            texts.insert(min(3, len(texts)), late[0])
        out.append([" ".join(words)] + texts)
    return out
