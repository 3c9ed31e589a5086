"""Messages of several questions that have nothing to do with each other, each read by itself."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from assistant.compose.draft import Draft
from assistant.decide.find import Finder
from assistant.dialogue.turns import Completed
from assistant.several import OF_ANY
from assistant.understand.parts import pieces
from assistant.understand.reader import Reader

_MOST = 4
_BRIEF = 2  # characters of a word that may be said of any matter
_SHORTEST = 6  # characters of a question of its own
_TELLING = 2  # words that name something, known to the plan or not
# 里面第一条, 财政局管这块吗, 钢铁之外呢; 按职责分工的又是多少, 总体要求除外
_LEANS = re.compile(
    r"^换成|^除了?[^，。？]+$|^(?:请|那|它|其中|里[面头]|[这那](?!种|位))*(?:它|其中|里[面头]|说明|[这那](?!种|位))|[管归负责抓](?:这|那|它)|[之以]外"
    r"|^.{0,10}(?:这些|那些|它|上述)|除外|除开|不算|不计|不含|不包括|^(?:按职责)?(?:牵头|分工|参与|配合)的"
)
_ENDS = " ，,。；;！!、：:"
# 顺便问问, 还有, 另外: what stands behind it is another matter, or more of the same.
_ASK = r"请?问(?:问|一?下)?|打听一?下|请教一?下"
_BESIDES = (
    r"[，,；;。？?！!\s]+(?:(?:顺便|顺带|顺道|另外|此外|还有(?!多少|[几哪谁]|什么|没)|以及)(?:也|再|想|请|我)*"
    rf"(?P<put>{_ASK})?|(?:我)?(?:再|还想|也想|最后)(?:想|请|再)*(?P<puts>{_ASK}))[，,：:\s]*(?=.{{6}})"
    r"|(?<=[吗呢没不谁何么])(?:另外|顺便问?问?)(?=.{6})"
)
# 一、…二、…; 1.…2.…; （1）…（2）…
_NUMBER = (
    r"(?:^|(?<=[：:；;，,。？?！!\s]))\s*(?:[一二三四][、.．]|第?[（(]?[1-4一二三四][）)]"
    r"|(?:第|问题|其)[一二三四][，、：:])(?!条|章)\s*|(?<!\d)[1-4][.．、](?![\d一二三四])\s*"
)
_BREAK = re.compile(rf"(?P<number>{_NUMBER})|(?:{_BESIDES})|(?<=[？?；;。])\s*(?=\S)")
_SEVERAL = re.compile(
    r"^[^，。？：:]{0,8}(?:[两二三几2-4]个|[两二三几]件|以下|下面)[^，。？：:]{0,4}(?:问题|事儿?)[：:，,。]"
)
_ASKED = re.compile(
    r"[吗呢不没么吧？?]$|([\u4e00-\u9fff])[不没]\1|多少|(?<![好十])几(?![十百千])|(?<![见现])谁|哪|什么|啥|怎|咋|是否|有没有"
)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a message; ``put`` as a question by a number before it, or by 顺便问问."""

    text: str
    put: bool = False


def breaks(text: str) -> list[Stretch]:
    """The stretches of a message between its closing marks, numbers, and words of going on."""
    text = _SEVERAL.sub("", text)
    found, at, put = list[Stretch](), 0, False
    for stop in [*_BREAK.finditer(text), None]:
        piece = text[at : stop.start() if stop else len(text)].lstrip(_ENDS + "？?").rstrip(_ENDS)
        asks = bool(stop and (stop["put"] or stop["puts"]))
        if piece:
            found.append(Stretch(piece, put or asks))
            put = False
        if stop:
            at, put = stop.end(), put or asks or bool(stop["number"])
    return found


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
        parted = breaks(text)
        parts, every = self._parted(self._led(parted, self._own, self._asks))
        told = self._told(whole) if parts else every
        if parts and (every != told or (parted[0].put and parted[-1].put)):
            return parts
        commas = [Stretch(p) for p in pieces(text)]
        parts, every = self._parted(
            self._led(commas, self._named, lambda t: bool(_ASKED.search(t)))
        )
        return () if not parts or every <= self._told(whole) else parts

    def _parted(self, texts: list[str]) -> tuple[tuple[Completed, ...], frozenset[int]]:
        """The questions, those of one matter joined, and all their clauses.

        None unless each is answered, and from clauses of its own.
        """
        parts, places = list[Completed](), list[frozenset[int]]()
        for text in texts if 1 < len(texts) <= _MOST else ():
            part = self._complete(text)
            told = self._told(part)
            if not told:
                return (), told
            if places and told & places[-1]:  # more of the same
                part = self._complete(f"{parts[-1].text.rstrip('？?')}？{text}")
                del parts[-1], places[-1]
                told = self._told(part)
            parts.append(part)
            places.append(told)
        every = frozenset[int]().union(*places)
        apart = len(parts) > 1 and len(every) == sum(map(len, places))
        return (tuple(parts) if apart else ()), every

    def _told(self, part: Completed) -> frozenset[int]:
        """The clauses that a question is answered from, 0 for another part; none when refused."""
        draft = self._answer(part)
        return frozenset(draft.clauses or (0,)) if draft.status.has_evidence else frozenset()

    def _led(
        self, stretches: list[Stretch], own: Callable[[str], bool], asks: Callable[[str], bool]
    ) -> list[str]:
        """The questions among the stretches, each with what is told before it.

        One that names no matter is asked of the matter before it: 修多长, 谁负责.
        """
        texts, led = list[str](), ""
        for stretch in stretches if len(stretches) > 1 else ():
            led = f"{led}，{stretch.text}" if led else stretch.text
            if not (stretch.put or asks(stretch.text)):
                continue
            if texts and not own(led):
                texts[-1] = f"{texts[-1].rstrip('？?')}？{led}"
            else:
                texts.append(led)
            led = ""
        return texts if len(texts) > 1 and not led and own(texts[0]) else []

    def _asks(self, text: str) -> bool:
        return bool(self._reader.read(text).asked or _ASKED.search(text))

    def _own(self, text: str) -> bool:
        """Whether a question names its matter: 谁负责 and 要多少 lean on the one before."""
        if len(text) < _SHORTEST or _LEANS.search(text):
            return False
        question = self._reader.read(text)
        strong = self._finder.strong(question.topic)
        if question.told or question.reference or any(not OF_ANY.fullmatch(w) for w in strong):
            return True
        told = [w for w in self._finder.content(question.topic) if len(w) > 1]
        return sum(not OF_ANY.fullmatch(w) for w in told) >= _TELLING or bool(question.mentions)

    def _named(self, text: str) -> bool:
        """The same of what stands between commas: it names a matter in words that are known."""
        question = self._reader.read(text)
        strong = [w for w in self._finder.strong(question.topic) if not OF_ANY.fullmatch(w)]
        known = any(len(w) > _BRIEF for w in strong)
        return self._own(text) and bool(question.told or known)
