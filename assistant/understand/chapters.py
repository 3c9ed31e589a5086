"""Chapters by number, title or nickname: 第三章到第五章, 碧水部分, 保卫战三章."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.understand.ordinals import AND, CUT, FIRST_N, TO, B, E, N, number_of
from corpus.model import Plan
from corpus.numerals import HAN_DIGITS, to_int
from corpus.words import load_rows

_CHAPTER = re.compile(
    rf"(?:(?P<last>倒数)?第{B}(?P<n>{N}){E}(?:个)?(?:大)?(?:章|部分|大块|板块)|(?<![共分几有每哪这那整各第后余他外剩前{HAN_DIGITS}\d])(?<!最[多少高低大小重轻长短]的)(?!一章)(?P<m>{N})章(?!节|以[上下内]|及以|[里中](?:面|头|间)?(?:最|哪|谁|各|每)|当中|之中|各|每|分别|都))"
)
# What is counted within a chapter that there is not: 第十二章第一条.
_INSIDE = rf"[里中]?的?(?:倒数)?第{B}{N}{E}条"
_CALLED = re.compile(
    rf"第{B}(?P<n>{N}){E}大?(?:章|部分)(?:就|应该|明明)?(?:是|叫做?|[讲写]的?(?:就)?是|为)"
    r"(?P<what>[\u4e00-\u9fff“”]{2,20}?)(?=[，,。？?；吗吧么]|对不对|是不是|没错|$)"
)
_TITLED = re.compile(
    rf"(?P<number>第{B}(?P<n>{N}){E}大?(?:章|部分))[“「《（(](?P<title>[^”」》）)]{{2,16}})[”」》）)]"
)
# 组织实施（第八章）: words of a title before its number.
NUMBERED = re.compile(
    rf"(?P<title>[\u4e00-\u9fff]{{2,12}}?)[（(](?P<number>第(?P<n>{N})大?(?:章|部分))[）)]"
)
_SO_MANY = re.compile(rf"[这那]?(?P<n>{N})条")
_CHAPTER_SERIES = re.compile(
    rf"第?(?P<a>{N})(?:章|部分)?(?P<to>{TO}|{AND})第?(?P<b>{N})(?:{AND}第?(?P<c>{N}))?(?:章|部分)"
)
# 第二、三、四、五章: more than a series tells.
_CHAPTER_ROW = re.compile(rf"第?{N}(?:章|部分)?(?:{AND}第?{N}(?:章|部分)?){{2,}}(?<=[章分])")
_TWO_OF = re.compile(rf"(?P<last>{AND}第?[一二三四五六七八九十])[两俩三](?=个?(?:章|部分))")
_LAST_CHAPTER = re.compile(
    r"(?:最后|末尾?|最末|末了|压轴|收尾|垫底)(?:的|那|这)*一?(?:章|个?(?:大)?部分)"
)
# 第三章的下一章, 第一章后面那一章
_BESIDE = re.compile(
    r"(?:紧[接跟挨]着?)?(?:(?P<way>[上下前后])(?:面|边|头)?(?:紧[接跟挨]着?)?的?(?:那|这)?)一?个?(?:大?章(?!节)|大?部分)"
)
_TITLES = re.compile(r"标题|题目|名称|名字|章名|排|最|哪一?章|分别|平均|比较")
ALL = re.compile(r"全|所有|都|各|逐|每|目录|统统|挨个")
_WORD, _NAME = 2, 6  # characters of a word of a title, and of the longest name made of it
_TAIL = (
    r"(?:[这那]?一?[两三四五二俩仨\d]?(?:大|个|场)?"
    r"(?:部分|板块|篇章|篇|大块|块(?!钱|地)|章(?!节)|(?:(?<=[两三][大个场])|(?<=[俩仨]))保卫战))"
)
SHARED = re.compile(
    r"(?P<w>[\u4e00-\u9fff]{2,4}?)(?:这|那)?(?<!第)(?P<n>[两三四五])(?:个|大)?(?:章|部分)"
)
GREAT = re.compile(
    r"(?P<n>[两三四五六七八])大(?P<w>[\u4e00-\u9fff]{2,4}?)(?=的?(?:名称|名字|标题|章|分别|[加合凑放拢并](?:起来|在?一[起块])|一共|总共|合计|共|总|各|都|有|是|里|中|任务|，|。|？|$|[（(]))"
)
_IN_IT = (
    r"(?=里|中|内|当中|之中|下面|负责|承担|牵头|参[与加]|管|做|干|要|(?:在|是|属|属于|从)第?[几哪]|起止|包括|包含|一共|总共|共|有几|有多少|有哪几|有哪些条|几条"
    r"|涉及|[加合凑放拢并](?:起来|在?一[起块])|的(?:条|各|每|目标|指标|任务|责任|部门|单位)|分|[这那]?[几一二两三四五六七八九十\d]+条(?=[，,里中都各分当之涉由有没的]|$)|[各每][条项款]|[以之]外|，|。|？|\?|$)"
)


def take_chapters(text: str, plan: Plan) -> tuple[str, tuple[int, ...], tuple[str, ...]]:
    """The text without chapters, their numbers, and those that do not exist as written."""
    chapters, missing, total = list[int](), list[str](), len(plan.chapters)
    text = _take_shared(_chapter_series(text, plan, chapters), plan, chapters)
    text = _take_nicknames(_untitled(text, plan), plan, chapters)
    for match in _CHAPTER.finditer(text):
        number = number_of(match, total)
        if match["m"] and number == total and (ALL.search(text) or _TITLES.search(text)):
            continue  # 八章的名称都列出来: all there are, not the eighth
        if number and plan.chapter(number):
            chapters.append(number)
        elif "章" in match.group() or re.match(r"第.{1,3}大?部分", match.group()):
            missing.append(match.group())
            text = re.sub(rf"{re.escape(match.group())}{_INSIDE}", CUT, text)
    text = _CHAPTER.sub(CUT, text)
    if _LAST_CHAPTER.search(text):
        chapters.append(plan.chapters[-1].number)
        text = _LAST_CHAPTER.sub(" ", text)
    for name, number in chapter_names(plan):
        if name in text:
            chapters.append(number)
            text = text.replace(name, " ")
    text = _beside(text, plan, chapters)
    return text, tuple(dict.fromkeys(chapters)), tuple(missing)


def _beside(text: str, plan: Plan, chapters: list[int]) -> str:
    """第三章的下一章: the chapter before or behind the one named, in its place."""
    said, numbers = _BESIDE.search(text), set(chapters)
    if not said or len(numbers) != 1:
        return text
    number = numbers.pop() + (1 if said["way"] in "下后" else -1)
    if not plan.chapter(number):
        return text
    chapters[:] = [number]
    return f"{text[: said.start()]}{CUT}{text[said.end() :]}"


@lru_cache(maxsize=8)
def chapter_names(plan: Plan) -> tuple[tuple[str, int], ...]:
    """Every way to write a chapter's title, in the order of the chapters."""
    found = list[tuple[str, int]]()
    for chapter in plan.chapters:
        short = re.sub(r"^(?:深入|切实|加快|加强|提高)(?:打好|推动|维护)?", "", chapter.title)
        plain = re.sub(r"^(?:深入|切实|加快|加强|提高)", "", chapter.title)
        ends = ("这章", "那章", "这一章", "那一章", "章")
        suffixed = [name + end for name in dict.fromkeys((plain, short)) for end in ends]
        found += [(name, chapter.number) for name in (chapter.text, chapter.title, *suffixed)]
    return tuple(found)


def uncounted(text: str) -> str:
    """第七、第八两章: how many were named is not read as part of a number."""
    return _TWO_OF.sub(r"\g<last>", text)


def misnamed(text: str, plan: Plan) -> tuple[str, int] | None:
    """第五章是蓝天保卫战: the words that say so, and the chapter that is so called; else None."""
    said = _CALLED.search(text)
    titled = None if said else _TITLED.search(text)  # 第五章“蓝天保卫战”的第一条
    found = said or titled
    number = to_int(found["n"]) if found else None
    if not found or not number or not plan.chapter(number):
        return None
    what = said["what"] if said else found["title"]
    words, any_word, _ = nicknames(plan)
    meant = {words[w] for w in any_word.findall(what)}
    meant |= {n for name, n in chapter_names(plan) if name in what}
    return (found.group(), min(meant)) if len(meant) == 1 and number not in meant else None


def miscounted(text: str, plan: Plan) -> tuple[str, list[int]] | None:
    """六大保卫战: the words, and the chapters whose titles end so, of which there are not as many.

    蓝天碧水两大保卫战 names those that it counts.
    """
    any_word = nicknames(plan)[1]
    for match in (*SHARED.finditer(text), *GREAT.finditer(text)):
        if any_word.search(text, 0, match.start()):
            continue
        held = [c.number for c in plan.chapters if c.title.endswith(match["w"])]
        if len(held) > 1 and len(held) != to_int(match["n"].replace("两", "二")):
            return match.group(), held
    return None


def _untitled(text: str, plan: Plan) -> str:
    """第五章“净土保卫战”: a chapter's number without its title beside it."""
    words, any_word, _ = nicknames(plan)
    for match in _TITLED.finditer(text):
        if {words[w] for w in any_word.findall(match["title"])} == {to_int(match["n"])}:
            text = text.replace(match.group(), match["number"])
    for match in NUMBERED.finditer(text):
        if text_of := titled_before(match, plan):
            text = text.replace(text_of, match["number"])
    return text


def titled_before(match: re.Match[str], plan: Plan) -> str:
    """The words of a chapter's title before its number, with that; "" without such words."""
    chapter, said = plan.chapter(to_int(match["n"]) or 0), match["title"]
    own, ends = nicknames(plan)[0], (said[at:] for at in range(len(said) - 1))
    held = next(
        (w for w in ends if chapter and (w in chapter.title or own.get(w) == chapter.number)), ""
    )
    return match.group()[len(said) - len(held) :] if held else ""


def _chapter_series(text: str, plan: Plan, chapters: list[int]) -> str:
    """第三章到第五章, 第三、四章, 前三章."""
    for row in _CHAPTER_ROW.finditer(text):
        said = [to_int(n) for n in re.findall(N, row.group())]
        if "第" in row.group() and all(n and plan.chapter(n) for n in said):
            chapters += [n for n in said if n]
            text = text.replace(row.group(), CUT)
    for match in _CHAPTER_SERIES.finditer(text):
        if "章" not in match.group() and "第" not in match.group():
            continue
        numbers = [n for g in ("a", "b", "c") if match[g] and (n := to_int(match[g]))]
        if re.fullmatch(TO, match["to"]) and len(numbers) > 1:
            numbers = list(range(numbers[0], min(numbers[1], 60) + 1))
        if all(plan.chapter(n) for n in numbers):
            chapters += numbers
            text = text.replace(match.group(), CUT)
    for match in FIRST_N.finditer(text):
        n = to_int(match["n"])
        if match["of"] == "条" or not n or n > len(plan.chapters):
            continue
        all_of = [c.number for c in plan.chapters]
        chapters += all_of[:n] if match["way"] in "前头" else all_of[-n:]
        text = text.replace(match.group(), CUT)
    return text


def _take_nicknames(text: str, plan: Plan, chapters: list[int]) -> str:
    """碧水部分, 蓝天和净土两章: words of one chapter's title alone, said of a part."""
    words, any_word, patterns = nicknames(plan)
    for pattern in patterns:
        text = _counted(text, pattern, words, any_word, plan)
        found = [m for m in pattern.finditer(text) if not _of_matter(text, m.start(), plan)]
        for match in reversed(found):
            chapters += [words[w] for w in any_word.findall(match.group())]
            text = f"{text[: match.start()]} {text[match.end() :]}"
    return text


def _of_matter(text: str, at: int, plan: Plan) -> bool:
    """Whether a word ends a matter of the plan (第三方治理那块), and calls no chapter."""
    joint = text[at - 1 : at + 2] if at else ""
    titles = "".join(c.title for c in plan.chapters)
    return bool(joint) and joint not in titles and any(joint in c.text for c in plan.clauses)


def _take_shared(text: str, plan: Plan, chapters: list[int]) -> str:
    """保卫战三章: as many chapters as have the word in their titles."""
    for match in (*SHARED.finditer(text), *GREAT.finditer(text)):
        held = [c.number for c in plan.chapters if match["w"] in c.title]
        if len(held) == to_int(match["n"]):
            chapters += held
            text = text.replace(match.group(), CUT)
    return text


def _counted(
    text: str, part: re.Pattern[str], words: dict[str, int], any_word: re.Pattern[str], plan: Plan
) -> str:
    """碧水保卫战四条里: so many clauses as the chapter has are no clause of that number."""
    for match in part.finditer(text):
        named = [plan.chapter(words[w]) for w in any_word.findall(match.group())]
        size = sum(len(c.clauses) for c in named if c)
        so_many = _SO_MANY.match(text, match.end())
        if so_many and to_int(so_many["n"]) == size:
            rest = text[so_many.end() :]
            return f"{text[: match.end()]}{'各条' * rest.startswith('的')}{rest}"
    return text


@lru_cache(maxsize=8)
def nicknames(
    plan: Plan,
) -> tuple[dict[str, int], re.Pattern[str], tuple[re.Pattern[str], ...]]:
    """Words of one chapter's title alone, a pattern of them, and patterns of parts so called."""
    own = _own_words(plan)
    called = {w: own[row[0]] for row in load_rows("battles") if row[0] in own for w in row[1:]}
    words = {**called, **own}
    any_word = "|".join(map(re.escape, words))
    bare = rf"(?:{'|'.join(map(re.escape, own))})(?:保卫战)?"
    meant = rf"(?:{any_word})"
    one = rf"(?:{bare}|[“「《]{bare}[”」》])"
    row = rf"{one}(?:(?:{AND}){one})*"
    patterns = (
        re.compile(rf"{one}(?:(?:{AND})?{one})+(?:[两俩三仨][大个场]?)?保卫战{_IN_IT}"),
        re.compile(rf"{row}{_TAIL}"),
        re.compile(rf"{meant}(?:(?:{AND}){meant})*的?[这那]?一?章(?!节)"),
        re.compile(rf"{row}(?:(?<=保卫战)|(?<=保卫战[”」》])){_IN_IT}"),
        re.compile(
            rf"{row}(?:的|(?<=保卫战)|(?<=保卫战[”」》]))(?=(?:倒数)?第{N}条|首条|末条"
            r"|(?:最后|最末|末尾|收尾|收官|压轴|垫底|打头|排头|开头|开篇|起头|领头|第一个|头)[^，。？]{0,6}条)"
        ),
    )
    return words, re.compile(any_word), patterns


def _own_words(plan: Plan) -> dict[str, int]:
    """Words that one chapter's title alone has, with the chapter; longer ones first.

    They are stretches of it, or two of its words joined: 碧水, 治理现代化, 生态安全.
    """
    held = {c.number: _stretches(c.title) for c in plan.chapters}
    found = {
        word: number
        for number, words in held.items()
        for word in words
        if sum(word in others for others in held.values()) == 1
    }
    return dict(sorted(found.items(), key=lambda x: -len(x[0])))


def _stretches(title: str) -> set[str]:
    size = len(title)
    found = {title[a:b] for a in range(size) for b in range(a + _WORD, min(a + _NAME, size) + 1)}
    found |= {title[a:] for a in range(size - _WORD + 1)}  # all of its end: 治理现代化水平
    pairs = [(i, title[i : i + _WORD]) for i in range(size - 1)]
    return found | {p + q for i, p in pairs for j, q in pairs if j >= i + _WORD}
