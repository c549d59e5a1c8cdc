"""What a sample notice is: tasks with rows, each row knowing both its printed cells and its expected reading."""

import json
import random
from dataclasses import dataclass, field

from phrases import DUE_SENTENCES, SUBJECTS


@dataclass
class Row:
    requirement: str
    unit_cell: str
    units: list
    groups: list = field(default_factory=list)
    open_ended: bool = False
    lead: list = field(default_factory=list)
    support: list = field(default_factory=list)
    due: list = field(default_factory=list)      # of the whole row: requirement, due column, note
    due_cell: str = ""
    note: str = ""
    number: str | None = None
    lead_cell: str = ""                          # printed when the table has a column of its own for it
    support_cell: str = ""
    mark: str = ""                               # printed before the requirement: （1）, 2.1, ①
    unsure: tuple = ()                           # fields left out of the expectation because the notice itself is ambiguous


@dataclass
class Task:
    title: str
    rows: list
    number: str | None = None
    category: str | None = None
    unsure: tuple = ()
    mark: str = ""                               # printed before the title


def due_mark(mark, year):
    """by:06-30=6月底前 becomes the JSON of one due day."""
    rule, _, text = mark.partition("=")
    kind, *rest = rule.split(":")
    if kind == "by":
        on = rest[0] if len(rest[0]) == 10 else f"{year}-{rest[0]}"
        return {"kind": "by", "on": on, "text": text}
    if kind == "every":
        return {"kind": "every", "period": rest[0], "text": text}
    if kind == "at_least":
        return {"kind": "at_least", "count": int(rest[0]), "period": rest[1], "text": text}
    if kind == "within":
        return {"kind": "within", "count": int(rest[0]), "unit": rest[1], "text": text}
    return {"kind": "ongoing", "text": text}


def joined(units, tail="", groups=(), comma="，"):
    """甲、乙等责任部门，各镇街"""
    head = "、".join(units) + tail
    return comma.join([part for part in [head, "、".join(groups)] if part])


def plain(units, tail="", groups=(), comma="，"):
    return dict(unit_cell=joined(units, tail, groups, comma), units=list(units), groups=list(groups), open_ended=bool(tail))


def led(lead, support, tail="", groups=(), comma="，"):
    """甲、乙牵头，丙、丁配合"""
    named = "、".join(list(support) + list(groups)) if not tail else joined(support, tail, groups, "、")
    words = "、".join(lead) + ("分别牵头" if len(lead) > 1 else "牵头")
    cell = words + (comma + named + "配合" if named else "负责")
    return dict(unit_cell=cell, units=list(lead) + list(support), groups=list(groups), open_ended=bool(tail),
                lead=list(lead), support=list(support), lead_cell="、".join(lead), support_cell=joined(support, tail, groups, "、"))


def by_duty(units, groups=(), comma="，"):
    """甲、乙、各镇街按职责分工负责"""
    named = "、".join(list(units) + list(groups))
    return dict(unit_cell=named + "按职责分工负责", units=list(units), groups=list(groups))


class Composer:
    """Fills tasks from the subjects in an order fixed by a seed."""

    def __init__(self, seed, year, names, group_cells, subjects=SUBJECTS, due_sentences=DUE_SENTENCES, styles=("plain",),
                 due_rate=0.35, comma="，"):
        self.dice = random.Random(seed)
        self.year, self.names, self.group_cells, self.styles = year, names, group_cells, styles
        self.subjects, self.due_sentences, self.due_rate, self.comma = subjects, due_sentences, due_rate, comma
        self.sentence_order = list(due_sentences)
        self.dice.shuffle(self.sentence_order)

    def units_of(self, roles, style=None):
        roles = roles.split()
        style = style or self.dice.choice(self.styles)
        if not roles or style == "groups":
            return plain([], groups=self.dice.choice(self.group_cells), comma=self.comma)
        units = list(dict.fromkeys(self.names[role] for role in roles[:max(1, self.dice.randint(len(roles) - 2, len(roles)))]))
        groups = self.dice.choice(self.group_cells) if self.dice.random() < 0.3 else []
        if style == "led" and len(units) > 1:
            cut = 2 if len(units) > 3 and self.dice.random() < 0.3 else 1
            return led(units[:cut], units[cut:], self.dice.choice(["", "", "等部门"]), groups[-1:], self.comma)
        if style == "by_duty" and len(units) > 1:
            return by_duty(units, groups)
        if style == "responsible":
            cell = plain(units, groups=groups, comma=self.comma)
            cell["unit_cell"] += "负责"
            return cell
        tail = self.dice.choice(["", "", "等责任部门", "等部门", "等单位", "等"]) if style == "open" else ""
        return plain(units, tail, [] if tail == "等" else groups, self.comma)

    def due_sentence(self):
        name = self.sentence_order.pop(0)
        self.sentence_order.append(name)
        return self.due_sentences[name]

    def row(self, roles, sentences, style=None, number=None, due_cell=None, with_due=None):
        """due_cell is (printed text, marks); with_due forces or forbids a sentence with a due day."""
        text, due = "".join(sentences), []
        if with_due if with_due is not None else self.dice.random() < self.due_rate:
            sentence, marks = self.due_sentence()
            text += sentence
            due += [due_mark(mark, self.year) for mark in marks]
        row = Row(text, number=number, due=due, **self.units_of(roles, style))
        if due_cell:
            row.due_cell = due_cell[0]
            row.due = row.due + [due_mark(mark, self.year) for mark in due_cell[1]]
        return row

    def task(self, key, number=None, category=None, split=False, style=None, due_cells=None, with_due=None):
        """split makes one row of each sentence, with units of its own."""
        title, roles, sentences = self.subjects[key]
        def cell():
            return self.dice.choice(due_cells) if due_cells else None
        if split:
            roles = roles.split()
            rows = [self.row(" ".join(roles[i:] + roles[:i]), [sentence], style, None, cell(), with_due)
                    for i, sentence in enumerate(sentences)]
        else:
            kept = sentences if self.dice.random() < 0.6 else sentences[:max(1, len(sentences) - 1)]
            rows = [self.row(roles, kept, style, None, cell(), with_due)]
        return Task(title, rows, number, category)


@dataclass
class Notice:
    name: str
    write: object                   # called with the notice and the path without ending; gives the path written
    outcome: str = "import"
    layout: str | None = None       # None where two families are both right
    title: str | None = None
    number: str | None = None
    issuer: str | None = None
    signed_on: str | None = None
    parents: list | None = None
    tasks: list = field(default_factory=list)
    cover_duties: list | None = None
    about: str = ""
    data: dict = field(default_factory=dict)    # what its writer needs

    def expected(self):
        out = {"about": self.about, "outcome": self.outcome}
        if self.layout:
            out["layout"] = self.layout
        if self.outcome != "refuse":
            document = {"title": self.title, "number": self.number, "issuer": self.issuer, "signed_on": self.signed_on,
                        "parents": self.parents}
            out["document"] = {key: value for key, value in document.items() if value is not None}
            out["tasks"] = [expected_task(task) for task in self.tasks]
            if self.cover_duties is not None:
                out["cover_duties"] = self.cover_duties
        return out


def expected_task(task):
    out = {"number": task.number, "title": task.title, "category": task.category,
           "rows": [expected_row(row) for row in task.rows]}
    return {key: value for key, value in out.items() if key not in task.unsure}


def expected_row(row):
    row.due = list({json.dumps({k: v for k, v in due.items() if k != "text"}): due for due in reversed(row.due)}.values())[::-1]
    out = {"number": row.number, "requirement": row.requirement, "units": row.units, "groups": row.groups,
           "open_ended": row.open_ended, "lead": row.lead, "support": row.support, "due": row.due}
    return {key: value for key, value in out.items() if key not in row.unsure}
