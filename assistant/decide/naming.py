"""Names asked for: whose they are, and whether a text of the plan tells them."""

from __future__ import annotations

import re

from assistant.understand.question import Question

# 去年查处了哪几家, A级企业是哪几家, 向谁申诉 ask for others than those responsible.
OF_OTHERS = re.compile(
    r"查(?:出|获|处|办)了?哪|哪几?[家个][^，。？]{0,6}被(?:查|罚|通报|曝光|关停|抓)|(?:申诉|复议|复核|上诉)|(?:企业|公司|工厂|厂子)(?:都|分别|具体)?(?:是|有)?哪[几些]?家"
    # 落在哪些企业头上, 涉及哪几家厂, 10家工厂都有谁，报下厂名
    r"|哪(?:[些几]?家?|[些几]个)(?:企业|公司|工厂|厂)(?!来?(?:负责|牵头))|[厂村河镇店]名(?!录|单)"
    r"|(?:\d|[几两二三四五六七八九十百])(?:家|处|个|座)(?!部门|单位|局)[^，。？门单局]{1,10}都(?:有|是)谁"
    r"|指的?是?谁|谁来?(?:出|掏|付)|(\d+)家(?!部门|单位|局)[^，。？门单局]{1,12}是哪\1家"
)
_COUNTED = re.compile(r"(?:\d|[几两二三四五六七八九十])[条个处家座项]|[哪这那]些")
_CALLED = re.compile(
    r"(?<!别)([\u4e00-\u9fff]{2})(?:的)?(?:全名|全称|名字|名称)?[，]?(?<![都别各])叫(?:做)?(?:什么|啥)(?!条)"
    # What a plan writes by its name, asked for in full: 这个名录全称是什么.
    r"|(名录|清单|制度|机制|方案|规划|行动|平台|体系|模式|工程|办法)的?(?:全名|全称|正式名称)(?:是|叫)"
)
# One thing's name is asked (这套规矩叫什么), and there is a name.
_CALLED_SO = re.compile(
    r"(?:[这那一](?:套|种|个|本|份|类)|(?:有没有|听说有|说有)[^。？]{2,24}[，])[^，。？]{0,10}[，]?叫(?:做|个)?(?:什么|啥)"
)
_NAMED_SO = re.compile(r"《[^》]+》|“[^”]{3,}”")
# 覆盖哪些企业, of what covers all of a kind.
_COVERED = re.compile(
    r"(?:覆盖|包括|包含|涉及|纳入|囊括|盖)(?:到|了|住)?哪[些几]类?(企业|单位|行业|领域)"
)

# What a list is of is asked where a text has but the list: 新污染物包括哪几种, 新污染物清单.
_KINDS_OF_IT = re.compile(
    r"([\u4e00-\u9fff]{2})(?:都|分别|具体|到底)*(?:包括|包含|有|是|指)(?:的)?哪[些几]?[种类样个](?=[？?。，]|$)"
)

# Whether one of many is among them: 里面有没有白沙河, 我们村在不在那1099个村里.
_IN_IT = "(?:里[面头边]?|中间?|当中|其中|之[列内]|名单上?)"
_HAVE = "(?:有没有|有无|包不包括|含不含)"
_ONE_OF = re.compile(
    rf"{_IN_IT}[，]?(?:都|还|也)?{_HAVE}(?P<a>[^，。？]{{2,12}}?)(?:在内)?[吗呢啊？?]*$"
    rf"|{_HAVE}(?P<c>[^，。？]{{2,12}}?)(?:在{_IN_IT}|在内)[吗呢啊？?]*$"
    rf"|是不是(?:也|都)?包括(?P<d>[^，。？]{{2,12}}?)(?:在内)?[吗呢啊？?]*$"
    rf"|(?P<b>[^，。？、]{{2,14}}?)(?:在不在|是不是在?|算不算在?|包不包括在?)[^，。？]{{0,10}}{_IN_IT}的?[吗呢啊？?]*$"
)
_PLACED = re.compile(
    r"(?:[河湾湖江溪沟塘库岛村镇庄屯寨路街厂场店站港]|小区|公司|企业|码头|学校|医院)$"
)
_OWNER = re.compile(r"^(?:我们?|俺们?|咱们?)?(?:[这那]条?个?)?")


def one_of_many(question: Question, text: str) -> bool:
    """Whether it is asked if a place is among those that a text speaks of, and does not name."""
    found = _ONE_OF.search(question.plain)
    name = _OWNER.sub("", found[found.lastgroup or 0]) if found else ""
    return bool(_PLACED.search(name)) and name not in text


def name_told(question: Question, text: str) -> bool:
    """Whether one thing's name is asked for and told: 那个平台叫什么, 这套规矩叫什么."""
    called = not _COUNTED.search(question.text) and _CALLED.search(question.text)
    if called and re.search(rf"[\u4e00-\u9fff”》]{{2,}}{called[1] or called[2]}", text):
        return True
    return bool(_CALLED_SO.search(question.plain) and _NAMED_SO.search(text))


def all_of_them(question: Question, text: str) -> bool:
    """Whether a text covers all of a kind: 涉气企业全覆盖, asked as 覆盖哪些企业."""
    found = _COVERED.search(question.text)
    return bool(found and re.search(rf"{found[1]}全覆盖|(?:全部|所有){found[1]}", text))


def listed_elsewhere(question: Question, text: str) -> bool:
    """Whether kinds of a thing are asked for that a text leaves to a list: 新污染物清单."""
    found = _KINDS_OF_IT.search(question.text)
    return bool(found and re.search(f"{found[1]}(?:清单|名录|目录)", text))
