"""Clause, chapter and task numbers in every form: 第13条, （十三）, 第5、6条, 倒数第二条."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from assistant.understand.question import Reference
from corpus.model import Chapter, Clause, Plan
from corpus.numerals import HAN_DIGITS, to_int

# Stands where a chapter was named, so that 第四章的4条 is told from 第四章，第4条.
_CUT = "\x1f "
_N = rf"(?:\d{{1,3}}|[{HAN_DIGITS}]{{1,4}})"
_B = r"[（(\[【]?"
_E = r"[）)\]】]?"
_TO = r"(?:到|至|—|-|~|－|–)"
_AND = r"(?:、|，|和|与|跟|及|以及)"
_ITEM = r"(?:条款|条(?!河|路|街|江|线)|款|项(?!任务|工作)|点(?!钟)|小节)"
_CLAUSE = re.compile(rf"(?P<last>倒数)?第{_B}(?P<n>{_N}){_E}(?:个)?{_ITEM}")
_LABEL = re.compile(rf"[（(](?P<n>[{HAN_DIGITS}]{{1,4}})[）)](?:条|项|款)?")
# A bare number before 条 names a clause where a mention of one may begin, unless it counts
# things (8条河流, 参与了3条). Nobody says 一条 for the first: it takes each clause by itself.
_BARE = re.compile(
    rf"(?!(?:一|两)条(?!呢))(?!(?<=[上下前后])一条)(?<![\d{HAN_DIGITS}.第])(?P<n>{_N})条(?P<k>款)?"
)
_OPENS = re.compile(
    r"(?:除了|^|[，。、；：:;,！!？? （(“‘]"
    r"|[那和与跟同及看查把问在到给将按照依据从除里中的请下讲说念翻开于比或而却但是]|方案|文件|麻烦)$"
)
_AMONG = re.compile(r"当中|之中|[里中内]")
# 36条里有几条: so many there are.
_OF_THEM = re.compile(r"(?:当中|之中|[里中内])[，,]?(?:一共|总共|共|都)?有?(?:几|哪几|哪些|多少)条")
_COUNTED = re.compile(
    r"(?:参[与加]|牵头|负责|承担|涉及|出现|提到|分工|有份|主抓|沾边)(?:到|过|了)?的$"
)
_IN_CHAPTER = re.compile(rf"{_CUT}[里中下面内]{{0,2}}的?$")
_COUNTING = re.compile(
    r"[^，。？?、的里中讲说写提是由哪谁什涉要牵负]{0,6}?(?:河|江|沟|渠|溪|街|路|线|航道|鱼|船)"
    r"|(?:任务|目标|指标|措施|意见|建议|经验|办法|标题)|以[上下内]|左右|的(?:章|大?部分)"
)
_BARE_SERIES = re.compile(
    rf"(?<![\d{HAN_DIGITS}])(?:{_N}条?{_AND})+{_N}条(?!河|江|沟|渠|路|街|线|措施)(?!以[上下])"
)
_RANGE = re.compile(
    rf"第?{_B}(?P<a>{_N}){_E}条?{_TO}第?{_B}(?P<b>{_N}){_E}(?:条|(?:这|那|的)?[这那]?(?:{_N}|几)条|(?<=[）)])(?!年))"
)
_SERIES = re.compile(
    rf"第{_B}{_N}{_E}(?:条|项)?(?:{_AND}第?{_B}{_N}{_E}(?:条|项)?)*{_AND}第?{_B}{_N}{_E}(?:条|项|(?=[）)]))"
)
# 第三十条以后的, 第十条之前有几条: all on one side, with 起 and 及以后 the one named, too.
_SIDE = re.compile(
    rf"第{_B}(?P<n>{_N}){_E}条(?P<with>及|开?始|起|开始)?(?P<way>[以之]?[前后]|往[前后]|为止)?"
    r"(?=的|还|共|一共|总共|都|，|有|各|全|里|中|哪些|几条|$)(?!的?那?一?条(?!款)|的?是哪)"
)
_TITLES = re.compile(r"标题|题目|名称|名字|章名|排|最|哪一?章|分别|平均|比较")
_ALL = re.compile(r"全|所有|都|各|逐|每|目录|统统|挨个")
_FIRST_N = re.compile(
    r"(?<![以之])(?P<way>前|头|后|最后|末)(?P<n>[二两三四五六七八九十\d]+)(?P<of>条|章|个?部分)"
)
_LAST = re.compile(r"(?:最后|末尾|最末|收尾|垫底)(?:的)?(?:那|这)?一?(?:条|项条款|个条款)")
_FIRST = re.compile(
    r"(?:打头|开头|首|起头|领头|(?<![牵带挑打领村街镇庄屯桥坡山田路巷口里外东西南北])头)(?:的)?(?:(?:那|这)(?:第)?一?|第?一)条|首条"
)
# Of a chapter named, what stands first or last in it: 第六章打头的是哪条.
_FIRST_WHICH = re.compile(
    r"(?:打头|开头|起头|起首|最前面?|最先|头一个)的?是?(?:哪|什么)一?条(?:款)?"
)
_LAST_WHICH = re.compile(r"(?:最后|末尾|最末|收尾|压轴|垫底|殿后)的?是?(?:哪|什么)一?条(?:款)?")
_CHAPTER = re.compile(
    rf"(?:(?P<last>倒数)?第{_B}(?P<n>{_N}){_E}(?:个)?(?:大)?(?:章|部分|大块|板块)|(?<![共分几有每哪这那整各第后余他外剩{HAN_DIGITS}\d])(?!一章)(?P<m>{_N})章(?!节|[里中](?:面|头|间)?(?:最|哪|谁|各|每)|当中|之中|各|每|分别|都))"
)
_CHAPTER_SERIES = re.compile(
    rf"第?(?P<a>{_N})(?:章|部分)?(?P<to>{_TO}|{_AND})第?(?P<b>{_N})(?:{_AND}第?(?P<c>{_N}))?(?:章|部分)"
)
_HEADING = re.compile(rf"[“\"「](?P<n>[{HAN_DIGITS}]{{1,2}})、[”\"」]")
_LAST_CHAPTER = re.compile(r"(?:最后|末尾?|最末)(?:的)?一?(?:章|个?(?:大)?部分)")
_TASK = re.compile(
    rf"(?P<last>倒数)?第(?P<n>{_N})(?:项|个|条|块|段|处)(?:工作任务|任务|工作|事|责任(?:括号|分工)?|括号|部分|内容)"
    rf"|任务(?P<m>{_N})(?!条|项|个)"
)
_WITHIN = re.compile(
    rf"(?<=[条）)])(?P<link>[^，。？]{{0,4}}?)第{_B}(?P<n>{_N}){_E}(?:项|款|点|个|件|块|段)"
)
# （二十二）里面（四）: a label behind a label numbers what is inside.
_INNER = re.compile(
    rf"(?<=[条）)])(?P<link>(?:里|中|内|之?下|底下|下面|面|头|的|边)+)第?[（(](?P<n>{_N})[）)](?:项|款|点|个)?"
)
# Numbers that no plan has: 第-3条, 第2000条.
_NEVER = re.compile(
    rf"(?<![\d{HAN_DIGITS}条章）)第])第?\s*(?:[-−－]|负)\s*{_N}\s*[条章]"
    rf"|第(?:\d{{4,}}|[{HAN_DIGITS}]{{5,}})[条章]"
)
_LAST_TASK = re.compile(
    r"(?:最后|末尾|最末)(?:的)?(?:那|这)?一?(?:项|个|块|件)(?!条)|(?:最后|末尾|后)(?:的)?(?:那|这)?一?个?(?:责任)?括号"
)
_FIRST_TASK = re.compile(
    r"(?:头|首|开头|打头)的?(?:那|这)?一?(?:项|个|块|件)(?!条)|(?:最前|开头|前|头)(?:面)?(?:的)?(?:那|这)?一?个?(?:责任)?括号"
)
_MIDDLE_TASK = re.compile(r"(?:中间|当中|居中)的?(?:那|这)?一?(?:项|个|块|件)")
_AS_CLAUSE = (
    r"[“\"「《]{0}[”\"」》]"
    r"|{0}[”\"」》]?(?:里|中|之下|下面|底下|(?:这|那)?一?(?:条|部分|块|节))"
)
_LOCATE = re.compile(r"第几|哪一?条|哪一?章|几条|编号|条号|(?:这|那)一?条")
_NEXT_TO = r"(?:面|边|头)?(?:的|紧跟着?|紧接着?|紧挨着?|挨着|紧邻|相邻|着)*(?:那|这)?"
_IS_WHICH = r"[^，。？]{0,3}?(?:是|为|叫)?(?:哪|什么)一?条"
_BEFORE = re.compile(rf"(?<![以之])(?:上|前){_NEXT_TO}一?条|(?:[之以]前|前[面头边]){_IS_WHICH}")
_AFTER = re.compile(rf"(?<![最末])(?:下|后){_NEXT_TO}一?条|(?:[之以]后|后[面头边]){_IS_WHICH}")
_AROUND = re.compile(
    r"前后(?:各|的|两)?一?条|上下(?:各|的|两)?一?条|前后两条|上下两条|相邻的?两?条|左右两条"
)
# 往后数一条, 往前翻两条: so many clauses on from the one named.
_MOVED = re.compile(rf"(?:往|向|再往?)(?P<way>[前后上下])[^，。？]{{0,3}}?(?P<n>{_N})条")
THAT = re.compile(
    r"(?P<w>[“”\u4e00-\u9fff]{2,10}?)(?:那|这)一?条(?=[的里中，：。？?]|讲|说|写|由|谁|有|$)"
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
_IN_FORMAL = re.compile(r"第(?:[壹贰叁肆伍陆柒捌玖拾]+|[廿卄卅])")
# Other ways to write a number: clause 10, No.21, #16, 条款27, 序号是25的, a number in brackets.
_NAMED = re.compile(
    r"(?:(?<![A-Za-z])(?:clause|article|item|No)[.．。 ]*|[#＃№§]"
    r"|条款[：]?|(?:序号|编号|条号)(?:是|为|：)?)\s*(?P<n>\d{1,3})"
    r"(?!\d|年|[.．]\d|[、,，] ?\d)(?:号(?=条|的|$)|(?:的|这|那|一)+(?=条))*(?:条款|条)?"
    r"|[（(](?P<m>\d{1,2})[）)](?=[条是讲说里中内的由归谁写规属和与、，。？?呢]|$)(?:条款|条)?"
    rf"|条[款文](?P<k>[{HAN_DIGITS}]{{1,4}})(?=[里中内的是讲说写规由归，。？?呢]|$)",
    re.I,
)
_TAIL = (
    r"(?:[这那]?一?[两三四五二\d]?(?:大|个)?"
    r"(?:部分|板块|篇章|篇|大块|块(?!钱|地)|章(?!节)|(?<=[两三][大个])保卫战))"
)
SHARED = re.compile(r"(?P<w>[\u4e00-\u9fff]{2,4}?)(?:这|那)?(?P<n>[两三四五])(?:个|大)?(?:章|部分)")
_IN_IT = (
    r"(?=里|中|内|下面|负责|承担|牵头|参[与加]|管|做|干|要|(?:在|是|属|属于|从)第?[几哪]|起止|包括|包含|一共|总共|共|有几|有多少|有哪几|几条"
    r"|涉及|的条|分|，|。|？|\?|$)"
)


def read_reference(text: str, plan: Plan) -> tuple[Reference, str]:
    """References in ``text``, and the text without them."""
    negative = tuple(m.group().strip() for m in _NEVER.finditer(text))
    text = _plain(_NEVER.sub(" ", text))
    within = _INNER.search(text) or _WITHIN.search(text)
    if within:
        text = (
            text[: within.start()]
            + within["link"]
            + f"第{within['n']}项任务"
            + text[within.end() :]
        )
    text, task, last = _take_task(text)
    text, chapters, missing = _take_chapters(text, plan)
    text, clauses, more = _take_clauses(text, plan, chapters)
    if task and not clauses and not chapters and task > max(len(c.tasks) for c in plan.clauses):
        clauses, more, task = (
            ((task,), more, None) if plan.clause(task) else ((), (*more, f"第{task}项"), None)
        )
    if last and task and len(clauses) == 1 and (clause := plan.clause(clauses[0])):
        task = len(clause.tasks) + 1 - task
    if len(clauses) == 1 and task is None:
        text, task = _placed_task(text, plan.clause(clauses[0]))
    text = text.replace(_CUT.strip(), "")
    return Reference(clauses, chapters, task, (*negative, *missing, *more)), text


def _plain(text: str) -> str:
    """The text with formal and old numerals and named numbers written as 第…条."""
    text = _IN_FORMAL.sub(lambda m: m.group().translate(_FORMAL), text)
    text = _HEADING.sub(lambda m: f"第{m['n']}章", text)
    return _NAMED.sub(lambda m: f"第{m['n'] or m['m'] or m['k']}条", text)


def _take_task(text: str) -> tuple[str, int | None, bool]:
    """The text without a task number, that number, and whether it counts from the end."""
    found = _TASK.search(text)
    if not found:
        return text, None, False
    number = to_int(found["n"] or found["m"])
    return text.replace(found.group(), " ", 1), number, bool(found["last"])


def _placed_task(text: str, clause: Clause | None) -> tuple[str, int | None]:
    """The last, first or middle task of a clause."""
    size = len(clause.tasks) if clause else 0
    places = (
        (_LAST_TASK, size),
        (_FIRST_TASK, 1),
        (_MIDDLE_TASK, (size + 1) // 2 if size % 2 else None),
    )
    for pattern, number in places:
        if number and pattern.search(text):
            return pattern.sub(" ", text), number
    return text, None


# --- chapters ------------------------------------------------------------------------------------


def _take_chapters(text: str, plan: Plan) -> tuple[str, tuple[int, ...], tuple[str, ...]]:
    chapters, missing, total = list[int](), list[str](), len(plan.chapters)
    text = _take_shared(_chapter_series(text, plan, chapters), plan, chapters)
    text = _take_nicknames(text, plan, chapters)
    for match in _CHAPTER.finditer(text):
        number = _number(match, total)
        if match["m"] and number == total and (_ALL.search(text) or _TITLES.search(text)):
            continue  # 八章的名称都列出来: all there are, not the eighth
        if number and plan.chapter(number):
            chapters.append(number)
        elif "章" in match.group() or re.match(r"第.{1,3}大?部分", match.group()):
            missing.append(match.group())
    text = _CHAPTER.sub(_CUT, text)
    if _LAST_CHAPTER.search(text):
        chapters.append(plan.chapters[-1].number)
        text = _LAST_CHAPTER.sub(" ", text)
    for name, number in chapter_names(plan):
        if name in text:
            chapters.append(number)
            text = text.replace(name, " ")
    return text, tuple(dict.fromkeys(chapters)), tuple(missing)


@lru_cache(maxsize=8)
def chapter_names(plan: Plan) -> tuple[tuple[str, int], ...]:
    """Every way to write a chapter's title, in the order of the chapters."""
    found = list[tuple[str, int]]()
    for chapter in plan.chapters:
        short = re.sub(r"^(?:深入|切实|加快|加强|提高)(?:打好|推动|维护)?", "", chapter.title)
        suffixed = [short + suffix for suffix in ("这章", "那章", "这一章", "那一章", "章")]
        found += [(name, chapter.number) for name in (chapter.text, chapter.title, *suffixed)]
    return tuple(found)


def _chapter_series(text: str, plan: Plan, chapters: list[int]) -> str:
    """第三章到第五章, 第三、四章, 前三章."""
    for match in _CHAPTER_SERIES.finditer(text):
        if "章" not in match.group() and "第" not in match.group():
            continue
        numbers = [n for g in ("a", "b", "c") if match[g] and (n := to_int(match[g]))]
        if re.fullmatch(_TO, match["to"]) and len(numbers) > 1:
            numbers = list(range(numbers[0], min(numbers[1], 60) + 1))
        if all(plan.chapter(n) for n in numbers):
            chapters += numbers
            text = text.replace(match.group(), _CUT)
    for match in _FIRST_N.finditer(text):
        n = to_int(match["n"])
        if match["of"] == "条" or not n or n > len(plan.chapters):
            continue
        all_of = [c.number for c in plan.chapters]
        chapters += all_of[:n] if match["way"] in "前头" else all_of[-n:]
        text = text.replace(match.group(), _CUT)
    return text


def _take_nicknames(text: str, plan: Plan, chapters: list[int]) -> str:
    """碧水部分, 蓝天和净土两章: words of one chapter's title alone, said of a part."""
    words, any_word, patterns = nicknames(plan)
    for pattern in patterns:
        for match in pattern.finditer(text):
            chapters += [words[w] for w in any_word.findall(match.group())]
        text = pattern.sub(" ", text)
    return text


def _take_shared(text: str, plan: Plan, chapters: list[int]) -> str:
    """保卫战三章: as many chapters as have the word in their titles."""
    for match in SHARED.finditer(text):
        held = [c.number for c in plan.chapters if match["w"] in c.title]
        if len(held) == to_int(match["n"]):
            chapters += held
            text = text.replace(match.group(), _CUT)
    return text


@lru_cache(maxsize=8)
def nicknames(
    plan: Plan,
) -> tuple[dict[str, int], re.Pattern[str], tuple[re.Pattern[str], ...]]:
    """Words of one chapter's title alone, a pattern of them, and patterns of parts so called."""
    words = _own_words(plan)
    any_word = "|".join(map(re.escape, words))
    one = rf"(?:{any_word})(?:保卫战)?"
    row = rf"{one}(?:(?:{_AND}){one})*"
    patterns = (re.compile(rf"{row}{_TAIL}"), re.compile(rf"{row}(?<=保卫战){_IN_IT}"))
    return words, re.compile(any_word), patterns


def _own_words(plan: Plan) -> dict[str, int]:
    """Two-character words in one chapter's title only, with the chapter."""
    titles = [c.title for c in plan.chapters]
    return {
        pair: chapter.number
        for chapter in plan.chapters
        for pair in (chapter.title[i : i + 2] for i in range(len(chapter.title) - 1))
        if sum(pair in t for t in titles) == 1
    }


# --- clauses -------------------------------------------------------------------------------------


def _take_clauses(
    text: str, plan: Plan, chapters: tuple[int, ...]
) -> tuple[str, tuple[int, ...], tuple[str, ...]]:
    clauses, missing = list[int](), list[str]()

    def note(number: int | None, words: str) -> None:
        number = _within(number, plan, chapters, words)
        if number is not None and plan.clause(number):
            clauses.append(number)
        else:
            missing.append(words)

    chapter = plan.chapter(chapters[0]) if len(chapters) == 1 else None
    text = _take_last(text, chapter, clauses) if chapter else text
    text = _take_side(text, plan, clauses)
    text = _take_numbers(text, plan.clauses[-1].number, note)
    text = _take_titles(text, plan, clauses)
    found, text = _neighbours(text, plan, clauses, missing) if clauses else ([], text)
    if not found:
        text = _take_ends(text, plan, chapters, clauses)
    return text, tuple(dict.fromkeys(found or clauses)), tuple(dict.fromkeys(missing))


def _take_numbers(text: str, total: int, note: Callable[[int | None, str], None]) -> str:
    """Ranges, series and single numbers, each noted."""
    for match in _RANGE.finditer(text):
        first, last = to_int(match.group("a")), to_int(match.group("b"))
        if first is not None and last is not None:
            for number in range(first, min(last, first + 60) + 1):
                note(number, match.group())
    text = _RANGE.sub(" ", text)
    for series in (_SERIES, _BARE_SERIES):
        for match in series.finditer(text):
            for word in re.findall(_N, match.group()):
                note(to_int(word), match.group())
        text = series.sub(" ", text)
    for pattern in (_CLAUSE, _LABEL):
        for match in pattern.finditer(text):
            note(_number(match, total), match.group())
        text = pattern.sub(" ", text)
    return _take_bare(text, total, note)


def _take_last(text: str, chapter: Chapter, clauses: list[int]) -> str:
    """第三章倒数第二条: counted from the end of the chapter."""
    for match in _CLAUSE.finditer(text):
        number = to_int(match["n"])
        if match["last"] and number and number <= len(chapter.clauses):
            clauses.append(chapter.clauses[-number].number)
            text = text.replace(match.group(), " ")
    return text


def _take_side(text: str, plan: Plan, clauses: list[int]) -> str:
    """All clauses before or behind one."""
    match, total = _SIDE.search(text), plan.clauses[-1].number
    number = to_int(match["n"]) if match else None
    if not match or not number or not (match["way"] or match["with"]) or number > total:
        return text
    way, with_it = match["way"] or "后", bool(match["with"])
    if way == "为止" or way[-1] == "前":
        clauses += range(1, number + (with_it or way == "为止"))
    else:
        clauses += range(number + (not with_it), total + 1)
    return text.replace(match.group(), " ")


def _take_bare(text: str, total: int, note: Callable[[int | None, str], None]) -> str:
    """Numbers before 条 with no 第 where they name clauses; all the clauses there are name none."""
    kept, at = "", 0
    for match in _BARE.finditer(text):
        before, behind = text[: match.start()], text[match.end() :]
        number = to_int(match["n"])
        every = number == total and (_ALL.search(text) or _AMONG.match(behind))
        whole = bool(every or _OF_THEM.match(behind))
        counts = bool(_COUNTING.match(behind) and not match["k"])
        counts |= bool(_IN_CHAPTER.search(before) or _COUNTED.search(before))
        if not (whole or counts) and _OPENS.search(before):
            note(number, match.group())
            kept, at = f"{kept}{text[at : match.start()]} ", match.end()
    return kept + text[at:]


def _take_titles(text: str, plan: Plan, clauses: list[int]) -> str:
    """Clauses named by their whole title, where the question asks for the clause as such."""
    text = _take_nicknamed(text, plan, clauses)
    beside = (
        _LOCATE.search(text) or _BEFORE.search(text) or _AFTER.search(text) or _AROUND.search(text)
    )
    for clause in plan.clauses:
        if clause.title in text and (
            beside or re.search(_AS_CLAUSE.format(re.escape(clause.title)), text)
        ):
            clauses.append(clause.number)
            text = text.replace(clause.title, " ")
    return text


def _take_nicknamed(text: str, plan: Plan, clauses: list[int]) -> str:
    """柴油货车那条: words of one clause's title alone, said of a clause."""
    for match in THAT.finditer(text):
        words = match["w"]
        for at in range(len(words) - 1):
            held = [c for c in plan.clauses if words[at:] in c.title]
            if len(held) == 1:
                clauses.append(held[0].number)
                text = text.replace(match.group()[at:], " ")
                break
    return text


def _neighbours(
    text: str, plan: Plan, clauses: list[int], missing: list[str]
) -> tuple[list[int], str]:
    """第十二条的下一条: the clauses before or behind those named, in their place."""
    around = _AROUND.search(text)
    steps = [-1] * bool(around or _BEFORE.search(text)) + [1] * bool(around or _AFTER.search(text))
    if not steps and (moved := _MOVED.search(text)):
        size = to_int(moved["n"]) or 1
        steps = [size if moved["way"] in "后下" else -size]
    found = [n + step for n in clauses for step in steps]
    if steps and not any(plan.clause(n) for n in found):
        missing.append(f"第{found[0]}条")
        clauses.clear()
    for pattern in (_AROUND, _BEFORE, _AFTER, _MOVED):
        text = pattern.sub(" ", text) if steps else text
    return [n for n in found if plan.clause(n)], text


def _take_ends(text: str, plan: Plan, chapters: tuple[int, ...], clauses: list[int]) -> str:
    """最后一条, 打头的那条, 前五条: of the chapter named, else of the plan."""
    chapter = plan.chapter(chapters[0]) if len(chapters) == 1 else None
    pool = [c.number for c in (chapter.clauses if chapter else plan.clauses)]
    for match in _FIRST_N.finditer(text):
        n = to_int(match["n"])
        if match["of"] == "条" and n and n <= len(pool):
            clauses += pool[:n] if match["way"] in "前头" else pool[-n:]
    text = _FIRST_N.sub(" ", text)
    for pattern, number in ((_LAST, pool[-1]), (_FIRST, pool[0])):
        if not pattern.search(text) and chapter:
            pattern = _LAST_WHICH if pattern is _LAST else _FIRST_WHICH
        if pattern.search(text):
            clauses.append(number)
            text = pattern.sub(" ", text)
    return text


def _number(match: re.Match[str], total: int) -> int | None:
    groups = match.groupdict()
    number = to_int(groups.get("n") or groups.get("m") or "")
    return total + 1 - number if groups.get("last") and number else number


def _within(number: int | None, plan: Plan, chapters: tuple[int, ...], words: str) -> int | None:
    """第四章第二条: counted within the chapter unless that chapter holds the number itself.

    第二部分第四点 always counts within.
    """
    chapter = plan.chapter(chapters[0]) if len(chapters) == 1 else None
    if chapter is None or number is None:
        return number
    held = number in {c.number for c in chapter.clauses} and not words.endswith(("点", "小节"))
    inside = 0 < number <= len(chapter.clauses)
    return chapter.clauses[number - 1].number if inside and not held else number
