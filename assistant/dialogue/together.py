"""Follow-ups about several earlier turns at once: 这两个是一家管吗, 这三个里第一个哪年完成."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import takewhile

from assistant.dialogue.topics import Topics
from assistant.dialogue.turns import Completed, Follow, Probe, Turn
from assistant.dialogue.wording import asking_of, asks_plainly, join
from assistant.understand.question import Asked
from corpus.numerals import to_han, to_int

_POINTED = re.compile(
    r"(?:(?:这|那|上面|前面|刚才|以上|前后)的?[这那]?|^(?:所以)?|^(?:那么?)?(?:(?P<first>前)|后)面?)(?P<n>[两俩二三四五2-5])"
    r"(?:个|项|件|者|样|条|块)(?:事情?|问题|指标|任务|目标|工作)?(?:里面?|中间?|当中)?|"
    r"^(?:那么?)?[两俩]个(?:里面?|当中|中间?)?(?=[^，。？]*[高低大小多少])|"
    r"^(?:那么?|所以)?[这它]?个?(?:[跟和与同比])(?:刚才|前面|上面|之前|前头|刚刚|前)的?[那这]?一?(?:[个项]|(?<=前)者)(?:指标|数字?|目标|问题)?(?:相?比)?|"
    r"[这那它他]们?(?P<pair>俩)(?:个|事)?|(?P<both>两者|二者|把?(?:它|他)们)|"
    r"^(?:那么?|所以|都|是不是|是否)*(?=(?:(?:写|规定)?在(?:同一?|一)个?条|(?:同一?|一)个?条款?里|同一个?条)[款里中]*(?:吗|么|不|没有?)?[？?。]*$)|"
    r"^(?:那么?|所以)?(?=(?:加起来|加一?起|合计|合起来)(?!几家)|(?:数[字值]?)?(?:都|是不是|是否)?(?:一样|相同|一致|有(?:变化|区别)|变了)(?:吗|么|不|没有?)[？?]*$)|"
    r"^(?:那么?|所以|再|请|帮我)*(?:(?:对照|对比|比较|比)一?(?:下|比)|(?=(?:哪|谁)一?[个项家样]?(?:[更最先]|比较|[高低多少大小早晚][些一]?点?[呢啊？?。]*$)))"
)
_KIND = r"(?:牵头|责任|主管|负责|主责)?的?(?:单位|部门|局|委|家|人|机构)"
_TAG = r"(?=(?:在)?(?:管|负责|牵头|[吗么吧不咯啊呀嘛？?，,]|对|是)|$)"
ONE_OWNER = re.compile(
    rf"同一?(?:个|家|拨|批)?{_KIND}|(?<!另)一(?:个|家){_KIND}?{_TAG}|"
    rf"(?:{_KIND}|牵头的?|负责的?|管的)(?:都|也|是)*(?:不|不太)?(?:一样|相同|一致)"
)
_OWNERS = re.compile(r"(?:牵头|负责|主管|主责|管)(?:的|部门|单位|这事)*(?:是|都|不|算)")
_LISTED = re.compile(r"、|和|与|跟|以及")
_ORDINAL = re.compile(r"第[一二三四五1-5]个?|最后(?:一个|那个)?|[前后]一个")
_PLACED = re.compile(r"第几条|哪一?条|出自")
_EACH = re.compile(r"分别|各自|各(?=由|是|归|在)|都|[，,。？?！! ]")
# All of them are to be told again, side by side.
_AGAIN = re.compile(
    r"一样|相同|一致|变化|区别|变了|放(?:在|到)?一起|并列|一并|一起(?:列|说|告诉|给)|汇总|都?列(?:一下|出来)|再(?:说|列|报|念|讲|发|答)一?[遍次]"
)
_RETOLD = re.compile(
    r"(?:那么?|把|请)*(?:[这那]|前面|上面|以上|刚才|刚刚)的?[这那]?[两三四五俩][个件项样](?:事儿?|问题|工作|任务)?"
    r"(?:都|依次|顺次|按(?:照)?(?:先后)?顺序|挨个|逐个|分别|再|重新|给我|把|的|牵头|责任|负责|单位|部门|念|报|说|讲|列|发|一?[遍次下]|[，,。])*"
)
_KIND_SAID = re.compile("牵头|责任|负责|单位|部门")
_EARLY = re.compile(r"[更最](?:早|晚|先)|(?:谁|哪.?)先|早|晚")
# What is asked of all of them at once, not of each.
_JOINTLY = re.compile(
    r"加|合计|总共|一共|总和|相差|差[多几]|更|比|[哪谁]个?(?:最)?[多少大小早晚高低]|[多少大小高低]的是?[哪谁]"
)
_SUM = re.compile(r"加|合计|总共|一共|总和")
# 这两个部门有共同负责的条款吗
_BODIES = re.compile(
    r"(?:部门|单位|局|家|[它他]们俩?).{0,8}(?:共同|一起|都|同时).{0,8}(?:条|任务|负责|参与)|在(?:同一?|一)个?条"
)
_MORE = re.compile(
    r"(?:[这那他]们?)?(?:[两俩]个?(?:部门|单位|局|家|章)?)?(?:谁|哪一?(?:个|家|章|边)?)(?:部门|单位|局)?"
    r"(?:的|涉及的?|牵头的?)?(?:任务|条款|条数)?(?:更|比较|要)?(?P<way>[多少])(?:一?些|点)?[呢啊？?]*"
)
_SUMMED = re.compile(
    r"(?:[这那][几两三四]?[章个]?)?(?:一共|总共|加起来|加一?起|合计|共)(?:是|有)?(?:(?:几|多少)个?[条项](?:款)?|(?<=[来起计])(?:多少)?)[呢啊？?]*"
)
_APART = re.compile(r"[高低大小多少]多少|差多少|相差")
# 高的是哪个; 谁大 asks for nobody.
_THE_MORE = re.compile(
    r"^[，,]?(?:[更最比]较?)?(?P<way>[高低大小多少])的?(?:那?一?个)?是?(?:哪一?个|谁)$"
)
_WHO_IS_MORE = re.compile(r"谁(?:的|更|最|要|比较)*[高低大小多少早晚]")
_IS_MORE = re.compile(
    r"^(?:是不是|是否)?(?:要|更)*(?P<way>[高低大小多少])(?:一?些|点)?(?:吗|么|不)$"
)
# 这个和刚才的排污权交易
_NAMED_AGAIN = re.compile(
    r"(?:那么?)?(?:它|这个?|这件事|这项)?[和跟与同](?:你?(?:刚才|刚刚|前面|上面|之前|最开始)(?:我?[问说讲]过?)?的?(?:那个)?)(?P<what>[^，。？的]{2,14}?)"
    r"(?=[，,]|是|属于|由|归|的)"
)
_PAIR = 2
_WHO, _WHEN_EACH, _WHERE = "由谁负责", "什么时候完成", "在第几条"
_ONE_CLAUSE = re.compile(
    r"^同一?个?条|在(?:同一?|一)个?条|(?:同一?|一)个?条款?里|(?:是|算|属于?)(?:不是)?同一?个?条"
)


class Together:
    """Completes a question that is asked of the matters of several turns."""

    def __init__(self, topics: Topics, probe: Probe) -> None:
        self._topics = topics
        self._probe = probe

    def of_turns(self, follow: Follow, turns: tuple[Turn, ...]) -> Completed | None:
        """What is asked, asked of each of the turns meant."""
        if beside := self._beside(follow, turns):
            return beside
        found, one = _POINTED.search(follow.text), ONE_OWNER.search(follow.text)
        named = [w for w in follow.subject if not (one and w in one.group())]
        if named or follow.question.mentions:
            return None
        if told := self._bodies(found, follow, turns) or self._counts(follow, turns):
            return told
        meant = self._meant(follow, found, one, turns)
        if not meant or (found and _ORDINAL.search(follow.text, found.end())):
            return None
        if self._side_by_side(follow):
            return self._all(meant, follow)
        asked = _WHO
        if not one and not follow.question.asks(Asked.WHO):
            asked = _EACH.sub("", follow.own.replace(found.group() if found else "", "", 1))
            asked = _WHEN_EACH if follow.question.asks(Asked.WHEN) else asked
            asked = _WHERE if _ONE_CLAUSE.search(follow.own) else asked
            if not asks_plainly(asked) or _JOINTLY.search(asked):
                return None
        if follow.question.years and asked.endswith("是多少"):
            names = [self._topics.aim(t) or self._topics.topic(t) for t in meant]
            return Completed(f"{follow.question.years[0]}年{'和'.join(names)}是多少")
        tasks = {self._topics.tasks(t) for t in meant}
        parts = tuple(self._part(t, asked) for t in meant)
        if asked == _WHO and not one and len(tasks) == 1 and tasks != {()}:
            return parts[-1]
        text = "？".join(p.text for p in parts) + "？"
        return Completed(text, parts=parts, compared=bool(one and asked == _WHO))

    def again(self, follow: Follow, turns: tuple[Turn, ...]) -> Completed | None:
        """这三件按顺序把牵头的再报一遍: each of the turns meant, told again."""
        if not _RETOLD.fullmatch(follow.text):
            return None
        meant = self._meant(follow, _POINTED.search(follow.text), None, turns)
        who = _KIND_SAID.search(follow.text)
        parts = tuple(
            self._part(t, _WHO) if who else Completed(t.question.text, t.focus) for t in meant
        )
        text = "？".join(p.text for p in parts) + "？"
        return Completed(text, parts=parts) if parts else None

    def _beside(self, follow: Follow, turns: tuple[Turn, ...]) -> Completed | None:
        """这个和刚才的排污权交易是同一拨部门在管吗: the last turn beside the one named again."""
        found, one = _NAMED_AGAIN.match(follow.own), ONE_OWNER.search(follow.own)
        named = set(found["what"]) if found else set()
        said = [t for t in turns[:-1] if named <= set(t.question.text)]
        if not one or not named or not said:
            return None
        parts = tuple(self._part(t, _WHO) for t in (said[-1], turns[-1]))
        return Completed("？".join(p.text for p in parts) + "？", parts=parts, compared=True)

    def _bodies(
        self, found: re.Match[str] | None, follow: Follow, turns: tuple[Turn, ...]
    ) -> Completed | None:
        """这两个部门有共同负责的条款吗, of the departments that the last turns asked about."""
        if not found or not _BODIES.search(follow.text):
            return None
        number = _number(found)
        asked = [t.question.mentions for t in turns[-number:]]
        if len(asked) < number or any(len(m) != 1 for m in asked):
            return None
        return Completed(f"{'和'.join(m[0].text for m in asked)}共同负责哪些条款")

    def _counts(self, follow: Follow, turns: tuple[Turn, ...]) -> Completed | None:
        """谁多, 加起来几条, of the departments or the chapters that the last turns counted."""
        more, summed = _MORE.fullmatch(follow.own), _SUMMED.fullmatch(follow.own)
        if not more and not summed:
            return None
        bodies = self._trailing(turns, self._body)
        if more and len(bodies) > 1:
            before = turns[-1].question.text
            what = (
                "牵头的任务" if "牵头" in before else "涉及的条款" if "条" in before else "的任务"
            )
            return Completed(f"{'和'.join(bodies)}谁{what}{more['way']}")
        roles = {t.question.role for t in turns[-_PAIR:]}
        if len(bodies) == 1 and len(turns) >= _PAIR and len(roles) == _PAIR:
            unit = "项" if "项" in f"{turns[-1].question.text}{follow.own}" else "条"
            return Completed(f"{bodies[0]}牵头和分工的任务一共有几{unit}")
        chapters = self._trailing(turns, _chapter)
        if len(chapters) < _PAIR:
            return None
        asked = f"哪章条款{more['way']}" if more else "一共几条"
        joint = "和" if len(chapters) == _PAIR else "、"
        return Completed(f"{joint.join(chapters)}{asked}")

    def _trailing(self, turns: tuple[Turn, ...], name: Callable[[Turn], str]) -> tuple[str, ...]:
        """What the last turns asked about, as far back as each asked about one of that kind."""
        names = takewhile(bool, (name(t) for t in reversed(turns)))
        return tuple(dict.fromkeys(names))[::-1]

    def _body(self, turn: Turn) -> str:
        named = turn.question.mentions
        alone = len(named) == 1 and not self._topics.subject(turn.question.topic)
        return named[0].text if alone else ""

    def _side_by_side(self, follow: Follow) -> bool:
        """Whether the matters are compared, or all to be told again."""
        joint = _JOINTLY.search(follow.own) or _AGAIN.search(follow.own)
        early = _EARLY.search(follow.own)
        who = follow.question.asks(Asked.WHO) and not _WHO_IS_MORE.search(follow.own)
        return bool(early) or (bool(joint) and not who)

    def _all(self, meant: tuple[Turn, ...], follow: Follow) -> Completed:
        """Sums and comparisons of figures in one question; else what each turn asked."""
        topics = [self._topics.topic(t) for t in meant]
        found = _JOINTLY.search(follow.own)
        early = _EARLY.search(follow.own)
        if found and not early:
            rest = _POINTED.sub("", follow.own, count=1).strip("，, ")
            names = [self._topics.aim(t) or topic for t, topic in zip(meant, topics, strict=True)]
            return Completed(f"{'和'.join(names)}{_compared(rest)}", meant[-1].focus)
        asked = ["什么时候完成" if early else asking_of(t.question.text) for t in meant]
        parts = tuple(
            Completed(join(topic, ask), t.focus)
            for topic, ask, t in zip(topics, asked, meant, strict=True)
        )
        return Completed("？".join(p.text for p in parts) + "？", parts=parts)

    def chosen(self, follow: Follow, turns: tuple[Turn, ...]) -> tuple[str, Turn] | None:
        """这三个里第一个…: the turn meant, and what is asked of it."""
        found = _POINTED.search(follow.text)
        ordinal = _ORDINAL.search(follow.text)
        meant = self._meant(follow, found, None, turns)
        if not meant or not found or not ordinal or found.end() > ordinal.start():
            return None
        said = ordinal.group()
        number = to_int(re.sub("[第个]", "", said)) if said[0] == "第" else None
        index = (number or 1) - 1 if said[0] in "第前" else -1
        return (follow.text[ordinal.end() :], meant[index]) if index < len(meant) else None

    def _meant(
        self,
        follow: Follow,
        found: re.Match[str] | None,
        one: re.Match[str] | None,
        turns: tuple[Turn, ...],
    ) -> tuple[Turn, ...]:
        """The last turns in the number said; two when only one owner is spoken of.

        What is summed up are figures: a turn that asked who is left out.
        """
        owners = turns[-1].question.asks(Asked.WHO) or _OWNERS.match(follow.own)
        if not found and not (one and owners):
            return ()
        number = _number(found)
        if _SUM.search(follow.own) and not follow.question.asks(Asked.WHO):
            turns = tuple(t for t in turns if not t.question.asks(Asked.WHO))
        if found and found["first"]:
            turns = turns[: _number(found)]
        last = turns[-1] if turns else None
        if not last:
            return ()
        # What the last answer listed is meant before the turns are.
        listed = _LISTED.search(self._topics.topic(last)) and len(self._topics.tasks(last)) != 1
        if number > len(turns) or len(last.clauses) > 1 or listed:
            return ()
        return turns[-number:]

    def _part(self, turn: Turn, asked: str) -> Completed:
        """What is asked, asked of one turn; where it stands is told by the clause it was."""
        place = turn.question.asks(Asked.WHICH_CLAUSE) or _PLACED.search(asked)
        named = turn.question.reference or turn.question.mentions
        if place and turn.answered and len(set(turn.clauses)) == 1 and not named:
            return Completed(f"第{to_han(turn.clauses[0])}条在哪一章", turn.focus)
        return self._topics.put(turn, asked, self._probe, held=asked == _WHO)


def _compared(asked: str) -> str:
    """高吗, of two things: which of them; 多多少: how far they are apart."""
    if _APART.search(asked):
        return "相差多少"
    asked = re.sub(r"谁(?=更?[高低大小多少])", "哪个", asked)
    return _IS_MORE.sub(r"哪个\g<way>", _THE_MORE.sub(r"哪个\g<way>", asked))


def _number(found: re.Match[str] | None) -> int:
    """How many turns are meant; two where no number is said."""
    said = found["n"] if found and found["n"] else "二"
    return to_int(said.replace("两", "二").replace("俩", "二")) or 2


def _chapter(turn: Turn) -> str:
    """The one chapter that a turn asked about; "" when it asked of something else."""
    reference = turn.question.reference
    one = len(reference.chapters) == 1 and not reference.clauses
    return f"第{to_han(reference.chapters[0])}章" if one else ""
