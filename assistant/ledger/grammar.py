"""The words of ledger questions by slot, and what can be told from them alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from corpus.model import Role
from corpus.numerals import HAN_DIGITS, to_int
from corpus.patterns import branching
from corpus.words import load_rows


class Kind(StrEnum):
    """What a ledger question lists, counts or measures by."""

    CHAPTERS = "chapters"
    CLAUSES = "clauses"
    TASKS = "tasks"
    DEPARTMENTS = "departments"
    AIMS = "targets"
    YEARS = "years"
    SIGNS = "signs"


_NAMED_KINDS = (Kind.CHAPTERS, Kind.CLAUSES, Kind.TASKS, Kind.DEPARTMENTS)

SLOTS: dict[str, str] = {row[0]: "|".join(row[1:]) for row in load_rows("ledgergrammar")}
LEAD, SHARED = SLOTS["lead"], SLOTS["shared"]
_ANY_KIND = "|".join(f"(?P<{k.value}>{SLOTS[k.value]})" for k in _NAMED_KINDS)
_KIND = branching(_ANY_KIND)
_SUBJECT = re.compile(
    rf"(?:哪|第几|什么|几|多少|列出|所有|全部|哪里的)[个些几一二两三家项大条级]*?"
    rf"(?:责任|牵头|负责|市级|相关|共同|其他|其它|别的|不同|的)*(?:{_ANY_KIND})|(?P<who>谁)"
)
_HEAD = re.compile(rf"的(?:那|这)?(?:一|几|些|两|三)?(?:个|项|些)?(?:责任|牵头)?(?:{_ANY_KIND})")
EXTREME = re.compile(
    rf"(?P<most>{SLOTS['most']}|哪(?:个|家).{{0,12}}更?[多重])|(?P<least>{SLOTS['least']})"
)
_RANK = re.compile(
    r"从多到少|由多到少|从少到多|从高到低|从大到小|排个?名|排个?序|排行|排一下|名列|位列|并列"
    r"|[前头](?:几|[一二三四五六七八九十两\d]+)[名位家个的]|排(?:在|进|到)?[前头第]"
)
_TOP = re.compile(
    r"哪(?P<m>[两二三四五六七八九十])(?:个|家|条|章|项)(?=[^，。？]{0,14}最)|"
    r"最[多少高低大小重忙]的(?P<k>[两二三四五六七八九十])(?:个|家|条|章|项)|"
    r"(?:排|居|列|位列|名列)在?第(?P<at>[二三四五六七八九十\d]+)|"
    r"(?:前|头)(?P<n>[一二三四五六七八九十两\d]+)(?:名|位|家|个)?"
    r"|(?:第|排第|并列第)(?P<rank>[二三四五六七八九十\d]+)(?:名|位|多|忙|大|重|(?<=并列第[二三四五])的|$)"
)
_UNIT = re.compile(
    r"(?:单个|单项|同一?[个项]|[一每哪]一?[个项条])(?:具体)?(?:的)?(?:工作)?(?:责任|任务)?(?:任务|括号)"
)
# “一条里”, “同一条之内”: each clause taken by itself, neither the first nor a number of clauses.
_EACH = re.compile(
    r"(?:(?:同|每|某|任)一?|(?<![在只仅就单第十哪那这])一)(?:条款?|章(?=之?[内里中]))(?:之内|里头|里面?|以内|内|中|当中)?"
)
_NUMBERED = re.compile(
    rf"第[{HAN_DIGITS}\d]+(?:章|条|个?大?部分)|[这那该本]一?(?:章|条(?!款)|个?部分)"
)
_ASIDE = re.compile(
    r"(?:^|(?<=[，。；,;！!]))(?:(?:我|我们|咱们?|本人|领导|上面|上级)[^，。；？?]{0,20}"
    r"|(?:供|为了|用于|用来|作为|准备)[^，。；？?]{0,14}|[^，。；？?哪几多少谁]{0,8}(?:用|材料|参考|对照|核对|汇报|存档|备查|填表|台账))"
    r"(?=[，。；？?,;！!]|$)"
)
# An aside in brackets; a number in brackets is none.
_BRACKETED = re.compile(r"（[^（）\d一二三四五六七八九十][^（）]*）")
_NEVER = re.compile(
    r"(?:一[次回个条项])?头[都也]?(?:从|还)?没有?牵过?"
    r"|没有?一[次回个条项](?:任务|条款)?(?:是|由)?(?:自己|它)?(?=牵头)"
)
_ASKED_ROLE = re.compile(
    rf"(?:是|都是|全是|算|是不是|属于|担任|[，,])(?:{LEAD}|{SHARED})的?(?:单位|部门|方)?"
    r"(?:吗|么|嘛|[？?]|还是|或者?)"
    rf"|(?<=[项条件个家]|么|些|啥)[^，。]{{0,4}}[，,、；;](?:其中)?(?:的)?(?:{LEAD}|{SHARED})(?:了|的)?(?:有)?(?:几|多少|哪)"
)
# 牵头几项、参与几项 asks for both; 参与的里头牵头的 for those led.
_BESIDES_LEAD = re.compile(r"(?<!不)(?<!没)参[与加](?!的[^，。？]{0,6}[里中内])")
_WHETHER = re.compile(
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
_ALL = r"(?:全|都|均|只|仅|清一色|通通|净)(?!部)[^，。；谁哪什啥]{0,4}"
_BOTH = re.compile(r"既.{1,16}[又也]|又.{1,12}又|同时|都有|并存|兼有|两种|兼|并且|身兼|双重")
_N = rf"(?:\d{{1,3}}|[{HAN_DIGITS}]{{1,4}})"
_MORE, _LEAST = "超过|多于|大于", "至少|不少于|不低于|起码|最少"
_LESS, _MOST = "不到|少于|低于|不足", "不超过|不多于|至多|最多"
_COUNTED = r"(?:责任|牵头)?(?:部门|单位)|任务|责任括号|括号|条款|条(?!河|路|街|江|线|件|例)"
_BOUND = branching(
    rf"(?:(?P<before>{_COUNTED})数?量?)?(?P<pre>{_MOST}|{_MORE}|{_LEAST}|{_LESS})?"
    rf"(?P<exact>只|仅|就|不多不少|恰好|恰恰|正好|刚好|整整|单独|总共|一共)*"
    r"(?P<verb>有|由|是|在|达到?|列|写|出现在?|露面|涉及|挂|交给|归|包含|参[加与]|牵头|负责|承担|分到|领到?|管|含|过|分工|出面"
    r"|(?P<split>分成|分为|分作|分了|拆成|拆分?为|拆出|下设|细分为?|摊给|划成|切成))*了?"
    rf"(?<![{HAN_DIGITS}\d第哪那这几每前后末头最])(?P<n>{_N})(?P<unit>[个家项处块条次])?"
    rf"(?P<post>以上|及以上|以下|以内)?的?(?:不同的?)?(?P<k>{_COUNTED}|家)?(?P<tail>以上|及以上|以下|以内)?"
)
SOLE = re.compile(
    r"(?:别人|别家|旁人|他人|(?:其他|别的)(?:部门|单位|家))(?:都|也|均)?(?:不|没)"
    r"|(?:没有?|无|不(?:和|跟|与|带|含|要)|没(?:跟|和|与))(?:任何)?(?:其他|其它|别的|旁的|外)(?:部门|单位|人|家)"
    r"|独家|单独一家|单独负责|单一(?:责任)?(?:部门|单位)|独自|单干"
    r"|(?:只|仅|就|光)[由归有]?[^，。]{0,6}(?:一|1)(?:家|个(?:责任)?(?:部门|单位))"
    r"|(?:一|1)家(?:单独)?(?:负责|牵头|包揽|说了算|管|干|扛)"
)
# 只露过一次面, 只在某一条里出现
_ONCE = re.compile(
    r"(?:只|仅|就|光|才)[^，。？]{0,6}(?:露|现身|亮相|出场|登场|出现|列名|上榜|沾边?|点名)[^，。？]{0,4}[一1][次回面下]"
    r"|(?:只|仅|就|光|才)(?:出现|露面|列|写|有份|参与|涉及|分布|被[^，。？]{1,3})*(?:在|于|了|到)?(?:[某单]?[一1]个?|某个?|单个?)条(?:款)?(?:[里中]|以?内|出现|$|[的，])"
)
_NONE = re.compile(
    r"(?:没有|没|未|无|不)(?:写明?|列出?|列明|明确|标明?|规定|安排|指定|注明|带|挂|分配|落实)?(?:了|到)?"
    r"(?:任何|一个|具体)?的?(?:责任|负责)(?:的)?(?:部门|单位|人|括号)"
    r"|(?:没有|没|未|无)(?:写明?|列出?|列明|明确|标明?|规定|安排|指定|注明|带|挂|分配|落实)?(?:了|到)?"
    r"(?:任何|一个|具体)?(?:部门|单位|括号|谁)"
)


@dataclass(frozen=True, slots=True)
class Bound:
    """A wanted size: at least ``low`` and at most ``high`` of ``kind``."""

    low: int
    high: int
    kind: Kind


def plain(text: str) -> str:
    """A question without asides on what the answer is for (督查用, 我这边要对照)."""
    text = _BRACKETED.sub(lambda m: m.group() if SOLE.search(m.group()) else "", text)
    kept = _ASIDE.sub(lambda m: m.group() if of_ledger(m.group()) else "", text)
    kept = kept.strip("，。；,; ")
    return kept if len(kept) > 3 else text


def of_ledger(text: str) -> bool:
    """Whether a question names anything that the ledger counts or lists."""
    return bool(_KIND.search(text) or EXTREME.search(text))


def single(text: str) -> str:
    """The text without numbered clauses and chapters, and words that take each by itself."""
    return _EACH.sub(" ", _NUMBERED.sub(" ", text))


def read_role(text: str, groups: int = 0) -> tuple[Role | None, Role | None]:
    """The role asked for, and the role that must not occur (没有牵头的条款)."""
    text = _NEVER.sub("没牵头", _ASKED_ROLE.sub("", _WHETHER.sub("", text)))
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
    return (None if lead == shared else Role.LEAD if lead else Role.SHARED), without


_FIGURES = re.compile(r"多少|几|数量|数目|统计|[条个项家]数|任务数|数(?=列|排|是|分别|，|？|$)")


def distributed(text: str) -> Kind | None:
    """What a figure is asked for one by one: 每章各有几条, 各部门分别牵头几项."""
    found = re.search(rf"(?:[各每]|逐)一?个?(?:{_ANY_KIND})", text)
    return _kind(found) if found and _FIGURES.search(text) else None


def both_roles(text: str) -> bool:
    """Whether leading and shared tasks must both occur."""
    text = _WHETHER.sub("", text)
    named = re.search(LEAD, text) and re.search(SHARED, text)
    return bool(named and _BOTH.search(text) and not _NOT_ROLE.search(text))


def either_role(text: str) -> bool:
    """Whether leading and sharing are both spoken of."""
    return bool(re.search(LEAD, text) and re.search(SHARED, text))


def asked_kind(text: str) -> Kind | None:
    """The kind right behind an asking word (哪几条, 多少项任务), the measure apart."""
    return _asked(single(text), measure(text))


def _asked(text: str, measured: Kind | None) -> Kind | None:
    kinds = (Kind.DEPARTMENTS if m["who"] else _kind(m) for m in _SUBJECT.finditer(text))
    return next((k for k in kinds if k is not measured), None)


def subject(text: str) -> Kind | None:
    """What a question asks for: the kind its asking word belongs to, else its head noun."""
    text = single(text)
    measured = measure(text)
    if _UNIT.search(text) and measured is Kind.DEPARTMENTS:
        return Kind.TASKS
    if (asked := _asked(text, measured)) is not None:
        return asked
    heads = [k for m in _HEAD.finditer(text) if (k := _kind(m)) is not measured]
    if heads:
        return heads[-1]
    found = [k for m in _KIND.finditer(text) if (k := _kind(m)) is not measured]
    return found[0] if found else None


_MEASURED = branching(
    rf"(?P<asked>哪[个些几一家]*|什么)?(?:{_ANY_KIND})(?:名字?)?(?:的)?(?:总)?(?:数量|个数|数目|项?数)?"
    rf"(?:也|都|是|又|加起来|合计|去重)?(?P<x>{SLOTS['most']}|{SLOTS['least']})"
)
_AFTER_MOST = re.compile(rf"(?:{SLOTS['most']}|{SLOTS['least']})(?:个|家|条|项)?(?:{_ANY_KIND})")
# 按任务多少排, 以条数为序; 目标最多.
_BY = re.compile(
    rf"(?:按照?|依|以|凭|论|根据)[^，。？]{{0,4}}?(?:{_ANY_KIND})(?:的)?(?:数量|数目|个数|多少|多寡|总数|数)"
)
_AMOUNT = re.compile(
    rf"(?:{_ANY_KIND})(?:总)?(?:量|数量?)(?:的)?(?:从|由|居|排|位列|名列|列)*(?=前|头|第|[多大高少低小]到|排)"
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
        return _kind(ordered)
    if _MOST_AIMS.search(text):
        return Kind.AIMS
    if not _ANY_EXTREME.search(text):
        return None
    match = _MEASURED.search(text)
    if match and not match["asked"]:
        return _kind(match)
    after = _AFTER_MOST.search(text)
    return _kind(after) if after else None


def besides(text: str, of: Kind) -> Kind | None:
    """The kind named besides the subject."""
    order = dict(zip(_NAMED_KINDS, range(len(_NAMED_KINDS)), strict=True))
    named = [k for k in kinds(text) if k not in (of, Kind.CHAPTERS)]
    return next((k for k in named if of is Kind.DEPARTMENTS or order[k] > order[of]), None)


def kinds(text: str) -> tuple[Kind, ...]:
    """Every kind named, each once."""
    return tuple(dict.fromkeys(_kind(m) for m in _KIND.finditer(text)))


def _kind(match: re.Match[str]) -> Kind:
    return next(k for k in _NAMED_KINDS if match.groupdict().get(k.value))


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


def bound(text: str) -> Bound | None:
    """恰好7条, 超过十个部门, 只由一家负责, 没有责任部门."""
    text = _WHETHER.sub("", text)
    if _ONCE.search(text) and subject(text) is Kind.DEPARTMENTS:
        return Bound(1, 1, Kind.CLAUSES)
    text = single(text)
    if _NONE.search(text):
        return Bound(0, 0, Kind.DEPARTMENTS)
    if SOLE.search(text):
        return Bound(1, 1, Kind.DEPARTMENTS)
    for match in _BOUND.finditer(text):
        n = to_int(match["n"])
        stated = _sized(match) or (match["unit"] and match["verb"])  # 责任单位是两家
        word = match["k"] or (stated and match["before"])
        measured = _sized(match) and not match["split"]
        asked = re.search(r"哪[些几个一]*$", text[: match.start()])
        if (
            match["before"]
            and match["k"]
            and measured
            and not asked
            and not _ACTS.search(match.group())
        ):
            word = match["before"]  # 单位达到七个的条款, but 部门涉及七个以上的条款
        unit = _BY_UNIT.get(match["unit"] or "")
        if n is not None and (word or (unit and _sized(match))):
            low, high = _limits(match, n)
            named = _bound_kind(word) if word else None
            own = unit and (
                named is None or (named is Kind.DEPARTMENTS) != (unit is Kind.DEPARTMENTS)
            )
            return Bound(low, high, unit if own and unit else named or Kind.CLAUSES)
    return None


_ACTS = re.compile(r"涉及|出现|承担|负责|参与|牵头|分布|挂")
_BY_UNIT = {"项": Kind.TASKS, "条": Kind.CLAUSES, "次": Kind.TASKS, "家": Kind.DEPARTMENTS}


def _sized(match: re.Match[str]) -> bool:
    """Whether a figure without a noun of its own bounds something: 部门超过六个."""
    return any(match[g] for g in ("pre", "exact", "split", "post", "tail"))


def _limits(match: re.Match[str], n: int) -> tuple[int, int]:
    pre, post = match["pre"] or "", match["post"] or match["tail"] or ""
    if pre in _MORE.split("|"):
        return n + 1, 999
    if pre in _LESS.split("|"):
        return 1, n - 1
    if pre in _LEAST.split("|") or post in {"以上", "及以上"}:
        return n, 999
    if pre in _MOST.split("|") or post in {"以下", "以内"}:
        return 1, n
    return n, n


def _bound_kind(word: str) -> Kind:
    if word == "家":
        return Kind.DEPARTMENTS
    return next(k for k in _NAMED_KINDS if re.search(SLOTS[k.value], word))
