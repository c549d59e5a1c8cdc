"""Files of each format from paragraphs and grids. DOCX and XLSX are written as XML by hand, PDF is printed by Chromium."""

import html
import pathlib
import subprocess
import tempfile
import zipfile

from grid import print_html_rows


def write_text(path, lines, encoding="utf-8", stream=False):
    text = (" " if stream else "\n").join(lines) + "\n"
    path = path.with_suffix(".txt")
    path.write_bytes(text.encode(encoding))
    return path


def print_pdf(path, page):
    path = path.with_suffix(".pdf")
    with tempfile.TemporaryDirectory() as folder:
        source = pathlib.Path(folder, "page.html")
        source.write_text(page, encoding="utf-8")
        subprocess.run(["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                        "--disable-pdf-tagging", "--disable-background-networking", "--disable-component-update", "--disable-sync",
                        f"--user-data-dir={folder}/profile", f"--print-to-pdf={path}", "--no-pdf-header-footer", str(source)],
                       check=True, capture_output=True, timeout=120)
    return path


def pdf_page(body, style=""):
    return f"""<!DOCTYPE html><html lang="zh-CN"><meta charset="utf-8"><style>
@page {{ size: A4; margin: 22mm 20mm; }}
body {{ font: 14px/1.7 "Droid Sans Fallback", "Noto Sans CJK SC", sans-serif; }}
h1, th {{ font-weight: normal; }} h1 {{ font-size: 22px; text-align: center; }} .number, .sign {{ text-align: center; }} .sign {{ text-align: right; }}
p {{ text-indent: 2em; margin: 0 0 4px; }} .flush {{ text-indent: 0; }}
table {{ border-collapse: collapse; width: 100%; font-size: 12px; line-height: 1.5; }}
th, td {{ border: 1px solid #000; padding: 3px 5px; vertical-align: middle; }}
.annex {{ break-before: page; }}
{style}</style><body>{body}</body></html>"""


def cover_html(cover):
    """The cover letter as HTML: number, title, addressee, paragraphs, signature."""
    title = "<br>".join(html.escape(line) for line in cover["heading"])
    paragraphs = "".join(f"<p>{html.escape(p)}</p>" for p in cover["paragraphs"])
    sign = "".join(f'<p class="sign">{html.escape(line)}</p>' for line in cover["sign"])
    return (f'<p class="number">{html.escape(cover["number"])}</p><h1>{title}</h1>'
            f'<p class="flush">{html.escape(cover["to"])}</p>{paragraphs}{sign}')


def pdf_to_text(pdf, *options):
    return subprocess.run(["pdftotext", *options, str(pdf), "-"], check=True, capture_output=True).stdout.decode()


XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def docx_paragraph(text, numbering=None, style="", split=False):
    """numbering is (list id, level): the number is then not in the text. split cuts the text into several runs."""
    number = f'<w:numPr><w:ilvl w:val="{numbering[1]}"/><w:numId w:val="{numbering[0]}"/></w:numPr>' if numbering else ""
    pieces = [text[i:i + 7] for i in range(0, len(text), 7)] if split else [text]
    runs = "".join(f'<w:r><w:t xml:space="preserve">{html.escape(piece)}</w:t></w:r>' for piece in pieces)
    return f"<w:p><w:pPr>{style}{number}</w:pPr>{runs}</w:p>"


def docx_table(grid, numbered_field=None, numbering=None, split=False):
    """Cells over several rows become vMerge, over several columns gridSpan; `numbered_field` is numbered by Word itself."""
    merged = {}
    def cell_xml(text, span, merge, numbers):
        inner = (f'<w:gridSpan w:val="{span}"/>' if span > 1 else "") + merge
        return f"<w:tc><w:tcPr>{inner}</w:tcPr>{docx_paragraph(text, numbers, split=split)}</w:tc>"
    rows = []
    for r, line in enumerate(grid.lines()):
        cells, column = [], 0
        for cell in line:
            if cell is None:
                cells.append(cell_xml("", 1, "<w:vMerge/>", None))
                column += 1
                continue
            is_body = r > 0 and not cell.heading
            numbers = numbering if is_body and grid.columns[column][0] == numbered_field else None
            merge = '<w:vMerge w:val="restart"/>' if cell.rows > 1 else ""
            cells.append(cell_xml(cell.text, cell.columns, merge, numbers))
            column += cell.columns
        rows.append(f'<w:tr>{"<w:trPr><w:tblHeader/></w:trPr>" if r == 0 else ""}{"".join(cells)}</w:tr>')
    columns = "".join('<w:gridCol w:w="1800"/>' for _ in grid.columns)
    return f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid>{columns}</w:tblGrid>{"".join(rows)}</w:tbl>'


def write_docx(path, body, lists=()):
    """lists: (id, [text of each level such as "%1."], number format)."""
    path = path.with_suffix(".docx")
    levels = "".join(
        f'<w:abstractNum w:abstractNumId="{i}">' + "".join(
            f'<w:lvl w:ilvl="{k}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
            for k, (text, form) in enumerate(texts)) + "</w:abstractNum>" for i, texts in lists)
    numbers = "".join(f'<w:num w:numId="{i}"><w:abstractNumId w:val="{i}"/></w:num>' for i, _ in lists)
    types = ('<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
             'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
             'ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
             'officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/numbering.xml" ContentType="application/'
             'vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/></Types>')
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    rels = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">%s</Relationships>'
    write_zip(path, {
        "[Content_Types].xml": types,
        "_rels/.rels": rels % f'<Relationship Id="rId1" Type="{relation}officeDocument" Target="word/document.xml"/>',
        "word/_rels/document.xml.rels": rels % f'<Relationship Id="rId1" Type="{relation}numbering" Target="numbering.xml"/>',
        "word/numbering.xml": f"<w:numbering {W}>{levels}{numbers}</w:numbering>",
        "word/document.xml": f"<w:document {W}><w:body>{body}<w:sectPr/></w:body></w:document>",
    })
    return path


def docx_cover(cover, split=False):
    lines = [cover["number"], *cover["heading"], cover["to"], *cover["paragraphs"], *cover["sign"]]
    return "".join(docx_paragraph(line, split=split) for line in lines)


def column_letter(index):
    return chr(ord("A") + index)


def grid_sheet(grid, above=(), merge_above=True):
    """Rows and merged ranges of a sheet: lines above the table, each over its whole width, then the grid."""
    width = len(grid.columns)
    rows, merges = [], []
    for text in above:
        rows.append([text])
        if merge_above:
            merges.append(f"A{len(rows)}:{column_letter(width - 1)}{len(rows)}")
    for line in grid.lines():
        row, column, r = [], 0, len(rows) + 1
        for cell in line:
            row.append(cell.text if cell else None)
            if cell and (cell.rows > 1 or cell.columns > 1):
                row += [None] * (cell.columns - 1)
                merges.append(f"{column_letter(column)}{r}:{column_letter(column + cell.columns - 1)}{r + cell.rows - 1}")
            column += cell.columns if cell else 1
        rows.append(row)
    return rows, merges


def write_xlsx(path, sheets):
    """sheets: (name, rows, merges). A text is shared, an int is a number, ("day", serial) a day formatted m月d日."""
    path = path.with_suffix(".xlsx")
    shared, parts = [], {}
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    for number, (_, rows, merges) in enumerate(sheets, 1):
        lines = []
        for r, row in enumerate(rows, 1):
            cells = []
            for c, value in enumerate(row):
                at = f"{column_letter(c)}{r}"
                if value is None or value == "":
                    cells.append(f'<c r="{at}"/>')
                elif isinstance(value, tuple):
                    cells.append(f'<c r="{at}" s="1"><v>{value[1]}</v></c>')
                elif isinstance(value, int):
                    cells.append(f'<c r="{at}"><v>{value}</v></c>')
                else:
                    if value not in shared:
                        shared.append(value)
                    cells.append(f'<c r="{at}" t="s"><v>{shared.index(value)}</v></c>')
            lines.append(f'<row r="{r}">{"".join(cells)}</row>')
        ranges = "".join(f'<mergeCell ref="{m}"/>' for m in merges)
        parts[f"xl/worksheets/sheet{number}.xml"] = (
            f'<worksheet {main}><sheetData>{"".join(lines)}</sheetData>'
            + (f'<mergeCells count="{len(merges)}">{ranges}</mergeCells>' if merges else "") + "</worksheet>")
    names = "".join(f'<sheet name="{html.escape(n)}" sheetId="{i}" r:id="rId{i}"/>' for i, (n, _, _) in enumerate(sheets, 1))
    rels = "".join(f'<Relationship Id="rId{i}" Type="{relation}/worksheet" Target="worksheets/sheet{i}.xml"/>'
                   for i in range(1, len(sheets) + 1))
    after = len(sheets) + 1
    rels += (f'<Relationship Id="rId{after}" Type="{relation}/sharedStrings" Target="sharedStrings.xml"/>'
             f'<Relationship Id="rId{after + 1}" Type="{relation}/styles" Target="styles.xml"/>')
    package = "http://schemas.openxmlformats.org/package/2006"
    sheet_type = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    overrides = "".join(f'<Override PartName="/{part}" ContentType="{sheet_type}.worksheet+xml"/>' for part in parts)
    strings = "".join(f'<si><t xml:space="preserve">{html.escape(s)}</t></si>' for s in shared)
    write_zip(path, parts | {
        "[Content_Types].xml":
            f'<Types xmlns="{package}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
            f'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" '
            f'ContentType="{sheet_type}.sheet.main+xml"/><Override PartName="/xl/sharedStrings.xml" '
            f'ContentType="{sheet_type}.sharedStrings+xml"/><Override PartName="/xl/styles.xml" '
            f'ContentType="{sheet_type}.styles+xml"/>{overrides}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" Type="{relation}/officeDocument" '
                       'Target="xl/workbook.xml"/></Relationships>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships">{rels}</Relationships>',
        "xl/workbook.xml": f'<workbook {main} xmlns:r="{relation}"><sheets>{names}</sheets></workbook>',
        "xl/sharedStrings.xml": f'<sst {main} count="{len(shared)}" uniqueCount="{len(shared)}">{strings}</sst>',
        "xl/styles.xml": f'<styleSheet {main}><numFmts count="1"><numFmt numFmtId="170" formatCode="m&quot;月&quot;d&quot;日&quot;"/>'
                         '</numFmts><fonts count="1"><font/></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders>'
                         '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf/><xf numFmtId="170" '
                         'applyNumberFormat="1"/></cellXfs></styleSheet>',
    })
    return path


def write_zip(path, parts):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            if name.endswith((".xml", ".rels")):
                text = XML + text
            archive.writestr(zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0)), text, zipfile.ZIP_DEFLATED)


def html_site(site, title, body, sidebar=(), charset="utf-8"):
    """A page as a government site prints it: navigation, bread crumbs, share buttons, related articles, footer."""
    menu = "".join(f'<li><a href="#">{item}</a></li>' for item in ["首页", "走进" + site[:2], "新闻动态", "政务公开", "政务服务", "互动交流"])
    related = "".join(f'<li><a href="#">{item}</a><span>{day}</span></li>' for item, day in sidebar)
    return f"""<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="{charset}"><title>{html.escape(title)}-{site}</title>
<meta name="SiteName" content="{site}"><script>var share = {{title: "{html.escape(title)}", row: "1|2|3"}};</script>
<style>.content td {{ border: 1px solid #999; }}</style></head><body>
<div class="top"><a href="#">无障碍浏览</a> | <a href="#">长者模式</a> | <a href="#">登录</a></div>
<ul class="nav">{menu}</ul>
<form><input name="q" placeholder="请输入关键字"><button>搜索</button></form>
<div class="crumb">当前位置：<a href="#">首页</a> &gt; <a href="#">政务公开</a> &gt; <a href="#">政策文件</a> &gt; 正文</div>
<div class="main">
<div class="tools">字号：<a>大</a> <a>中</a> <a>小</a> <a>打印</a> <a>关闭</a> 浏览次数：<span id="hits">318</span></div>
<div class="share">分享到：<a>微信</a> <a>微博</a> <a>QQ空间</a></div>
<div class="content">
{body}
</div>
<div class="related"><h3>相关文章</h3><ul>{related}</ul></div>
<p>上一篇：<a href="#">关于开展节前安全检查的通知</a></p><p>下一篇：<a href="#">没有了</a></p>
</div>
<div class="footer"><p>主办：{site[:3]}人民政府办公室　承办：{site[:3]}大数据中心</p>
<p>网站标识码：9900000000　备案号：示ICP备00000000号　示公网安备 99000002000000号</p><p>联系电话：0000-0000000　<a href="#">网站地图</a></p></div>
</body></html>
"""
