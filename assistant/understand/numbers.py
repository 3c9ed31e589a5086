"""Clauses by number: 第13条, （十三）, 第5、6条, 36条, 第三十条以后."""

from __future__ import annotations

import re
from collections.abc import Callable
from unicodedata import normalize

from assistant.understand.chapters import ALL
from assistant.understand.ordinals import AND, CUT, TO, B, E, N, number_of
from corpus.model import Chapter, Plan
from corpus.numerals import HAN_DIGITS, to_han, to_int

_ITEM = r"(?:条款|条(?!河|路|街|江|线)|款|项(?!任务|工作)|点(?!钟)|小节)"
CLAUSE = re.compile(rf"(?P<last>倒数)?第{B}(?P<n>{N}){E}(?:个)?{_ITEM}")
_LABEL = re.compile(rf"[（(](?P<n>[{HAN_DIGITS}]{{1,4}})[）)](?:条|项|款)?")
# A bare number before 条 names a clause where a mention of one may begin, unless it counts
# things (8条河流, 参与了3条). Nobody says 一条 for the first: it takes each clause by itself.
_BARE = re.compile(
    rf"(?!(?:一|两)条(?!呢))(?!(?<=[上下前后])一条)(?<![\d{HAN_DIGITS}.第])(?P<n>{N})条(?P<k>款)?"
)
_OPENS = re.compile(
    r"(?:除了|^|[，。、；：:;,！!？? （(“‘]"
    r"|[那和与跟同看查把问在到给将按照依据从除里中的请下讲说念翻开于比或而却但是]|[看读翻念学讲说](?:完|到|过)了?|(?<!涉)及|方案|文件|麻烦)$"
)
_WORDING = re.compile(r"的?(?:全文|原文|原话|正文)")
_AMONG = re.compile(r"当中|之中|[里中内]")
# 36条里有几条: so many there are.
_OF_THEM = re.compile(
    r"(?:当中|之中|[里中内])(?:分别|各自)|(?:当中|之中|[里中内])[，,]?(?:一共|总共|共|都)?有?(?:几|哪几|哪些|多少)条"
)
_COUNTED = re.compile(
    r"(?:参[与加]|牵头|负责|承担|涉及|出现|提到|分工|有份|主抓|沾边)(?:到|过|了)?的$"
    r"|(?:最[多少高低重轻早晚]|[大小长短])的$"
    r"|(?:恰好|正好|刚好|不多不少|只|仅|至少|超过|不到|多达)(?:共|都|只|仅|有|在|是)*"
    r"(?:涉及|参[与加]|出现|牵头|承担|负责|管|分到)?[了过到在]?$"
)
# 公安局出现在三条里: in so many; 出现在11条吗 may name the clause.
_OCCURS = re.compile(r"(?:出现|露面|现身|分布|散落|散布|散见|散)(?:在|于)?了?$")
_CHECKED = re.compile(r"[吗吧]|(?<!什)么|对不对|是不是")
# 河流是8条: so many there are; 说的是8条 may name a clause.
_AMOUNT_TO = re.compile(
    r"[\u4e00-\u9fff](?<![的就而但只才还可也不说讲问看])(?:是|有|为)$"
    r"|(?:河流?|沟渠?|溪|航道|道路|街)[^，。？条]{0,8}(?:是|有|为)$"  # 入海河流消劣的是不是8条
)
# 另外那14条: as many others as that.
_OTHERS = re.compile(r"(?:另外|其[他余它]|剩下|剩余|余下|别的)的?那?$")
# 看完38条: all there are.
_ALL_READ = re.compile(r"[看读翻念学讲说](?:完|遍|过)了?$")
# 国控的8条, 入海河流有14条: what is counted stands before.
_OF_WHAT, _PAIR_SIZE = re.compile(r"([^。？！]{2,14})[的里中有，、]$"), 2
_IN_CHAPTER = re.compile(rf"{CUT}[里中下面内]{{0,2}}的?$")
_COUNTING = re.compile(
    r"[^，。？?、的里中讲说写提是由哪谁什涉要牵负]{0,6}?(?:河|江|沟|渠|溪|街|路|线|航道|鱼|船)"
    r"|(?:任务|目标|指标|措施|意见|建议|经验|办法|标题)|以[上下内]|左右|的(?:章|大?部分)"
)
_BARE_SERIES = re.compile(
    rf"(?<![\d{HAN_DIGITS}])(?:{N}条?{AND})+{N}条(?!河|江|沟|渠|路|街|线|措施)(?!以[上下])"
)
_RANGE = re.compile(
    rf"第?{B}(?P<a>{N}){E}条?{TO}第?{B}(?P<b>{N}){E}(?:条|(?:这|那|的)?[这那]?(?:{N}|几)条|(?<=[）)])(?!年))"
)
_SERIES = re.compile(
    rf"第{B}{N}{E}(?:条|项)?(?:{AND}第?{B}{N}{E}(?:条|项)?)*{AND}第?{B}{N}{E}(?:条|项|(?=[）)]))"
)
# 第三十条以后的, 第十条之前有几条: all on one side, with 起 and 及以后 the one named, too.
_SIDE = re.compile(
    rf"第{B}(?P<n>{N}){E}条(?P<with>及|开?始|起|开始|[往数一直]*到(?:最后|末尾|结尾)(?:一条)?)?"
    r"(?P<way>[以之]?[前后]|往[前后]|[前后][面边](?=(?:还|一共|总共|共)+有?(?:几|多少)条)|为止)?"
    r"(?:(?=的|还|共|一共|总共|都|，|有|各|全|里|中|哪些|几条|$)"
    # 第十五条以后发展改革委在哪几条: nothing is asked of a neighbour.
    r"|(?<=[以往][前后])(?!.?[两二三四五\d]条|[^，。？]{0,5}(?:哪一?|什么|第几)条))"
    r"(?!的?那?一?条(?!款)|的?是哪)"
)
# Numbers that no plan has: 第-3条, 第2000条.
NEVER = re.compile(
    rf"(?<![\d{HAN_DIGITS}条章）)第])第?\s*(?:[-−－]|负)\s*{N}\s*[条章]"
    rf"|第(?:\d{{4,}}|[{HAN_DIGITS}]{{5,}})[条章]"
)
_FORMAL = str.maketrans(
    dict(
        zip(
            "壹贰叁肆伍陆柒捌玖拾廿卄卅",
            (*"一二三四五六七八九十", "二十", "二十", "三十"),
            strict=True,
        )
    )
)
_IN_FORMAL = re.compile(
    r"第(?:[壹贰叁肆伍陆柒捌玖拾]+|[廿卄卅])|[廿卄卅](?=[一二三四五六七八九]?条)"
    r"|[壹贰叁肆伍陆柒捌玖拾]{1,4}(?=[条章])"
)
_ROMAN = re.compile(
    r"(?<![A-Za-z])(?P<r>[IVX]{1,7}|[Ⅰ-Ⅻ]{1,3})(?=[条章])"
    r"|(?P<name>条号|编号|序号|条款|(?i:(?<![a-z])(?:clause|article|art)[.．。]?) ?)"
    r"(?P<s>[IVX]{1,7}|[Ⅰ-Ⅻ]{1,3})(?![A-Za-z])"
)
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10}
# Other ways to write a number: clause 10, No.21, #16, 条款27, 序号是25的, a number in brackets.
_NAMED = re.compile(
    r"(?:(?<![A-Za-z])(?:clause|article|art|item|No)[.．。 ]*|(?<![#＃])[#＃№§]"
    r"|条款[：]?|(?:序号|编号|条号)(?:是|为|：)?)\s*(?P<n>\d{1,3})"
    r"(?!\d|年|[.．]\d|[、,，] ?\d)(?:号(?=条|的|$)|(?:的|这|那|一)+(?=条))*(?:条款|条)?"
    r"|[（(](?P<m>\d{1,2})[）)](?=[条是讲说里中内的由归谁写规属和与、，。？?呢]|$)(?:条款|条)?"
    rf"|(?<![\d〕{HAN_DIGITS}])(?P<h>\d{{1,2}}|[{HAN_DIGITS}]{{1,4}})号(?:那|这)?一?条(?:款|文)?"
    rf"|(?:序号|编号|条号)(?:是|为|：)?(?P<q>[{HAN_DIGITS}]{{1,4}})(?=[号的那这条是由讲写，。？]|$)号?(?:[那这的]+(?=条))?(?:条款?)?"
    rf"|条[款文](?P<k>[{HAN_DIGITS}]{{1,4}})(?=[里中内的是讲说写规由归，。？?呢]|$)",
    re.I,
)

# “五、”里有几条, 六、是什么: a chapter by the number before its heading.
HEADING = re.compile(
    rf"[“\"「](?P<n>[{HAN_DIGITS}]{{1,2}})、[”\"」]"
    rf"|^(?P<m>[{HAN_DIGITS}]{{1,2}})、(?=(?:[是讲说写叫有]|这一?章|部分)+的?(?:什么|啥|哪|几))"
)

# A message that is nothing but a number: 十三, 【13】, 第十三讲什么.
ALONE = re.compile(
    r"^\s*(?:请|麻烦)?(?:给我|帮我|我[要想])?(?:(?:再|先|来)?(?:看看|看一?下?|查[查看]?一?下?|翻到?|调出?|念一?下?|读一?下?|打开|找一?下?))?"
    rf"\s*[（(\[【“]?第?(?P<n>\d{{1,2}}|[{HAN_DIGITS[1:]}]{{1,3}})[）)\]】”]?号?"
    r"(?:[是讲说写]*的?(?:是|讲|说|写)?(?:什么|啥)(?:内容)?的?|的?(?:内容|原文|全文)|呢)?[？?。．.！]*\s*$"
)
# 三章三条, 第四章排第二的条款: counted within the chapter.
_IN_ORDER = re.compile(
    rf"(?<![共有{HAN_DIGITS}\d])第?(?P<c>{N})(?:章|(?<=第[一二三四五六七八九十])大?部分)(?:(?:里[面头边]?|[当之]?中)?的?[，,]?)(?:排(?:在)?(?:到)?第?(?P<r>{N})位?(?:的?(?:那|这)?一?个?条(?:款|文)?|的(?=[，,是叫讲打又]|$))"
    rf"|(?P<n>{N})条(?=[讲说写]|[，。？?]?$))"
)
_APART = 2  # numbers of clauses that have one between them
# 按顺序排第三的那条: in the order of the text, not by a number of its own.
_RANKED = re.compile(
    rf"按(?:先后|条文|原文|编排)?的?(?:顺序|次序)[，,]?(?:排|数)(?:在|到)?第(?P<n>{N})位?的?(?:(?:那|这)一?|一)?条"
)
# 蓝天保卫战里排第二的那条: in the order of the text, where no amount is spoken of.
_PLACED = re.compile(rf"排(?:在|到)?第(?P<n>{N})位?的?(?:那|这)一?条")
_AMOUNT = re.compile(r"[最多少数量忙重]")
_FROM_END = re.compile(rf"倒(?:着|数)?(?:第)?(?=(?:{N})条(?!数))")
# 从后往前数第三条, 倒着数的第二条
_BACKWARDS = re.compile(
    r"(?:(?:从|由|打)(?:最后一条|最?后面?|末尾|尾巴?|下面?)(?:往|向|朝)?(?:前|上|回)?(?:面|边)?|倒着|倒过来|反过来|反着|往回|倒)数?(?:起|过来|上来|来)?[，的]?(?:倒数)?(?=第)"
)
# 第十一、十二两条, 28、29、30这三条: how many were named.
_PAIR = re.compile(
    r"([、和与跟及]第?(?:[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九]|\d{1,2}))(?:两|(?<=\d)[三四五六]|[这那][两三四五六])(?=条)"
)


# 夹在第六条和第八条中间的那条
_BETWEEN = re.compile(
    rf"(?:夹|介|排|放|位)?[在于]?第?{B}(?P<a>{N}){E}条?{AND}第?{B}(?P<b>{N}){E}条?(?:的)?(?:中间|之间|当中)"
    r"(?:[夹隔放排])?[着了]?(?:的?(?:那|这)?一?条|的?是?(?:哪|什么)一?条)"
)


def plain(text: str) -> str:
    """The text with formal and old numerals and named numbers written as 第…条."""
    if alone := ALONE.match(text):
        return f"第{alone['n']}条"
    text = _PAIR.sub(r"\1", _BACKWARDS.sub("倒数", text))
    text = _FROM_END.sub("倒数第", text)
    text = _BETWEEN.sub(_between, _ROMAN.sub(_roman, text))
    text = _IN_FORMAL.sub(lambda m: m.group().translate(_FORMAL), text)
    text = _IN_ORDER.sub(_in_order, text)
    text = _RANKED.sub(lambda m: f"第{m['n']}条", text)
    if not _AMOUNT.search(text):
        text = _PLACED.sub(lambda m: f"第{m['n']}条", text)
    text = HEADING.sub(lambda m: f"第{m['n'] or m['m']}章", text)
    return _NAMED.sub(lambda m: f"第{m['n'] or m['m'] or m['k'] or m['h'] or m['q']}条", text)


def _in_order(match: re.Match[str]) -> str:
    """第四章排第二的: a point, which is always counted within."""
    within_it = f"第{match['r']}点" if match["r"] else f"第{match['n']}条"
    return f"第{match['c']}章{within_it}"


def take_numbers(text: str, plan: Plan, note: Callable[[int | None, str], None]) -> str:
    """Ranges, series and single numbers, each noted."""
    total = plan.clauses[-1].number
    for match in _RANGE.finditer(text):
        first, last = to_int(match.group("a")), to_int(match.group("b"))
        if first is not None and last is not None:
            for number in range(first, min(last, first + 60) + 1):
                note(number, match.group())
    text = _RANGE.sub(" ", text)
    for series in (_SERIES, _BARE_SERIES):
        for match in series.finditer(text):
            for word in re.findall(N, match.group()):
                note(to_int(word), match.group())
        text = series.sub(" ", text)
    for pattern in (CLAUSE, _LABEL):
        for match in pattern.finditer(text):
            note(number_of(match, total), match.group())
        text = pattern.sub(" ", text)
    return _take_bare(text, plan, note)


def take_last(text: str, chapter: Chapter, clauses: list[int]) -> str:
    """第三章倒数第二条: counted from the end of the chapter."""
    for match in CLAUSE.finditer(text):
        number = to_int(match["n"])
        if match["last"] and number and number <= len(chapter.clauses):
            clauses.append(chapter.clauses[-number].number)
            text = text.replace(match.group(), " ")
    return text


def take_side(text: str, plan: Plan, clauses: list[int]) -> str:
    """All clauses before or behind one."""
    match, total = _SIDE.search(text), plan.clauses[-1].number
    number = to_int(match["n"]) if match else None
    if not match or not number or not (match["way"] or match["with"]) or number > total:
        return text
    way, with_it = match["way"] or "后", bool(match["with"])
    if way == "为止" or "前" in way:
        clauses += range(1, number + (with_it or way == "为止"))
    else:
        clauses += range(number + (not with_it), total + 1)
    return text.replace(match.group(), " ")


def _roman(match: re.Match[str]) -> str:
    """XXIX → 29."""
    values = [_ROMAN_VALUES[c] for c in normalize("NFKC", match["r"] or match["s"])]
    pairs = zip(values, (*values[1:], 0), strict=True)
    return (match["name"] or "") + str(sum(-v if v < after else v for v, after in pairs))


def between(clauses: list[int]) -> list[int]:
    """The one clause between two; none where they have none or several between them."""
    first, last = sorted(clauses)
    return [first + 1] if last - first == _APART else []


def _between(match: re.Match[str]) -> str:
    """The clause between two that have one between them."""
    first, last = to_int(match["a"]), to_int(match["b"])
    if first is None or last is None or last - first != _APART:
        return match.group()
    return f"第{to_han(first + 1)}条"


def _take_bare(text: str, plan: Plan, note: Callable[[int | None, str], None]) -> str:
    """Numbers before 条 with no 第 where they name clauses; all the clauses there are name none.

    Nor do those that the plan itself counts so (8条国控…).
    """
    kept, at, total = "", 0, plan.clauses[-1].number
    for match in _BARE.finditer(text):
        before, behind = text[: match.start()], text[match.end() :]
        number = to_int(match["n"])
        every = number == total and (ALL.search(text) or _AMONG.match(behind))
        whole = bool(every or _OF_THEM.match(behind))
        counts = bool(_COUNTING.match(behind) and not match["k"])
        counts |= bool(_IN_CHAPTER.search(before) or _COUNTED.search(before))
        counts |= bool(_OCCURS.search(before) and not _CHECKED.search(behind))
        counts |= bool(_AMOUNT_TO.search(before) and not match["k"])
        counts |= bool(_OTHERS.search(before) and not match["k"])
        counts |= number == total and bool(_ALL_READ.search(before))
        counts |= len(behind) > 1 and f"{match.group()}{behind[:2]}" in plan.source
        counts |= not match["k"] and _counted_before(before, match.group(), plan)
        named = _OPENS.search(before) or (match["n"].isdigit() and _WORDING.match(behind))
        if not (whole or counts) and named:
            note(number, match.group())
            kept, at = f"{kept}{text[at : match.start()]} ", match.end()
    return kept + text[at:]


def _counted_before(before: str, words: str, plan: Plan) -> bool:
    """Whether the plan counts so what is spoken of just before: 国控的8条 for its 8条国控…."""
    if not (near := _OF_WHAT.search(before)):
        return False
    named = re.findall(rf"(?<!\d){words}([\u4e00-\u9fff]{{{_PAIR_SIZE},6}})", plan.source)
    pairs = {n[i : i + _PAIR_SIZE] for n in named for i in range(len(n) - 1)}
    return any(pair in near[1] for pair in pairs)


def within(number: int | None, plan: Plan, chapters: tuple[int, ...], words: str) -> int | None:
    """第四章第二条: counted within the chapter unless that chapter holds the number itself.

    第二部分第四点 always counts within.
    """
    chapter = plan.chapter(chapters[0]) if len(chapters) == 1 else None
    if chapter is None or number is None:
        return number
    held = number in {c.number for c in chapter.clauses} and not words.endswith(("点", "小节"))
    inside = 0 < number <= len(chapter.clauses)
    return chapter.clauses[number - 1].number if inside and not held else number
