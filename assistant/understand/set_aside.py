"""What an asker sets aside: 农村的先不管，…; “系统”漏洞的事回头再聊，…; …，别跟我报区里的.

It is no part of what is asked, and no word of it is to be looked for.
"""

from __future__ import annotations

import re

_HERE = r"(?:^|(?<=[，。；！？…]))"
_LATER = (
    r"(?:先|暂且|暂时|且)(?:不|别|甭)(?:用)?(?:管|说|提|聊|谈|论|问|看|理)(?:它|他|了|吧|啦)?"
    r"|(?:先|暂且|暂时)(?:放|搁|撂|撇)(?:在|到)?(?:一边|一旁|一放)(?:去|吧)?"
    r"|(?:回头|以后|改天|下次|下回|过后|完了)再(?:说|聊|问|谈|讲|提)(?:吧|也行)?|可以忽略|不用管|按下不表"
)
# 牵头的先不算 narrows what is listed, and is no aside.
_NARROWS = r"(?![^，。？；]*(?:牵头|分工|参与|配合|局|部门|第[一二三四五六七八九十\d]|[章篇]))"
_FIRST = (
    r"^(?:请|先)?(?:忽略|不看|不管|不用管|别管|先不说)[^，。？；]{1,12}(?:部分|那块|那段|内容)[，；](?=.{6})"
    r"|^除[^，。？；]{2,40}?(?:以外|之外)，(?=其[他它余])"
)
_AHEAD = rf"{_HERE}{_NARROWS}[^，。？；！（）]{{1,16}}?(?:{_LATER})[，；。！](?=.{{6}})"
# Behind a question: …？村里的井先不管。 …，不要比例。 （评标杆那个不算）
_BEHIND = (
    rf"(?<=.{{6}})[，。；！？]{_NARROWS}[^，。？；！（）]{{1,16}}?(?:{_LATER})[。！]*$"
    r"|(?<=.{6})[，。；！？](?:(?:不要|不用|别|甭)(?:再|光|净)*(?:跟|给|和|拿)我(?:说|讲|报|扯|提)"
    r"[省市区县镇村][^，。？；！]{1,6}|(?:不要|别)(?:给|说|报)?(?:比例|百分[比数]|总数|年份|区里的?|县里的?))[。！]*$"
    r"|(?<=.{6}[呀啊呢吧么吗])(?:我|俺|咱)(?:也|可|又)*(?:不|没)(?:懂|会|明白|清楚|知道)[^，。？]{0,8}$"
    r"|(?<=.{6})[（(][^（）()？]{2,16}(?:那个|那段|那条|那部分|的)?(?:不算|不问|除外|先不管|不用管)[）)][。？?]*$"
)
# What makes no difference to whoever asks: （算上头两条也行）.
_CONCEDED = r"（[^（）]{1,14}(?:也行|也可以|也算|均可|都行|都可以|皆可|无所谓)）"
# 现在先讲讲…: now, and not what is reached by now.
_NOW = (
    r"(?:^|(?<=[，。；！]))(?:现在|这会儿|今天|眼下)就?先(?:给我|跟我)?"
    r"(?:讲|说|问|聊|查)(?:讲|说|问|聊|查|一?下)?"
)
_ASIDE = re.compile(rf"{_CONCEDED}|{_FIRST}|{_AHEAD}|{_BEHIND}|{_NOW}")
_MARK = re.compile("[？?]")
# 能提前透露一下吗 asks to be told; 准不准进的单子 names a list. Neither asks whether.
_REQUEST = re.compile(
    r"[，,]?(?:能不能|能否|可否|可不可以|可以|方便|能)(?:先|提前|请|再|给|跟|帮|为|替|我|忙|咱|俺)*"
    r"(?:透露|告诉|告知|说|讲|报|念|介绍|解释|列|查)(?:我|俺|出来|个数|[一两几]?[下声点些遍句])+(?:吗|么|不)?[？?。]*$"
    r"|(?<=[\u4e00-\u9fff])([准吵让许够脏臭响热贵])不\1[\u4e00-\u9fff]{0,2}(?=的[\u4e00-\u9fff]{2})"
)


def without_aside(text: str) -> str:
    """A message without what its asker sets aside."""
    return _ASIDE.sub(lambda m: "？" if _MARK.search(m.group()) else "", text)


def without_request(text: str) -> str:
    """A message without what only has the look of asking whether."""
    return _REQUEST.sub("", text)
