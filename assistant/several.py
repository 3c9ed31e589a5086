"""Messages that ask several things of different places: question by question, matter by matter."""

from __future__ import annotations

import re

from assistant.decide.find import Finder
from assistant.decide.fit import place_of
from assistant.decide.premise import claims_duty
from assistant.lookups import Lookups
from assistant.understand.parts import besides, pieces, questions, side_by_side
from assistant.understand.question import Asked, Question
from assistant.understand.reader import Reader, kinds_of

# Who is responsible for both is told in one answer; not so where more is asked for.
_AIMS = re.compile(r"目标|指标|任务|措施")
# X谁牵头？跟Y是同一家吗？ asks who is responsible for both.
_SAME_OWNER = re.compile(
    r"^(?:那)?(?:和|跟|与|同)(?P<what>[^，。？]{3,20}?)(?:是|也是|由)?(?:不是)?(?:同一?(?:个|家)|一家)"
    r"(?:部门|单位|局)?(?:来|牵头|负责|管)?的?(?:吗|么|吧)?[？?]*$"
)
# 归哪两家？有没有园林？ asks whether one is among them.
_AMONG_THEM = re.compile(
    r"(?:里面?)?(?:有没有|带不带|含不含|有无)[\u4e00-\u9fff]{2,3}(?:的份)?[？?]*"
)
_AND_THAT = re.compile(r"(?:那么?|还有)?(?P<what>[^，。？]{2,20}?)(?:又|的话)?呢[？?。]*")
# Figures claimed in a row: 再生水利用率55%，湿地保护率70%，是这样吗.
_JOINT = (
    r"(?:[，,、；;]"
    r"|(?<=[\d%个处条家亩里方米天户年点座])(?:和|与|跟|以及|还有)(?=[^，,、；;]*\d))"
)
_CLAIM = re.compile(_JOINT)
_FIGURES = re.compile(rf"\d[^，,、；;]*?{_JOINT}.*\d")
_TRUE = r"(?:(?:对|是|没错|准|属实|正确)[^，,、；;]{0,4}[吗吧么不没？?]+|对不对|是不是)$"
_RIGHT = re.compile(rf"[^，,、；;]{{0,8}}{_TRUE}")
_RIGHT_END = re.compile(rf"(?:都|全|这样|说得|这?两个?数字?)*{_TRUE}")
# A跟B同一年收官，都在2023: what is said of both.
_OF_BOTH = re.compile(
    r"(?P<a>[^，。？、]{3,24}?)[，,]?(?:跟|和|与|同|、)(?P<b>[^，。？、]{3,24}?)"
    r"(?:[，,]?(?:是|在)*同一?年[^，。？都均]{0,4})?[，,]?(?:都|均)(?:得|该|定)?"
    rf"(?P<what>[^，。？]*\d[^，。？]*?)[，,]{_TRUE}"
)
_BUT = re.compile("[却则而](?=[归由是])")
_OPEN = (Asked.WHO, Asked.HOW_MUCH, Asked.WHEN, Asked.WHERE, Asked.LIST, Asked.COUNT)
_BRIEF = 2  # characters of a word that may be said of any matter
OF_ANY = re.compile(
    "比例|比率|占比|比重|利用|回用|处理|治理|整治|平均|覆盖|完成|达标|程度|水平"
    "|公顷|亩|公里|面积|单位|部门|年限|涉及|牵头|参与|配合|分工|负责|说明|再利用|体系|完善|人员|设施|设施建设|职责|任务|项目|条款"
)
_MOST = 3  # questions in a row
_SURE = 0.55  # share of one question of several that a passage of its own covers
_ROWED = 0.75  # share of one question in a row that a passage covers
_MEANT = 0.7  # share of a claim beside another that the place meant covers
_NAMED = 0.8  # share of a matter set beside another that a passage of its own covers


class Several:
    """Takes messages apart that one place of the plan does not answer."""

    def __init__(self, reader: Reader, finder: Finder, lookups: Lookups) -> None:
        self._reader = reader
        self._finder = finder
        self._lookups = lookups

    def asked(self, text: str) -> list[Question]:
        """The questions in a message that asks several things of different places; else none."""
        texts = [_SAME_OWNER.sub(r"\g<what>由谁负责", t) for t in questions(text)]
        texts = self._alike(texts)
        if any(map(_AMONG_THEM.fullmatch, texts[1:])):
            return []
        if len(texts) < 2:
            return self._beside(text)
        if len(texts) == 2 and (added := besides(texts[1])):
            first, second = map(self._reader.read, (texts[0], added))
            if first.asked and self._lookups.alone(second) and self._lookups.exact(second):
                return [first, second]
        found: list[tuple[Question, tuple[int, int]]] = []
        for part in texts:
            question = self._reader.read(part)
            best = self._finder.search(question.topic).best if question.topic else None
            if not question.asked or best is None or best.coverage <= _SURE:
                return []
            words = self._finder.strong(question.topic)
            if not words or (found and not self._own(words)):
                return []  # 碎砖头能再利用吗？要利用到几成 is of one matter
            found.append((question, place_of(best)))
        return [q for q, _ in found] if len({place for _, place in found}) > 1 else []

    def _alike(self, texts: list[str]) -> list[str]:
        """A谁牵头？B呢？: of B the same is asked, where it names a matter and asks nothing."""
        if len(texts) < 2 or not self._reader.read(texts[0]).asks(Asked.WHO):
            return texts
        told = [(t, _AND_THAT.fullmatch(t)) for t in texts[1:]]
        plain = [
            f"{m['what']}由谁负责？" if m and self._own_matter(m["what"]) else t for t, m in told
        ]
        return [texts[0], *plain]

    def _own_matter(self, what: str) -> bool:
        """Whether words name a matter and ask nothing: 绿色矿山建设水平."""
        read = self._reader.read(what)
        words = self._finder.strong(what)
        plain = not (read.mentions or read.reference or read.asked or what.endswith("的"))
        return plain and bool(words) and self._own(words)

    def rowed(self, text: str) -> tuple[list[Question], bool]:
        """The questions between commas (A要多少，B哪年清零), and whether each has its own sentence.

        What asks nothing leads to the next one: 低VOCs原料替代，试点几个，….
        """
        texts, led, parts = list[str](), "", pieces(text)
        if len(parts) < 2:
            return [], False
        for piece in parts:
            led = f"{led}，{piece}" if led else piece
            if not kinds_of(led).isdisjoint(_OPEN):
                texts.append(led)
                led = ""
        if led or not 1 < len(texts) <= _MOST:
            return [], False
        whole, asked = self._reader.read(text), [self._reader.read(t) for t in texts]
        closed = any(q.asks(Asked.CHECK, Asked.WHY) for q in asked)
        if closed or whole.reference or whole.mentions:
            return [], False
        places = set[tuple[int, int]]()
        for question in asked:
            best = self._finder.search(question.topic).best if question.topic else None
            if not best or best.coverage < _ROWED or not self._names(question.topic):
                return [], False
            places.add(place_of(best))
        apart = len(places) == len(asked) and not self._lookups.exact(whole)
        return asked, apart

    def _own(self, words: tuple[str, ...]) -> bool:
        """Whether words name a matter, and not only a measure or an act of any (比例, 利用)."""
        return any(len(w) > _BRIEF for w in words) or not all(map(OF_ANY.fullmatch, words))

    def _names(self, topic: str) -> bool:
        """Whether a question names a matter; 这个指标值是多少 leans on the one before it."""
        return bool(self._finder.named(topic)) or any(
            map(self._finder.is_own, self._finder.strong(topic))
        )

    def claimed(self, text: str) -> list[Question]:
        """The claims of a message that asks whether figures of different places are right."""
        if apart := self._each_of(text) or self._by_body(text):
            return apart
        if not _FIGURES.search(text):
            return []
        *claims, last = [p for p in _CLAIM.split(text.strip(" ？?。")) if p]
        if not claims or not self._reader.read(text).asks(Asked.CHECK):
            return []
        if self._reader.read(last).figures:
            claims.append(_RIGHT_END.sub("", last))
        elif not _RIGHT.fullmatch(last):
            return []
        found: dict[tuple[int, int], Question] = {}
        for claim in claims:
            question = self._reader.read(f"{claim}，对吗")
            best = self._finder.search(question.topic).best if question.figures else None
            if not best or best.coverage < _NAMED or not self._finder.strong(question.topic):
                return []
            found[place_of(best)] = question
        return list(found.values()) if len(found) == len(claims) > 1 else []

    def _each_of(self, text: str) -> list[Question]:
        """A和B都在2023年完成，对吗: what is said of both, asked of each."""
        said = _OF_BOTH.fullmatch(text)
        texts = [f"{said[name]}{said['what']}，对吗" for name in "ab"] if said else []
        return self._apart(list(map(self._reader.read, texts)))

    def _by_body(self, text: str) -> list[Question]:
        """A归水务局牵头，B归住建局牵头，对吗: each matter with its department."""
        *claims, last = pieces(text) or [""]
        if len(claims) < 2 or not _RIGHT.fullmatch(last):
            return []
        read = [self._reader.read(f"{_BUT.sub('', c)}，对吗") for c in claims]
        told = [q for q in read if q.mentions and claims_duty(q)]
        rest = (q for q in read if q not in told)
        idle = not any(q.figures or q.years or self._finder.named(q.topic) for q in rest)
        return self._apart(told) if idle else []

    def _apart(self, claims: list[Question]) -> list[Question]:
        """The claims, where each is of a place of its own that speaks of its matter."""
        places = set[tuple[int, int]]()
        for question in claims:
            best = self._finder.search(question.topic).best
            if not best or best.coverage < _MEANT or not self._finder.strong(question.topic):
                return []
            places.add(place_of(best))
        return claims if len(places) == len(claims) > 1 else []

    def _beside(self, text: str) -> list[Question]:
        """What is asked of both matters (城市和农村黑臭水体的目标对比), each of its own clause."""
        matters, texts = side_by_side(text)
        if not texts or self._reader.read(text).reference:
            return []
        if self._lookups.exact(self._reader.read(f"{matters[0]}和{texts[1]}")):
            return []
        bests = [self._finder.search(m).best for m in matters]
        clauses = {b.number for b in bests if b and b.clause and b.coverage >= _NAMED}
        asked = [self._reader.read(t) for t in texts]
        plain = all(_AIMS.search(q.text) or not q.asks(Asked.WHO, Asked.CHECK) for q in asked)
        return asked if plain and len(clauses) == len(matters) else []
