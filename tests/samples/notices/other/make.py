#!/usr/bin/env python3
"""Writes the notices of prose.py, tables.py, later.py, last.py and ways.py, and NAME.duties.csv beside each: make.py [NAME …]. Needs LibreOffice and
pdftotext. The files are committed; tests never run this."""

import csv
import html
import pathlib
import subprocess
import sys
import tempfile

here = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(here.parent))

import last  # noqa: E402,F401  these add to both lists
import later  # noqa: E402,F401
import ways  # noqa: E402,F401
from prose import PROSE  # noqa: E402
from tables import TABLES  # noqa: E402
from writers import column_letter, docx_paragraph, html_site, pdf_to_text, write_docx, write_xlsx, write_zip  # noqa: E402

LISTS = [(7, [("%1、", "chineseCounting"), ("（%2）", "chineseCounting")])]     # numbers that Word itself counts
EDGES = "".join(f'<w:{edge} w:val="single" w:sz="4"/>' for edge in ("top", "left", "bottom", "right", "insideH", "insideV"))
OFD = 'xmlns:ofd="http://www.ofdspec.org/2016"'


def paragraph(line):
    if line[:2] in ("#1", "#2"):
        return docx_paragraph(line[2:], (7, int(line[1]) - 1))
    return docx_paragraph(line)


def width(row, c):
    wide = 1
    while c + wide < len(row) and row[c + wide] == "<":
        wide += 1
    return wide


def height(rows, r, c):
    high = 1
    while r + high < len(rows) and rows[r + high][c] is None:
        high += 1
    return high


def docx_table(rows):
    lines = []
    for r, row in enumerate(rows):
        cells = []
        for c, text in enumerate(row):
            if text == "<":
                continue
            merge = "<w:vMerge/>" if text is None else '<w:vMerge w:val="restart"/>' if height(rows, r, c) > 1 else ""
            span = f'<w:gridSpan w:val="{width(row, c)}"/>' if width(row, c) > 1 else ""
            cells.append(f"<w:tc><w:tcPr>{span}{merge}</w:tcPr>{''.join(docx_paragraph(one) for one in (text or '').split(chr(10)))}</w:tc>")
        lines.append(f"<w:tr>{'<w:trPr><w:tblHeader/></w:trPr>' if r == 0 else ''}{''.join(cells)}</w:tr>")
    columns = f'<w:gridCol w:w="{9000 // len(rows[0])}"/>' * len(rows[0])
    return (f'<w:tbl><w:tblPr><w:tblW w:w="5000" w:type="pct"/><w:tblBorders>{EDGES}</w:tblBorders></w:tblPr><w:tblGrid>{columns}</w:tblGrid>'
            f"{''.join(lines)}</w:tbl>")


def docx_after(after):
    """Paragraphs below the table; `#table` begins another one with cells between pipes."""
    head, _, below = after.partition("#table\n")
    out = "".join(docx_paragraph(line) for line in head.splitlines())
    return out + (docx_table([line.split("|") for line in below.splitlines()]) if below else "")


def html_cell(text, wps):
    text = html.escape(text)
    if not wps:
        return text.replace("\n", "<br>")
    if not text:
        return '<p class="MsoNormal"><span>&nbsp;</span></p>'
    runs = "</span><span>".join(text[i:i + 5] for i in range(0, len(text), 5))
    return f'<p class="MsoNormal" align="center"><span style="mso-spacerun:\'yes\';font-family:仿宋">{runs}<o:p></o:p></span></p>'


def html_table(rows, wps=False):
    lines = []
    for r, row in enumerate(rows):
        cells = []
        for c, text in enumerate(row):
            if text is None or text == "<":
                continue
            rowspan, colspan = height(rows, r, c), width(row, c)
            spans = (f' rowspan="{rowspan}"' if rowspan > 1 else "") + (f' colspan="{colspan}"' if colspan > 1 else "")
            cells.append(f"<td{spans}>{html_cell(text, wps)}</td>")
        lines.append(f"<tr>{''.join(cells)}</tr>")
    look = ' class="MsoTableGrid" cellspacing="0" style="border-collapse:collapse;mso-table-layout-alt:fixed"' if wps else ""
    return f'<table border="1"{look}><tbody>{"".join(lines)}</tbody></table>'


def print_by_office(path, body):
    """What LibreOffice prints of a document of Word's format."""
    with tempfile.TemporaryDirectory() as folder:
        source = write_docx(pathlib.Path(folder, path.name), body, LISTS)
        subprocess.run(["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf", "--outdir",
                        str(path.parent), str(source)], check=True, capture_output=True)
    return path.with_suffix(".pdf")


def write_ofd(path, lines):
    letters = "".join(
        f'<ofd:TextObject ID="{n + 10}" Boundary="20 {20 + n * 8} 170 6" Font="3" Size="4.2"><ofd:TextCode X="0" Y="4">{html.escape(line)}'
        "</ofd:TextCode></ofd:TextObject>" for n, line in enumerate(lines))
    write_zip(path.with_suffix(".ofd"), {
        "OFD.xml": f'<ofd:OFD {OFD} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo><ofd:DocID>0</ofd:DocID></ofd:DocInfo>'
                   "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {OFD}><ofd:CommonData><ofd:MaxUnitID>900</ofd:MaxUnitID><ofd:PageArea><ofd:PhysicalBox>0 0 210 297"
                              "</ofd:PhysicalBox></ofd:PageArea><ofd:PublicRes>PublicRes.xml</ofd:PublicRes></ofd:CommonData><ofd:Pages>"
                              '<ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/></ofd:Pages></ofd:Document>',
        "Doc_0/PublicRes.xml": f'<ofd:Res {OFD} BaseLoc="Res"><ofd:Fonts><ofd:Font ID="3" FontName="仿宋" FamilyName="仿宋"/></ofd:Fonts></ofd:Res>',
        "Doc_0/Pages/Page_0/Content.xml": f'<ofd:Page {OFD}><ofd:Content><ofd:Layer ID="2">{letters}</ofd:Layer></ofd:Content></ofd:Page>'})


def write_expected(name, duties, cover):
    with open(here / f"{name}.duties.csv", "w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["words", "units", "groups", "due"])
        rows.writerows(duties)
        rows.writerows(["(cover)", who, "", due] for who, due in cover)


def write_prose(path, form, text):
    lines = text.split("\n")
    if form in ("txt", "gbk"):
        path.with_suffix(".txt").write_bytes((text + "\n").encode("gb18030" if form == "gbk" else "utf-8"))
    elif form == "html":
        path.with_suffix(".html").write_text(text, encoding="utf-8")
    elif form == "docx":
        write_docx(path, "".join(paragraph(line) for line in lines), LISTS)
    elif form == "pdf":
        print_by_office(path, "".join(paragraph(line) for line in lines))
    else:
        write_ofd(path, lines)


def write_table(path, form, letter, rows, after):
    lines = letter.split("\n")
    above, text = "".join(docx_paragraph(line) for line in lines), path.with_suffix(".txt")
    if form == "docx":
        write_docx(path, above + docx_table(rows) + docx_after(after))
    elif form == "pdf":
        print_by_office(path, above + docx_table(rows))
    elif form in ("html", "wps"):
        body = "".join(f'<p class="MsoNormal">{line}</p>' for line in lines) + html_table(rows, form == "wps")
        body += "".join(f"<p>{line}</p>" for line in after.splitlines())
        page = f'<html><head><meta charset="utf-8"><title>通知</title></head><body>{body}</body></html>' if form == "wps" else html_site(
            "某县政府", "通知", body, [("县教育局召开会议", "2023-01-01"), ("6月底前完成公开", "2022-01-01")])
        path.with_suffix(".html").write_text(page, encoding="utf-8")
    elif form == "nested":
        inner = "".join(f"<p>　　{line}</p>" for line in lines) + html_table(rows)
        path.with_suffix(".html").write_bytes((
            '<html><head><meta http-equiv=Content-Type content="text/html; charset=gb2312"><title>县政府</title></head><body><table width=1000>'
            "<tr><td colspan=2><table><tr><td>首页</td><td>政务公开</td><td>网上办事</td></tr></table></td></tr><tr><td width=200><table><tr><td>栏目导航"
            f"</td></tr><tr><td>县财政局</td></tr><tr><td>县教育局</td></tr></table></td><td>{inner}</td></tr><tr><td colspan=2>主办：县政府办公室"
            "</td></tr></table></body></html>").encode("gb18030"))
    elif form == "xlsx":
        merges = [f"{column_letter(c)}{r + 1}:{column_letter(c + width(row, c) - 1)}{r + height(rows, r, c)}"
                  for r, row in enumerate(rows) for c, cell in enumerate(row)
                  if cell not in (None, "<") and (width(row, c) > 1 or height(rows, r, c) > 1)]
        cells = [[None if cell in (None, "<") else cell for cell in row] for row in rows]
        write_xlsx(path, [("任务分解表", cells, merges), ("通知", [[line] for line in lines if line], [])])
    elif form == "txt-layout":
        printed = print_by_office(here / "printed", docx_table(rows))
        text.write_text(letter + "\n" + pdf_to_text(printed, "-layout"), encoding="utf-8")
        printed.unlink()
    else:
        body = {"txt-cells": "\n\n".join(cell for row in rows for cell in row if cell),
                "txt-pipes": "\n".join(f"|{'|'.join(row)}|" for row in rows), "txt-tabs": "\n".join("\t".join(row) for row in rows)}[form]
        text.write_text(f"{letter}\n{body}\n", encoding="utf-8")


if __name__ == "__main__":
    for name, form, text, duties, cover in PROSE:
        if not sys.argv[1:] or name in sys.argv[1:]:
            write_prose(here / name, form, text)
            write_expected(name, duties, cover)
    for name, form, letter, rows, after, duties, cover in TABLES:
        if not sys.argv[1:] or name in sys.argv[1:]:
            write_table(here / name, form, letter, rows, after)
            write_expected(name, duties, cover)
