"""Makes the originals that demonstration documents are read from or offer:  originals.py documents/files

DOCX, XLSX and OFD are written here; the PDF is LibreOffice's of a DOCX (soffice), pictures are Chromium's of a page of SVG (chromium). What
they say is invented.
"""
import html, os, subprocess, sys, tempfile, zipfile

out = sys.argv[1]
os.makedirs(out, exist_ok=True)
at = (2026, 1, 1, 0, 0, 0)


def pack(path, parts):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, text in parts.items():
            pack.writestr(zipfile.ZipInfo(name, at), text, zipfile.ZIP_DEFLATED)


head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
types = head + '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>%s</Types>'
relations = head + '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">%s</Relationships>'
office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def paragraph(text, style=""):
    kind = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{kind}<w:r><w:rPr><w:rFonts w:eastAsia="Noto Serif CJK SC"/></w:rPr><w:t xml:space="preserve">{html.escape(text)}</w:t></w:r></w:p>'


def table(rows):
    cells = lambda row: "".join(f'<w:tc><w:tcPr><w:tcW w:w="2200" w:type="dxa"/></w:tcPr>{paragraph(cell)}</w:tc>' for cell in row)
    lines = "".join(f'<w:tr>{"<w:trPr><w:tblHeader/></w:trPr>" if i == 0 else ""}{cells(row)}</w:tr>' for i, row in enumerate(rows))
    sides = "".join(f'<w:{side} w:val="single" w:sz="4"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    return f"<w:tbl><w:tblPr><w:tblBorders>{sides}</w:tblBorders></w:tblPr>{lines}</w:tbl>"


def docx(path, blocks):
    body = "".join(table(one) if isinstance(one, list) else paragraph(one[1:], "Heading1") if one.startswith("#") else paragraph(one) for one in blocks)
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    pack(path, {
        "[Content_Types].xml": types % '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>',
        "_rels/.rels": relations % f'<Relationship Id="r1" Type="{office}officeDocument" Target="word/document.xml"/>',
        "word/_rels/document.xml.rels": relations % f'<Relationship Id="r1" Type="{office}styles" Target="styles.xml"/>',
        "word/styles.xml": head + f'<w:styles {space}><w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:sz w:val="32"/></w:rPr></w:style></w:styles>',
        "word/document.xml": head + f'<w:document {space}><w:body>{body}<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr></w:body></w:document>',
    })


def xlsx(path, sheets):
    def cell(value):
        if isinstance(value, (int, float)):
            return f"<c><v>{value}</v></c>"
        return f'<c t="inlineStr"><is><t>{html.escape(value)}</t></is></c>'
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    parts = {
        "[Content_Types].xml": types % ('<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>' + "".join(f'<Override PartName="/xl/worksheets/sheet{i + 1}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>' for i in range(len(sheets)))),
        "_rels/.rels": relations % f'<Relationship Id="r1" Type="{office}officeDocument" Target="xl/workbook.xml"/>',
        "xl/workbook.xml": head + f'<workbook {space} xmlns:r="{office[:-1]}"><sheets>' + "".join(f'<sheet name="{name}" sheetId="{i + 1}" r:id="r{i + 1}"/>' for i, name in enumerate(sheets)) + "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": relations % "".join(f'<Relationship Id="r{i + 1}" Type="{office}worksheet" Target="worksheets/sheet{i + 1}.xml"/>' for i in range(len(sheets))),
    }
    for i, rows in enumerate(sheets.values()):
        parts[f"xl/worksheets/sheet{i + 1}.xml"] = head + f"<worksheet {space}><sheetData>" + "".join("<row>" + "".join(map(cell, row)) + "</row>" for row in rows) + "</sheetData></worksheet>"
    pack(path, parts)


def ofd(path, lines):
    space = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    texts, y = "", 30.0
    for i, line in enumerate(lines):
        size = 6.5 if i == 0 else 4.6
        x = (210 - len(line) * size) / 2 if i == 0 else 25
        deltas = " ".join([str(size)] * (len(line) - 1))
        texts += f'<ofd:TextObject ID="{10 + i}" Boundary="{x:.1f} {y:.1f} {len(line) * size + 2:.1f} {size + 2:.1f}" Font="3" Size="{size}"><ofd:TextCode X="0" Y="{size}" DeltaX="{deltas}">{html.escape(line)}</ofd:TextCode></ofd:TextObject>'
        y += 14 if i == 0 else 9
    pack(path, {
        "OFD.xml": head + f'<ofd:OFD {space} Version="1.1" DocType="OFD"><ofd:DocBody><ofd:DocInfo><ofd:DocID>1</ofd:DocID></ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>',
        "Doc_0/Document.xml": head + f'<ofd:Document {space}><ofd:CommonData><ofd:MaxUnitID>200</ofd:MaxUnitID><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea><ofd:PublicRes>PublicRes.xml</ofd:PublicRes></ofd:CommonData><ofd:Pages><ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/></ofd:Pages></ofd:Document>',
        "Doc_0/PublicRes.xml": head + f'<ofd:Res {space} BaseLoc="Res"><ofd:Fonts><ofd:Font ID="3" FontName="宋体"/></ofd:Fonts></ofd:Res>',
        "Doc_0/Pages/Page_0/Content.xml": head + f'<ofd:Page {space}><ofd:Area><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:Area><ofd:Content><ofd:Layer ID="2">{texts}</ofd:Layer></ofd:Content></ofd:Page>',
    })


ink, blue, grey, pale = "#1b1f24", "#0b57a4", "#57606a", "#dbe7f3"


def text(x, y, words, size=22, colour=ink, anchor="start", weight="normal"):
    return f'<text x="{x}" y="{y}" font-size="{size}" fill="{colour}" text-anchor="{anchor}" font-weight="{weight}">{html.escape(words)}</text>'


def bars(title, rows, unit):
    most = max(value for _, value in rows)
    shapes = text(40, 56, title, 28, weight="bold")
    for i, (name, value) in enumerate(rows):
        y = 100 + i * 62
        width = 520 * value / most
        shapes += text(250, y + 30, name, anchor="end") + f'<rect x="266" y="{y}" width="{max(width, 3):.0f}" height="42" rx="3" fill="{blue}"/>' + text(276 + max(width, 3), y + 30, f"{value:.2f}{unit}", colour=grey)
    return 960, 120 + len(rows) * 62, shapes + text(920, 106 + len(rows) * 62, "示例数据", 16, grey, "end")


def steps(title, names):
    shapes = text(40, 56, title, 28, weight="bold")
    for i, name in enumerate(names):
        row, column = divmod(i, 3)
        x, y = 40 + column * 300, 96 + row * 130
        shapes += f'<rect x="{x}" y="{y}" width="250" height="90" rx="6" fill="{pale}" stroke="{blue}" stroke-width="2"/>' + text(x + 125, y + 40, f"{i + 1}", 20, blue, "middle", "bold") + text(x + 125, y + 70, name, 21, anchor="middle")
        if column < 2 and i + 1 < len(names):
            shapes += text(x + 275, y + 54, "→", 26, grey, "middle")
    height = 110 + -(-len(names) // 3) * 130
    return 960, height, shapes + text(920, height - 10, "示例数据", 16, grey, "end")


def compare(title, heads, rows):
    shapes = text(40, 56, title, 28, weight="bold")
    for column, name in enumerate(heads):
        shapes += text(300 + column * 330, 110, name, 22, grey, weight="bold")
    for i, (name, *values) in enumerate(rows):
        y = 160 + i * 64
        shapes += f'<line x1="40" x2="920" y1="{y - 36}" y2="{y - 36}" stroke="#d8d6d0"/>' + text(40, y, name)
        for column, value in enumerate(values):
            shapes += text(300 + column * 330, y, value, 24, blue if column else ink, weight="bold" if column else "normal")
    height = 160 + len(rows) * 64
    return 960, height, shapes + text(920, height - 6, "示例数据", 16, grey, "end")


def picture(path, drawn):
    width, height, shapes = drawn
    page = f'<!doctype html><meta charset="utf-8"><style>body{{margin:0}}text{{font-family:"Noto Sans CJK SC"}}</style><svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"><rect width="{width}" height="{height}" fill="#fff"/>{shapes}</svg>'
    with tempfile.TemporaryDirectory() as folder:
        source = os.path.join(folder, "page.html")
        with open(source, "w") as file:
            file.write(page)
        subprocess.run(["chromium", "--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", f"--user-data-dir={folder}/profile", f"--window-size={width},{height}", f"--screenshot={os.path.abspath(path)}", source], check=True, capture_output=True)


docx(f"{out}/enrolment-2026.docx", [
    "各学校：", "为做好2026年义务教育学校招生工作，现将有关事项通知如下。",
    "#一、招生对象", "2026年8月31日前年满六周岁的适龄儿童和小学毕业生。", "#二、招生原则", "免试就近入学，公办民办同步招生，不得组织任何形式的考试。",
    "#三、时间安排", [["环节", "时间", "方式"], ["信息登记", "7月6日至10日", "网上"], ["资格审核", "7月11日至18日", "部门共享核验"], ["结果公布", "7月25日", "学校公示和短信告知"]],
    "#四、随迁子女入学", "持居住证在居住地报名，由市教育和体育局就近统筹安排公办学校。", "#五、监督", "咨询和监督电话：0537-5200120。",
])
xlsx(f"{out}/budget-2026.xlsx", {
    "收支总表": [["收入项目", "预算数（万元）", "支出项目", "预算数（万元）"], ["一般公共预算财政拨款", 4473.41, "人员支出", 2966.06], ["政府性基金预算财政拨款", 243.12, "公用支出", 583.49], ["事业收入", 145.87, "项目支出", 1312.85], ["收入总计", 4862.40, "支出总计", 4862.40]],
    "三公经费": [["项目", "2025年（万元）", "2026年（万元）"], ["因公出国（境）", 0, 0], ["公务用车购置及运行", 20.95, 19.45], ["公务接待", 6.23, 5.83]],
})
ofd(f"{out}/meeting-58.ofd", [
    "市政府第58次常务会议议定事项", "一、原则通过城区公共停车场布局规划", "要求补充医院、学校周边停车需求测算，10月底前公布。", "二、通过城区生活垃圾分类收费办法", "2027年3月1日起试行，试行期一年。",
    "三、公众代表意见", "6名公众代表列席，提出意见8条，当场采纳3条，其余5条由市住建局", "10个工作日内书面答复。",
])
with tempfile.TemporaryDirectory() as folder:
    docx(f"{folder}/audit-rectification.docx", [
        "2025年7月以来，市财政局会同有关部门对2024年度市级预算执行审计查出的问题逐项整改，现公布整改情况。", "#一、总体情况", "审计查出问题38个，已整改37个，完善制度14项，上缴财政资金1260万元。",
        "#二、主要问题整改", [["问题", "责任单位", "整改情况"], ["项目资金拨付不及时", "市财政局", "已拨付"], ["专项资金闲置", "市科技局", "已收回统筹"], ["决算编制不完整", "市住建局", "已补编"]],
        "#三、未完成的问题", "1个问题涉及历史遗留项目决算，计划2026年6月底前完成。",
    ])
    subprocess.run(["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", "pdf", "--outdir", out, f"{folder}/audit-rectification.docx"], check=True, capture_output=True)
picture(f"{out}/fees-2026.png", bars("非居民污水处理费（元/立方米）", [("2024年", 1.40), ("2025年", 1.40), ("2026年", 1.20)], "元"))
picture(f"{out}/accounts-2025.png", bars("2025年一般公共预算支出（亿元）", [("教育", 27.44), ("社会保障和就业", 16.88), ("卫生健康", 10.15), ("农林水", 9.60), ("城乡社区", 8.72), ("其他", 31.06)], "亿元"))
picture(f"{out}/procedure.png", steps("一份规范性文件要走的九步", ["起草", "公开征求意见", "合法性审核", "集体讨论", "签发（有解读材料）", "统一登记编号", "公布并解读", "备案", "定期清理"]))
picture(f"{out}/heating.png", compare("供暖新变化", ["修改前", "修改后"], [("供暖期", "11月15日至3月15日", "11月10日至3月20日"), ("最低室温", "18摄氏度", "20摄氏度"), ("热费标准", "不变", "不变")]))
