#!/usr/bin/env python3
"""Writes an invented old site of N pages into a folder: lists, texts with the tags of 2017 and without, tables, links among them.
The same N gives the same bytes."""
import os
import random
import sys

UNITS = ["市财政局", "市教育和体育局", "市民政局", "市水务局", "市农业农村局"]
SENTENCES = [
    "为进一步做好政务公开工作，保障人民群众知情权、参与权和监督权，经研究，现将有关事项通知如下，请认真贯彻执行。",
    "各单位要充分认识做好这项工作的重要意义，切实加强组织领导，明确分管负责人和具体责任人。",
    "属于主动公开范围的信息，应当自形成之日起二十个工作日内公开，法律、法规另有规定的从其规定。",
    "要严格执行保密审查制度，做到先审查、后公开，一事一审，确保信息真实、准确、完整。",
    "对工作推进不力、落实不到位的，将予以通报，并纳入年度考核。",
    "项目资金实行专账管理、专款专用，任何单位和个人不得截留、挤占、挪用。",
]
HEAD = ("<div class='top'><img src='/images/logo.png'><ul class='menu'><li><a href='/'>首页</a></li><li><a href='/zwgk/'>政务公开</a></li>"
        "<li><a href='/bsfw/'>办事服务</a></li><li><a href='/hdjl/'>互动交流</a></li></ul></div>")
FOOT = ("<div class='footer'><p>主办单位：某市人民政府办公室　技术支持：某市大数据中心</p><p>网站标识码：3708830000　鲁ICP备00000000号"
        "　建议使用1024*768分辨率</p></div><script>var _hmt=_hmt||[];(function(){var h=document.createElement('script')})();</script>")


def page(number, dice, count):
    year, month, day = 2010 + number % 15, 1 + number % 12, 1 + number % 28
    title = f"关于做好{year}年第{number}项工作的通知"
    unit = UNITS[number % len(UNITS)]
    text = "".join(f"<p style='text-indent:2em'><span style='font-size:16px;font-family:仿宋'>{dice.choice(SENTENCES)}"
                   f"{dice.choice(SENTENCES)}</span></p>" for _ in range(8 + number % 9))
    if number % 5 == 0:
        text += ("<table border=1><tr><td>序号</td><td>事项</td><td>金额（万元）</td></tr>" +
                 "".join(f"<tr><td>{i}</td><td>项目{i}</td><td>{dice.randrange(1000)}.5</td></tr>" for i in range(1, 9)) + "</table>")
    if number % 4 == 0:
        text += f"<p>另见<a href='{dice.randrange(count)}.html'>上次的通知</a>。</p>"
    when = f"{year}-{month:02d}-{day:02d}"
    if number % 2 == 0:
        return (f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{title}_通知公告_某市人民政府</title><meta name='SiteName' content='某市人民政府'>"
                f"<meta name='ColumnName' content='通知公告'><meta name='ArticleTitle' content='{title}'><meta name='PubDate' content='{when} 09:30'>"
                f"<meta name='ContentSource' content='{unit}'></head><body>{HEAD}<div class='crumb'>当前位置：<a href='/'>首页</a></div>"
                f"<div class='main'><h1>{title}</h1><div class='info'>发布时间：{when} 09:30　来源：{unit}　浏览次数：12</div>"
                f"<div id='zoom'>{text}</div><div class='share'>分享到：<a href='#'>微信</a></div></div>{FOOT}</body></html>")
    return (f"<html><head><meta http-equiv='Content-Type' content='text/html; charset=utf-8'><title>某市人民政府</title></head><body>"
            f"<table width=980 align=center><tr><td>{HEAD}</td></tr><tr><td><table><tr><td width=200><a href='0.html'>动态</a><br>"
            f"<a href='1.html'>公告</a><br><a href='2.html'>公示</a></td><td><table><tr><td class='bt'><b>{title}</b></td></tr>"
            f"<tr><td>发布日期：{year}-{month}-{day} 来源：{unit} 点击数：3</td></tr><tr><td>{text}</td></tr>"
            f"<tr><td>【打印】【关闭】</td></tr></table></td></tr></table></td></tr><tr><td>{FOOT}</td></tr></table></body></html>")


def main():
    folder, count = sys.argv[1], int(sys.argv[2])
    dice = random.Random(2017)
    os.makedirs(f"{folder}/zwgk/tzgg", exist_ok=True)
    for number in range(count):
        with open(f"{folder}/zwgk/tzgg/{number}.html", "w", encoding="utf-8") as out:
            out.write(page(number, dice, count))
    for at in range(0, count, 100):
        with open(f"{folder}/zwgk/tzgg/index_{at // 100}.html", "w", encoding="utf-8") as out:
            out.write(f"<html><head><meta charset='utf-8'><title>通知公告</title></head><body>{HEAD}<ul>" +
                      "".join(f"<li><a href='{i}.html'>关于做好第{i}项工作的通知</a><span>2019-01-01</span></li>"
                              for i in range(at, min(at + 100, count))) + f"</ul>{FOOT}</body></html>")
    with open(f"{folder}/mapping.toml", "w", encoding="utf-8") as out:
        out.write('site = ["http://www.old.example"]\nunit = "市政府办公室"\n\n'
                  '[[rule]]\npath = "zwgk/tzgg/index*"\ncolumn = "通知公告"\nis_list = true\n\n'
                  '[[rule]]\npath = "zwgk/tzgg/*"\ncolumn = "通知公告"\ntype = "通知公告"\n')


main()
