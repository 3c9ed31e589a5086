"""Requests for the form of an answer, told from what is asked and taken out of the message.

A message is read clause by clause. A clause that only asks for a form goes; one that begins or
ends with such a request loses it; what is wanted of the answer is kept apart.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from assistant.understand.english_form import Length, length_of
from assistant.understand.formed import BY_DATE, OWNED, SUMMED, Formed
from assistant.understand.layout import PLAIN, WITHOUT, Layout, LayoutReader
from assistant.understand.messages import message_asked
from assistant.understand.options import choice_of
from assistant.understand.parts import side_by_side
from assistant.understand.requested import reworded
from assistant.understand.verdicts import verdicts_asked
from assistant.understand.whereabouts import place_asked
from corpus.catalog import HERE
from corpus.numerals import to_int
from corpus.patterns import AnyOf, branching, guarded

# 用“目标：……时限：……牵头：……”的格式: what is to be told, by names with colons.
_TEMPLATE = re.compile(
    r"(?:请?[用按以照]+)?“(?:[^”：:]{1,8}[：:][…\s]*){1,5}”(?:的|这种|这样的?)*(?:固定)?"
    r"(?:格式|形式|样式|模板)(?:来)?(?:回答|作答|答复|写|列出|整理|输出|说明)?"
)
# How programs put it: 返回格式：{答案, 条款号}。问题：….
_QUERY = re.compile(
    r"^(?:(?:返回|输出|回复|响应)(?:的)?格式[：:为是]*\s*[{｛\[（(][^}｝\]）)]*[}｝\]）)][。；;，,\s]*)?"
    r"(?:问题|提问|用户问题?|query|question|q)[：:]\s*(?=\S{4})",
    re.I,
)
_CLAUSES = re.compile(r"(?<=[，。；：！？\n])|(?<=——)")
# 拟一段禁烧秸秆的通知: written anew, not the one that came with the plan.
_NOTICE = r"(?:紧急|书面)?通知|公告|通告|告示|倡议书?|短信"
_NAME = re.compile(r"\{([a-z]+)\}")
_MARKS = " \t\n，。；：！？、,;:!?…—~|｜/-"
_TAKEN = re.compile(
    r"^(?:请|麻烦|帮我|给我)*(?:(?:把|将)(?=.{2,})|给(?=第.{1,4}[章条])|写(?![明清出到进上着成作了的])(?=[^，。]{4,}$))"
    r"|^(?:请|并)?(?:说说|讲讲|[说讲]一?下|[说讲]清楚?|说明白|讲(?![了过得座课话到]))(?=[^，。]{4,})"
)
# What a request left behind: …，请 按“任务/牵头”做成两栏.
_LEFT = re.compile(
    r"[，,](?:请|并|再|要|都|给我|帮我)+$|(?<=[\u4e00-\u9fff]{4})(?:列|写|排|整理)出来$"
)
# A clause that only asks for a form is short.
_LONGEST = 80
_ABOUT = re.compile(
    r"^(?:(?:市民|群众|居民|村民|网友|记者|对方|来电人|来访者|业主)(?:来电|来信|微信上?|电话里?)?(?:问的?是?|咨询|想知道|想了解|反映)[：:，]?)?"
    r"(?:一下)?(?:的|是(?!不是|否))?(?:关于|有关|围绕|针对|就|问(?:的是)?(?![题责效诊卷])|(?:范围|对象|主题|题目|内容)(?:是|为)?[：:]?)?(?=.{2,})"
)


_BARE = re.compile(
    rf"(?:请|给我|帮我|我|都|把|全部|列|出来?|写|说|讲|一下|整理|归纳|[{re.escape(_MARKS)}])*"
)
_DATED = re.compile(
    r"(?:时间|年份|年度|日期)(?:先后|顺序|次序|轴|线|表)?|先后顺序|由近及远|由远及近"
    r"|按[“\"]?20\d\d.*(?:分|归|列|排)|20\d\d年的?[归放写列占为]?[一1][组类段行列块]"
)
# 地下水调查两个时间点: what has a date, by its date.
_MOMENTS = re.compile(r"[两二三四几2-4]个?(?:时间(?:点|节点)|节点|年份)$")
_BY_CLAUSE = re.compile(r"逐条|按条|每条|一条一条|逐一")
_SENTENCES = re.compile(
    r"(?<!第)(?P<n>[一两二三四五123456])(?:到[一两二三四五\d])?(?:句话?|行)(?!一)"
)
# A sentence or a line for each, and how long each may be.
_APIECE = re.compile(r"(?:[每各]|按).{0,4}(?:一|1)?(?:句|行|栏)|每[条项点句个]")
# All of it, however long, in one line.
_LONG = re.compile(rf"{_APIECE.pattern}|[成排]一行|按.+分.{{0,3}}行")
_SIGNS = re.compile(r"(?P<n>\d{1,4}|[一两二三四五六七八九十百]{1,4})(?:个)?(?:汉)?字")
# 末尾注明牵头单位: who is responsible is told besides.
_NOTED = re.compile(
    r"(?:注明|标[明出注上]?|写明|写清|附上?|附带|写上|(?<=[行尾面后里])写|带|列上|给出)[^，。]{0,6}(?:单位|部门|牵头|谁(?:负责|管))"
    r"|标上?[^，。]{0,4}谁(?:来)?(?:负责|管|牵头)|(?:单位|部门)(?:也|都|一并|一起|同时|要|顺便)+(?:写|列|带|标|附|说|给|注)"
)
# 信访件答复：居民反映…: who complains is told who is responsible.
_REPLY = re.compile(r"信访|投诉|来信|诉求|答复|回复")
_CONTENT = re.compile(r"任务|措施")
_PARTED = re.compile(r"(?:目标|措施|任务|做法).{0,2}一句|[两三四]个?(?:部分|方面)")
_POINTS = re.compile(
    r"(?P<n>[一两二三四五六七八九十\d]{1,2})(?:个|条|点|项)(?:小标题式|简短|核心|关键|主要)?的?"
    r"(?:(?:小?要点|小点|小标题|重点|方面|结论|关键词)(?:以内|之内)?|以内|之内)"
)
# 压缩成三点, 分三点说
_IN_POINTS = re.compile(
    r"(?:[成为](?:不超过|不多于|最多|至多)?|^分|，分?|提炼出?|归纳出?|概括出?|总结出?|梳理出?|列出?|写出?)(?P<n>[两二三四五六七八九十2-9])(?:个?点|(?<=成.)条)(?=$|[，。；：来说讲写列概])"
)
# Of the matter itself: 组织领导方面的三点要求.
_POINTED = re.compile(r"(?<![第十])(?P<n>[两二三四五六])(?:点|条)(?:要求|措施|举措|做法|意见|任务)")
_LISTED = re.compile(r"(?:按照?|用|以)[“\"]([^”\"]{3,40})[”\"]")
_SEPARATORS = re.compile(r"[/｜|、—]+")
# 四字小标题 is no length; 六个字以内 is one.
_FEWEST, _LEAST = 10, 4
_BOUND = re.compile(
    r"字(?:以内|之内|内|以下)|(?:不超过|不多于|最多|至多|顶多|别超过)[\d一二三四五六七八九十]+个?字"
)
_COMPARED = re.compile(r"对比|比较|对照")
_JUDGED = re.compile(
    r"判断|对错|是非|对或错|对还是错"
    r"|[是对][”\"]?(?:或者?|/|还是|、|或是)[“\"]?(?:否|不是|错|不对)"
)
# 燃煤机组关停18.35万千瓦是2025年的事？: without its mark no question would be left.
_CLAIMED = re.compile(r"(?:[是由归有就都会能得达]|[^？]了)[^？，。；]*？$")
_ASKED = re.compile(r"谁|哪|什么|啥|几|多少|怎|如何|吗|呢|何|是否|是不是|有没有|对不对")
_DENIED = re.compile(r"(?:没有?|未)(?:任何|怎么)?$")
_NOT_AMPLE = re.compile(
    r"(?:不要?|不用|不必|别|无需)(?:太|过于|写得?|讲得?)*(?:展开|详细|详尽|全面|仔细|充分)"
)
_AMPLE = re.compile(
    r"完整|详细|详尽|全面|展开|逐字|一字不|原原本本|(?:不要|别|不)省略|省略号|充分|仔细"
)


# 太长了，说短点: what was told is too long.
_SHORTER = re.compile(r"(?:[说讲写]|再|太长[^，。]{0,2}[，]?)(?:得|简)?短(?:一?点|一?些)|短点|太长")
_BRIEF = 100


def _signs(said: str) -> int:
    """Characters asked for; 一个字都别改 asks for none."""
    size = _number(_SIGNS.search(said))
    if not size and _SHORTER.search(said):
        return _BRIEF
    return size if size >= (_LEAST if _BOUND.search(said) else _FEWEST) else 0


def _number(match: re.Match[str] | None) -> int:
    return (to_int(match["n"]) or 0) if match else 0


class FormReader:
    """Reads requests for form by the grammar of a file."""

    def __init__(self, words: Path = HERE / "form.toml") -> None:
        data = tomllib.loads(words.read_text("utf-8"))
        self._words: dict[str, str] = {}
        for name, pattern in data["words"].items():
            self._words[name] = self._full(pattern)
        wishes = "|".join(f"(?:{guarded(self._full(p), re.I)})" for p in data["wish"].values())
        alone = "|".join(f"(?:{guarded(self._full(p), re.I)})" for p in data["clause"].values())
        ask, done, close = (self._words[n] for n in ("ask", "done", "close"))
        wish = f"(?>(?:{ask}){{0,4}}?(?:{wishes})(?:{done}){{0,2}})"
        whole = rf"(?>(?:{ask}){{0,2}}(?:{alone}))", rf"(?:{wish})"
        # Each may take the beginning of the other: 一段话 of 一段话说明.
        self._whole = tuple(
            re.compile(rf"(?:{a}|{b}|(?:{close})|[，、的地 ])++", re.I)
            for a, b in (whole, whole[::-1])
        )
        self._any = AnyOf(
            (self._full(p) for p in (*data["wish"].values(), *data["clause"].values())), re.I
        )
        self._empty = re.compile(rf"(?:{ask}|{done}|{close}|[{_MARKS}])*+", re.I)
        self._head = re.compile(rf"(?:{wish}[、的]?)++", re.I)
        self._tail = branching(rf"(?:{wish})++(?:{close})*+$", re.I)
        draft, genre, audience = (self._words[n] for n in ("draft", "genre", "audience"))
        # 为领导写一段关于科技创新的汇报材料: the matter stands within the request.
        self._within = re.compile(
            rf"^(?:{ask})*(?:给|为|替|向)?(?:{audience})?(?:{draft})出?[一两几]?[个份张条篇段则封]?"
            rf"(?:(?:关于|有关|围绕|介绍|反映)(?P<matter>[^，。；]{{2,30}}?)的(?:工作)?(?:{genre}){{1,2}}[。！]?$"
            rf"|(?P<notice>[^，。；]{{2,30}}?)的(?:{_NOTICE})(?=[，。；！]|$))",
            re.I,
        )
        self._pieces = [(re.compile(p), asked) for p, asked in data["pieces"].items()]
        told = "|".join(f"(?:{self._full(data['wish'][n])})" for n in ("only", "with", "first"))
        self._told = re.compile(f"{told}|{self._full(data['shapes']['named'])}")
        self._art = re.compile(self._words["art"], re.I)
        self._lines = re.compile(self._full(data["shapes"]["lines"]), re.I)
        self._layouts = LayoutReader(data)
        self.read = lru_cache(maxsize=512)(self._read)

    def _read(self, text: str) -> Formed:
        if (choice := choice_of(text)) and choice.stem:
            return Formed(choice.stem)  # its letters are all the form that is wanted
        formed = self._formed(text, self._layouts.heads(text))
        # 分“要求建立”和“探索建立”两类，列出来: what the headings say is all that is asked about.
        bare = formed.form.heads and _BARE.fullmatch(formed.text)
        formed = self._formed(text, ((), text)) if bare else formed
        return replace(formed, placed=place_asked(text))

    def _formed(self, text: str, headed: tuple[tuple[str, ...], str]) -> Formed:
        if self._art.search(text):
            return Formed(text)
        heads, text = headed
        verdicts, text = verdicts_asked(reworded(text))
        keys, named, text = self._layouts.keys(text)
        layout, columns, text = self._layouts.columns(text)
        columns = columns or named
        kept = []
        drafted, text = message_asked(_QUERY.sub("", text))
        cut = [drafted] if drafted else []
        if template := _TEMPLATE.search(text):
            text, cut = text.replace(template.group(), ""), [*cut, template.group()]
        if within := self._within.match(text):
            matter = within["matter"] or within["notice"]
            cut.append(within.group().replace(matter, ""))
            text = matter + text[within.end() :]
        for clause in _CLAUSES.split(text):
            left, taken = self._stripped(clause)
            kept.append(left)
            cut += taken
        if not (cut or columns or keys or heads or verdicts):
            return Formed(text)
        said = "，".join(cut)
        ample = bool(_AMPLE.search(_NOT_AMPLE.sub("", said)))
        judged = bool(verdicts or _JUDGED.search(said))
        claim = _CLAIMED.search("".join(kept).rstrip(_MARKS.replace("？", "")))
        rest = _ABOUT.sub("", _TAKEN.sub("", _LEFT.sub("", "".join(kept).strip(_MARKS))))
        rest = f"{rest}？" if claim and rest and not _ASKED.search(rest) else rest
        form = self._layouts.form(said, rest, layout, columns)
        return Formed(
            "" if self._empty.fullmatch(rest) else rest,
            True,
            self._wanted(said),
            bool(self._lines.search(WITHOUT.sub("", said))),
            ample,
            judged,
            BY_DATE
            if _DATED.search(said) or _MOMENTS.search(rest)
            else "逐条"
            if _BY_CLAUSE.search(said)
            else "",
            0 if ample or _APIECE.search(said) else _signs(said),
            0 if _LONG.search(said) else _number(_SENTENCES.search(said)),
            replace(form, keys=keys, heads=heads, only=None if judged else form.only),
            bool(_APIECE.search(said)),
            _number(_POINTS.search(said) or _IN_POINTS.search(said) or _POINTED.search(rest)),
            bool(_COMPARED.search(said) and side_by_side(f"对比{rest}")[0]),
            bool(SUMMED.search(said)),
            bool(_NOTED.search(said) or (_REPLY.search(said) and not _ASKED.search(rest))),
            verdicts=verdicts,
        )

    def listed(self, text: str) -> str:
        """What a message lists that asks for nothing besides: 按“文号/日期”两行输出."""
        match = _LISTED.search(text)
        items = [i.strip() for i in _SEPARATORS.split(match[1])] if match else []
        return "、".join(items) if len(items) > 1 and all(items) else ""

    def of(self, text: str, raw: str) -> Formed:
        """The form asked for in a message as normalised, or in the English that it was before."""
        formed = self.read(text)
        if not raw.isascii():
            return formed
        form = formed.form
        if form is PLAIN:
            form = self._layouts.form(raw, formed.text, Layout.PLAIN, ())
        if only := self._layouts.only_in_english(raw, text):
            form = replace(form, only=only)
        size = length_of(raw)
        wanted = form != PLAIN or size != Length() or formed.formed
        formed = replace(formed, formed=wanted, form=form, english=True)
        return replace(
            formed,
            points=formed.points or size.points,
            sentences=formed.sentences or size.sentences,
            limit=formed.limit or size.limit,
        )

    def _stripped(self, clause: str) -> tuple[str, list[str]]:
        """What is left of a clause, and the requests taken from it."""
        body = clause.strip(_MARKS)
        if not body or len(body) > _LONGEST or not self._any.search(body):
            return clause, []
        if any(p.fullmatch(body) for p in self._whole):
            return "", [body]
        cut = []
        end = clause[len(clause.rstrip(_MARKS)) :]
        head = self._head.match(body)
        if head and len(body) - head.end() > 1:
            cut.append(head.group())
            body = _ABOUT.sub("", body[head.end() :])
        tail = self._tail.search(body)
        # 哪些条没有标注责任单位 asks, and wishes nothing noted.
        if tail and tail.start() > 1 and not _DENIED.search(body[: tail.start()]):
            cut.append(tail.group())
            body = _TAKEN.sub("", body[: tail.start()])
        return (body + end, cut) if cut else (clause, [])

    def _wanted(self, said: str) -> str:
        finders = (self._told, _TEMPLATE)
        named = "".join(m.group() for p in finders for m in p.finditer(said))
        if _PARTED.search(said) and OWNED.search(said):
            return "的内容和责任单位"  # 目标一句、措施一句、责任单位一句: all of it
        if _CONTENT.search(named):
            return ""
        return next((asked for p, asked in self._pieces if p.search(named)), "")

    def _full(self, pattern: str) -> str:
        """A pattern with the words it names."""
        return _NAME.sub(lambda m: self._words[m.group(1)], pattern)
