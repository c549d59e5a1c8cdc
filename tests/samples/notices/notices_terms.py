"""Sample notices that say 公开 once, in their title, with terms of many forms. All places, numbers and duties are invented."""

from grid import Grid, print_html_rows
from model import Row, Task, due_mark
from notices_columns import Letter
from writers import docx_cover, docx_paragraph, docx_table, write_docx, write_text

# What is asked, who owes it, who helps as a group, the cell of the term, what a person reads in it.
ROWS = [
    ("解读重大政策", ["司法局"], [], "每月5日、20日前各一次", ["every:month=每月5日、20日前各一次"]),
    ("回应网络舆情", ["融媒体中心"], [], "全年持续公开" , ["ongoing=全年持续公开"]),
    ("办好领导信箱", ["信访局"], ["各乡镇人民政府、街道办事处"], "随时更新", ["ongoing=随时更新"]),
    ("举办开放日活动", ["教育局", "民政局"], [], "上半年、下半年各一次", ["by:06-30=上半年", "by:12-31=下半年各"]),
    ("更新办事指南", ["行政审批服务局"], [], "3、6、9、12月底前",
     [f"by:{day}=3、6、9、12月底前" for day in ("03-31", "06-30", "09-30", "12-31")]),
    ("发布安全提示", ["应急管理局"], [], "国庆节前", ["by:09-30=国庆节前"]),
    ("公布部门预算", ["财政局"], [], "预算批复后20日内", ["within:20:day=20日内"]),
    ("编制年度重大决策事项目录", ["司法局"], [], "4月底前", ["by:04-30=4月底前"]),
    ("每季度召开一次例会，全年不少于4次", ["民政局"], [], "长期", ["every:quarter=每季度召开一次", "ongoing=长期"]),
    ("开展业务培训", ["人力资源和社会保障局"], [], "四季度", ["by:12-31=四季度"]),
]


def once(place, code, number, day):
    letter = Letter(place, "人民政府办公室", code, number, day, "各乡镇人民政府、街道办事处，县政府各部门：", ("3月31日", "03-31"))
    letter.name = f"{letter.year}年重点任务分解表"
    letter.title = f"关于印发{place}{letter.year}年政务公开工作任务分解表的通知"
    letter.paragraphs = ["现印发给你们，请结合实际认真落实。", letter.paragraphs[1]]
    tasks = []
    for n, (what, units, groups, term, marks) in enumerate(ROWS, 1):
        named = ["县" + unit for unit in units]
        cell = "、".join(named) + ("".join("，" + group for group in groups))
        row = Row(what, cell, named, groups=groups, due_cell=term, due=[due_mark(mark, letter.year) for mark in marks])
        tasks.append(Task(what, [row], number=str(n)))
    return letter, tasks


def grid_of(tasks):
    return Grid([("number", "序号"), ("title", "工作任务"), ("units", "责任单位"), ("due", "完成时限")], tasks)


def zhuxi():
    letter, tasks = once("竹溪坪县", "竹政办发", 5, "2022-02-21")

    def write(notice, path):
        path = path.with_suffix(".html")
        letters = "".join(f"<p>{line}</p>" for line in letter.lines())
        path.write_text("<!DOCTYPE html><html><head><meta charset='utf-8'><title>通知</title></head><body><div>首页 | 要闻 | 互动</div>"
                        f"{letters}<table border='1'>{print_html_rows(grid_of(tasks))}</table></body></html>", encoding="utf-8")
        return path
    return letter.notice("zhuxiping-2022", write, "L2", tasks, "HTML, only the title says 公开; terms of many forms; 各乡镇人民政府、街道办事处")


def shitan():
    letter, tasks = once("石滩县", "石政办", 12, "2023-02-10")

    def write(notice, path):
        return write_docx(path, docx_cover(letter.as_cover()) + docx_paragraph("附件") + docx_paragraph(letter.name)
                          + docx_table(grid_of(tasks)))
    return letter.notice("shitan-2023", write, "L2", tasks, "DOCX, only the title says 公开; terms of many forms")


def tuanshan():
    letter, tasks = once("团山县", "团政办发", 9, "2021-02-25")

    def write(notice, path):
        lines = [line for task in tasks for line in (f"{task.number}.{task.title}。", task.rows[0].unit_cell, task.rows[0].due_cell)]
        for task in tasks:
            task.rows[0].requirement += "。"
        return write_text(path, letter.lines() + ["工作任务", "责任单位", "完成时限", *lines])
    return letter.notice("tuanshan-2021", write, "L3", tasks, "TXT, one cell a line, only the title says 公开; terms of many forms")


NOTICES = [zhuxi, shitan, tuanshan]
