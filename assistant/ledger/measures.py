"""What an extreme or an order is measured by, and how many of it are asked for."""

from __future__ import annotations

import re

from assistant.ledger.kinds import ANY_KIND, SLOTS, Kind, kind_of
from corpus.numerals import to_int
from corpus.patterns import branching

EXTREME = re.compile(
    rf"(?P<most>{SLOTS['most']}|哪(?:个|家).{{0,12}}更?[多重])|(?P<least>{SLOTS['least']})"
)
_RANK = re.compile(
    r"从多到少|由多到少|从少到多|从高到低|从大到小|排个?名|排个?序|排行|排一下|名列|位列|并列"
    r"|[前头](?:几|[一二三四五六七八九十两\d]+)[名位家个的]|排(?:在|进|到)?[前头第]"
)
_TOP = re.compile(
    r"哪(?P<m>[两二三四五六七八九十\d]{1,3})(?:个|家|条|章|项)(?=[^，。？]{0,14}最)|"
    r"最[多少高低大小重忙]的(?P<k>[两二三四五六七八九十\d]{1,3})(?:个|家|条|章|项)|"
    r"(?:排|居|列|位列|名列)在?第(?P<at>[二三四五六七八九十\d]+)|"
    r"(?:前|头)(?P<n>[一二三四五六七八九十两\d]+)(?:名|位|家|个)?"
    r"|(?:第|排第|并列第)(?P<rank>[二三四五六七八九十\d]+)(?:名|位|多|忙|大|重|(?<=并列第[二三四五])的|$)"
)
_FIGURES = re.compile(r"多少|几|数量|数目|统计|[条个项家]数|任务数|数(?=列|排|是|分别|，|？|$)")


def distributed(text: str) -> Kind | None:
    """What a figure is asked for one by one: 每章各有几条, 各部门分别牵头几项."""
    found = re.search(rf"(?:[各每]|逐)一?个?(?:{ANY_KIND})", text)
    return kind_of(found) if found and _FIGURES.search(text) else None


_MEASURED = branching(
    rf"(?P<asked>哪[个些几一家]*|什么)?(?:{ANY_KIND})(?:名字?)?(?:的)?(?:总)?(?:数量|个数|数目|项?数)?"
    rf"(?:也|都|是|又|加起来|合计|去重)?(?P<x>{SLOTS['most']}|{SLOTS['least']})"
)
_AFTER_MOST = re.compile(rf"(?:{SLOTS['most']}|{SLOTS['least']})(?:个|家|条|项)?(?:{ANY_KIND})")
# 按任务多少排, 以条数为序; 目标最多.
_BY = re.compile(
    rf"(?:按照?|依|以|凭|论|根据)[^，。？]{{0,4}}?(?:{ANY_KIND})(?:的)?(?:数量|数目|个数|多少|多寡|总数|数)"
)
_AMOUNT = branching(
    rf"(?:{ANY_KIND})(?:总)?(?:量|数量?)(?:的)?(?:从|由|居|排|位列|名列|列)*(?=前|头|第|[多大高少低小]到|排)"
)
_MOST_AIMS = re.compile(
    rf"(?:目标|指标|数字)(?:数量|个数|数)?(?:也|都|是|列得|定得|写得)?(?:{SLOTS['most']}|{SLOTS['least']})"
    rf"|(?:{SLOTS['most']}|{SLOTS['least']})(?:的)?(?:量化|数字)?(?:目标|指标)"
)
_ANY_EXTREME = re.compile(rf"{SLOTS['most']}|{SLOTS['least']}")


def measure(text: str) -> Kind | None:
    """What an extreme is measured by: the noun right before it (任务最多) or after (最多部门)."""
    ordered = _BY.search(text) or _AMOUNT.search(text)
    if ordered:
        return kind_of(ordered)
    if _MOST_AIMS.search(text):
        return Kind.AIMS
    if not _ANY_EXTREME.search(text):
        return None
    match = _MEASURED.search(text)
    if match and not match["asked"]:
        return kind_of(match)
    after = _AFTER_MOST.search(text)
    return kind_of(after) if after else None


def place(text: str) -> tuple[int | None, int | None]:
    """How many of the first are asked (前五名), and which rank alone (排第二)."""
    top = _TOP.search(text)
    if not top:
        return None, None
    if top["rank"] or top["at"]:
        return None, to_int(top["rank"] or top["at"])
    if top["m"] or top["k"]:
        return to_int(top["m"] or top["k"]), None
    return (to_int(top["n"]) if _RANK.search(text) or "名" in text else None), None


def ranked(text: str) -> bool:
    """Whether an order of all is asked for."""
    return bool(_RANK.search(text))
