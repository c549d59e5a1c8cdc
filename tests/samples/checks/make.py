"""Writes the generated cases of the checks:  make.py numbers > domain/intake/cases/numbers.csv;  make.py innocent > domain/intake/cases/innocent.csv

Nobody here exists: names, numbers and addresses come from a seeded generator. ⏎ stands for a line end, ⇥ for a tab.
"""
import csv, random, sys

rng = random.Random(20261127)
surnames = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
given = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂英玉兰建国志华春梅晓东"
areas = ["370883", "370802", "370811", "110105", "440106", "510104", "320102", "330106", "420106", "610103", "150102", "650102", "460105", "530102", "441900"]


def name():
    return rng.choice(surnames) + "".join(rng.choice(given) for _ in range(rng.choice([1, 2, 2])))


def check(body):
    weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    return "10X98765432"[sum(int(c) * w for c, w in zip(body, weights)) % 11]


def identity(first=1935, last=2005):
    body = rng.choice(areas) + f"{rng.randint(first, last)}{rng.randint(1, 12):02}{rng.randint(1, 28):02}{rng.randint(1, 999):03}"
    return body + check(body)


def identity_with_x():
    while True:
        number = identity()
        if number.endswith("X"):
            return number


def old_identity():
    return rng.choice(areas) + f"{rng.randint(30, 79):02}{rng.randint(1, 12):02}{rng.randint(1, 28):02}{rng.randint(1, 999):03}"


def mobile():
    return "1" + rng.choice("3356788899") + "".join(rng.choice("0123456789") for _ in range(8)) + rng.choice("123456789")


def wide(text):
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)


def groups(text, form, joint):
    out, at = [], 0
    for size in form:
        out.append(text[at : at + size])
        at += size
    return joint.join(out)


def in_words(text):
    return "".join("〇一二三四五六七八九"[int(c)] for c in text)


id_forms = {
    "plain": lambda n: n,
    "in groups": lambda n: groups(n, (6, 8, 4), " "),
    "with dashes": lambda n: groups(n, (6, 8, 4), "-"),
    "in groups of four": lambda n: groups(n, (6, 4, 4, 4), " "),
    "full width": wide,
    "broken over a line": lambda n: n[:9] + "⏎" + n[9:],
    "with unseen signs": lambda n: n[:6] + "\u200b" + n[6:14] + "\u200b" + n[14:],
    "with wide blanks": lambda n: groups(n, (6, 8, 4), "\u3000"),
    "with long dashes": lambda n: groups(n, (6, 8, 4), "—"),
    "one sign a box": lambda n: " ".join(n),
    "small x": lambda n: n.lower(),
}
mobile_forms = {
    "plain": lambda n: n,
    "in groups": lambda n: groups(n, (3, 4, 4), " "),
    "with dashes": lambda n: groups(n, (3, 4, 4), "-"),
    "full width": wide,
    "with +86": lambda n: "+86" + n,
    "with +86 and blanks": lambda n: "+86 " + groups(n, (3, 4, 4), " "),
    "with 86-": lambda n: "86-" + n,
    "with 0086": lambda n: "0086" + n,
    "with a zero": lambda n: "0" + n,
    "with unseen signs": lambda n: n[:3] + "\u200b" + n[3:7] + "\u200b" + n[7:],
    "with dots": lambda n: groups(n, (3, 4, 4), "."),
    "in words": in_words,
}
id_places = [
    ("in a sentence", "经审核，{name}（身份证号：{it}）符合条件。"),
    ("without a label", "{name} {it} 同意列入"),
    ("right behind Chinese", "申请人{name}，公民身份号码{it}，现住邹城市。"),
    ("in a row", "1⇥{name}⇥{it}⇥钢山街道"),
    ("as a document of identity", "证件号码：{it}"),
    ("in a list", "{name}{it}、{other}等二人"),
    ("behind a serial number", "12 {name} {it}"),
    ("in brackets", "被处罚人{name}[{it}]"),
]
mobile_places = [
    ("in a sentence", "如有异议，请联系{name}，手机：{it}。"),
    ("behind a name", "{name} {it}"),
    ("as a telephone", "联系电话：{it}（{name}）"),
    ("in a row", "3⇥{name}⇥男⇥{it}⇥石墙镇"),
    ("at the end", "报名请拨打{it}"),
    ("beside a landline", "咨询电话：0537-5212345，{it}"),
    ("in a list", "联系人：{name}（{it}）、{other}"),
    ("as a chat name", "微信同号{it}，请备注姓名"),
]


def numbers():
    rows = []
    for form, make in id_forms.items():
        for place, text in id_places:
            number = identity_with_x() if "x" in form else identity()
            rows.append((f"identity number {form}, {place}", text.format(name=name(), other=name(), it=make(number)), "id_number"))
    for place, text in id_places:
        rows.append((f"identity number with X, {place}", text.format(name=name(), other=name(), it=identity_with_x()), "id_number"))
    for i in range(14):
        rows.append(("old identity number with its label", f"{name()}，身份证号{old_identity()}", "id_number"))
        rows.append(("old identity number in a column", f"姓名⇥身份证号⏎{name()}⇥{old_identity()}", "id_number"))
    for i in range(10):
        number = identity()
        wrong = number[:17] + rng.choice([c for c in "0123456789" if c != number[17]])
        rows.append(("identity number mistyped", f"{name()}，身份证号：{wrong}", "id_number"))
        rows.append(("identity number mistyped, without a label", f"{name()} {wrong}", "id_number"))
    for form, make in mobile_forms.items():
        for place, text in mobile_places:
            rows.append((f"mobile {form}, {place}", text.format(name=name(), other=name(), it=make(mobile())), "mobile"))
    for i in range(12):
        rows.append(("two mobiles by a slash", f"{name()}：{mobile()}/{mobile()}", "mobile mobile"))
        rows.append(("identity number and mobile", f"{name()}，{identity()}，{mobile()}", "id_number mobile"))
        rows.append(("a table", f"姓名⇥身份证号码⇥手机号码⏎{name()}⇥{identity()}⇥{mobile()}⏎{name()}⇥{identity()}⇥{mobile()}", "id_number id_number mobile mobile"))
        rows.append(("columns without a gap", f"{name()}{identity()}{mobile()}", "id_number mobile"))
        rows.append(("mobile broken over a line", "联系电话：" + groups(mobile(), (7, 4), "⏎"), "mobile"))
        rows.append(("mobile in two parts", f"{name()}，手机 " + groups(mobile(), (5, 6), " "), "mobile"))
        rows.append(("mobile in an address of mail", f"联系人{name()}，{mobile()}@163.com", "mobile"))
    return rows


def credit_code():
    alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
    body = rng.choice(["91", "92", "93", "11", "12", "13", "52", "54"]) + rng.choice(areas) + "".join(rng.choice(alphabet) for _ in range(9))
    return body + alphabet[(31 - sum(alphabet.index(c) * w for c, w in zip(body, weights)) % 31) % 31]


def digits(count):
    return "".join(rng.choice("0123456789") for _ in range(count))


def recent():
    return f"{rng.randint(2016, 2026)}{rng.randint(1, 12):02}{rng.randint(1, 28):02}"


innocents = [
    ("credit code", lambda: f"统一社会信用代码：{credit_code()}"),
    ("credit code in a sentence", lambda: f"邹城市某某建材有限公司（{credit_code()}）经营范围变更。"),
    ("document number", lambda: f"根据邹政办字〔{rng.randint(2015, 2026)}〕{rng.randint(1, 300)}号文件要求"),
    ("project code", lambda: f"项目代码：{rng.randint(2018, 2026)}-370883-{digits(2)}-{digits(2)}-{digits(6)}"),
    ("project code without dashes", lambda: f"项目编号：370883{recent()}{digits(4)}"),
    ("procurement number", lambda: f"采购项目编号SDGP370883{digits(3)}{rng.randint(2019, 2026)}{digits(8)}"),
    ("contract number", lambda: f"合同编号：ZC-{recent()}-{digits(3)}"),
    ("land parcel", lambda: f"不动产单元号：370883{digits(6)}GB{digits(5)}F{digits(8)}"),
    ("parcel by its number", lambda: f"宗地编号 370883-{digits(3)}-{digits(4)}，面积{rng.randint(1000, 99999)}平方米"),
    ("office telephone", lambda: f"咨询电话：0537-5{digits(6)}"),
    ("office telephone with a person", lambda: f"联系人：{name()}，联系电话：0537-5{digits(6)}"),
    ("supervision telephone", lambda: f"监督电话（0537）{rng.randint(2, 8)}{digits(6)}，传真：0537-5{digits(6)}"),
    ("service number", lambda: f"请拨打{rng.choice(['12345', '12315', '12388', '12333', '400-' + digits(3) + '-' + digits(4), '95598'])}热线"),
    ("amount", lambda: f"一般公共预算收入{rng.randint(13, 19)}{digits(9)}元，增长{rng.randint(1, 9)}.{digits(1)}%"),
    ("amount with cents", lambda: f"支出合计{rng.randint(13, 19)}{digits(9)}.{digits(2)}元"),
    ("amount with commas", lambda: f"资产总额{rng.randint(1, 99)},{digits(3)},{digits(3)},{digits(3)}.{digits(2)}元"),
    ("statistics in a row", lambda: f"全年 {rng.randint(130, 199)} {digits(4)} {digits(4)} {digits(3)} {digits(2)}"),
    ("statistics in a table", lambda: f"镇街⇥人口⇥户数⇥面积⏎钢山街道⇥{rng.randint(10000, 99999)}⇥{rng.randint(1000, 9999)}⇥{digits(3)}.{digits(2)}"),
    ("table of money", lambda: f"科目⇥金额（元）⏎教育支出⇥{rng.randint(13, 19)}{digits(9)}"),
    ("ISBN", lambda: f"ISBN 978-7-{digits(4)}-{digits(4)}-{digits(1)}"),
    ("ISBN without dashes", lambda: f"书号9787{digits(9)}"),
    ("tracking number", lambda: f"快递单号：{rng.choice(['SF', 'YT', 'JD', 'ZTO'])}{digits(13)}"),
    ("tracking number of digits", lambda: f"邮政运单号 1{rng.choice('3578')}{digits(11)}"),
    ("express number of eleven", lambda: f"运单号：1{rng.choice('3578')}{digits(9)}"),
    ("order number", lambda: f"订单编号：{recent()}{digits(10)}"),
    ("date and time", lambda: f"{recent()}{rng.randint(10, 23)}{digits(4)} 生成"),
    ("date", lambda: f"{rng.randint(2016, 2026)}年{rng.randint(1, 12)}月{rng.randint(1, 28)}日至{rng.randint(2016, 2026)}-{rng.randint(10, 12)}-{rng.randint(10, 28)}"),
    ("masked identity number", lambda: f"{name()[0]}某某，身份证号{rng.choice(areas)}********{digits(4)}"),
    ("masked identity number with crosses", lambda: f"证件号：{rng.choice(areas)[:4]}{'×' * 10}{digits(4)}"),
    ("masked mobile", lambda: f"手机：1{rng.choice('358')}{digits(1)}****{digits(4)}"),
    ("masked card", lambda: f"账户：6222 **** **** {digits(4)}"),
    ("coordinates", lambda: f"东经116.{digits(11)}，北纬35.{digits(11)}"),
    ("coordinates like mobiles", lambda: f"经度116.1{rng.choice('358')}{digits(9)}"),
    ("an address of the web", lambda: f"详见http://www.zoucheng.gov.cn/art/{rng.randint(2016, 2026)}/6/25/art_1{rng.choice('358')}{digits(9)}.html"),
    ("file name", lambda: f"附件：IMG_1{rng.choice('358')}{digits(9)}.jpg"),
    ("invoice", lambda: f"发票代码0370{digits(8)}，发票号码{digits(8)}"),
    ("electronic invoice", lambda: f"发票号码：{digits(20)}"),
    ("licence of food", lambda: f"许可证编号：JY1370883{digits(7)}"),
    ("standard", lambda: f"按照GB/T {digits(5)}-{rng.randint(2005, 2022)}、DB37/T {digits(4)}—2019执行"),
    ("account of an office", lambda: f"户名：邹城市财政局，开户行：农商银行，账号：9080{digits(18)}"),
    ("index number", lambda: f"索引号：11370883MB28{digits(5)}X/{rng.randint(2018, 2026)}-{digits(5)}"),
    ("registration number", lambda: f"工商注册号：370883{digits(9)}"),
    ("bar code", lambda: f"商品条码69{digits(11)}"),
    ("electricity account", lambda: f"用电户号：1{rng.choice('358')}{digits(9)}"),
    ("IMEI", lambda: f"IMEI：86{digits(13)}"),
    ("office address", lambda: f"地址：邹城市{rng.choice(['太平东路', '岗山北路', '铁山公园路'])}{rng.randint(100, 2999)}号市民中心{rng.randint(1, 5)}号楼{rng.randint(101, 920)}室"),
    ("hall", lambda: f"受理地点：行政审批服务大厅{rng.randint(1, 4)}楼{rng.randint(1, 60)}号窗口"),
    ("ICP", lambda: f"鲁ICP备{digits(8)}号-1 鲁公网安备 37088302{digits(6)}号"),
    ("health work", lambda: f"市卫健局局长{name()}指出，要加强糖尿病、高血压等慢性病管理"),
    ("school work", lambda: f"校长{name()}介绍，三年级2班获评先进班集体"),
    ("percentages", lambda: f"同比分别增长{rng.randint(1, 9)}.{digits(1)}%、{rng.randint(10, 30)}.{digits(2)}%和-{digits(1)}.{digits(1)}个百分点"),
    ("batch of drugs", lambda: f"批号：{recent()}，批准文号：国药准字H{digits(8)}"),
    ("case number", lambda: f"（{rng.randint(2018, 2026)}）鲁0883民初{digits(4)}号"),
    ("station code", lambda: f"网站标识码 370883{digits(4)}"),
    ("time of day", lambda: f"工作日 8:30-12:00、13:{digits(1)}0-17:30"),
    ("office mail", lambda: f"电子邮箱：zcxxgk{digits(3)}@ji.shandong.cn"),
    ("office mail at a provider", lambda: f"意见请发送至邮箱 zoucheng{digits(3)}@163.com"),
    ("disabled people as a group", lambda: f"为{rng.randint(100, 999)}名一级残疾人发放补贴{rng.randint(10, 99)}万元"),
    ("ages as a group", lambda: f"{rng.randint(3, 6)}岁以上儿童可到{rng.randint(2, 9)}个接种点接种"),
]


def innocent():
    return [(story, make()) for story, make in innocents for _ in range(7)]


if sys.argv[1:] == ["numbers"]:
    header, rows = ("story", "text", "kinds"), numbers()
else:
    header, rows = ("story", "text"), innocent()
out = csv.writer(sys.stdout, lineterminator="\n")
out.writerow(header)
out.writerows(rows)
