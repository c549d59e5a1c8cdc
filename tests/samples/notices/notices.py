"""The sample notices, one function each. All places, numbers and duties are invented."""

import re

from grid import Cell, Grid, flatten, print_cells, print_html_rows, print_pipes, wrap
from model import Composer, Notice, Row, Task, due_mark
from phrases import unit_names
from writers import (cover_html, docx_cover, docx_paragraph, docx_table, grid_sheet, html_site, pdf_page, pdf_to_text, print_pdf,
                     write_docx, write_text, write_xlsx)

NARROW = str.maketrans("，；：（）", ",;:()")
TERMS = [("6月底前", ["by:06-30=6月底前"]), ("年底前", ["by:12-31=年底前"]), ("持续推进", ["ongoing=持续推进"]),
         ("每季度", ["every:quarter=每季度"]), ("长期坚持", ["ongoing=长期坚持"]), ("9月底前完成", ["by:09-30=9月底前"]),
         ("12月10日前", ["by:12-10=12月10日前"]), ("每月", ["every:month=每月"])]


def narrow(tasks):
    """Half-width commas and brackets, as many PDF tools print them."""
    def thin(value):
        if isinstance(value, str):
            return value.translate(NARROW)
        return [thin(v) for v in value] if isinstance(value, list) and value and isinstance(value[0], str) else value
    for task in tasks:
        for thing in [task, *task.rows]:
            for name, value in vars(thing).items():
                if name not in ("rows", "due"):
                    setattr(thing, name, thin(value))
    return tasks


def spaced(text):
    """Spaces between Han characters and digits, as PDF tools print them."""
    return re.sub(r"(?<=[一-龥〔〕])(?=\d)|(?<=\d)(?=[一-龥〔〕])", " ", text)


def by(on, text):
    return {"kind": "by", "on": on, "text": text}


def cover(number, heading, to, paragraphs, sign):
    return {"number": number, "heading": heading, "to": to, "paragraphs": paragraphs, "sign": sign}


def letter_lines(letter):
    return [letter["number"], *letter["heading"], letter["to"], *letter["paragraphs"], *letter["sign"]]


def numbered(composer, plan, split=(), start=1, **options):
    """plan: (category, [subject, …]); tasks are numbered through."""
    tasks, number = [], start
    for category, keys in plan:
        for key in keys:
            tasks.append(composer.task(key, str(number), category, split=key in split, **options))
            number += 1
    return tasks


# ---- L1: flattened columns ----------------------------------------------------------------------------------------------

def qingshi():
    names = unit_names("县", "青石县", 府办="县政府办公室", 环境="东岭市生态环境局青石分局", 教育="县教育和体育局", 文旅="县文化和旅游局",
                       卫健="县卫生健康局", 人社="县人力资源和社会保障局", 交易="东岭市公共资源交易中心青石分中心", 振兴="县扶贫开发办")
    composer = Composer(1, 2020, names, [["各镇街"], ["各部门", "各镇街"]], styles=("plain", "open", "plain", "open", "groups"))
    tasks = narrow(numbered(composer, [
        ("围绕经济高质量发展做好公开", ["plan", "invest", "industry", "tax"]),
        ("围绕民生改善做好公开", ["job", "edu", "health", "relief", "house", "rural", "service"]),
        ("围绕风险防范做好公开", ["debt", "safety", "food", "water"]),
        ("深化解读回应", ["interpret", "response", "openday"]),
        ("健全公开平台", ["website", "media", "gazette"]),
        ("夯实工作基础", ["request", "train", "leader", "report"])], split=("rural", "health", "website")))
    letter = cover("青政办字〔2020〕21号", ["青石县人民政府办公室", "关于印发青石县2020年政务公开工作任务分解表的通知"],
                   "各镇人民政府,街道办事处,县政府各部门:", [
        "为做好今年全县政务公开工作,根据《国务院办公厅关于印发2020年政务公开工作要点的通知》(国办发〔2020〕17号)和东岭省人民政府"
        "办公厅《2020年政务公开工作实施方案》(东政办发〔2020〕26号)要求,制定了《青石县2020年政务公开工作任务分解表》,经县政府同意,"
        "现印发给你们,请认真落实。",
        "各镇街、各部门要对照任务分解表列出清单,明确到人,并于6月20日前在县政府门户网站公开本单位实施方案。县政府办公室每季度通报一次进展,"
        "对进展迟缓的予以提醒。",
        "附件:青石县2020年政务公开工作任务分解表"], ["青石县人民政府办公室", "2020年5月18日"])
    grid = Grid([("category", "工作任务"), ("numbered_title", None), ("requirement", "具体要求"), ("units", "责任单位")], tasks)

    def write(notice, path):
        pages = flatten(grid, [8, 9, 34, 17], torn_header=(2,))
        furniture = "青政办字〔2020〕21号:关于印发青石县2020年政务公开工作任务分解表的通知.pdf"
        lines = ["文档驿站 - 海量资料免费看", "", furniture, "", "上传者:某用户 11 页 188.20 KB", furniture * 4, "下载后阅读全文", ""]
        body = [line for l in letter_lines(letter) for line in wrap(l, 28)] + ["附件", "青石县2020年政务公开工作任务分解表"]
        body += [line for page in pages for line in page] + ["抄送:县委各部门,县人大常委会办公室,县政协办公室,县法院,县检察院。",
                                                             "青石县人民政府办公室 2020年5月18日印发"]
        return write_text(path, [*lines, spaced(" ".join(body)), "", "相关文章"])
    return Notice("qingshi-2020", write, layout="L1", title="关于印发青石县2020年政务公开工作任务分解表的通知",
                  number="青政办字〔2020〕21号", issuer="青石县人民政府办公室", signed_on="2020-05-18",
                  parents=["国办发〔2020〕17号", "东政办发〔2020〕26号"], tasks=tasks,
                  cover_duties=[{"who": "各镇街、各部门", "due": [by("2020-06-20", "6月20日前")]},
                                {"who": "县政府办公室", "due": [due_mark("every:quarter=每季度", 2020)]}],
                  about="flattened columns in one stream, spaces in numbers, torn header, download-site furniture")


def ruled_pdf(path, letter, annex, grid, widths, style=""):
    columns = "".join(f'<col style="width:{w}%">' for w in widths)
    body = (cover_html(letter) + f'<div class="annex"><p class="flush">附件</p><h1>{annex}</h1><table><colgroup>{columns}</colgroup>'
            + print_html_rows(grid) + "</table></div>")
    return print_pdf(path, pdf_page(body, style))


WIDE_FONT = 'body { font-family: "Noto Sans CJK SC"; }'      # one font for Han and ASCII: pdftotext keeps commas in their lines


def yunxi():
    names = unit_names("市", "云溪市", 府办="市政府办公室", 发改="市发展改革委", 财政="市财政局", 卫健="市卫生健康委", 人社="市人力资源社会保障局",
                       住建="市住房城乡建设局", 自然="市自然资源和规划局", 工信="市工业和信息化局", 经开="云溪经开区管委会")
    composer = Composer(2, 2021, names, [["各县（市、区）政府"], ["市直各部门", "各县（市、区）政府"]],
                        styles=("plain", "open", "led", "groups"), due_rate=0.4)
    tasks = narrow(numbered(composer, [
        ("紧扣开局起步", ["plan", "tax", "market", "park"]),
        ("紧扣民生关切", ["job", "preschool", "medins", "old", "air"]),
        ("紧扣制度执行", ["rules", "power", "enforce", "decision"]),
        ("紧扣平台管理", ["platform", "media", "hotline", "standard"])], split=("air", "park")))
    letter = cover("云政办发〔2021〕14号", ["云溪市人民政府办公室", "关于印发2021年云溪市政务公开重点工作任务分工的通知"],
                   "各县(市、区)人民政府,市政府各部门、各直属机构:", [
        "《2021年云溪市政务公开重点工作任务分工》已经市政府领导同意,现印发给你们,请结合实际抓好落实。",
        "市直各部门要在7月10日前将贯彻落实措施报送市政府办公室。", "附件:2021年云溪市政务公开重点工作任务分工"],
        ["云溪市人民政府办公室", "2021年6月3日"])
    grid = Grid([("category", "工作任务"), ("numbered_title", None), ("requirement", "工作要求"), ("units", "责任单位")], tasks)

    def write(notice, path):
        pdf = ruled_pdf(path, letter, "2021年云溪市政务公开重点工作任务分工", grid, [13, 17, 45, 25], WIDE_FONT)
        text = pdf_to_text(pdf)
        pdf.unlink()
        return write_text(path, text.splitlines(), "utf-8-sig")
    return Notice("yunxi-2021", write, layout="L1", title="关于印发2021年云溪市政务公开重点工作任务分工的通知",
                  number="云政办发〔2021〕14号", issuer="云溪市人民政府办公室", signed_on="2021-06-03", parents=[], tasks=tasks,
                  cover_duties=[{"who": "市直各部门", "due": [by("2021-07-10", "7月10日前")]}],
                  about="text of a ruled PDF as pdftotext gives it, with byte order mark")


def fengling():
    names = unit_names("县", "枫岭县", 府办="县府办", 发改="县发改科技局", 科技="县发改科技局", 教育="县教科体局", 水利="县水务局",
                       供电="国网枫岭县供电公司", 交易="县公共资源交易管理服务中心")
    composer = Composer(3, 2019, names, [["各乡镇（街道）"], ["县直各单位", "各乡镇（街道）"]], styles=("plain", "open", "by_duty", "groups"))
    tasks = narrow(numbered(composer, [
        ("推进决策公开", ["decision", "meeting", "proposal"]), ("推进管理和服务公开", ["permit", "credit", "utility", "transport"]),
        ("加强组织保障", ["privacy", "assess", "train"])], split=("transport",)))
    late = tasks[8].rows[0]
    late.requirement += "情况报告1130日前报送。"
    late.due = late.due + [by("2019-11-30", "1130日前")]
    letter = cover("枫府办〔2019〕9号", ["枫岭县人民政府办公室关于印发", "《枫岭县2019年政务公开工作任务分解表》的通知"],
                   "各乡(镇)人民政府,县直各单位:", [
        "现将《枫岭县2019年政务公开工作任务分解表》印发给你们,请遵照执行。各责任单位须于11月25日前向县府办报送落实情况。"],
        ["枫岭县人民政府办公室", "2019年4月29日"])
    grid = Grid([("category", "类别"), ("numbered_title", "工作任务"), ("requirement", "具体要求"), ("units", "责任单位")], tasks)

    def write(notice, path):
        pdf = ruled_pdf(path, letter, "枫岭县2019年政务公开工作任务分解表", grid, [12, 18, 44, 26], WIDE_FONT)
        text = pdf_to_text(pdf, "-raw")
        pdf.unlink()
        return write_text(path, text.splitlines())
    return Notice("fengling-2019", write, layout="L1", title="关于印发《枫岭县2019年政务公开工作任务分解表》的通知",
                  number="枫府办〔2019〕9号", issuer="枫岭县人民政府办公室", signed_on="2019-04-29", parents=[], tasks=tasks,
                  cover_duties=[{"who": "各责任单位", "due": [by("2019-11-25", "11月25日前")]}],
                  about="text of a ruled PDF in the order of its drawing (pdftotext -raw), heading on two lines, date sign lost")


# ---- L2: pipes ------------------------------------------------------------------------------------------------------------

def bailu():
    names = unit_names("区", "白鹭区", 府办="区政府办", 环境="市生态环境局白鹭分局", 自然="市自然资源局白鹭分局", 公安="市公安局白鹭分局",
                       教育="区教体局", 经开="白鹭高新区管委会")
    composer = Composer(4, 2022, names, [["各镇街"], ["区直各部门", "各镇街"]], styles=("led",), due_rate=0.3)
    tasks = numbered(composer, [
        ("一、加强涉及市场主体的信息公开", ["tax", "finance", "credit", "enforce"]),
        ("二、加强民生领域的信息公开", ["job", "youth", "medins", "veteran", "service"]),
        ("三、提升平台建设水平", ["website", "archive", "hotline"])])
    for task in tasks:
        for row in task.rows:
            row.unit_cell = row.support_cell
            if not row.lead:                                     # a subject of one unit has no second column
                row.lead_cell, row.unit_cell, row.lead = "、".join(row.units), "、".join(row.groups), list(row.units)
            row.support, row.unsure = [], ("support",)           # 责任单位 beside 牵头单位 is not quite 配合单位
    letter = cover("白政办字〔2022〕15号", ["白鹭区人民政府办公室", "关于印发白鹭区2022年政务公开工作任务清单的通知"],
                   "各镇人民政府、各街道办事处，区直各部门：", [
        "根据国务院办公厅、省政府办公厅和《江州市人民政府办公室关于印发2022年全市政务公开工作要点的通知》（江政办发〔202213号）精神，"
        "现将《白鹭区2022年政务公开工作任务清单》印发给你们，请认真组织实施。",
        "各单位要确定一名联络员，名单于5月20日前报区政府办。"], ["白鹭区人民政府办公室", "2022年5月9日"])
    grid = Grid([("numbered_title", "工作任务"), ("requirement", "工作要求"), ("lead", "牵头单位"), ("units", "责任单位")], tasks, True)

    def write(notice, path):
        return write_text(path, letter_lines(letter) + ["附件", "白鹭区2022年政务公开工作任务清单"] + print_pipes(grid), "gb18030")
    return Notice("bailu-2022", write, layout="L2", title="关于印发白鹭区2022年政务公开工作任务清单的通知", number="白政办字〔2022〕15号",
                  issuer="白鹭区人民政府办公室", signed_on="2022-05-09", parents=["江政办发〔2022〕13号"], tasks=tasks,
                  cover_duties=[{"who": "各单位", "due": [by("2022-05-20", "5月20日前")]}],
                  about="pipes in GBK, heading rows, lead column beside 责任单位, closing bracket of a year lost")


# ---- L3: one cell a line ----------------------------------------------------------------------------------------------------

def wangjiang():
    names = unit_names("", "望江市", 府办="办公室", 司法="法规科", 自然="规划科", 大数据="信息中心", 宣传="机关党委", 网信="信息中心", 人社="人事科",
                       公安="执法监察支队", 保密="办公室", 财政="财务科", 环境="生态修复科", 住建="用途管制科", 编办="人事科")
    composer = Composer(5, 2018, names, [["各科室"], ["各科室", "局属各单位"]], styles=("plain", "plain", "groups"), due_rate=0.15)
    tasks = []
    for key in ["land", "interpret", "response", "website", "request", "privacy", "train", "leader"]:
        tasks.append(composer.task(key, split=True, due_cells=TERMS))
    for number, row in enumerate([row for task in tasks for row in task.rows], 1):
        row.number = str(number)
    letter = cover("望自然资办〔2018〕27号", ["望江市自然资源局办公室", "关于印发2018年政务公开工作任务分解的通知"], "局机关各科室，局属各单位：", [
        "现将《2018年政务公开工作任务分解》印发给你们。请各科室于每季度最后一个月25日前报送进展。"],
        ["望江市自然资源局办公室", "2018 年 5 月 7 日"])
    grid = Grid([("title", "工作任务"), ("numbered_requirement", "具体要求"), ("units", "责任科室"), ("due", "时限要求")], tasks)

    def write(notice, path):
        return write_text(path, letter_lines(letter) + print_cells(grid))
    return Notice("wangjiang-bureau-2018", write, layout="L3", title="关于印发2018年政务公开工作任务分解的通知", number="望自然资办〔2018〕27号",
                  issuer="望江市自然资源局办公室", signed_on="2018-05-07", parents=[], tasks=tasks,
                  about="one cell a line, requirement numbers run over the tasks, units are sections of a bureau")


# ---- L4: prose ----------------------------------------------------------------------------------------------------------------

def hexi():
    names = unit_names("省", "河汐省", 府办="省政府办公厅", 宣传="省委宣传部", 发改="省发展改革委", 教育="省教育厅", 财政="省财政厅", 司法="省司法厅",
                       民政="省民政厅", 人社="省人力资源社会保障厅", 农业="省农业厅", 交通="省交通运输厅", 住建="省住房城乡建设厅", 卫健="省卫生计生委",
                       环境="省环境保护厅", 市监="省工商局", 编办="省编办", 审批="省政务服务中心", 税务="省税务局", 国资="省国资委", 水利="省水利厅",
                       气象="省气象局", 公安="省公安厅", 应急="省安监局", 统计="省统计局", 审计="省审计厅", 金融="省金融办", 振兴="省扶贫办",
                       医保="省人力资源社会保障厅", 工信="省工业和信息化厅", 大数据="省政府政务服务管理办公室", 人行="人行江州中心支行")
    composer = Composer(6, 2017, names, [["各市、县（区）政府"], ["各市、县（区）政府", "省直各部门"]], styles=("led", "led", "responsible", "by_duty", "groups"))
    plan = [("一、以公开稳定预期", ["plan", "tax", "debt", "soe"]), ("二、以公开推动民生改善", ["relief", "edu", "health", "air", "rural"]),
            ("三、以公开促进规范运行", ["power", "permit", "enforce", "safety"]), ("四、增强公开实效", ["interpret", "response", "website"])]
    tasks, lines = [], []
    for category, keys in plan:
        lines.append(category)
        for mark, key in zip("一二三四五", keys):
            task = composer.task(key, mark, category)
            task.unsure, task.rows[0].unsure = ("number",), ("number",)
            row = task.rows[0]
            if row.groups and not row.units:
                row.unit_cell += "分别负责"
            elif key == "soe":
                row.unit_cell, row.units, row.groups = "省国资委会同省财政厅、省审计厅负责", ["省国资委", "省财政厅", "省审计厅"], []
                row.unsure = ("number", "lead", "support")
            lines.append(f"（{mark}）{task.title}。{row.requirement}（{row.unit_cell}）")
            tasks.append(task)
    letter = cover("河政办发[2017]41号", ["河汐省人民政府办公厅关于印发河汐省2017年政务公开工作要点分工方案的通知"], "各市、县（区）人民政府，省政府各厅局、各直属单位：", [
        "《河汐省2017年政务公开工作要点分工方案》已经省政府同意，现印发给你们，请认真贯彻执行。"],
        ["河汐省人民政府办公厅", "2017年4月26日"])
    tail = ["各地区、各部门要制定具体落实方案，并于6月10日前在本地区、本部门门户网站公开；省政府办公厅要会同有关部门加强督查，年底前组织开展第三方评估。"]

    def write(notice, path):
        return write_text(path, letter_lines(letter) + ["河汐省2017年政务公开工作要点分工方案"] + lines + tail)
    return Notice("hexi-2017", write, layout="L4", title="关于印发河汐省2017年政务公开工作要点分工方案的通知", number="河政办发〔2017〕41号",
                  issuer="河汐省人民政府办公厅", signed_on="2017-04-26", parents=[], tasks=tasks,
                  cover_duties=[{"who": "各地区、各部门", "due": [by("2017-06-10", "6月10日前")]},
                                {"who": "省政府办公厅", "due": [by("2017-12-31", "年底前")]}],
                  about="prose with units in the last parenthesis, square brackets in the number, duties after the last task")


# ---- true grids: DOCX, XLSX, HTML, PDF --------------------------------------------------------------------------------------

def danfeng():
    names = unit_names("县", "丹枫县", 府办="县政府办", 编办="县委编办", 教育="县教育体育局", 审批="县行政审批局", 医保="县医疗保障局",
                       供电="国网丹枫县供电公司", 人行="人行丹枫县支行", 气象="县气象局")
    composer = Composer(7, 2021, names, [["各乡镇"], ["县直有关单位", "各乡镇"]], styles=("plain", "open", "led", "groups"), due_rate=0.3)
    tasks = numbered(composer, [
        ("做好规划和财政信息公开", ["plan", "budget", "debt"]), ("做好民生信息公开", ["preschool", "medins", "village", "youth", "old_estate", "weather"]),
        ("做好政策发布解读", ["rules", "interpret", "gazette"]), ("强化基础工作", ["standard", "request", "assess"])],
        split=("budget", "weather", "gazette", "standard"))
    letter = cover("丹政办函〔2021〕33号", ["丹枫县人民政府办公室", "关于印发丹枫县2021年政务公开任务分解表的函"], "各乡镇人民政府，县政府有关部门：", [
        "现将《丹枫县2021年政务公开任务分解表》印发给你们，请结合职责抓好落实。执行中的问题请径向县政府办反映。"],
        ["丹枫县人民政府办公室", "2021年6月18日"])
    grid = Grid([("category", "类别"), ("title", "工作任务"), ("requirement", "具体要求"), ("units", "责任单位")], tasks)

    def write(notice, path):
        body = (docx_cover(letter, split=True) + docx_paragraph("附件") + docx_paragraph("丹枫县2021年政务公开任务分解表")
                + docx_table(grid, "title", (1, 0), split=True))
        return write_docx(path, body, [(1, [("%1.", "decimal")])])
    return Notice("danfeng-2021", write, layout="L2", title="关于印发丹枫县2021年政务公开任务分解表的函", number="丹政办函〔2021〕33号",
                  issuer="丹枫县人民政府办公室", signed_on="2021-06-18", parents=[], tasks=tasks, cover_duties=[],
                  about="DOCX with merged cells, tasks numbered by Word itself, text cut into runs")


def songhu():
    names = unit_names("市", "松湖市", 府办="市政府办公室", 发改="市发展和改革局", 经开="松湖经济开发区管委会", 自然="市自然资源和规划局", 融媒="市融媒体中心")
    composer = Composer(8, 2023, names, [["各镇（街道）"]], styles=("led",), due_rate=0.2)
    tasks = numbered(composer, [
        ("优化营商环境信息公开", ["industry", "market", "trade", "park"]), ("公共服务信息公开", ["social", "culture", "water", "consume"]),
        ("解读回应", ["response", "hotline"]), ("监督保障", ["privacy", "report"])], due_cells=TERMS)
    for task in tasks:
        row = task.rows[0]
        if not row.lead and row.units:
            row.lead, row.lead_cell, row.support_cell = list(row.units), "、".join(row.units), "、".join(row.groups)
        elif not row.lead:
            row.lead_cell, row.unsure = row.unit_cell, ("lead",)
    for task, note, marks in [(tasks[1], "每半年报送一次抽查情况", ["every:half_year=每半年"]), (tasks[5], "开放服务名录8月底前更新", ["by:08-31=8月底前"])]:
        task.rows[0].note = note
        task.rows[0].due = task.rows[0].due + [due_mark(mark, 2023) for mark in marks]
    grid = Grid([("number", "序号"), ("category", "重点领域"), ("title", "工作任务"), ("requirement", "具体措施"), ("lead", "牵头单位"),
                 ("support", "配合单位"), ("due", "完成时限"), ("note", "备注")], tasks)

    def write(notice, path):
        above = ["松湖市人民政府办公室关于印发2023年松湖市政务公开任务台账的通知", "松政办字〔2023〕8号", "2023年5月22日"]
        rows, merges = grid_sheet(grid, above)
        return write_xlsx(path, [("任务台账", [[int(v) if v and v.isdigit() else v for v in row] for row in rows], merges)])
    return Notice("songhu-2023", write, layout="L2", title="关于印发2023年松湖市政务公开任务台账的通知", number="松政办字〔2023〕8号",
                  issuer="松湖市人民政府办公室", signed_on="2023-05-22", parents=[], tasks=tasks, cover_duties=[],
                  about="XLSX with merged cells, lead and support columns, due column, times in 备注")


def luming():
    names = unit_names("区", "鹿鸣区", 府办="区政府办公室", 环境="区生态环境分局", 自然="自然资源鹿鸣分局", 公安="公安鹿鸣分局", 税务="区税务局", 教育="区教育局")
    composer = Composer(9, 2022, names, [["各街道办事处"], ["区政府各部门", "各街道办事处"]], styles=("plain", "open", "responsible", "groups"), due_rate=0.5)
    tasks = numbered(composer, [
        ("一、服务市场主体", ["permit", "tax", "finance", "consume"]), ("二、保障改善民生", ["edu", "job", "house", "old", "food", "emergency"]),
        ("三、强化政策落实", ["rules", "interpret", "decision", "openday"]), ("四、夯实工作基础", ["platform", "media", "request", "train"])])
    grid = Grid([("number", "序号"), ("title", "主要任务"), ("requirement", "主要内容"), ("units", "责任部门")], tasks, True)
    title = "关于印发鹿鸣区2022年政务公开工作任务分解表的通知"
    meta = ('<table class="meta"><tr><td>索引号：</td><td>LM0001/2022-00418</td><td>发布机构：</td><td>鹿鸣区人民政府办公室</td></tr>'
            '<tr><td>文号：</td><td>鹿政办发〔2022〕19号</td><td>成文日期：</td><td>2022-05-26</td></tr><tr><td>发布日期：</td><td>2022-05-30</td>'
            '<td>有效性：</td><td>0</td></tr></table>')
    body = (f"<h1>鹿鸣区人民政府办公室<br>{title}</h1>{meta}{meta}<p>鹿政办发〔2022〕19号</p><p>各街道办事处，区政府各部门：</p>"
            "<p>根据《澜江市人民政府办公室关于做好2022年政务公开工作的通知》（澜政办【2022】22号）要求，现将《鹿鸣区2022年政务公开工作任务分解表》"
            "印发给你们。区政府各部门、各街道办事处要于12月15日前将落实情况书面报送区政府办公室。</p>"
            '<p style="text-align:right">鹿鸣区人民政府办公室</p><p style="text-align:right">2022年5月26日</p><p>附件</p>'
            f"<p>鹿鸣区2022年政务公开工作任务分解表</p><table>{print_html_rows(grid)}</table>")

    def write(notice, path):
        path = path.with_suffix(".html")
        path.write_text(html_site("鹿鸣区人民政府", "鹿鸣区人民政府办公室" + title, body, [("鹿鸣区召开政务公开培训会", "2022-06-08"),
                        ("一图读懂：鹿鸣区2022年政务公开工作要点", "2022-06-01"), ("关于做好6月底前信息公开自查的提示", "2022-05-31")]))
        return path
    return Notice("luming-2022", write, layout="L2", title=title, number="鹿政办发〔2022〕19号", issuer="鹿鸣区人民政府办公室",
                  signed_on="2022-05-26", parents=["澜政办〔2022〕22号"], tasks=tasks,
                  cover_duties=[{"who": "区政府各部门、各街道办事处", "due": [by("2022-12-15", "12月15日前")]}],
                  about="HTML page of a site, metadata twice, coded validity, heading rows, related articles that speak of days")


def jinquan():
    names = unit_names("县", "金泉县", 府办="县政府办公室", 卫健="县卫生和计划生育局", 农业="县农牧局", 市监="县食品药品和市场监管局", 应急="县安监局",
                       环境="县环保局", 自然="县国土资源局", 文旅="县文化旅游局", 交易="县公共资源交易中心", 振兴="县扶贫办", 供电="国网金泉县供电公司")
    composer = Composer(10, 2018, names, [["各乡镇"], ["县直各部门", "各乡镇"]], styles=("plain", "open", "led", "by_duty", "groups"))
    tasks = numbered(composer, [
        ("着力加强公开解读回应", ["interpret", "response", "budget", "invest", "soe", "proposal"]),
        ("着力提升政务服务", ["permit", "power", "service", "hotline", "platform"]),
        ("着力推进民生领域公开", ["relief", "social", "edu", "health", "culture", "water", "air", "rural", "village", "food"]),
        ("着力推进平台建设", ["website", "media", "gazette", "archive", "openday"]),
        ("着力推进制度建设", ["standard", "privacy", "request", "decision", "meeting", "rules"]),
        ("着力强化保障", ["leader", "train", "assess"])], split=("budget", "air", "rural", "food", "utility", "request"))
    letter = cover("金政办发（2018）36号", ["金泉县人民政府办公室", "关于印发金泉县2018年政务公开工作要点任务分解表的通知"], "各乡镇人民政府，县政府各部门：", [
        "为贯彻落实《国务院办公厅关于印发2018年政务公开工作要点的通知》（国办发〔2018〕23号），结合我县实际，制定本任务分解表，请遵照执行。",
        "县直各部门、各乡镇要在5月31日前制定实施方案并向社会公开。", "附件：金泉县2018年政务公开工作要点任务分解表"],
        ["金泉县人民政府办公室", "2018年5月16日"])
    grid = Grid([("category", "工作任务"), ("numbered_title", None), ("requirement", "具体要求"), ("units", "责任单位")], tasks)

    def write(notice, path):
        return ruled_pdf(path, letter, "金泉县2018年政务公开工作要点任务分解表", grid, [13, 18, 44, 25], "tr { break-inside: avoid; }")
    return Notice("jinquan-2018", write, title="关于印发金泉县2018年政务公开工作要点任务分解表的通知", number="金政办发〔2018〕36号",
                  issuer="金泉县人民政府办公室", signed_on="2018-05-16", parents=["国办发〔2018〕23号"], tasks=tasks,
                  cover_duties=[{"who": "县直各部门、各乡镇", "due": [by("2018-05-31", "5月31日前")]}],
                  about="ruled PDF, merged cells over pages, header repeated, round brackets in the number")


def lanting():
    names = unit_names("县", "兰溟县", 府办="县府办", 发改="县发改局", 教育="县教体局", 供电="国网兰溟县供电公司")
    composer = Composer(11, 2020, names, [["各镇街"], ["各单位", "各镇街"]], styles=("plain", "open", "groups"), due_rate=0.2)
    tasks = numbered(composer, [
        ("一、优化营商环境公开", ["tax", "credit", "market"]), ("二、推进民生领域公开", ["job", "preschool", "relief", "old_estate"]),
        ("三、提升公开质量", ["interpret", "proposal", "website", "request"])], due_cells=TERMS)
    letter = cover("兰府办〔2020〕12号", ["兰溟县人民政府办公室", "关于印发兰溟县202020年政务公开重点任务分工的通知"], "各镇街，县直各单位：", [
        "现将《兰溟县2020年政务公开重点任务分工》印发给你们，请认真贯彻落实。"], ["兰溟县人民政府办公室", "2020年7月3日"])
    grid = Grid([("numbered_title", "工作任务"), ("requirement", "工作要求"), ("units", "责任部门"), ("due", "时限要求")], tasks, True)

    def write(notice, path):
        return ruled_pdf(path, letter, "兰溟县2020年政务公开重点任务分工", grid, [20, 42, 22, 16],
                         "th, td { border: 0; vertical-align: top; padding: 5px 9px; text-align: left; } tr { break-inside: avoid; }")
    return Notice("lanming-2020", write, number="兰府办〔2020〕12号",
                  issuer="兰溟县人民政府办公室", signed_on="2020-07-03", parents=[], tasks=tasks, cover_duties=[],
                  about="PDF table without lines, due column, year doubled in the title")


def bilan():
    names = unit_names("区", "碧岚区", 府办="区政府办", 编办="区委编办", 环境="市生态环境局碧岚分局")
    composer = Composer(12, 2023, names, [["各街道"], ["区直各部门", "各街道"]], styles=("plain", "led", "groups"), due_rate=0)
    tasks = numbered(composer, [
        ("主动公开 / 决策公开", ["decision", "meeting"]), ("主动公开 / 执行公开", ["plan", "budget", "enforce"]),
        ("主动公开 / 管理服务公开", ["permit", "power", "utility"]), ("解读回应 / 政策解读", ["interpret"]), ("解读回应 / 回应关切", ["response", "hotline"]),
        ("平台建设 / 网站建设", ["website", "platform"]), ("平台建设 / 新媒体", ["media"]), ("组织保障 / 制度机制", ["train", "leader"])],
        due_cells=TERMS)
    letter = cover("碧政办〔2023〕11号", ["碧岚区人民政府办公室", "关于印发2023年全区政务公开工作任务及评估指标的通知"], "各街道办事处，区直各部门：", [
        "现将《2023年全区政务公开工作任务及评估指标》印发给你们，评估结果纳入年度综合考核。"], ["碧岚区人民政府办公室", "2023年6月12日"])
    grid = Grid([("number", "序号"), ("path0", "一级指标"), ("path1", "二级指标"), ("title", "三级指标"), ("requirement", "工作要求"),
                 ("units", "责任单位"), ("due", "完成时间")], tasks)

    def write(notice, path):
        return write_docx(path, docx_cover(letter) + docx_paragraph("附件：2023年全区政务公开工作任务及评估指标") + docx_table(grid))
    return Notice("bilan-2023", write, layout="L6", title="关于印发2023年全区政务公开工作任务及评估指标的通知", number="碧政办〔2023〕11号",
                  issuer="碧岚区人民政府办公室", signed_on="2023-06-12", parents=[], tasks=tasks, cover_duties=[],
                  about="DOCX indicator tree, the path is the category")


# ---- no table to read -------------------------------------------------------------------------------------------------------

def chaoyun():
    letter = cover("潮政办发〔2019〕25号", ["潮云市人民政府办公室", "关于印发潮云市2019年政务公开工作方案的通知"], "各县（市、区）人民政府，市政府各部门：", [
        "为推动今年全市政务公开工作落地见效，市政府办公室制定了《潮云市2019年政务公开工作方案》，已经市政府同意，现印发给你们，并就有关事项通知如下。",
        "一、细化分工。各县（市、区）政府、市政府各部门要结合实际制定配套措施，于5月31日前在门户网站公开。",
        "二、加强调度。市政府办公室每季度调度一次工作进展，并适时通报。",
        "三、及时总结。各县（市、区）政府、市政府各部门要于12月20日前向市政府办公室报送全年工作总结。",
        "附件：潮云市2019年政务公开工作方案"], ["潮云市人民政府办公室", "2019年5月8日", "（此件公开发布）"])

    def write(notice, path):
        return write_text(path, letter_lines(letter))
    both = "各县（市、区）政府、市政府各部门"
    return Notice("chaoyun-2019", write, "cover_only", "L5", "关于印发潮云市2019年政务公开工作方案的通知", "潮政办发〔2019〕25号", "潮云市人民政府办公室",
                  "2019-05-08", [], cover_duties=[
                      {"who": both, "due": [by("2019-05-31", "5月31日前")]},
                      {"who": "市政府办公室", "due": [due_mark("every:quarter=每季度", 2019)]},
                      {"who": both, "due": [by("2019-12-20", "12月20日前")]}], about="cover letter whose attachment is missing")


def shiqiao():
    grid = Grid([("title", "工作任务"), ("requirement", "具体要求"), ("units", "责任单位"), ("due", "完成时限")], [])
    grid.body = [[Cell("") for _ in range(4)] for _ in range(14)]
    body = ("<h1>石桥县人民政府办公室关于印发石桥县2020年政务公开工作任务分解表的通知</h1><p>石政办发〔2020〕18号</p><p>各乡镇人民政府，县直各部门：</p>"
            "<p>现将《石桥县2020年政务公开工作任务分解表》印发给你们，请认真落实。</p><p>石桥县人民政府办公室</p><p>2020年6月1日</p>"
            f"<p>石桥县2020年政务公开工作任务分解表</p><table>{print_html_rows(grid)}</table>")

    def write(notice, path):
        path = path.with_suffix(".html")
        path.write_text(html_site("石桥县人民政府", "关于印发石桥县2020年政务公开工作任务分解表的通知", body, [("石桥县召开防汛工作会议", "2020-06-02")]))
        return path
    return Notice("shiqiao-2020", write, "refuse", "L7", about="the table has a header and no text")


def news():
    body = ("<h1>云溪市举办第三届湿地观鸟节</h1><p>来源：云溪日报　发布时间：2021-11-06</p><p>本报讯 11月5日上午，第三届湿地观鸟节在云溪湖国家湿地公园开幕，"
            "来自各地的三百余名摄影爱好者参加活动。市文化和旅游局、市自然资源和规划局负责人出席。</p><p>据介绍，今年到湿地越冬的候鸟数量比去年同期明显增加，"
            "预计12月底前达到高峰。市林业保护中心工作人员提醒，观鸟时请保持安静，不要投喂。</p><p>活动现场还公布了年度摄影作品征集结果，共评出优秀作品四十件。</p>")

    def write(notice, path):
        path = path.with_suffix(".html")
        path.write_text(html_site("云溪市人民政府", "云溪市举办第三届湿地观鸟节", body, [("云溪湖水质稳定达标", "2021-11-01")]))
        return path
    return Notice("not-a-notice-news", write, "refuse", about="an ordinary news article that names units and days")


def procurement():
    lines = ["枫岭县第二小学运动场改造项目竞争性磋商公告", "项目概况", "枫岭县第二小学运动场改造项目的潜在供应商应在枫岭县公共资源交易网获取采购文件，并于2019年8月20日9时30分前提交响应文件。",
             "一、项目基本情况", "1.项目编号：FL-CS-2019-0077", "2.采购方式：竞争性磋商", "3.预算金额：126.5万元", "4.采购需求：塑胶跑道铺设、人工草坪更换、排水沟修缮。",
             "5.合同履行期限：合同签订后45日内完工。", "二、申请人的资格要求", "1.满足《中华人民共和国政府采购法》第二十二条规定。", "2.具有市政公用工程施工总承包三级及以上资质。",
             "三、获取采购文件", "时间：2019年8月6日至2019年8月12日，每日上午8时30分至12时。", "四、公告期限", "自本公告发布之日起3个工作日。", "五、联系方式",
             "采购人：枫岭县教科体局", "监督单位：枫岭县财政局", "采购代理机构：枫岭县诚业招标代理有限公司", "2019年8月5日"]

    def write(notice, path):
        return write_text(path, lines)
    return Notice("not-a-notice-procurement", write, "refuse", about="a procurement announcement with numbered paragraphs and days")


def unit_list():
    names = [name for name in unit_names("县", "丹枫县").values()]
    lines = ["丹枫县2021年政府信息公开责任单位名单", "", *[f"{i}.{name}" for i, name in enumerate(names, 1)], "", "丹枫县人民政府办公室整理"]

    def write(notice, path):
        return write_text(path, lines, "gb18030")
    return Notice("not-a-notice-units", write, "refuse", about="a bare list of units")


NOTICES = [qingshi, yunxi, fengling, bailu, wangjiang, hexi, danfeng, songhu, luming, jinquan, lanting, bilan, chaoyun, shiqiao, news,
           procurement, unit_list]
