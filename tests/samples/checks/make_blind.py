"""Writes the cases that were thought of before anybody looked at the code they test:
    make_blind.py numbers > domain/intake/cases/blind.csv;  make_blind.py innocent > domain/intake/cases/innocent_blind.csv

Nobody here exists: names, numbers and addresses come from a seeded generator. ⏎ stands for a line end, ⇥ for a tab.
"""
import csv, random, sys

rng = random.Random(5_0304)
surnames = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧"
given = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂英玉兰建国志华春梅晓东子涵浩然欣怡"
areas = ["370883", "370828", "370902", "371302", "110108", "310115", "440305", "510107", "320505", "330108", "420111", "610113",
         "210102", "220104", "230103", "350203", "360102", "410105", "430104", "450103", "520102", "620102", "130102", "140105"]
weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]


def name():
    return rng.choice(surnames) + "".join(rng.choice(given) for _ in range(rng.choice([1, 2, 2])))


def identity(first=1938, last=2006, x=False):
    while True:
        body = rng.choice(areas) + f"{rng.randint(first, last)}{rng.randint(1, 12):02}{rng.randint(1, 28):02}{rng.randint(1, 999):03}"
        last_sign = "10X98765432"[sum(int(c) * w for c, w in zip(body, weights)) % 11]
        if not x or last_sign == "X":
            return body + last_sign


def child():
    return identity(2013, 2025)


def old_identity():
    return rng.choice(areas) + f"{rng.randint(28, 79):02}{rng.randint(1, 12):02}{rng.randint(1, 28):02}{rng.randint(1, 999):03}"


def mobile():
    head = rng.choice("130 131 132 133 135 136 137 138 139 145 147 150 151 152 155 156 157 158 159 166 167 170 171 173 175 176 177 178 180 181 182 183 185 186 187 188 189 190 191 193 195 196 198 199".split())
    return head + "".join(rng.choice("0123456789") for _ in range(7)) + rng.choice("123456789")


def wide(text):
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)


def cut(text, sizes, joint):
    out, at = [], 0
    for size in sizes:
        out.append(text[at:at + size])
        at += size
    return joint.join(out)


labels = ["证照编号", "身份证件", "公民身份号码", "监护人证号", "法定代表人证件号", "居民身份证号码", "证件编号", "身份证编号", "身份号码",
          "身份证明号码", "有效证件号", "户主证件号码", "申请人证照号码", "委托代理人身份证件号码", "社会保障号码", "社会保障卡号",
          "个人编号", "残疾证号", "驾驶证号", "学籍号", "母亲证件号", "父亲身份证", "配偶身份证号", "联系人ID", "ID No.", "ID Card",
          "Sfz", "sfzh", "证号", "身份证(正反面)", "经营者身份证", "被执行人证件", "当事人公民身份证号", "身份证号码（必填）", "纳税人识别号"]

bare = ["证号"]  # whose number it is they do not say


id_forms = {
    "plain": lambda n: n,
    "small x or not": lambda n: n.lower(),
    "full width": wide,
    "6-8-4 by blanks": lambda n: cut(n, (6, 8, 4), " "),
    "6-8-4 by hyphens": lambda n: cut(n, (6, 8, 4), "-"),
    "6-4-4-4 by blanks": lambda n: cut(n, (6, 4, 4, 4), " "),
    "6-4-2-2-4 by hyphens": lambda n: cut(n, (6, 4, 2, 2, 4), "-"),
    "3-3-4-4-4 by blanks": lambda n: cut(n, (3, 3, 4, 4, 4), " "),
    "fours by blanks": lambda n: cut(n, (4, 4, 4, 4, 2), " "),
    "single digits by blanks": lambda n: " ".join(n),
    "full width by full blanks": lambda n: cut(wide(n), (6, 8, 4), "　"),
    "full-width hyphens": lambda n: cut(n, (6, 8, 4), "－"),
    "en dashes": lambda n: cut(n, (6, 8, 4), "–"),
    "no-break blanks": lambda n: cut(n, (6, 8, 4), "\u00a0"),
    "zero-width blanks": lambda n: cut(n, (6, 8, 4), "\u200b"),
    "over a line's end": lambda n: cut(n, (10, 8), "⏎"),
}
id_places = [
    "{label}：{id}", "{label}:{id}", "{label} {id}", "{label}为{id}", "{who}（{label}{id}）", "{label}（{id}）", "{who}，{label}：{id}，住址不详",
    "经核实，{who}({label}:{id})符合条件", "附{who}{label}【{id}】", "{label}是：{id}。",
]
mobile_forms = {
    "plain": lambda n: n,
    "3-4-4 by blanks": lambda n: cut(n, (3, 4, 4), " "),
    "4-3-4 by blanks": lambda n: cut(n, (4, 3, 4), " "),
    "3-4-4 by hyphens": lambda n: cut(n, (3, 4, 4), "-"),
    "4-3-4 by hyphens": lambda n: cut(n, (4, 3, 4), "-"),
    "3-4-4 by dots": lambda n: cut(n, (3, 4, 4), "."),
    "3-4-4 by middle dots": lambda n: cut(n, (3, 4, 4), "·"),
    "4-4-3 by blanks": lambda n: cut(n, (4, 4, 3), " "),
    "3-3-5 by blanks": lambda n: cut(n, (3, 3, 5), " "),
    "5-6 by a blank": lambda n: cut(n, (5, 6), " "),
    "single digits by blanks": lambda n: " ".join(n),
    "single digits by hyphens": lambda n: "-".join(n),
    "with +86": lambda n: "+86" + n,
    "with +86 and a blank": lambda n: "+86 " + n,
    "with +86 in groups": lambda n: "+86-" + cut(n, (3, 4, 4), "-"),
    "with (+86)": lambda n: "(+86)" + n,
    "with 0086": lambda n: "0086 " + n,
    "with 86": lambda n: "86-" + n,
    "with a zero": lambda n: "0" + n,
    "full width": wide,
    "full width in groups": lambda n: cut(wide(n), (3, 4, 4), "－"),
    "full width with ＋８６": lambda n: "＋８６" + wide(n),
    "zero-width blanks": lambda n: cut(n, (3, 4, 4), "\u200b"),
    "over a line's end": lambda n: cut(n, (7, 4), "⏎"),
}
mobile_places = [
    "{who} {m}", "电话：{m}", "手机号{m}", "联系方式：{m}（{who}）", "请联系{who}，{m}。", "微信同号{m}", "微信/手机：{m}", "Tel:{m}", "Mob.{m}",
    "监护人电话{m}", "{who}⇥{m}⇥同意", "本人电话为{m}，请勿外传", "致电{m}咨询{who}", "支付宝账号{m}", "短信发至{m}即可",
]


def numbers():
    for label in labels:
        place = rng.choice(id_places[:7])
        yield f"identity number behind the label {label}", place.format(label=label, id=identity(), who=name()), "id_number"
        yield f"a child's identity number behind the label {label}", rng.choice(id_places[:4]).format(label=label, id=child(), who=name()), "id_number" + ("" if label in bare else " minor")
    for form, write in id_forms.items():
        for place in rng.sample(id_places, 5):
            number = identity(x=True) if form == "small x or not" else identity()
            yield f"identity number, {form}", place.format(label=rng.choice(labels[:9]), id=write(number), who=name()), "id_number"
        yield f"a child's identity number, {form}", f"{name()} {write(child())}", "id_number minor"
    for place in ["{label}：{id}", "{label}{id}", "{who}（{label}{id}）"]:
        for label in ["身份证", "老身份证号", "原身份证号码", "居民身份证", "身份证号", "一代身份证"]:
            yield "an identity number of 15 digits", place.format(label=label, id=old_identity(), who=name()), "id_number"
    for form, write in mobile_forms.items():
        for place in rng.sample(mobile_places, 5):
            yield f"mobile, {form}", place.format(m=write(mobile()), who=name()), "mobile"
    for between in ["、", "/", "；", "或", " ", "，"]:
        yield "two mobiles", f"电话{mobile()}{between}{mobile()}", "mobile mobile"
    for _ in range(4):
        yield "a row", f"{rng.randint(1, 40)}⇥{name()}⇥{identity()}⇥{mobile()}", "id_number mobile"
        yield "a sentence", f"{name()}，身份证号{identity()}，手机{mobile()}，低保户。", "id_number mobile"
        yield "a file's name", f"附件：{name()}{identity()}.jpg", "id_number"
        yield "a column without a head's help", f"序号⇥内容⏎1⇥{child()}⏎2⇥{child()}", "id_number id_number minor minor"


def credit():
    alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    body = rng.choice(["91", "12", "11", "92", "93", "52"]) + rng.choice(areas) + "".join(rng.choice(alphabet) for _ in range(9))
    total = sum(alphabet.index(c) * pow(3, i, 31) for i, c in enumerate(body))
    return body + alphabet[(31 - total % 31) % 31]


def digits(count):
    return "".join(rng.choice("0123456789") for _ in range(count))


def innocent():
    for _ in range(30):
        yield "credit code", rng.choice(["统一社会信用代码：{}", "（信用代码{}）", "某某公司 {}", "机构代码：{}，法定代表人某某", "纳税人识别号：{}"]).format(credit())
    for _ in range(25):
        year = rng.randint(1998, 2026)
        yield "document number", rng.choice(["国办发〔{0}〕{1}号", "鲁政字〔{0}〕{1}号", "（{0}）鲁0883民初{2}号", "邹政公告[{0}]第{1}号", "财综〔{0}〕{1}号"]).format(year, rng.randint(1, 300), rng.randint(1000, 9999))
    for _ in range(30):
        yield "amount", rng.choice(["合计{}元", "预算总额 {} 元", "资产总计{}.00", "拨付资金{}元整", "￥{}.50", "收入{}（单位：元）", "一般公共预算收入⇥{}⇥{}"]).format(rng.choice(["13", "15", "18", "19"]) + digits(9), digits(8))
    for _ in range(25):
        yield "coordinates", rng.choice(["东经{0}.{1}，北纬{2}.{1}", "{0}.{1},{2}.{3}", "X={4}.{5} Y={6}.{7}", "坐标：{6}.{7}，{4}.{5}"]).format(rng.randint(114, 122), digits(8), rng.randint(34, 38), digits(8), "39" + digits(5), digits(4), "4050" + digits(4), digits(3))
    for _ in range(25):
        yield "standard", rng.choice(["GB/T {0}-{1}", "DB37/T {0}—{1}", "GB {0}.1-{1}《某规范》", "HJ {0}-{1}", "ISBN 978-7-{2}-{3}-{4}", "ISSN 1{3}-{3}", "CN 37-{3}/D"]).format(rng.randint(1000, 45000), rng.randint(1990, 2025), digits(4), digits(4), digits(1))
    for _ in range(25):
        yield "index number", rng.choice(["索引号：1137088300{0}/{1}-{2}", "索引号 zcs00{0}-{1}-{3}", "信息索引号：{4}", "公开目录编码：370883-{1}-{3}"]).format(digits(6), rng.randint(2008, 2026), digits(5), digits(4), "11370883MB" + digits(4) + "XE/2023-" + digits(5))
    for _ in range(30):
        yield "telephone of an office", rng.choice(["咨询电话：0537-{0}", "办公电话 0537-{0}", "监督电话:(0537){0}", "市民政局：0537-{0}", "服务热线：12345", "传真：0537-{0}", "举报电话：12315、0537-{0}", "值班电话0537-{0}（24小时）", "全国客服热线：400-{1}-{2}", "免费电话800-{1}-{2}"]).format(rng.choice("2345") + digits(6), digits(3), digits(4))
    for _ in range(25):
        yield "serial of a project or a case", rng.choice(["项目编号：SDGP3708832022{0}{1}", "采购项目编号：37088320230200{0}", "投资项目在线审批代码：{2}-370883-04-01-{1}", "许可证编号：JY137088300{1}", "不动产权第00{1}号", "许可证号（鲁）妆{2}{0}", "批准文号：国药准字H{3}", "合同编号：{2}{0}{1}", "国家社科基金编号{4}BJL{0}"]).format(digits(4), digits(6), rng.randint(2015, 2025), digits(8), rng.randint(15, 25))
    for _ in range(25):
        yield "date and time", rng.choice(["{0}{1}{2}{3}", "受理时间：{0}-{1}-{2} 13:45:59", "P0{0}{1}{2}{3}.pdf", "t{0}{1}{2}_{3}.html", "公示期{0}年{1}月{2}日至{0}年12月31日", "批次号{0}{1}{2}{3}"]).format(rng.randint(2015, 2026), f"{rng.randint(1, 12):02}", f"{rng.randint(1, 28):02}", digits(6))
    for _ in range(25):
        yield "masked", rng.choice(["{w}某某，身份证号{a}********{b}", "{a}19********{b}", "手机{m}****{b}", "{w}*，{m}****{b}", "电话：{m}xxxx{b}", "证照编号：{a}************", "卡号：6222****{b}"]).format(w=rng.choice(surnames), a=rng.choice(areas), b=digits(4), m=rng.choice(["138", "159", "186"]))
    for _ in range(25):
        yield "account of an office", rng.choice(["开户行：农业银行邹城支行 账号：1545{0}", "收款单位：邹城市财政局，账户：1608{0}", "户名：某某市公共资源交易中心 账号:3700{0}", "基本账户8166{0}"]).format(digits(11) + rng.choice(["", digits(2)]))
    for _ in range(30):
        yield "statistics", rng.choice(["总人口{0}人，其中男性{0}人", "{1} {2} {3} {4}", "{1}⇥{2}⇥{3}⇥{4}⇥{5}", "完成投资{1}.{2}万元，同比增长{4}.1%", "小麦产量13{0}公斤", "用电量 1{0}9{0} 千瓦时", "2021 2022 2023 2024 2025", "第130、131、132、133条", "19、20、21、22号楼"]).format(digits(6), rng.randint(130, 199), rng.randint(1000, 9999), rng.randint(1000, 9999), rng.randint(10, 99), rng.randint(100, 9999))
    for _ in range(20):
        yield "mail and address of an office", rng.choice(["电子邮箱：zcsmzj@ji.shandong.cn", "邮箱：zfbgs@zoucheng.gov.cn", "地址：邹城市太平东路2666号，邮编：273500", "通信地址：邹城市人民政府（钢山街道办事处）", "网址：http://www.zoucheng.gov.cn/art/{0}/{1}/{2}/art_{3}_{4}.html", "https://example.gov.cn/a?id={5}"]).format(rng.randint(2015, 2025), rng.randint(1, 12), rng.randint(1, 28), digits(5), digits(7), digits(9))
    for _ in range(15):
        yield "bar and lot numbers", rng.choice(["条码：69{0}", "生产批号：20{1}", "型号规格：YY-{1}", "快递单号：SF1{0}5", "车架号LSVAA49J{1}30{1}", "发票代码：0370020{1}，发票号码：{1}22"]).format(digits(11), digits(6))


out = csv.writer(sys.stdout, lineterminator="\n")
if sys.argv[1] == "numbers":
    out.writerow(["story", "text", "kinds"])
    out.writerows(numbers())
else:
    out.writerow(["story", "text"])
    out.writerows(innocent())
