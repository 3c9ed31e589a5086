"""Messages of several questions that have nothing to do with each other, each read by itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.answer import Status
from assistant.compose.draft import Draft, Evidence
from assistant.decide.decider import UNFIT
from assistant.decide.find import Finder
from assistant.dialogue.turns import Completed
from assistant.several import OF_ANY
from assistant.understand.breaks import Stretch, breaks, commas, in_row, of_all
from assistant.understand.question import Asked
from assistant.understand.reader import Reader

_MOST = 4
_PAIR = 2  # matters in a row, which are read as such
_SHORTEST, _LEAST = 6, 2  # characters of a question of its own, and of one that is put
_TELLING = 2  # words that name something, known to the plan or not
# 里面第一条, 财政局管这块吗, 钢铁之外呢; 按职责分工的又是多少, 总体要求除外
_LEANS = re.compile(
    r"^换成|^除了?[^，。？]+$|^一[回次处段条项个][^，。？]{0,4}(?:牵头|分工|参与|配合)|^(?:请|那|它|其中|里[面头]|[这那](?!种|位|[个条]?[\u4e00-\u9fff]{2,6}的))*(?:它|其中|里[面头]|说明|[这那](?!种|位|个))"
    r"|[管归负责抓](?:这|那|它)|[之以]外|^(?:到\d{4}年|.{0,3})(?:这些|上述|它)"
    r"|除外|除开|不算|不计|不含|不包括|^(?:按职责)?(?:牵头|分工|参与|配合)的"
    # 其他分工的不用列, 第一条和最后一条叫什么, 跟…是同一家吗, 两处是否一致
    r"|^(?:其他|其余|另外[几两])|剩下?(?:的|[几两仨三哪])|不[用要必][列写说讲给算]|^(?:第一|最后一?|头一)[条项个]"
    r"|^(?:里面?)?(?:有没有|带不带|含不含|有无)[\u4e00-\u9fff]{2,3}(?:的份)?[？?]*$|同一?[家个条处]|^(?:这?[两三])[处个条家者项](?!月)|^(?:跟|和|与)[^，。？]{2,16}(?:一样|一致|相同)"
)
# 哦不对, 假装: one message with its correction, or with what it only supposes.
_ONE = re.compile(r"不对不?|说错|口误|更正|^.{0,6}(?:假装|假设|假如|就当)")
# 别管什么限制了, 想请人来讲要负什么责任: no question, whatever words it has.
_FORBIDS = re.compile(
    r"^(?:你|请|都)*(?:别|不要|不用|甭|无需)|^我?们?(?:想|打算|希望)(?!知道|问|了解|请教|咨询|查|看|要?问)"
)

_ASKED = re.compile(
    r"[吗呢不没么吧？?]$|([\u4e00-\u9fff])[不没]\1(?!(?<=[准吵让许够脏臭响热贵])[\u4e00-\u9fff]{0,2}的[\u4e00-\u9fff]{2})|多少|(?<![好十这那没])几(?![十百千])|(?<![见现])谁|哪|什么|啥|怎|咋|是否|有没有"
)
# 责任部门, 须保持的水平: words of asking at the end, where another question follows.
_ASKING_NOUN = re.compile(
    r"(?:水平|幅度|数值?|数字|目标|指标|期限|时限|部门|单位|口径|要求|分工|名称|比率|比例|年份)$"
)

# 对了你们周末上班不: said by the way to whom one writes.
_OF_US = re.compile(r"(?:那|请问|对了)*[你您恁]们?")
_NUMERAL = re.compile("[一二三四五六七八九十百千万两]+")  # 头三十五, no name of a matter
# Surely another question, though the message as a whole is answered.
_GOING_ON = re.compile("[，,；;。？?！!\\s](?:还有|另外|此外)")
_ORDERS = re.compile(r"(?:请|麻烦|你|您|再|也|顺便)*[帮给替为画写查算订放讲]")  # 帮我查明天天气
_WHETHER = re.compile(r"^(?:是不是|是否|是|算不算|算|有没有|包不?包括)")  # 是不是自规局
_OF_LEDGER = re.compile(r"哪[几些]?[条章项]|(?:第|多少|几)[条章项]|列出|清单")
_HELD = 0.5  # of a word, from which a place speaks of it
_BARE = 2  # characters beside the name of a department that is only checked: 市教育局吗
_BRIEF = 2  # characters of a word that may be said of any matter


@dataclass(frozen=True, slots=True)
class _Part:
    """A question of a message with the answer to it."""

    asked: Completed
    draft: Draft

    @property
    def told(self) -> bool:
        return self.draft.status.has_evidence

    @property
    def places(self) -> frozenset[int]:
        """The clauses it is answered from, 0 for another part; none when refused."""
        return frozenset(self.draft.clauses or (0,)) if self.told else frozenset()

    @property
    def evidence(self) -> frozenset[Evidence]:
        said = self.draft.statements if self.told else ()
        return frozenset(e for s in said for e in s.evidence)


class Apart:
    """Tells questions of different matters in one message from one question and its story."""

    def __init__(
        self,
        reader: Reader,
        finder: Finder,
        complete: Callable[[str], Completed],
        answer: Callable[[Completed], Draft],
    ) -> None:
        self._reader = reader
        self._finder = finder
        self._complete = complete
        self._answer = answer

    def __call__(self, text: str, whole: Completed) -> tuple[Completed, ...]:
        """The questions of a message; none when ``whole`` is answered from all of their places.

        Each of them is answered by itself, from clauses of its own. Between commas stands only
        what asks in so many words and names a matter.
        """
        parts = self._shared(text)
        if parts:
            return tuple(p.asked for p in parts)
        if _ONE.search(text):
            return ()
        stretches = breaks(text)
        texts = self._led(stretches, self._asks)
        finer = [t for part in texts or [text] for t in self._by_commas(part)]
        parts = self._parted(finer, lenient=len(texts) > 1)
        if not parts:
            return self._beside_elsewhere(text, whole)
        put = bool(stretches) and stretches[0].put and stretches[-1].put
        return tuple(p.asked for p in parts) if put or self._more(parts, whole) else ()

    def _more(self, parts: Sequence[_Part], whole: Completed) -> bool:
        """Whether the parts tell something else than the message taken for one question."""
        at_once = self._part_of(whole)
        if not all(p.told for p in parts):
            return True
        every = frozenset[int]().union(*(p.places for p in parts))
        shown = frozenset[Evidence]().union(*(p.evidence for p in parts))
        return every != at_once.places or not shown <= at_once.evidence

    def _beside_elsewhere(self, text: str, whole: Completed) -> tuple[Completed, ...]:
        """PM2.5降到多少，帮我查明天天气: a question, and one of another world before or behind."""
        beyond = self._part_of(whole).draft.status is Status.OUT_OF_SCOPE
        if not (beyond or _GOING_ON.search(text)):
            return ()
        stretches = [s.text for s in (commas(text) if beyond else breaks(text))]
        if not 1 < len(stretches) <= _MOST + 1:
            return ()
        for at in range(1, len(stretches)):
            sides = ("，".join(stretches[:at]), "，".join(stretches[at:]))
            parts = [self._part(side) for side in sides]
            said = list(zip(sides, parts, strict=True))
            ours = (s for s, p in said if p.told and _ASKED.search(s))
            foreign = (s for s, p in said if p.draft.status is Status.OUT_OF_SCOPE)
            beyond = any(_ASKED.search(s) or _ORDERS.match(s) for s in foreign)
            if beyond and any(map(self._names, ours)):
                return tuple(p.asked for p in parts)
        return ()

    def _by_commas(self, text: str) -> list[str]:
        """The questions that commas set apart within a part of a message; else the part itself."""
        texts = self._led(commas(text), lambda t: bool(_ASKED.search(t) and not _FORBIDS.match(t)))
        if not texts or not all(map(self._of_matter, texts)):
            return [text]
        at_once = self._part(text)
        parts = self._parted(texts, lenient=not at_once.told)
        if not parts:
            return [text]
        every = frozenset[int]().union(*(p.places for p in parts))
        return [text] if every <= at_once.places else texts

    def _shared(self, text: str) -> list[_Part]:
        """楼下油烟大，河也臭，这俩事分别找谁: one asking for all that is told before it."""
        told, ask = in_row(text)
        if len(told) <= _PAIR:
            *stretches, last = [c.text for s in breaks(text) for c in commas(s.text)] or [""]
            told, ask = stretches, of_all(last)
        if not (ask and _ASKED.search(ask) and 1 < len(told) <= _MOST):
            return []
        if any(_ASKED.search(t) or not self._own(t, put=True) for t in told):
            return []
        parts = [self._part(f"{t}，{ask}") for t in told]
        places = {p.evidence for p in parts}
        return parts if all(p.told for p in parts) and len(places) == len(parts) else []

    def _parted(self, texts: list[str], lenient: bool = False) -> list[_Part]:
        """The questions with their answers, those of one matter joined; [] when they are not two.

        ``lenient`` keeps one that is refused beside what is answered.
        """
        parts = list[_Part]()
        for text in texts if 1 < len(texts) <= _MOST else ():
            part = self._part(text)
            if not (part.told or (lenient and self._refused(part))):
                return []
            if parts and part.told and self._spoken_of(part, parts[-1]):
                parts[-1] = self._both(parts[-1], text)
            elif parts and part.places & parts[-1].places:
                parts[-1:] = self._of_one_clause(parts[-1], part, text)
            else:
                parts.append(part)
        told = [p for p in parts if p.told]
        sure = len(told) == len(parts) or any(self._names(p.asked.text) for p in told)
        return parts if len(parts) > 1 and told and sure else []

    def _both(self, first: _Part, text: str) -> _Part:
        return self._part(f"{first.asked.text.rstrip('？?')}？{text}")

    def _of_one_clause(self, first: _Part, second: _Part, text: str) -> list[_Part]:
        """Two questions of one clause: one, unless each has a sentence that both do not tell."""
        both = self._both(first, text)
        alone = first.evidence | second.evidence
        apart = first.places == second.places and not (
            first.evidence <= second.evidence or second.evidence <= first.evidence
        )
        return [first, second] if apart and not alone <= both.evidence else [both]

    def _spoken_of(self, part: _Part, before: _Part) -> bool:
        """Whether the clause of the question before speaks of the little that this one names.

        水源地几处，水质要到几类 is of one matter, though another clause speaks of 水质 alone.
        """
        names = self._names(part.asked.text)
        if not names or any(len(n) > _BRIEF for n in names):
            return False
        clauses = (self._finder.dossier.plan.clause(n) for n in before.places if before.told)
        held = [self._finder.vocabulary((c.start, c.end)) for c in clauses if c]
        return any(all(self._finder.covered(n, v) >= _HELD for n in names) for v in held)

    def _names(self, text: str) -> list[str]:
        """The names of matters of the field in a text."""
        question = self._reader.read(text)
        where = {*question.places, *question.districts}
        strong = (w for w in self._finder.strong(question.topic) if w not in where)
        return [w for w in strong if not (OF_ANY.fullmatch(w) or _NUMERAL.fullmatch(w))]

    def _of_matter(self, text: str) -> bool:
        """Whether it names a matter, or asks who or when of what is told in plain words."""
        return bool(self._names(text)) or self._reader.read(text).asks(Asked.WHO, Asked.WHEN)

    def _refused(self, part: _Part) -> bool:
        """Whether a question is refused for what the plan lacks, or as one of another world."""
        text, status = part.asked.text, part.draft.status
        lacking = status is Status.NOT_IN_PLAN and part.draft.missing != UNFIT
        asks = _ASKED.search(text) or _ASKING_NOUN.search(text)
        beyond = status is Status.OUT_OF_SCOPE and not _OF_US.match(text)
        return bool(asks and (lacking or beyond))

    def _part(self, text: str) -> _Part:
        return self._part_of(self._complete(text))

    def _part_of(self, asked: Completed) -> _Part:
        return _Part(asked, self._answer(asked))

    def _led(self, stretches: list[Stretch], asks: Callable[[str], bool]) -> list[str]:
        """The questions among the stretches, each with what is told before it.

        One that names no matter is asked of the matter before it: 修多长, 谁负责.
        """
        texts, led = list[str](), ""
        for stretch in stretches if len(stretches) > 1 else ():
            led = f"{led}，{stretch.text}" if led else stretch.text
            if not (stretch.put or asks(stretch.text)):
                continue
            if texts and not self._own(led, stretch.put):
                texts[-1] = f"{texts[-1].rstrip('？?')}？{led}"
            else:
                texts.append(led)
            led = ""
        if led and texts:
            texts[-1] = f"{texts[-1]}，{led}"
        first = stretches[0] if stretches else None
        return texts if first and len(texts) > 1 and self._own(texts[0], first.put) else []

    def _asks(self, text: str) -> bool:
        question = self._reader.read(text)
        if _FORBIDS.match(text):
            return False
        asks = question.asked or _ASKED.search(text) or _ASKING_NOUN.search(text)
        return bool(asks or question.figures or question.years)

    def _own(self, text: str, put: bool = False) -> bool:
        """Whether a question names its matter: 谁负责 and 要多少 lean on the one before.

        One that is ``put`` does in any words.
        """
        if len(text) < (_LEAST if put else _SHORTEST) or _LEANS.search(text.split("，")[0]):
            return False
        question = self._reader.read(text)
        strong = self._finder.strong(question.topic)
        if question.told or question.reference or any(not OF_ANY.fullmatch(w) for w in strong):
            return True
        if _OF_LEDGER.search(text) and not question.mentions:
            return False
        told = [w for w in self._finder.content(question.topic) if put or len(w) > 1]
        least = 1 if put else _TELLING
        telling = sum(not OF_ANY.fullmatch(w) for w in told) >= least
        bare = any(len(text) - len(m.text) <= _BARE for m in question.mentions)
        return telling or bool(question.mentions and not (bare or _WHETHER.match(text)))
