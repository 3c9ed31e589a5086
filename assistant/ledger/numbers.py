"""Words of a question with a number, and words that ask for one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from assistant.ledger.kinds import MEASURES, SLOTS, Kind
from assistant.ledger.slots import Slot, Token, words_of
from assistant.understand.chapters import GREAT, SHARED
from assistant.understand.neighbours import THAT, nicknamed
from assistant.understand.references import read_reference
from corpus.model import Plan
from corpus.numerals import HAN_DIGITS, to_int
from corpus.patterns import branching
from corpus.words import any_of

_N = rf"(?:\d{{1,3}}|[{HAN_DIGITS}]{{1,4}})"
_UNIT = r"(?:[个家项位处次回]|条(?!款|目|文)|章(?!节))"
_TO = r"(?:到|至|—|-|~|～|、)"
_UNIT_KINDS = {"条": Kind.CLAUSES, "章": Kind.CHAPTERS, "项": Kind.TASKS, "家": Kind.DEPARTMENTS}
_PLACE = branching(
    rf"(?<!最[多少高低大小重轻长短]的)(?:前|(?:开|起|打)?头|后|最后|末)(?:面)?[二两三四五六七八九十\d]+(?:条|章|个?部分)|(?:最后|末尾|最末)的?一?(?:条|章)|首[条章]"
    rf"|倒数第{_N}(?:条|章)|第[（(]?{_N}[）)]?条(?:及|开?始|起)?(?:[以之往]?[前后](?:[面边](?=还|一共|总共|共))?|为止)|第[（(]?{_N}[）)]?条(?:开始|起|[往数一直]*到(?:最后|末尾|结尾)(?:一条)?)"
    rf"|第?[（(]?{_N}[）)]?[条章]?{_TO}第?[（(]?{_N}[）)]?(?:条|章|个?部分)"
    rf"|[（(]{_N}[）)]{_TO}[（(]{_N}[）)](?:这些|那些|的)?条?(?!款)"
    rf"|第?[（(]?{_N}[）)]?(?:、第?[（(]?{_N}[）)]?)+(?:(?:和|与|及)第?[（(]?{_N}[）)]?)?(?:条|章)"
    rf"|第[（(]?{_N}[）)]?(?:条款?|个?大?部分|章)|[（(][{HAN_DIGITS}]{{1,4}}[）)](?:条)?|(?<![{HAN_DIGITS}\d]){_N}[条章](?!以|及以)"
)
_YEARS = re.compile(
    r"(?P<a>20\d\d)年?(?:年?底)?(?:(?:到|至|-|—|~)(?P<b>20\d\d)年?(?:之间|期间)?|(?P<before>(?:年底)?之?以?前(?:，|完成|到期|$|的|要)|及?以前|之前)|(?P<after>年?[以之]后|往后|及?以后)|年?底?前?)"
)
_MORE, _LEAST = (
    "不止|不只|超过|多于|大于|高于|＞|>",
    "达到或(?:者)?(?:超过|高于|大于)|[大高]于(?:或|等于)+|至少有?|不少于|不低于|不小于|起码|≥|不下|不下于",
)
_LESS, _MOST = "不到|少于|低于|不足|小于|＜|<", "[小低少]于(?:或|等于)+|不超过|不多于|至多|最多|≤"
_NOUN = r"(?:责任|牵头)?(?:部门|单位)|任务|条款|目标|指标|责任括号|括号"
_BOUND = re.compile(
    rf"(?P<pre>{_MOST}|{_LEAST}|{_MORE}|{_LESS})?(?:恰好|正好|刚好|整整|不多不少|恰恰)*(?:有|是|为|达到?|=|等于|由)?"
    rf"(?<![第{HAN_DIGITS}前后末])(?<!\d(?=\d))(?P<n>{_N})(?!\d|样|些|直|般|起|并|共|致|同|类)(?:{_UNIT}?(?:到|至|-|—|~)(?P<m>{_N}))?(?P<unit>{_UNIT})?"
    rf"(?:(?P<noun>章|{_NOUN})?(?P<post>（?[(]?(?:(?:及|或|或者)?以上|以下|以内|之间)[）)]?))?"
)
# 分成几段写的, 不是一个括号包圆: more than one bracket.
_IN_SEVERAL = re.compile(
    r"(?:拆|分)[成作为]?了?(?:好[几些]|[几多]|若干)个?(?:段|块|截|份|摊|处|(?:责任)?括号)(?:来?[写列说标])?"
    r"|(?:不是|并非|不由)(?:只有?|仅有?|用|由)?(?:[一单]个|同一个)(?:责任)?括号(?:就?(?:包圆|包干|到底|写完|说完|了事|管全条))?(?:[、，,]?而是)?"
)
_SEVERAL = re.compile(r"(?:好几|好些|好多|若干)[次回处](?=[，,。；？?的]|$)")  # 提到好几回
_TOP = re.compile(
    rf"(?:排名?|位居|位列|名列|居|排在)?(?:在)?(?P<way>前|头|倒数|后|最后|末)(?:面)?(?P<n>{_N})(?P<unit>名|位|个|家|(?=的?部门|的?单位))(?!条|章)"
    rf"|(?<=最[多大重高忙长]的)前(?P<k0>[两二三四五六七八九十\d]{{1,3}})(?P<u0>[条章项处])"
    rf"|(?<=最[少小轻低短]的)前(?P<j0>[两二三四五六七八九十\d]{{1,3}})(?P<u1>[条章项处])"
    rf"|(?P<lead>最[多大重高忙长])的(?P<k>[一两二三四五六七八九十\d]{{1,3}})(?P<u2>{_UNIT})"
    rf"|(?P<last>最[少小轻低短])的(?P<j>[一两二三四五六七八九十\d]{{1,3}})(?P<u3>{_UNIT})"
)
# 头一个, 最后一个: of those told, in the order of the plan.
_FIRST = re.compile(
    r"(?:第一|头一|首|最先一|(?P<last>倒数第一|最[后末]一|末一|末尾一))(?:[个项处]|条(?=(?:不是?|由|有|没)))"
    r"|(?:(?:是|又)?在)?(?:最[早先]|第一[次回]|首次|头一[次回]|(?P<late>最[晚后]|末次|倒数第一次))(?:一?[次回处])?"
    r"(?=(?:是)?(?:在|由)?(?:(?:哪一?|第几)[条章]里?)?(?:面|被)?(?:出现|[提写讲说]|点到?名|露[面脸]|现身|亮相|登场|涉及|牵头|参与|负责|挂名)"
    # 第一次和最后一次出现分别在哪条; 最后一次在第几条
    r"|(?:[和与跟及、]|以及)(?:最[晚后]|末次)|是?在(?:第几|哪一?)[条章]里?(?=[，,。？?]|$))"
)
_RANK = re.compile(
    r"(?:排名?|位居|位列|名列|居|排在|并列)*(?:在|为)?第(?P<n>[二三四五六七八九十\d]+)(?:名|位|多|大|高|忙|(?=的))"
    r"|(?:排名?|居|当|屈居)*老(?P<k>[二三四五])(?!百姓|旧|城)"  # 老二是谁
)
_HOW_MANY = re.compile(rf"(?:有|共)?(?:几|多少)(?P<unit>{_UNIT}|名)?")
# 有三条还是四条: which of two numbers it is.
_EITHER = re.compile(rf"[，,]?(?:有|是|到底)*{_N}(?P<unit>{_UNIT})还是{_N}{_UNIT}")
_WHICH = re.compile(
    rf"第几(?P<at>[条章])|哪(?:一|些|几|(?P<n>[两二三四五六七八九十\d]+))?(?P<unit>{_UNIT}|样|种)?|什么样?|啥|(?P<who>谁|哪家|哪些家)"
)
_VALUE = branching(
    rf"(?P<pre>{_MOST}|{_LEAST}|{_MORE}|{_LESS}|≥|≤|＝|=)?(?:恰好|正好|刚好|恰恰)?(?:等于|达到?|为|是)?[“\"]?(?P<pre2>{_MOST}|{_LEAST}|{_MORE}|{_LESS})?"
    r"(?P<v>\d+(?:\.\d+)?)\s*(?P<u>%|个?百分点|万?亩|公顷|平方公里|公里|万?千瓦|万?户|万?平方米|天|微克/立方米)"
    r"(?P<post>及?以上|及?以下|以内|左右)?[”\"]?(?P<incl>[（(](?:含|包括)(?:本数|[\d.]+%?)?[）)])?"
)
# 在50%到80%之间: both ends belong to it.
_BETWEEN = re.compile(
    r"(?:介于|处于|在)?(?P<v>\d+(?:\.\d+)?)(?P<w>%?)(?:到|至|-|—|~|和|与)(?P<top>\d+(?:\.\d+)?)"
    r"(?P<u>%|个?百分点|万?亩|公顷|平方公里|公里|万?千瓦|万?户|万?平方米)(?:之间|区间|中间)?"
)
# 以省下达为准的, 完成省下达任务就行的: aims that name no figure of their own.
_ASSIGNED = re.compile(
    r"(?:只?(?:要求?|说|写|提|讲)?|以|按|由|完成|落实)*(?:(?P<w>[国省市]家?下达)|(?P<v>[国省市])[里家]?(?:给|定|下达|分解|分|派|核定)(?:下来)?)的?(?:任务|目标|指标|数)*(?:为准|就行|即可|的)?"
    r"(?=的?(?:目标|指标|任务|有|[，,？?（(]|$|[在落散]))"
)
_UNIT_SAID = re.compile(
    r"(?:计量)?单位(?:分别|各|依次)?(?:是|为|用|叫)[“\"]?(?P<a>[^”\"的，。？]{1,12})[”\"]?|[以用拿按][“\"]?(?P<b>[^的，。？]{1,16}?)[”\"]?(?:(?:为|作|做)(?:计量)?单位"
    r"|来?(?:计量|计数|计算|计|算|表示|衡量|统计)(?=的))|(?P<c>百分点)(?=的|目标|指标)"
    # 用面积单位说话的, 带长度单位的: units of one kind.
    rf"|(?:凡?是)?(?:用|以|带|按|拿)?(?P<kind>{any_of(MEASURES)})(?:来?作|做|为)?(?:了)?的?(?:计量)?单位"
    rf"(?:来?(?:说话|衡量|计算?|计量|表示))?|(?P<sort>{any_of(MEASURES)})(?:类的?|(?<=面积|长度)的?)(?=目标|指标)"
)
_ROW = re.compile(r"[”\"“]*[、，和或与及][“\"]*|[”\"][“\"]")
_BASE = re.compile(
    r"[“\"]?(?:比|较|与|和|跟|同|以|用|拿|相对于?|相较于?)?(?P<y>20\d\d)年?"
    r"(?:来?(?:做|作|为|当|成)*(?:比较|对照|对比)?的?(?:基准|基数|基础|基期|基年|参照|起点|打底|底数|底子|(?<=对照)|(?<=比较))年?份?上?[”\"]?|相比|[作做]?比较|[作做]?对比|[作做]?参照|水平|比(?=的|$|[？?]|要求?|[下降提]))"
    r"(?:来?(?:比较?|算|看|考核|衡量|计算))?"
)


def numbered(text: str, at: int, plan: Plan) -> Iterator[Token]:
    """Words with a number, and words that ask for one, at a place."""
    for pattern, read in _READERS:
        if (match := pattern.match(text, at)) and (token := read(match, at, plan)):
            yield token


def _value(match: re.Match[str]) -> tuple[str, ...]:
    """Comparison, value, unit: ("≥", "95", "%"); "“" for a value as it is written."""
    pre, post = match["pre"] or match["pre2"] or "", (match["post"] or "").removeprefix("及")
    if post == "左右":
        return "“", match["v"], match["u"] + post
    if match.group()[-1:] in '”"' or match.group()[:1] in '“"':
        return "“", match["v"], match["u"] + post
    if re.fullmatch(rf"{_MORE}", pre):
        sign = ">"
    elif re.fullmatch(rf"{_LESS}", pre):
        sign = "<"
    elif re.fullmatch(rf"{_LEAST}", pre) or post == "以上":
        sign = "≥"
    else:
        sign = "≤" if re.fullmatch(rf"{_MOST}", pre) or post in ("以下", "以内") else "="
    return {">": "≥", "<": "≤"}.get(sign, sign) if match["incl"] else sign, match["v"], match["u"]


def _between(match: re.Match[str], at: int) -> Token | None:
    """A span of values; 20%和15% without 之间 are two values."""
    joined = re.search(r"[和与]", match.group()) and match.group()[-1] != "间"
    said = ("-", match["v"], match["u"], match["top"])
    return None if joined else Token(Slot.VALUE, match.group(), at, None, (), said)


def _unit_said(match: re.Match[str], at: int, plan: Plan) -> Token | None:
    said = match["a"] or match["b"] or match["c"] or match["kind"] or match["sort"]
    known = {t.unit for c in plan.clauses for s in c.sentences for t in s.targets if t.unit}
    each = [_units_of(part, known) for part in _ROW.split(said)]  # 公里”“平方公里
    units = tuple(u for found in each for u in found) if all(each) else ()
    if match["kind"] or match["sort"]:
        units = tuple(sorted(u for u in known if re.fullmatch(f"万?(?:{SLOTS[said]})", u)))
    return Token(Slot.UNIT, match.group(), at, None, (), units) if units else None


def _assigned(match: re.Match[str], at: int, plan: Plan) -> Token | None:
    """省里给的任务: in all the ways that the plan writes of what is handed down."""
    said = match["w"] or ""
    ways = rf"{match['v']}[^，。；的]{{0,2}}(?:下达|分解|核定|确定)" if match["v"] else said
    words = (m.group() for c in plan.clauses for m in re.finditer(ways, c.text))
    names = tuple(dict.fromkeys((*words, *filter(None, (said,)))))
    return Token(Slot.TERM, match.group(), at, None, (), names) if names else None


def _units_of(said: str, known: set[str]) -> tuple[str, ...]:
    return (said,) if said in known else tuple(sorted(u for u in known if u.endswith(said)))


def _unit(word: str | None) -> Kind | None:
    return _UNIT_KINDS.get(word or "")


def _place(match: re.Match[str], at: int, plan: Plan) -> Token | None:
    reference, _ = read_reference(match.group(), plan)
    if reference.missing or not reference:
        return None
    slot = Slot.CLAUSE if reference.clauses else Slot.CHAPTER
    return Token(slot, match.group(), at, None, reference.clauses or reference.chapters)


def _that(match: re.Match[str], at: int, plan: Plan) -> Token | None:
    """柴油货车那条: from where its title begins, not from words before it."""
    found = nicknamed(match["w"].lstrip("“"), plan)
    return None if found and found[0] else _place(match, at, plan)


def _first(match: re.Match[str], at: int) -> Token:
    return Token(
        Slot.FIRST, match.group(), at, None, (-1 if match["last"] or match["late"] else 1,)
    )


def _top(match: re.Match[str], at: int) -> Token:
    last = match["last"] or (match["way"] or "") in ("倒数", "后", "最后", "末")
    said = next((match[g] for g in ("n", "k", "j", "k0", "j0") if match[g]), "")
    n = to_int(said) or 1
    kind = _unit(next((match[g] for g in ("u0", "u1", "u2", "u3") if match[g]), None))
    return Token(Slot.TOP, match.group(), at, kind, (-n if last else n,))


def _bound(match: re.Match[str], at: int) -> Token | None:
    limits = _limits(match)
    if not limits:
        return None
    noun = match["noun"] or ""
    named = next((k for _, k, p in words_of(noun[:1] or " ") if k and p.fullmatch(noun)), None)
    return Token(Slot.BOUND, match.group(), at, named or _unit(match["unit"]), limits)


def _which(match: re.Match[str], at: int) -> Token:
    kind = Kind.DEPARTMENTS if match["who"] else _unit(match["unit"] or match["at"])
    n = to_int(match["n"] or "")
    return Token(Slot.WHICH, match.group(), at, kind, (n,) if n else ())


def _years(match: re.Match[str]) -> tuple[int, ...]:
    first = int(match["a"])
    if match["b"]:
        return tuple(range(first, int(match["b"]) + 1))
    if match["before"]:
        return tuple(range(2015, first + 1))
    if match["after"]:
        return tuple(range(first + 1, 2061))
    return (first,)


def _limits(match: re.Match[str]) -> tuple[int, int] | None:
    n, pre = to_int(match["n"]), match["pre"] or ""
    post = (match["post"] or "").strip("（()）")
    if n is None:
        return None
    if match["m"]:
        return n, to_int(match["m"]) or n
    if pre and re.fullmatch(_MORE, pre):
        return n + 1, 999
    if pre and re.fullmatch(_LESS, pre):
        return 1, n - 1
    if (pre and re.fullmatch(_LEAST, pre)) or post.endswith("以上"):
        return n, 999
    if (pre and re.fullmatch(_MOST, pre)) or post in ("以下", "以内"):
        return 1, n
    return n, n


_READERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], int, Plan], Token | None]], ...] = (
    (_PLACE, _place),
    (THAT, _that),
    (SHARED, _place),
    (GREAT, _place),
    (_VALUE, lambda m, at, _: Token(Slot.VALUE, m.group(), at, None, (), _value(m))),
    (_BETWEEN, lambda m, at, _: _between(m, at)),
    (_UNIT_SAID, _unit_said),
    (_BASE, lambda m, at, _: Token(Slot.BASE, m.group(), at, None, (int(m["y"]),))),
    (_YEARS, lambda m, at, _: Token(Slot.YEAR, m.group(), at, None, _years(m))),
    (_ASSIGNED, _assigned),
    (_FIRST, lambda m, at, _: _first(m, at)),
    (_TOP, lambda m, at, _: _top(m, at)),
    (
        _RANK,
        lambda m, at, _: Token(Slot.RANK, m.group(), at, None, (to_int(m["n"] or m["k"]) or 1,)),
    ),
    (_BOUND, lambda m, at, _: _bound(m, at)),
    (_SEVERAL, lambda m, at, _: Token(Slot.BOUND, m.group(), at, None, (2, 999))),
    (_IN_SEVERAL, lambda m, at, _: Token(Slot.BOUND, m.group(), at, Kind.TASKS, (2, 999))),
    (_HOW_MANY, lambda m, at, _: Token(Slot.HOW_MANY, m.group(), at, _unit(m["unit"]))),
    (_EITHER, lambda m, at, _: Token(Slot.HOW_MANY, m.group(), at, _unit(m["unit"]))),
    (_WHICH, lambda m, at, _: _which(m, at)),
)
