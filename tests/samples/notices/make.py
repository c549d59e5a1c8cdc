#!/usr/bin/env python3
"""Writes the sample notices and the expected reading of each: make.py [NAME …]. Needs Chromium and pdftotext for the PDFs."""

import json
import pathlib
import sys

import notices
import notices_columns
import notices_hard
import notices_later
import notices_terms


def make(notice, folder):
    path = notice.write(notice, folder / notice.name)
    assert path.stat().st_size < 300_000, path
    expected = json.dumps({"file": path.name} | notice.expected(), ensure_ascii=False, indent=1)
    (folder / f"{notice.name}.expected.json").write_text(expected + "\n", encoding="utf-8")
    rows = sum(len(task.rows) for task in notice.tasks)
    print(f"{path.name}: {notice.outcome} {notice.layout or ''} {len(notice.tasks)} tasks, {rows} rows, {path.stat().st_size} bytes")


if __name__ == "__main__":
    here = pathlib.Path(__file__).resolve().parent
    described = [notices, notices_columns, notices_later, notices_hard, notices_terms]
    for describe in [one for module in described for one in module.NOTICES]:
        notice = describe()
        if not sys.argv[1:] or notice.name in sys.argv[1:]:
            make(notice, here)
