"""Roles that a ledger question asks for, or rules out (没有牵头的条款)."""

from __future__ import annotations

import re

from assistant.ledger.kinds import SLOTS
from corpus.model import Role
from corpus.patterns import branching

LEAD, SHARED = SLOTS["lead"], SLOTS["shared"]
_NEVER = re.compile(
    r"(?:一[次回个条项])?头[都也]?(?:从|还)?没有?牵过?"
    r"|没有?一[次回个条项](?:任务|条款)?(?:是|由)?(?:自己|它)?(?=牵头)"
)
_ASKED_ROLE = re.compile(
    rf"(?:是|都是|全是|算|是不是|属于|担任|[，,])(?:{LEAD}|{SHARED})的?(?:单位|部门|方)?"
    r"(?:吗|么|嘛|[？?]|还是|或者?)"
    rf"|(?<=[项条件个家]|么|些|啥)[^，。]{{0,4}}[，,、；;](?:其中)?(?:的)?(?:{LEAD}|{SHARED})(?:了|的)?(?:有)?(?:几|多少|哪)"
)
_LISTED = re.compile(r"几|多少|哪")
# 出现在哪几条，有没有它牵头的: the role is asked of what is listed, and narrows nothing.
_BESIDES = re.compile(
    rf"^(?P<first>[^。；]*?(?:哪|几|多少|什么|啥|列一下|列出|列全|列列|(?:条款|任务)(?:都|全部?|一一|逐条)?[找列挑查理]"
    rf"|条款?编?号(?=[及和与以]))[^，。？?；]*?)(?:[，,。？?；]|(?<=号)(?:以?及|和|与)(?=(?:{LEAD})))"
    rf"(?P<then>[^，。？?；]*?(?:{LEAD}|{SHARED})[^，。？?；]*)[。？?；]?$"
)
_ASKS_ROLE = re.compile(
    r"有没有|有无|[吗么没]$|没有$|过没|是不是|是否|哪|几|多少|还是|什么|啥|^牵头的?(?:事项|任务)"
)
_NARROWS = re.compile(r"[只仅光]|不|单独|独")
# 牵头几项、参与几项 asks for both; 参与的里头牵头的 for those led.
_BESIDES_LEAD = re.compile(r"(?<!不)(?<!没)参[与加](?!的[^，。？]{0,6}[里中内])")
WHETHER = re.compile(
    r"有没有|是不是|有无|是否|没有就(?:直)?说没有?|没有?就(?:说|写|回答?)[“”]?没?有?"
)
_NO = (
    r"(?:没有?|不|未|无|从没有?|从未|不是|不含|非|不带|别|不要)"
    r"(?:写|单独|任何|一个|一项|有|让|当|去)?[“\"]?"
)
_NOT_ROLE = branching(
    rf"{_NO}(?P<a>{LEAD}|{SHARED})"
    rf"|(?:光|只|仅|单)?(?:是)?(?P<b>{LEAD}|{SHARED}|参与)[^，。；]{{0,3}}(?:不要|不算|除外|不用|别列)"
)
# 除了牵头的还参与什么: those shared alone.
_BUT_LEAD = re.compile(
    rf"除(?:了|去|开)?[^，。？]{{0,2}}(?:{LEAD})[^，。？]{{0,8}}(?:[，]|以外|之外|外|还)"
)
# 不算跟着分工的, 而非分工身份, 跟着别人分工的别算进来, 跟别家合伙的不要算: a role set aside.
_ASIDE_BEFORE = (
    r"(?:不[算看含管要提]|别[算看提]|不包括|而非|而不是|[抛撇扔]开|[除刨减扣剔]去|去掉|排除)"
)
_OF_OTHERS = r"(?:[跟和与]着?(?:别人|别家|旁人|人家?|其他(?:部门|单位)|大家)[^，。？；]{1,6}?的)"
_SET_ASIDE = re.compile(
    rf"{_ASIDE_BEFORE}[^，。？；、]{{0,5}}(?:(?P<lead>{LEAD})|{SHARED}|{_OF_OTHERS})(?:的|身份|角色)?(?:任务|部分|条款)?"
    rf"|(?:(?P<led>{LEAD})|{SHARED}|{_OF_OTHERS})(?:的|身份|角色)?(?:任务|部分|条款)?(?:都|就|一律|先)?"
    rf"(?:(?:别|不[要用必])(?:[算列写说提报看]|包括)|除外|不算|不计|[撇抛放扔]到?(?:开|一边))[^，。？；]{{0,3}}"
)
_SEGMENT = re.compile(r"[，,。；;？?！!]")
_ASKS_OPEN = re.compile(
    r"哪|什么|啥|几|多少|干嘛|[列点找报挑]出|都[给列报说]|列|梳理|整理|汇总|盘点"
)
_POINTS_BACK = re.compile(r"[那这](?:一?[回次处段件项条个])")
_ALL = r"(?:全|都|均|只|仅|清一色|通通|净)(?!部)[^，。；谁哪什啥]{0,4}"
_BOTH = re.compile(r"既.{1,16}[又也]|又.{1,12}又|同时|都有|并存|兼有|两种|兼|并且|身兼|双重")
SOLE = re.compile(
    r"(?:别人|别家|旁人|他人|(?:其他|别的)(?:部门|单位|家))(?:都|也|均)?(?:不|没)"
    r"|(?:没有?|无|不(?:和|跟|与|带|含|要)|没(?:跟|和|与))(?:任何)?(?:其他|其它|别的|旁的|外)(?:部门|单位|人|家)"
    r"|独家|单独一家|单独负责|单一(?:责任)?(?:部门|单位)|独自|单干"
    r"|(?:只|仅|就|光)[由归有]?[^，。]{0,6}(?:一|1)(?:家|个(?:责任)?(?:部门|单位))"
    r"|(?:一|1)家(?:单独)?(?:负责|牵头|包揽|说了算|管|干|扛)"
)


def sets_aside(text: str) -> bool:
    """Whether a role is named only to be left out: 不算跟着分工的."""
    return bool(_SET_ASIDE.search(text))


def told_besides(text: str) -> str:
    """The question before one about roles of all that it lists; "" where there is none."""
    match = _BESIDES.match(text.strip())
    if not match or re.search(f"{LEAD}|{SHARED}", match["first"]):
        return ""
    asked = _ASKS_ROLE.search(match["then"]) and not _NARROWS.search(match["then"])
    return match["first"] if asked else ""


def read_role(text: str, groups: int = 0) -> tuple[Role | None, Role | None]:
    """The role asked for, and the role that must not occur (没有牵头的条款)."""
    if groups and (first := told_besides(text)):
        text = first
    asked = WHETHER.sub("", text)
    if groups and (aside := _SET_ASIDE.search(asked)):
        led = aside["lead"] or aside["led"]
        return (Role.SHARED, Role.LEAD) if led else (Role.LEAD, Role.SHARED)
    text = _NEVER.sub("没牵头", _ASKED_ROLE.sub("", asked))
    if _of_both(asked, text):
        return None, None
    without = None
    for match in _NOT_ROLE.finditer(text):
        word = match["a"] or match["b"]
        without = Role.LEAD if re.search(LEAD, word) else Role.SHARED
    if _BUT_LEAD.search(text):
        return Role.SHARED, None
    text = _NOT_ROLE.sub("", text)
    lead = bool(re.search(LEAD, text))
    shared = bool(re.search(SHARED, text)) or (groups == 1 and "共同负责" in text)
    shared |= lead and bool(_BESIDES_LEAD.search(text))
    if without is None and groups == 0 and not SOLE.search(text):
        only_lead = re.search(f"{_ALL}(?:{LEAD})(?!过?了?[一1])", text)
        only_shared = re.search(f"{_ALL}(?:{SHARED}|共同负责)", text)
        without = Role.SHARED if only_lead else Role.LEAD if only_shared else None
    if without is not None and not lead and not shared:
        return (Role.SHARED if without is Role.LEAD else Role.LEAD), without
    if lead and shared and groups == 1:
        return _asked_of(asked), without
    return (None if lead == shared else Role.LEAD if lead else Role.SHARED), without


def _asked_of(text: str) -> Role | None:
    """The role in what is asked, where the other one is only told: 大多是分工，牵头的那回管什么."""
    parts = [_BESIDES_LEAD.sub("分工", p) for p in _SEGMENT.split(text) if p]
    asked = [n for n, p in enumerate(parts) if _ASKS_OPEN.search(p)]
    held = "，".join(parts[n] for n in asked)
    if not _either_of(held) and asked and asked[0] and _POINTS_BACK.search(held):
        held = parts[asked[0] - 1]
    if not _either_of(held) or either_role(held):
        return None
    return Role.LEAD if re.search(LEAD, held) else Role.SHARED


def _either_of(text: str) -> bool:
    """Whether leading or sharing is spoken of."""
    return bool(re.search(f"{LEAD}|{SHARED}", text))


def _of_both(text: str, rest: str) -> bool:
    """牵头哪几项，配合哪几项: both roles are asked for; ``rest`` has the first."""
    other = _ASKED_ROLE.search(text)
    if not other or "其中" in other.group() or not _LISTED.search(other.group()):
        return False
    first, second = (LEAD, SHARED) if re.search(SHARED, other.group()) else (SHARED, LEAD)
    return bool(re.search(first, rest) and not re.search(second, rest))


def both_roles(text: str) -> bool:
    """Whether leading and shared tasks must both occur."""
    text = WHETHER.sub("", text)
    named = re.search(LEAD, text) and re.search(SHARED, text)
    return bool(named and _BOTH.search(text) and not _NOT_ROLE.search(text))


def either_role(text: str) -> bool:
    """Whether leading and sharing are both spoken of."""
    return bool(re.search(LEAD, text) and re.search(SHARED, text))
