"""Asides around a question: who asks, what for, how urgently (我是养殖户，…; …，写材料要用).

Whether a part of a message is one is told by a fitted model over its characters; the weights in
``asides.json`` come from ``python -m evals wording``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from assistant.compose.document import ways
from assistant.decide.find import Finder
from assistant.decide.refuse import LEANING
from assistant.ledger.subjects import of_ledger
from assistant.understand.ngrams import NgramModel, load_ngrams
from assistant.understand.reader import Reader
from corpus.asking import STATED

WEIGHTS = Path(__file__).with_name("asides.json")
ASIDE = "aside"
# How likely a part must be an aside: where the rest names a matter, where it does not, and where
# the part itself names something of a plan.
BAR, LIKELY, SURE = 0.6, 0.8, 0.95
# A message part by part, each with the marks behind it; 【咨询】 and @小助手 have none.
_PART = re.compile(
    r"^@\S{1,6}\s+|^[【（(]\S{1,4}[】）)]"
    r"|[^，,。！!？?；;：:…\n]*[，,。！!？?；;：:…\n]+|[^，,。！!？?；;：:…\n]+$"
)
_MARKS = " ，,。！!？?；;：:…\n~～【】（）()"
# 我刚调到水务局，我们局…: the department that is meant.
_BODY = re.compile(r"[局委办厅院会行]|中心|部门|单位")  # of a department
_OWN = re.compile(r"我们|咱|俺|自己|自身|(?:我|本)(?:局|单位|部门|委|厅|院)")
# Of the conversation, and no aside of it: 换个话题, 回到第一个问题, 说错了, 听听这段录音.
_TURN = re.compile(
    r"话题|回到|说回|刚才|刚刚|前面|上面|开始|第[一二三四五]|[不别]是?[说问谈管]|错了|不对|不是"
    r"|[听看瞧发传].{0,5}[段张条](?:录音|照片|图片|截图|语音|音频|视频)"
)
# 忽略前三章，只说第四章…: another place, to be passed over.
_PASSED = re.compile(
    r"^(?:请|先|你|就|麻烦)*(?:忽略|跳过|略过|不用?[看管说]|别[看管说]|撇开|抛开)[^，。？]{1,14}$"
)
# 只说“完成省下达”: what the text is to say.
_QUOTES = re.compile(r"[写说提标叫]了?[“\"「]([^“”\"」]{2,24})[”\"」]")
# …昨天还堵车对了我要问的是…: what is asked, in a ramble without a mark.
_NOW_ASKED = re.compile(
    r"^.{4,}?(?:我(?:就|其实|主要|真正)?(?:是)?(?:要|想)?问的(?:就)?是|(?:对了|哦|诶)我(?:就)?是?想问(?:一下|问)?(?!的))(?:那个|就是|[，：])*(?=.{6})"
)
_POINTING = re.compile(r"[这那它他她]")
_LEFT = 3  # characters of a question that may stand alone


class Asides:
    """Leaves asides out of messages about one plan."""

    def __init__(self, reader: Reader, finder: Finder, model: NgramModel | None = None) -> None:
        self._reader = reader
        self._finder = finder
        self._model = model or load_ngrams(WEIGHTS, (ASIDE, STATED))

    def __call__(self, text: str) -> str:
        """The message without the asides before and behind what it asks."""
        now = _NOW_ASKED.match(text)
        if now and self._matter(text[now.end() :]) and not self.plain(text[now.end() :]):
            text = text[now.end() :]
        parts = _PART.findall(text)
        if len(parts) < 2:
            return text
        first, last = 0, len(parts)
        while first + 1 < last and self._idle(parts[first], parts[first + 1 : last]):
            first += 1
        while first + 1 < last and self._idle(parts[last - 1], parts[first : last - 1]):
            last -= 1
        if last - first == len(parts):
            return text
        return "".join(parts[first:last]).strip(" ，,；;：:")

    def _idle(self, part: str, rest: Sequence[str]) -> bool:
        """Whether a part is an aside, and the rest says what is asked."""
        said, left = part.strip(_MARKS), "".join(rest).strip(_MARKS)
        if _PASSED.search(said) and self._reader.read(said).reference:
            return bool(self._reader.read(left).reference)
        quoted = _QUOTES.search(said)
        written = quoted is not None and quoted[1] in self._finder.dossier.plan.source
        if len(left) < _LEFT or _TURN.search(said) or written:
            return False
        if not said or part.startswith("@") or self._named_again(said, left):
            return True
        if ways().told["notice"].search(said) and not self._matter(left):
            return False  # 通知正文就一句话，对各单位提的要求是…: that is what is asked about
        likely = self._model.probabilities(said)[ASIDE]
        if likely < BAR or (_OWN.search(left) and self._reader.read(said).mentions):
            return False
        if self._names(left):
            return likely >= SURE or self.plain(said)
        return likely >= LIKELY and self.plain(said) and not _POINTING.search(left)

    def _named_again(self, said: str, left: str) -> bool:
        """某局来了新局长，想看带某局的条款: a department that the rest names, and nothing else."""
        if not _BODY.search(said):
            return False
        bodies, named = self._reader.read(said).mentions, self._reader.read(left).mentions
        again = bool(bodies) and {m.departments for m in bodies} <= {m.departments for m in named}
        return again and self.plain(said, bodies=True)

    def plain(self, text: str, bodies: bool = False) -> bool:
        """Whether words name nothing of a plan (departments apart) and ask nothing."""
        read = self._reader.read(text)
        narrowed = read.years or read.figures or read.places or read.districts
        if narrowed or (read.mentions and not bodies) or read.reference or read.told or read.asked:
            return False
        if of_ledger(text):
            return False
        return not any(w not in LEANING for w in self._finder.strong(read.topic))

    def _names(self, text: str) -> bool:
        """Whether something names what it asks about: a matter, a clause, a body, the ledger."""
        read = self._reader.read(text)
        words = self._finder.strong(read.topic)
        named = read.reference or read.mentions or read.years or read.figures or of_ledger(text)
        return bool(named or any(w not in LEANING for w in words))

    def _matter(self, text: str) -> bool:
        """Whether a matter, a clause or a body is named."""
        read = self._reader.read(text)
        words = (w for w in self._finder.strong(read.topic) if w not in LEANING)
        return bool(read.reference or read.mentions or any(words))
