"""Requests that programs and letters make, as people would ask them.

{“文号”:“”,“日期”:“”}的结构, 字段a写…，字段b写…, 一说明…，二说明….
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from assistant.understand.sums import as_sums
from assistant.understand.wishes import without_wishes
from corpus.patterns import branching
from corpus.words import any_of, load_rows

_OBJECT = branching(
    r"请?(?:[以用按]照?)?\s*[{｛](?P<body>[^{}｛｝]{3,100})[}｝]\s*(?:的|这样的?|这种)*(?:JSON)?"
    r"(?:结构|格式|形式|模板|样式)?(?:来|给我)?(?:返回|输出|给出|列出|回答|填写?|整理)?",
    re.I,
)
_KEY = re.compile(r"[“”\"'‘’]([\u4e00-\u9fff]{1,10})[“”\"'‘’]\s*[：:]")
_BLANK = re.compile(r"(?:[\s“”\"'‘’,，、?？…._]|null|空|无)*")
_ALL = re.compile(r"的?(?:基本|主要|相关|关键)?(?:信息|情况|内容|要素)$")
_FIELD = re.compile(
    r"(?:字段|键|key)\s*[“\"]?(?P<key>[A-Za-z_]\w*)[”\"]?\s*(?:要|请)?(?:写|填|放|存|表示|是|为|[：:])\s*"
    r"(?P<what>[^，。；、,;]{2,40})[，。；、,;]?",
    re.I,
)
_EMPTY = re.compile(
    r"(?:如果|若)?没有(?:写|提)?的?(?:话|内容)?(?:就|都|请)?(?:填|写|用|为)\s*(?:null|空|无)", re.I
)
# 事项=入海排污口整治；数量=？时限=？; 目标：__；责任单位：: a form to be filled in.
_NAME_OF = r"[\u4e00-\u9fff]{2,7}(?<![单表书卡函题空])"
_SLOT = re.compile(
    rf"(?P<name>{_NAME_OF})\s*(?:[=：:]\s*(?:(?P<said>[^；;，,。？?_…\n=：:（(]+)(?=[；;，,。/|\s]|$)"
    rf"|(?:[？?]|_+|…+|[（(]\s*[）)]|待填|空)*(?=[；;，,。/|\s]|$|{_NAME_OF}\s*[=：:]))"
    r"|(?<=单位|部门|[时期]限|时间|年份|数量)(?:_{2,}|…{2,}|[（(]\s+[）)]))"
)
_UNFILLED = re.compile(r"[=：:_…（(]")
_MATTER = re.compile(r"[^，。]{0,3}(?:事项|任务|主题|项目|指标|内容|名称|工作|事由|题目)(?:名称)?")
# 项目=绿色制造试点示范，填上家数、期限: the same without blanks.
_FILL = re.compile(
    r"(?:事项|任务|主题|项目|指标|内容|名称|工作)(?:名称)?\s*[=：:是为]\s*(?P<said>[^，；。=：:？?]{3,24})[，；。]\s*"
    r"(?:请|再|并|分别)*(?:填|写|补|列|给)(?:上|写|出|全|齐|入|明)(?P<names>[\u4e00-\u9fff]{2,8}(?:[、，和及][\u4e00-\u9fff]{2,8})+)"
)
# 列个目录：各章的标题，从“一”到“八”: what the heads are of, wherever they begin and end.
_DIRECTORY = re.compile(
    r"^(?:请|帮我|给我)*(?:列|写|做|给|出|来|拟)出?一?[个份](?:总|大)?目录[：:，](?=.{4})"
)
_FROM_TO = re.compile(r"[，,]从“?[一1]”?到“?[\u4e00-\u9fff\d]{1,3}”?(?=[，。]|$)")
_ENOUGH = re.compile(r"(?:就行了?|即可|就好了?|就可以了?)?[。！]?$")
# …，末尾写安全利用率: what the end shall tell is asked besides.
_AT_END = re.compile(
    r"[，,](?:末尾|最后|结尾|文末)(?:再|要|请)?(?:写|附|标|带|点|注)(?:上|明|出)?(?P<what>[^，。；]{3,20})[。]?$"
)
# 清洁取暖的目标写成短信，面积、户数都要有: what of the matter shall be told.
_HELD = re.compile(
    r"的(?:目标|情况|内容|要求)(?P<form>[^，。；]*)[，,](?P<what>[\u4e00-\u9fff]{2,6}(?:[、和][\u4e00-\u9fff]{2,6}?){1,3})"
    r"(?:都|也|全)(?:要|得)(?:有|写上?|带上|讲到)[。]?$"
)
# ①…多少 ②…谁牵头: questions with numbers before them.
_NUMBER = branching(
    r"(?:^|(?<=[\s，。；：:？?、!！\u4e00-\u9fff]))"
    r"(?:[（(](?P<a>[1-9一二三四五六])[）)]|(?P<b>[1-9])(?:[、)）]|[.．](?!\d))"
    r"|(?:第|问题|其)(?P<c>[一二三四五六])[，、：:](?![条章]))\s*"
)
# 指导思想里“以什么为核心”: words of the plan with a blank, no words to be found.
_BLANK_QUOTED = re.compile(
    r"[“\"](?P<asked>[^“”\"，。]{0,12}(?:什么|多少|哪)[^“”\"，。]{0,12})[”\"]"
)
# 格式：指标=值，…: how it shall be told, not what.
_PATTERN = re.compile(
    r"(?:输出|返回|回答)?(?:格式|形式|样式)(?:为|是)?[：:][^，。；？?\d]{1,8}(?:[=＝：:—→|｜-]+[^，。；？?\d]{1,8})+[，。；](?=.{4})"
)
# 第十六条的时间表
_SCHEDULE = re.compile(
    r"(?P<of>第[一二三四五六七八九十\d]{1,3}条)里?的?(?:时间表|时间轴|时间线|进度表)(?=$|[，。])"
)
# 出一道单选题考…，并附正确答案: what the question shall be about.
_EXAM = re.compile(
    r"^(?:请|麻烦|帮我|给我|你|替我|为我)*(?:出|编|拟|设计|来|写)(?:上|个)?(?:[一1]?[道个])(?:单选|单项选择|多选|选择|判断|填空|问答|简答|测试|竞赛|考试|知识)+题?目?"
    r"[，,：:]?(?:用来|来)?(?:考一考|考查|考察|考核|考|关于|围绕|内容是|问)(?P<what>[^。？?；]{3,40}?)的?"
    r"(?:[，,](?:再|并|要|请|同时)*(?:附|给|带|写|标)(?:上|出|明)?(?:正确|参考|标准)?的?答案)?[。！]?$"
)
# 比重提高到（  ）左右，规模达到（  ）以上: a sentence with blanks, each of a thing of its own.
_GAP = re.compile(r"[（(]\s*[）)]|_{2,}|＿{2,}")
_GAP_OF = re.compile(
    rf"(?<=[由归])(?:{_GAP.pattern})|(?:{_GAP.pattern})(?=牵头|负责)"
)  # 由____牵头
_GAPS = 2
_DIGITS = "一二三四五六"
_ENDS = " ，。；？?;、"
_CHOICE = re.compile(r"判断|对错|正确|选择|单选|多选|选项|哪一?[个项]|是否")
_MOST = 6
_OWNER, _LEAD = re.compile(r"单位|部门"), re.compile(r"牵头")
_THEME = re.compile(r"以[“\"]?(?P<year>20\d\d年)[”\"]?为(?:题目?|标题|主题)[，,]?")
# 造林、水土流失的目标，带单位: units of measure, nobody's.
# 方案里写的实际是多少: what it says, not what has come of it.
# 担任过“牵头”的部门, 当过牵头单位的部门: those that led.
_ROLE = re.compile(
    r"(?:担任|出任|当|做|打头)过?[“\"]?(?P<role>牵头)[”\"]?(?:单位|部门|方)?(?=的(?:部门|单位|活|事|任务|工作))"
)
# …在哪条？有没有第二条: another one, no clause 2.
_ANOTHER = re.compile(
    r"(?<=[，,。？?])(?:还|到底)?(?:有没有|有无|有)(?:别的|其他)?第二[条个家项处](?:了|吗|了吗)?[？?。]?$"
)
# 牵头任务一个都没有, 连一项牵头都没有, 没有一项牵头任务: none, said at length.
_KIND = (
    r"(?P<what{0}>牵头(?:的?(?:任务|单位|部门))?|(?:责任|配合)(?:单位|部门)"
    r"|任务|目标|指标|期限|时限)"
)
_NOT_ONE = branching(
    rf"连?一[个项次家条]{_KIND.format(1)}[都也]没有?(?:写|定|设)?"
    rf"|{_KIND.format(2)}一[个项次家条][都也]没有?(?!牵|参|提|写)"
    rf"|没有?一[个项次家条]{_KIND.format(3)}(?=的)"
)
# 用“答：”开头: how it shall begin, with a colon of its own.
_OPENED = re.compile(
    r"[，。；]?(?:请|都|要)?(?:以|用)[“\"][^”\"]{1,8}[：:][”\"](?:来)?(?:开头|打头|起头)(?:作答|回答|来写)?"
)
# 我是人大代表，…: who asks is no department that is asked about.
_WHO_ASKS = re.compile(
    r"^(?:你好|您好|请问|[，,。！])*(?:我|俺|咱|本人)(?:们)?是(?:一?[名位个]|咱?们?[省市区县])*"
    r"(?:人大|政协|党)(?:的)?(?:代表|委员|常委)[，,。]"
)
# 列个清单，三到五条: how many are wanted, no clauses.
_SO_MANY = re.compile(
    r"((?:清单|列表|要点|提纲|编号|分[点条]|小点|列出来)[^，。；]{0,4})[，,](?:总共|一共|共|大概|写|列)*"
    r"[二两三四五六七八九\d](?:到|至|~|-)[三四五六七八九十\d](?:[条点项]|个(?:要点)?)(?:就行|即可|左右|就够|就可以)?(?=[，。！]|$)"
)
# 第十条里带数字的要求: its aims.
_FIGURED = re.compile(
    r"(?P<of>[条段块](?:里面?|中|内)?)的?(?:所有|全部|各项)?[带含有](?:着|具体|明确){0,2}的?(?:数字|数值|数据)的(?:要求|任务|内容|地方|句子|规定|话|条目|目标|指标)"
)
_REALLY = re.compile(r"(?<=[写定]的)(?:实际上?|真实|真正)的?(?=是|数|目标|有)")
_UNITS = re.compile(r"[，,](?:都|要|请)?(?:带|含)(?:上|有|着)?(?:计量)?单位(?=$|[。，])")
_SIZES = re.compile(r"目标|指标|数字|数值|数据|多少")
_ASKS = re.compile(r"谁|哪|多少|几|什么|啥|怎|如何|何时")
_WHETHER = re.compile(r"[吗呢不没么吧]$|([\u4e00-\u9fff])[不没]\1|是否|有没有")
_SIZED = re.compile(r"电话|资金|费用|金额|预算|补贴|目标值?|[率度]$|面积|数量")
_DATED = re.compile(r"(?:时[限间]|期限|年份|日期)$")
_TELL = r"(?:说明|讲清?楚?|写明?|说清?楚?|告诉[他她]们?|回答|答|是|问)"
_TWO = re.compile(
    rf"(?:第?一|先){_TELL}(?P<a>[^，。；：]{{4,60}})[，。；]\s*(?:第?二|再|后){_TELL}(?P<b>[^，。；：]{{4,60}})"
)


# 微信上群众问“…？”，帮我拟个回复: what they ask, in quotation marks.
_QUOTED = re.compile(
    r"^[^，。？！；：“”]{0,10}?(?:市民|群众|居民|村民|网友|记者|业主|家长|孩子|有人|老人|领导|他|她)们?[^，。？！；：“”]{0,6}?"
    r"(?:问|咨询|留言|想知道|说|发来)(?:了|过|道|我|我们|一句)*[：:，]?“(?P<said>[^“”]{4,}[？?]?)”(?=[，。；？]|$)"
)
# 给市司法局写一份任务清单: whose tasks are to be listed.
_FOR_BODY = re.compile(
    r"^(?:请|帮我|麻烦|你)*(?:给|为|替)(?P<who>[^，。：的]{1,14}?(?:局|委|办|院|厅|会|中心|银行|党校|政协))(?:写|列|做|出|编|拟|整理|弄)(?:出|一?[份个张])*"
    r"(?:任务|责任|工作|职责)(?P<form>清单|台账|分解表|分工表|单|书|表)[。]?$"
)
# 只列出第三条的责任单位: that alone is wanted of it.
_ONLY_OF = re.compile(
    r"^(?:请)?(?:只|仅|光)(?:列|写|说|给|报|要|答)(?:出|清)?(?P<of>[^，。；：]{2,30}?(?:(?P<in>涉及|参与|负责|牵头|有份))?)的(?P<what>(?:责任|牵头|负责)(?:单位|部门)"
    r"|条款?号|条款编号|(?:单位|部门)名[称字]?|标题|年份|(?:完成)?(?:时间|期限|时限))(?=[，。]|$)"
)
# 督察组要看第二十条: who wants to see a clause is no matter of it.
_SEEN_BY = re.compile(
    r"^[^，。？！；：“”第条章]{2,8}?(?:要看|想看|要查|想查|点名要)(?:一下)?(?=第[^，。？条]{1,5}条)"
)


@lru_cache(maxsize=256)  # for its form, and for what it asks
def reworded(text: str) -> str:
    """A request in the words of people; the same text where it is none of these."""
    text = without_wishes(text)
    text = as_sums(_QUOTED.sub(r"\g<said>", _SEEN_BY.sub("", text)))
    text = _FOR_BODY.sub(r"\g<who>的任务，列成\g<form>", text)
    text = _ONLY_OF.sub(_that_only, text)
    text = _SO_MANY.sub(r"\1", _OPENED.sub("", _WHO_ASKS.sub("", text)))
    text = _ROLE.sub(r"\g<role>过", _REALLY.sub("", text))
    text = _not_that().sub("", text) if "不" in text else text
    text = _NOT_ONE.sub(_none, _ANOTHER.sub("", text))
    text = _FIGURED.sub(r"\g<of>的量化指标", text)
    text = _SCHEDULE.sub(r"按时间先后列出\g<of>的任务", _PATTERN.sub("", text))
    text = _one_by_one(_BLANK_QUOTED.sub(r"\g<asked>", text))
    text = _UNITS.sub("", text) if _SIZES.search(text) else text
    if directory := _DIRECTORY.match(text):
        text = f"列出{_ENOUGH.sub('', _FROM_TO.sub('', text[directory.end() :]))}"
    text = _HELD.sub(r"的\g<what>\g<form>", text)
    text = _with_gaps(_EXAM.sub(r"\g<what>", text))
    end = _AT_END.search(text)
    if end and _SIZED.search(end["what"]):
        text = f"{text[: end.start()]}？{_asking(end['what'])}？"
    return _as_questions(_as_list(_of_fields(_of_year(_filled_in(text)))))


def _that_only(match: re.Match[str]) -> str:
    """What is asked of the matter, and that nothing else is wanted: …的责任单位，只要责任单位."""
    asked = "哪几条" if match["in"] and "条" in match["what"] else f"的{match['what']}"
    return f"{match['of']}{asked}，只要{match['what']}"


def _none(match: re.Match[str]) -> str:
    return f"没有{match['what1'] or match['what2'] or match['what3']}"


def _with_gaps(text: str) -> str:
    """A sentence with blanks in several of its parts, as a question for each."""
    parts = re.split("[，,；;]", text.rstrip("。"))
    blank = [bool(_GAP.search(p)) for p in parts]
    if sum(blank) < _GAPS or any(_SLOT.search(p) for p in parts):
        return text
    marks = ("？" if b else "，" for b in blank)
    asked = (_GAP.sub("多少", _GAP_OF.sub("谁", p)) for p in parts)
    return "".join(f"{p}{m}" for p, m in zip(asked, marks, strict=True))


def _filled_in(text: str) -> str:
    """A form with blanks as a table of what the blanks ask of the matter that stands in it."""
    text = _FILL.sub(r"列出\g<said>，列：\g<names>", text)
    slots = list(_SLOT.finditer(text)) if _UNFILLED.search(text) else []
    matters = [m["said"] for m in slots if m["said"] and _MATTER.fullmatch(m["name"])]
    blanks = [m["name"] for m in slots if not m["said"]]
    if len(matters) != 1 or not blanks or len(blanks) + 1 < len(slots):
        return text
    if len(blanks) > 1:
        return f"用表格列出{matters[0]}，列：{'、'.join(blanks)}"
    if _OWNER.search(blanks[0]):
        return f"{matters[0]}由谁{'牵头' if _LEAD.search(blanks[0]) else '负责'}"
    return _asking(f"{matters[0]}的{blanks[0]}")


def _one_by_one(text: str) -> str:
    """Questions with numbers before them, one behind the other."""
    marks = list(_NUMBER.finditer(text))
    counted = [m["b"] or m["a"] or m["c"] for m in marks]
    counted = [str(_DIGITS.find(c) + 1) if c in _DIGITS else c for c in counted]
    if not 1 < len(marks) <= _MOST or counted != [str(i + 1) for i in range(len(marks))]:
        return text
    bounds = [*(m.start() for m in marks), len(text)]
    items = [text[m.end() : b].strip(_ENDS) for m, b in zip(marks, bounds[1:], strict=True)]
    head = text[: bounds[0]]
    plain = all(len(i) > 1 and not re.search("[？?].", i) for i in items)
    chosen = _ASKS.search(head) and not all(map(_ASKS.search, items))
    if chosen or not plain or _CHOICE.search(head):
        return text
    return f"{head}{''.join(f'{_asking(i)}？' for i in items)}"


@cache
def _not_that() -> re.Pattern[str]:
    """水源地，不是农村的，县级以上的: what is not meant, between commas."""
    words = any_of(w for row in load_rows("contrasts") for kind in row for w in kind.split("/"))
    return re.compile(
        rf"(?<=[，,])(?:可|但|又|并)?(?:不是|不要|不问|不算)(?:{words})的?(?:那[种个些])?[，,](?!对|是|没错|[吧吗])"
    )


def _of_year(text: str) -> str:
    """以“2023年”为题列三条：…: what is asked of that year."""
    match = _THEME.search(text)
    if not match:
        return text
    head, colon, rest = text[match.end() :].rpartition("：")
    return f"{text[: match.start()]}{head}{colon}{match['year']}{rest}"


def _as_list(text: str) -> str:
    """Keys of an object to be filled, as a list of what is wanted."""
    match = _OBJECT.search(text)
    names = _KEY.findall(match["body"]) if match else []
    if not match or not names or not _BLANK.fullmatch(_KEY.sub("", match["body"])):
        return text
    rest = (text[: match.start()] + text[match.end() :]).strip("，。：: ").removeprefix("把")
    wanted = f"的{'、'.join(names)}"
    said = _ALL.sub(wanted, rest) if _ALL.search(rest) else f"{rest}{wanted}"
    return f"以JSON返回{said}"


def _of_fields(text: str) -> str:
    """What each field of an object shall tell, as questions behind the names of the fields."""
    found = [(m["key"], m["what"]) for m in _FIELD.finditer(text)]
    if len(found) < 2:
        return text
    rest = _EMPTY.sub("", _FIELD.sub("", text)).strip("，。；：: ")
    keys = "、".join(key for key, _ in found)
    return f"{rest}，键名{keys}，{''.join(f'{_asking(w)}？' for _, w in found)}"


def _as_questions(text: str) -> str:
    """What a letter shall tell first and then, as two questions."""
    match = _TWO.search(text)
    if not match or not all(_ASKS.search(match[part]) for part in "ab"):
        return text
    return f"{text[: match.start()]}{match['a']}？{match['b']}？"


def _asking(what: str) -> str:
    if _ASKS.search(what) or _WHETHER.search(what):
        return what
    if _DATED.search(what):
        return f"{what}是哪年"
    return f"{what}是{'多少' if _SIZED.search(what) else '什么'}"
