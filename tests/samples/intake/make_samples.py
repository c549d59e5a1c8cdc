#!/usr/bin/env python3
"""Writes the samples beside it, all 示例数据: a notice in Word's format with much that a reader does not see, and the same made by
LibreOffice, poppler and hand into the other formats. Run again only when a sample is to change; the tests read the files."""
import os
import struct
import subprocess
import sys
import tempfile
import zipfile
import zlib

here = os.path.dirname(os.path.abspath(__file__))


def png(width, height, colour):
    rows = b"".join(b"\0" + bytes(colour) * width for _ in range(height))

    def chunk(kind, data):
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
ALL = (W + ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
       ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
       ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
       ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"')
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'


def run(text, properties=""):
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(inner, properties=""):
    return f'<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>'


def cell(text, properties="", look=""):
    return f'<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/>{properties}</w:tcPr>{p(run(text, look))}</w:tc>'


def numbered(text, level):
    return p(run(text), f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>')


PICTURE = ('<w:r><w:drawing><wp:inline><wp:extent cx="900000" cy="600000"/><wp:docPr id="1" name="图片 1" descr="办事大厅示意图"/>'
           '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr>'
           '<pic:cNvPr id="1" name="a.png"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="rId4"/><a:stretch>'
           '<a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="900000" cy="600000"/></a:xfrm>'
           '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>')

CENTRE = '<w:jc w:val="center"/>'
BIG = '<w:b/><w:sz w:val="44"/>'
RED = '<w:color w:val="FF0000"/><w:sz w:val="72"/>'


def notice(with_hidden):
    hidden = (
        p(run("经办人：示例甲", '<w:vanish/>'))
        + p(run("身份证号 110101199003070000 仅供内部", '<w:color w:val="FFFFFF"/>'))
        + p(run("各单位应于") + '<w:del w:id="5" w:author="示例乙" w:date="2026-01-05T00:00:00Z"><w:r><w:delText>1月31日</w:delText></w:r></w:del>'
            '<w:ins w:id="6" w:author="示例乙" w:date="2026-01-05T00:00:00Z">' + run("2月28日") + '</w:ins>' + run("前报送。")
            + '<w:commentRangeStart w:id="0"/>' + run("联系方式见附件。") + '<w:commentRangeEnd w:id="0"/>'
            '<w:r><w:commentReference w:id="0"/></w:r>')
    ) if with_hidden else p(run("各单位应于2月28日前报送。联系方式见附件。"))
    body = (
        p(run("示例市人民政府办公室文件", RED), CENTRE)
        + p(run("示政办字〔2026〕3号"), CENTRE)
        + p(run("示例市人民政府办公室", BIG), CENTRE)
        + p(run("关于做好2026年政务公开工作的通知", BIG), CENTRE)
        + p(run("各镇人民政府、街道办事处，市政府各部门："))
        + p(run("为做好2026年政务公开工作，根据《中华人民共和国政府信息公开条例》，现将有关事项通知如下。"
                "各单位要高度重视，加强领导，明确责任，确保各项任务落到实处，并接受社会监督。"), '<w:ind w:firstLine="640"/>')
        + p(run("一、总体要求"), '<w:pStyle w:val="Heading1"/>')
        + p(run("坚持以公开为常态、不公开为例外") + run("（重点领域）", "<w:b/>") + run("，做到应公开尽公开。详见")
            + '<w:hyperlink r:id="rId5">' + run("政府网站", '<w:u w:val="single"/>') + '</w:hyperlink>' + run("。")
            + '<w:r><w:footnoteReference w:id="2"/></w:r>', '<w:ind w:firstLine="640"/>')
        + p(run("二、主要任务"), '<w:pStyle w:val="Heading1"/>')
        + p(run("（一）主动公开"), '<w:pStyle w:val="Heading2"/>')
        + numbered("梳理公开事项", 0) + numbered("完善公开目录", 0) + numbered("目录按季度更新", 1)
        + p(run("表1　任务分工"), '<w:pStyle w:val="Caption"/>')
        + '<w:tbl><w:tblPr><w:tblW w:w="8000" w:type="dxa"/><w:tblBorders><w:top w:val="single" w:sz="4"/><w:left w:val="single" w:sz="4"/>'
          '<w:bottom w:val="single" w:sz="4"/><w:right w:val="single" w:sz="4"/><w:insideH w:val="single" w:sz="4"/>'
          '<w:insideV w:val="single" w:sz="4"/></w:tblBorders></w:tblPr><w:tblGrid><w:gridCol w:w="1200"/><w:gridCol w:w="3800"/>'
          '<w:gridCol w:w="3000"/></w:tblGrid>'
        + '<w:tr><w:trPr><w:tblHeader/></w:trPr>' + cell("序号", look="<w:b/>") + cell("任务", look="<w:b/>") + cell("责任单位", look="<w:b/>") + '</w:tr>'
        + '<w:tr>' + cell("1") + cell("公开财政预算决算") + cell("市财政局", '<w:vMerge w:val="restart"/>') + '</w:tr>'
        + '<w:tr>' + cell("2") + cell("公开专项资金分配结果") + cell("", '<w:vMerge/>') + '</w:tr>'
        + '<w:tr>' + cell("合计两项任务", '<w:gridSpan w:val="3"/>') + '</w:tr></w:tbl>'
        + p(PICTURE, CENTRE)
        + hidden
        + p(run("示例市人民政府办公室"), '<w:jc w:val="right"/>')
        + p(run("2026年1月5日"), '<w:jc w:val="right"/>')
        + p(run("（此件主动公开）"), '<w:ind w:firstLine="640"/>')
    )
    section = ('<w:sectPr><w:headerReference w:type="default" r:id="rId6"/><w:footerReference w:type="default" r:id="rId7"/>'
               '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588"/></w:sectPr>')
    return f'{XML}<w:document {ALL}><w:body>{body}{section}</w:body></w:document>'


def level(index, number_format, text):
    return (f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{number_format}"/><w:suff w:val="nothing"/>'
            f'<w:lvlText w:val="{text}"/></w:lvl>')


def style(identifier, name, more="", default=""):
    return f'<w:style w:type="paragraph" {default} w:styleId="{identifier}"><w:name w:val="{name}"/>{more}</w:style>'


def write_docx(path, with_hidden):
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    kinds = ["styles", "numbering", "comments", "footnotes"]
    parts = {
        "[Content_Types].xml": XML + '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
        f'<Override PartName="/word/document.xml" ContentType="{main}.document.main+xml"/>'
        + "".join(f'<Override PartName="/word/{kind}.xml" ContentType="{main}.{kind}+xml"/>' for kind in kinds)
        + f'<Override PartName="/word/header1.xml" ContentType="{main}.header+xml"/>'
        f'<Override PartName="/word/footer1.xml" ContentType="{main}.footer+xml"/>'
        '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
        '<Override PartName="/docProps/app.xml" ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/>'
        '</Types>',
        "_rels/.rels": XML + '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{relations}/officeDocument" Target="word/document.xml"/>'
        '<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" '
        f'Target="docProps/core.xml"/><Relationship Id="rId3" Type="{relations}/extended-properties" Target="docProps/app.xml"/></Relationships>',
        "word/_rels/document.xml.rels": XML + '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{relations}/styles" Target="styles.xml"/>'
        f'<Relationship Id="rId2" Type="{relations}/numbering" Target="numbering.xml"/>'
        f'<Relationship Id="rId3" Type="{relations}/comments" Target="comments.xml"/>'
        f'<Relationship Id="rId4" Type="{relations}/image" Target="media/image1.png"/>'
        f'<Relationship Id="rId5" Type="{relations}/hyperlink" Target="https://www.example.gov.cn/gk/" TargetMode="External"/>'
        f'<Relationship Id="rId6" Type="{relations}/header" Target="header1.xml"/>'
        f'<Relationship Id="rId7" Type="{relations}/footer" Target="footer1.xml"/>'
        f'<Relationship Id="rId8" Type="{relations}/footnotes" Target="footnotes.xml"/></Relationships>',
        "word/document.xml": notice(with_hidden),
        "word/styles.xml": f'{XML}<w:styles {W}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:eastAsia="Noto Serif CJK SC"/>'
        '<w:sz w:val="32"/></w:rPr></w:rPrDefault></w:docDefaults>'
        + style("Normal", "Normal", default='w:default="1"')
        + style("Heading1", "标题 1", '<w:basedOn w:val="Normal"/><w:rPr><w:b/></w:rPr>')
        + style("Heading2", "heading 2", '<w:basedOn w:val="Normal"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr><w:rPr><w:b/></w:rPr>')
        + style("Caption", "caption", '<w:basedOn w:val="Normal"/>') + '</w:styles>',
        "word/numbering.xml": f'{XML}<w:numbering {W}><w:abstractNum w:abstractNumId="0">' + level(0, "decimal", "%1.")
        + level(1, "decimal", "（%2）") + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>',
        "word/comments.xml": f'{XML}<w:comments {W}>' + ('<w:comment w:id="0" w:author="示例丙">' + p(run("手机号13800000000要删掉")) + '</w:comment>'
                                                         if with_hidden else '') + '</w:comments>',
        "word/footnotes.xml": f'{XML}<w:footnotes {W}><w:footnote w:id="2">{p(run("见条例第五条。"))}</w:footnote></w:footnotes>',
        "word/header1.xml": f'{XML}<w:hdr {W}>{p(run("内部资料 注意保存")) if with_hidden else p("")}</w:hdr>',
        "word/footer1.xml": f'{XML}<w:ftr {W}>{p(run("— 1 —"), CENTRE)}</w:ftr>',
        "word/media/image1.png": png(60, 40, (30, 90, 160)),
        "docProps/core.xml": XML + '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>示例通知</dc:title><dc:creator>示例丁</dc:creator>'
        '<cp:lastModifiedBy>示例戊</cp:lastModifiedBy></cp:coreProperties>',
        "docProps/app.xml": XML + '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        '<Company>示例公司</Company></Properties>',
    }
    write_zip(path, parts)


def write_zip(path, parts):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            info = zipfile.ZipInfo(name, (2026, 1, 5, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content)


def convert(source, target_format, folder):
    subprocess.run(["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", target_format,
                    "--outdir", folder, source], check=True, stdout=subprocess.DEVNULL)


def text_object(identifier, x, y, size, text, colour="", more=""):
    fill = f'<ofd:FillColor Value="{colour}"/>' if colour else ""
    advances = [size / 2 if ord(sign) < 128 else size for sign in text]
    stated = f"g {len(text) - 1} {size}" if len(set(advances)) == 1 else " ".join(f"{advance:g}" for advance in advances[:-1])
    return (f'<ofd:TextObject ID="{identifier}" Boundary="{x} {y} {sum(advances):g} {size}" Font="1" Size="{size}" {more}>{fill}'
            f'<ofd:TextCode X="0" Y="{size * 0.85:.3f}" DeltaX="{stated}">{text}</ofd:TextCode></ofd:TextObject>')


def path_object(identifier, x, y, w, h):
    return (f'<ofd:PathObject ID="{identifier}" Boundary="{x} {y} {max(w, 0.3)} {max(h, 0.3)}" LineWidth="0.3">'
            f'<ofd:AbbreviatedData>M 0 0 L {w} {h}</ofd:AbbreviatedData></ofd:PathObject>')


def write_ofd(path):
    ofd = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    lines, number = [], 10

    def add(*arguments, **named):
        nonlocal number
        number += 1
        lines.append(text_object(number, *arguments, **named))

    add(45, 30, 10, "示例市人民政府文件", "255 0 0")
    add(80, 50, 5.6, "示政发〔2026〕7号")
    add(63, 65, 7.8, "关于公开服务事项的通知")
    # 28 signs fill a line of 5.6 mm signs between 28 and 185 mm.
    add(39.2, 85, 5.6, "为方便群众办事，现将有关服务事项予以公开，请各单位按")
    add(28, 95, 5.6, "照职责做好落实工作，并及时更新有关内容，接受群众监督。")
    add(39.2, 105, 5.6, "一、公开内容")
    add(39.2, 115, 5.6, "服务事项见下表。")
    for row, texts in enumerate([("序号", "事项", "单位"), ("1", "户口登记", "公安局"), ("2", "婚姻登记", "民政局")]):
        for x, text in zip((30, 60, 120), texts):
            add(x + 2, 127 + 10 * row, 5.6, text)
    for row in range(4):
        number += 1
        lines.append(path_object(number, 30, 125 + 10 * row, 140, 0))
    for x in (30, 60, 120, 170):
        number += 1
        lines.append(path_object(number, x, 125, 0, 30))
    add(130, 170, 5.6, "示例市人民政府")
    add(130, 180, 5.6, "2026年2月3日")
    add(39.2, 190, 5.6, "（此件主动公开）")
    add(28, 200, 5.6, "看不见的白字", "255 255 255")
    add(28, 210, 5.6, "不显示的字", more='Visible="false"')
    write_zip(path, {
        "OFD.xml": f'{XML}<ofd:OFD {ofd} DocType="OFD" Version="1.0"><ofd:DocBody><ofd:DocInfo><ofd:DocID>1</ofd:DocID>'
        '<ofd:Title>服务事项</ofd:Title><ofd:Author>示例己</ofd:Author></ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>',
        "Doc_0/Document.xml": f'{XML}<ofd:Document {ofd}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox>'
        '</ofd:PageArea></ofd:CommonData><ofd:Pages><ofd:Page ID="2" BaseLoc="Pages/Page_0/Content.xml"/></ofd:Pages></ofd:Document>',
        "Doc_0/Pages/Page_0/Content.xml": f'{XML}<ofd:Page {ofd}><ofd:Content><ofd:Layer ID="3">' + "".join(lines)
        + '</ofd:Layer></ofd:Content></ofd:Page>',
    })


def main():
    write_docx(f"{here}/notice.docx", True)
    write_ofd(f"{here}/notice.ofd")
    with tempfile.TemporaryDirectory() as folder:
        plain = f"{folder}/plain.docx"
        write_docx(plain, False)
        for ending, target in (("doc", "doc:MS Word 97"), ("rtf", "rtf"), ("pdf", "pdf"), ("odt", "odt")):
            convert(plain, target, folder)
            os.replace(f"{folder}/plain.{ending}", f"{here}/notice.{ending}")
        subprocess.run(["pdftoppm", "-r", "110", "-gray", "-png", "-f", "1", "-l", "1", "-singlefile", f"{here}/notice.pdf", f"{here}/scan"], check=True)
        # The page as a picture in a PDF: what a scanner makes.
        subprocess.run(["pdftocairo", "-jpeg", "-gray", "-r", "150", "-f", "1", "-l", "1", "-singlefile", f"{here}/notice.pdf", f"{folder}/page"], check=True)
        with open(f"{folder}/page.jpg", "rb") as file:
            picture = file.read()
        at = next(i for i in range(len(picture)) if picture[i] == 0xFF and picture[i + 1] in (0xC0, 0xC2))  # the frame's size
        height, width = struct.unpack('>HH', picture[at + 5:at + 9])
        objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
                   b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</I 5 0 R>>>>>>",
                   b"<</Length 30>>stream\nq 595 0 0 842 0 0 cm /I Do Q  \nendstream",
                   b"<</Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/DCTDecode/Length %d>>stream\n"
                   % (width, height, len(picture)) + picture + b"\nendstream"]
        with open(f"{here}/scan.pdf", "wb") as file:
            file.write(b"%PDF-1.4\n" + b"".join(b"%d 0 obj" % (i + 1) + body + b"endobj\n" for i, body in enumerate(objects))
                       + b"trailer<</Root 1 0 R>>\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
