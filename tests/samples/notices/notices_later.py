"""Sample notices written after the reader, in the families that had few: two flattened columns of units, brackets 【】 with terms in
them, headings of three levels, two columns of numbers, rows without room between them. All places, numbers and duties are invented."""

from grid import Grid, flatten, print_html_rows
from model import Composer, Notice, due_mark
from notices_columns import ONE_FONT, TERMS, Letter, han_number, print_table_pdf, tasks_of
from phrases import unit_names
from writers import (docx_cover, docx_paragraph, grid_sheet, pdf_to_text, write_docx, write_text, write_xlsx)


def county(seed, place, code, number, day, groups, plan_by, level="县", **names):
    year = int(day[:4])
    composer = Composer(seed, year, unit_names(level, place, **names), groups, styles=("led",), due_rate=0.3)
    letter = Letter(place, "人民政府办公室", code, number, day, "各镇人民政府，政府各部门：", plan_by)
    return composer, letter


def jiaoxi():
    composer, letter = county(31, "椒溪县", "椒政办发", 14, "2021-05-18", [["各镇街"], ["县直各部门", "各镇街"]], ("6月15日", "06-15"))
    tasks = tasks_of(composer, [("聚焦发展大局公开", ["plan", "invest", "market", "credit"]),
                                ("聚焦民生关切公开", ["edu", "health", "water", "job", "relief"]),
                                ("聚焦规范运行公开", ["power", "enforce", "website"])], split=("market", "health", "enforce"))
    grid = Grid([("category", "重点领域"), ("numbered_title", "工作任务"), ("requirement", "具体要求"), ("lead", "牵头单位"),
                 ("support", "配合单位")], tasks)

    def write(notice, path):
        return write_text(path, letter.lines() + [line for page in flatten(grid, [6, 9, 26, 9, 12]) for line in page], stream=True)
    return letter.notice("jiaoxi-2021", write, "L1", tasks, "one stream, columns of lead and of supporting units, categories torn")


def luozhu():
    composer, letter = county(32, "罗竹县", "罗政办", 8, "2022-04-28", [["各乡镇"]], ("5月31日", "05-31"))
    tasks = tasks_of(composer, [("深化决策公开", ["decision", "meeting", "rules"]), ("深化服务公开", ["utility", "transport", "medins"]),
                                ("深化平台建设", ["website", "media", "gazette"])])
    lines, last = [], None
    brackets = ["【】", "（）", "［］", "〔〕"]
    for n, task in enumerate(tasks):
        if task.category != last:
            last = task.category
            section = han_number(1 + [t.category for t in tasks if t.category].index(last) // 3)
            lines.append(f"{section}、{last}")
        row = task.rows[0]
        term, marks = TERMS[n % len(TERMS)]
        row.due = row.due + [due_mark(mark, 2022) for mark in marks]
        cell = f"牵头单位：{row.lead_cell}" + (f"；配合单位：{row.support_cell}" if row.support_cell else "") + f"；完成时限：{term}"
        open_, close = brackets[n % 4]
        task.number = str(n % 3 + 1)
        lines.append(f"（{han_number(n % 3 + 1)}）{task.title}。{row.requirement}{open_}{cell}{close}")

    def write(notice, path):
        return write_text(path, letter.lines()[:-1] + [letter.name, *lines])
    return letter.notice("luozhu-2022", write, "L4", tasks, "prose, lead, support and term together in brackets of four kinds")


def shuimo():
    composer, letter = county(33, "水磨区", "水政办发", 19, "2023-06-01", [["各街道"], ["区直各部门", "各街道"]], ("6月30日", "06-30"), "区")
    tasks = tasks_of(composer, [("围绕稳增长", ["tax", "industry", "trade"]), ("围绕惠民生", ["old", "preschool", "culture"]),
                                ("围绕强基础", ["standard", "train", "request"])], split=("tax", "industry", "trade", "old", "preschool", "culture",
                                                                                      "standard", "train", "request"))
    body, last, section = [], None, 0
    for n, task in enumerate(tasks):
        if task.category != last:
            last, section = task.category, section + 1
            body.append(f"{han_number(section)}、{last}")
        task.number = str(n % 3 + 1)
        body.append(f"（{han_number(n % 3 + 1)}）{task.title}")
        for number, row in enumerate(task.rows, 1):
            row.number = str(number)
            who = f"{row.lead_cell}牵头" + (f"，{row.support_cell}配合" if row.support_cell else "")
            if not row.support_cell:
                who, row.lead = row.unit_cell + "负责", []
            body.append(f"{number}．{row.requirement[:-1]}（{who}）。")

    def write(notice, path):
        return write_docx(path, docx_cover(letter.as_cover()) + docx_paragraph("附件") + docx_paragraph(letter.name)
                          + "".join(docx_paragraph(line) for line in body))
    return letter.notice("shuimo-2023", write, "L4", tasks, "DOCX, headings of three levels, rows 1． 2． below （一）")


def yanzi():
    composer, letter = county(34, "燕子坡县", "燕政办函", 6, "2020-05-29", [["各镇"], ["县直各单位", "各镇"]], ("6月20日", "06-20"))
    tasks = tasks_of(composer, [("权力运行公开", ["permit", "enforce", "proposal"]), ("重点领域公开", ["budget", "land", "air", "food"]),
                                ("公开保障机制", ["assess", "report"])], split=("budget", "air", "permit"), due_cells=TERMS)
    for task in tasks:
        for n, row in enumerate(task.rows, 1):
            row.number, row.mark = str(n), f"{task.number}.{n}"
    grid = Grid([("category", "板块"), ("number", "序号"), ("title", "工作任务"), ("row_number", "编号"), ("requirement", "工作内容"),
                 ("lead", "牵头部门"), ("support", "配合部门"), ("due", "完成时间")], tasks)

    def write(notice, path):
        letters = "".join(f"<p>{line}</p>" for line in letter.lines())
        path = path.with_suffix(".html")
        path.write_text(f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{letter.title}</title></head><body>"
                        f"<div>首页 | 政务公开 | 互动</div>{letters}<table border='1'>{print_html_rows(grid)}</table>"
                        "<div>主办：燕子坡县人民政府办公室 网站标识码：3700000000</div></body></html>", encoding="utf-8")
        return path
    return letter.notice("yanzipo-2020", write, "L2", tasks, "HTML, a number of the task and a number of the row, lead, support and terms")


def tieqiao():
    composer, letter = county(35, "铁桥市", "铁政办发", 23, "2018-05-10", [["各乡镇街道"]], ("6月5日", "06-05"), "市")
    tasks = tasks_of(composer, [("推进决策执行公开", ["plan", "soe", "debt"]), ("推进管理服务公开", ["house", "safety", "emergency", "village"]),
                                ("推进结果公开", ["hotline", "archive"])], split=("house", "safety"))
    grid = Grid([("numbered_title", "工作任务"), ("requirement", "具体要求"), ("units", "责任单位")], tasks, True)
    for task in tasks:
        for row in task.rows:
            row.unit_cell = "、".join(row.units) + ("，" + "、".join(row.groups) if row.groups else "")
            row.lead, row.support, row.open_ended = [], [], False
    grid = Grid([("numbered_title", "工作任务"), ("requirement", "具体要求"), ("units", "责任单位")], tasks, True)

    def write(notice, path):
        return print_table_pdf(path, letter, grid, [22, 53, 25],
                               "th, td { border: 0; padding: 0 8px; vertical-align: top; text-align: left; } tr { break-inside: avoid; }")
    return letter.notice("tieqiao-2018", write, None, tasks, "PDF without lines and without room between the rows, cells at the top")


def songlin():
    composer, letter = county(36, "松林湾县", "松政办发", 30, "2019-06-12", [["各乡镇"], ["县直各部门", "各乡镇"]], ("7月10日", "07-10"))
    tasks = tasks_of(composer, [("公开促改革", ["power", "service"]), ("公开惠民生", ["social", "women", "veteran"]), ("公开优环境", ["consume", "park"])],
                     split=("service", "women"), due_cells=TERMS)
    for task in tasks:
        for row in task.rows:
            row.lead, row.support = [], []
            row.unit_cell = "、".join(row.units + row.groups)
            row.open_ended = False
    grid = Grid([("number", "序号"), ("title", "目标任务"), ("requirement", "工作措施"), ("units", "承办单位"), ("due", "时间节点")], tasks)
    for task in tasks:
        task.category = None

    def write(notice, path):
        pdf = print_table_pdf(path, letter, grid, [8, 18, 40, 20, 14], ONE_FONT + " tr { break-inside: avoid; }")
        text = pdf_to_text(pdf, "-layout")
        pdf.unlink()
        return write_text(path, [line + "\r" for line in text.splitlines()])
    return letter.notice("songlinwan-2019", write, "L1", tasks, "pdftotext -layout of a ruled table with numbers and terms, line ends of Windows")


def meiling():
    composer, letter = county(37, "梅岭县", "梅政办", 11, "2021-06-08", [["各镇"]], ("6月28日", "06-28"))
    tasks = tasks_of(composer, [("一、公开管理", ["privacy", "leader", "gazette"]), ("二、公开服务", ["youth", "weather", "old_estate"])], due_cells=TERMS)
    for task in tasks:
        for row in task.rows:
            row.mark = ""
    grid = Grid([("number", "序号"), ("title", "任务名称"), ("requirement", "主要举措"), ("lead", "牵头单位"), ("support", "参与单位"),
                 ("due", "完成期限")], tasks, True)

    def write(notice, path):
        rows, merges = grid_sheet(grid, [letter.name, "单位：梅岭县人民政府办公室"])
        return write_xlsx(path, [("Sheet1", rows, merges)])
    notice = letter.notice("meiling-2021", write, "L2", tasks, "XLSX without its letter, two rows above the header, heading rows")
    notice.title = notice.number = notice.issuer = notice.signed_on = notice.parents = None
    notice.cover_duties = []
    return notice


def contacts():
    def write(notice, path):
        rows = [["2021年梅岭县政务公开工作领导小组成员单位联系人一览表", "", "", "", ""], ["序号", "单位", "联系人", "职务", "联系电话"]]
        rows += [[str(n), unit, "某某", "科长", f"555{n:04}"] for n, unit in enumerate(["县政府办公室", "县财政局", "县司法局", "县民政局"], 1)]
        return write_xlsx(path, [("Sheet1", rows, [])])
    return Notice("not-a-notice-contacts", write, outcome="refuse", about="XLSX, a list of units with their telephones")


NOTICES = [jiaoxi, luozhu, shuimo, yanzi, tieqiao, songlin, meiling, contacts]
