"""Sample notices with separate columns of lead and supporting units, numbering of rows, merged categories and wide pages. All places,
numbers and duties are invented."""

from grid import Grid, print_cells, print_html_rows, print_pipes
from model import Composer, Notice
from phrases import unit_names
from writers import (cover_html, docx_cover, docx_paragraph, docx_table, grid_sheet, pdf_page, pdf_to_text, print_pdf, write_docx,
                     write_text, write_xlsx)

TERMS = [("5月底前", ["by:05-31=5月底前"]), ("11月底前", ["by:11-30=11月底前"]), ("持续推进", ["ongoing=持续推进"]),
         ("每季度", ["every:quarter=每季度"]), ("每月", ["every:month=每月"]), ("10月15日前", ["by:10-15=10月15日前"])]
HAN = "一二三四五六七八九十"
CIRCLED = "①②③④⑤⑥⑦⑧⑨"
ONE_FONT = 'body { font-family: "Noto Sans CJK SC"; }'      # so that pdftotext keeps commas and digits in their lines


def han_number(n):
    return HAN[n - 1] if n <= 10 else "十" + HAN[n - 11]


def tasks_of(composer, plan, split=(), title_mark=None, row_mark=None, **options):
    """Tasks of a plan of (category, subjects). `title_mark(n)` is printed before titles, `row_mark(task, row)` before the rows of
    tasks that have several; both are then expected as numbers."""
    tasks = []
    for category, keys in plan:
        for key in keys:
            task = composer.task(key, str(len(tasks) + 1), category, split=key in split, **options)
            task.mark = title_mark(len(tasks) + 1) if title_mark else ""
            for n, row in enumerate(task.rows, 1):
                if row_mark and len(task.rows) > 1:
                    row.number, row.mark = str(n), row_mark(len(tasks) + 1, n)
                if not row.lead:                                # all that are named lead where nobody supports
                    row.lead, row.lead_cell = list(row.units), "、".join(row.units + row.groups)
                    row.support_cell = ""
            tasks.append(task)
    return tasks


class Letter:
    """The letter of an office that sends out its table of tasks."""

    def __init__(self, place, office, code, number, day, to, plan_by):
        year = day[:4]
        self.name = f"{place}{year}年政务公开工作任务分解表"
        self.title = f"关于印发{self.name}的通知"
        self.number, self.office, self.day, self.year = f"{code}〔{year}〕{number}号", place + office, day, int(year)
        self.paragraphs = [f"现将《{self.name}》印发给你们，请结合实际认真落实。",
                           f"各责任单位要于{plan_by[0]}前将落实计划报送{office[2:]}。"]
        self.to = to
        self.duties = [{"who": "各责任单位", "due": [{"kind": "by", "on": f"{year}-{plan_by[1]}", "text": plan_by[0] + "前"}]}]

    def signed(self):
        year, month, day = self.day.split("-")
        return f"{year}年{int(month)}月{int(day)}日"

    def as_cover(self):
        return {"number": self.number, "heading": [self.office, self.title], "to": self.to, "paragraphs": self.paragraphs,
                "sign": [self.office, self.signed()]}

    def lines(self):
        return [self.number, self.office, self.title, self.to, *self.paragraphs, self.office, self.signed(), "附件", self.name]

    def notice(self, name, write, layout, tasks, about):
        return Notice(name, write, layout=layout, title=self.title, number=self.number, issuer=self.office, signed_on=self.day,
                      parents=[], tasks=tasks, cover_duties=self.duties, about=about)


def print_table_pdf(path, letter, grid, widths, style):
    columns = "".join(f'<col style="width:{w}%">' for w in widths)
    return print_pdf(path, pdf_page(
        cover_html(letter.as_cover()) + f'<div class="annex"><p class="flush">附件</p><h1>{letter.name}</h1><table><colgroup>{columns}'
        f"</colgroup>{print_html_rows(grid)}</table></div>", style))


def shuanghe():
    names = unit_names("县", "双河县", 环境="市生态环境局双河分局", 城管="县城市管理综合行政执法局")
    composer = Composer(21, 2020, names, [["各镇街"], ["县直各部门", "各镇街"]], styles=("led",), due_rate=0.3)
    tasks = tasks_of(composer, [
        ("服务经济发展", ["invest", "tax", "credit", "permit"]), ("保障改善民生", ["edu", "health", "air", "rural", "food"]),
        ("强化基础支撑", ["website", "request", "train"])], split=("air", "rural", "health", "website"),
        title_mark=lambda n: f"（{han_number(n)}）", row_mark=lambda task, n: f"{task}.{n}", due_cells=TERMS)
    letter = Letter("双河县", "人民政府办公室", "双政办发", 17, "2020-05-20", "各镇人民政府，县政府各部门：", ("6月20日", "06-20"))
    grid = Grid([("category", "重点领域"), ("marked_title", "工作任务"), ("marked_requirement", "具体要求"),
                 ("lead", ("责任单位", "牵头")), ("support", ("责任单位", "配合")), ("due", "完成时限")], tasks)

    def write(notice, path):
        return print_table_pdf(path, letter, grid, [10, 15, 37, 13, 15, 10],
                               "@page { size: A4 landscape; margin: 18mm; } tr { break-inside: avoid; }")
    return letter.notice("shuanghe-2020", write, None, tasks,
                         "PDF on its side, 责任单位 over 牵头 and 配合, rows 3.1 and 3.2 in merged tasks")


def nanpu():
    names = unit_names("区", "南浦区", 公安="市公安局南浦分局", 自然="市自然资源局南浦分局")
    composer = Composer(22, 2021, names, [["各街道"], ["区直各部门", "各街道"]], styles=("led",), due_rate=0.3)
    tasks = tasks_of(composer, [
        ("公开促发展", ["industry", "market", "finance"]), ("公开惠民生", ["job", "house", "old", "culture"]),
        ("公开强监督", ["enforce", "assess"])], split=("market", "old", "enforce"), row_mark=lambda task, n: CIRCLED[n - 1])
    letter = Letter("南浦区", "人民政府办公室", "南政办", 9, "2021-06-02", "各街道办事处，区政府各部门：", ("6月25日", "06-25"))
    grid = Grid([("number", "序号"), ("upright_category", "重点领域"), ("title", "工作任务"), ("marked_requirement", "具体要求"),
                 ("lead", ("责任单位", "牵头单位")), ("support", ("责任单位", "配合单位"))], tasks)

    def write(notice, path):
        rows, merges = grid_sheet(grid, [letter.name])
        table = [[int(v) if v and v.isdigit() else v for v in row] for row in rows]
        return write_xlsx(path, [("任务分解表", table, merges), ("通知", [[line] for line in letter.lines()[:-2]], [])])
    return letter.notice("nanpu-2021", write, "L2", tasks,
                         "XLSX with its letter on the second sheet, title row over a header in two rows, upright categories, rows ①")


def xifeng():
    names = unit_names("市", "溪枫市", 经开="溪枫经开区管委会")
    composer = Composer(23, 2022, names, [["各县（市、区）"], ["市直各部门", "各县（市、区）"]], styles=("led",), due_rate=0.3)
    tasks = tasks_of(composer, [
        ("优化营商环境", ["park", "trade", "service"]), ("增进民生福祉", ["relief", "social", "water", "village"]),
        ("提高公开质效", ["interpret", "hotline", "report"])], split=("trade", "water", "interpret"),
        title_mark=lambda n: f"（{han_number(n)}）", row_mark=lambda task, n: f"（{n}）", due_cells=TERMS)
    letter = Letter("溪枫市", "人民政府办公室", "溪政办字", 26, "2022-05-30", "各县（市、区）人民政府，市政府各部门：", ("6月30日", "06-30"))
    grid = Grid([("marked_title", "工作任务"), ("marked_requirement", "工作要求"), ("lead", "牵头单位"), ("support", "配合单位"),
                 ("due", "时限要求")], tasks, True)
    for line in grid.body:
        if line[0] and line[0].heading:
            line[0].text = f"{han_number(1 + sum(1 for other in grid.body[:grid.body.index(line)] if other[0] and other[0].heading))}、{line[0].text}"

    def write(notice, path):
        return write_text(path, letter.lines() + [line for line in print_cells(grid, mark="") if line])
    return letter.notice("xifeng-2022", write, "L3", tasks, "one cell a line, titles （一） under headings 一、, two columns of units, empty cells not printed")


def guanyin():
    names = unit_names("县", "观音桥县", 环境="市生态环境局观音桥分局")
    composer = Composer(24, 2019, names, [["各乡镇"], ["县直各单位", "各乡镇"]], styles=("led",), due_rate=0.25)
    tasks = tasks_of(composer, [
        ("推进决策公开", ["decision", "meeting"]), ("推进服务公开", ["utility", "transport", "medins", "weather"]),
        ("推进平台建设", ["platform", "media", "openday"])], split=("utility", "medins", "weather", "media"),
        row_mark=lambda task, n: f"（{n}）")
    letter = Letter("观音桥县", "人民政府办公室", "观府办发", 31, "2019-06-05", "各乡镇人民政府，县直各单位：", ("7月5日", "07-05"))
    grid = Grid([("number", "序号"), ("category", "任务类别"), ("title", "工作任务"), ("marked_requirement", "具体措施"),
                 ("lead", "牵头单位"), ("support", "配合单位")], tasks)

    def write(notice, path):
        return print_table_pdf(path, letter, grid, [6, 10, 15, 40, 13, 16],
                               "th, td { border: 0; padding: 3px 6px; text-align: left; } tr { break-inside: avoid; }")
    return letter.notice("guanyinqiao-2019", write, None, tasks, "PDF without lines, cells in the middle of their rows, merged numbers, categories and tasks")


def luyang():
    names = unit_names("区", "绿杨区", 税务="区税务局", 教育="区教体局")
    composer = Composer(25, 2023, names, [["各镇街"], ["区直各部门", "各镇街"]], styles=("led",), due_rate=0.3)
    tasks = tasks_of(composer, [
        ("一、聚焦经济运行", ["plan", "soe", "consume"]), ("二、聚焦民生实事", ["preschool", "youth", "women", "veteran", "emergency"]),
        ("三、聚焦能力提升", ["gazette", "standard", "privacy"])], split=("soe", "youth", "standard"))
    letter = Letter("绿杨区", "人民政府办公室", "绿政办发", 12, "2023-05-16", "各镇人民政府，各街道办事处，区政府各部门：", ("6月10日", "06-10"))
    grid = Grid([("numbered_title", "工作任务"), ("requirement", "具体要求"), ("lead", "牵头单位"), ("support", "配合单位")], tasks, True)

    def write(notice, path):
        pdf = print_table_pdf(path, letter, grid, [18, 46, 16, 20], ONE_FONT + " tr { break-inside: avoid; }")
        text = pdf_to_text(pdf, "-raw")
        pdf.unlink()
        return write_text(path, text.splitlines())
    return letter.notice("luyang-2023", write, "L1", tasks, "pdftotext -raw of a table with two columns of units: cells whole, one after the other")


def shilin():
    names = unit_names("县", "石林口县", 供电="国网石林口县供电公司")
    composer = Composer(26, 2021, names, [["各乡镇"], ["县直各部门", "各乡镇"]], styles=("led",), due_rate=0.3)
    tasks = tasks_of(composer, [
        ("一、深化政务公开", ["power", "rules", "proposal"]), ("二、回应社会关切", ["debt", "safety", "response", "archive"])],
        split=("rules", "safety"), title_mark=lambda n: f"{n}、", row_mark=lambda task, n: f"{task}.{n} ")
    letter = Letter("石林口县", "人民政府办公室", "石政办", 22, "2021-05-27", "各乡镇人民政府，县直各部门：", ("6月18日", "06-18"))
    grid = Grid([("marked_title", "主要任务"), ("marked_requirement", "主要内容"), ("lead", "牵头单位"), ("support", "协办单位")], tasks, True)

    def write(notice, path):
        return write_text(path, letter.lines() + print_pipes(grid, edge=False), "gb18030")
    return letter.notice("shilinkou-2021", write, "L2", tasks, "pipes only between the cells, GBK, rows 2.1 and 2.2")


def moshan():
    names = unit_names("市", "墨山市")
    composer = Composer(27, 2018, names, [["各镇街"]], styles=("led",), due_rate=0.3)
    tasks = tasks_of(composer, [
        ("", ["budget", "land", "old_estate", "response", "website", "leader"])], split=("budget", "website"), due_cells=TERMS)
    for task in tasks:
        task.category = None
        for row in task.rows:
            row.unit_cell = f"牵头单位：{row.lead_cell}" + (f"\n配合单位：{row.support_cell}" if row.support_cell else "")
    rows = [row for task in tasks for row in task.rows]
    for number, row in enumerate(rows, 1):
        row.number = str(number)
    for task in tasks:
        task.number = None
    letter = Letter("墨山市", "人民政府办公室", "墨政办发", 40, "2018-06-11", "各镇人民政府，市直各部门：", ("7月10日", "07-10"))
    grid = Grid([("row_number", "序号"), ("title", "工作任务"), ("requirement", "工作要求"), ("units", "责任单位"), ("due", "完成时限")], tasks)

    def write(notice, path):
        return write_docx(path, docx_cover(letter.as_cover()) + docx_paragraph("附件") + docx_paragraph(letter.name) + docx_table(grid))
    return letter.notice("moshan-2018", write, "L2", tasks, "DOCX with 牵头单位：… and 配合单位：… in one cell, numbers count the rows")


NOTICES = [shuanghe, nanpu, xifeng, guanyin, luyang, shilin, moshan]
