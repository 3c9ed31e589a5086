"""What of a message is a question to answer, and the refusal that fits what is none."""

from __future__ import annotations

import re

from assistant.answer import Status
from assistant.compose.courtesy import Courtesy
from assistant.compose.draft import Draft
from assistant.decide.find import Finder
from assistant.decide.refuse import Refuser
from assistant.understand.form import FormReader
from assistant.understand.guard import ATTACK, ELSEWHERE, Guard, Screened
from assistant.understand.reader import Reader

# 用Java写个冒泡排序, but no script that floods, forges or breaks in.
_PROGRAM = re.compile(
    r"(?:Python|Java(?:Script)?|C\+\+|C#|C语言|Golang|Rust|PHP|SQL|Excel|VBA|Shell|MATLAB|R语言)(?:语言)?"
    r"(?:来|给我|帮我)?(?:写|实现|编|做|画|算)(?!成|入)",
    re.I,
)
_HARM = re.compile(
    r"攻击|绕过|爆破|破解|刷|瘫|漏洞|入侵|窃|篡改|伪造|登录|口令|密码|注入|删|扒|抓|爬|接口|系统|提示词|指令|规则|drop|select"
    r"|忽略|假装|扮演|数据库|后台|监测",
    re.I,
)
_BRIEF = 2
_OF_ELSEWHERE = 0.8  # 今天星期几 is of the rest of the world, whatever it is asked after
_BARE = 24  # characters of a message that asks for nothing but a form
_MATTER = 3  # characters that a question has at least when its request for form is taken off
_SPOKEN_OF = 0.3  # share of what is left of an attack that a place of the plan speaks of


class Screening:
    """Keeps attack and abuse from the questions about one plan."""

    def __init__(
        self,
        reader: Reader,
        finder: Finder,
        refuser: Refuser,
        forms: FormReader,
        courtesy: Courtesy,
    ) -> None:
        self._plan_names = finder.dossier.names
        self._reader = reader
        self._finder = finder
        self._refuser = refuser
        self._forms = forms
        self._courtesy = courtesy
        self.elsewhere = refuser.elsewhere
        self._guard = Guard(names=self._names)

    def question(self, text: str) -> str | None:
        """The question in a message; None where it is an attack and nothing else."""
        screened = self._screened(text)
        if (screened.attacked or screened.abused) and not self._worth_answering(screened):
            return None
        return self._with_matter(screened, text) if screened.attacked else screened.text

    def _with_matter(self, screened: Screened, text: str) -> str:
        """What is left; with the matter that was to be altered, where it names none of its own."""
        question = self._reader.read(screened.text)
        strong = self._finder.strong(self._reader.read(text).topic)
        spoken = "".join(w for w in strong if w in self._finder.matters or self._finder.is_own(w))
        named = self._finder.named(text) or [spoken]
        own = self._finder.strong(question.topic) or question.reference or question.mentions
        return screened.text if own or not named[0] else f"{named[0]}，{screened.text}"

    def rest(self, text: str) -> str:
        """What is left of a message without attack and abuse."""
        return self._guard.screen(text).text

    def refused(self, draft: Draft, text: str, standalone: str) -> Draft:
        """A draft; where it refuses, the refusal that fits an attack, or another world.

        A follow-up is of another world (现在多少天) only if it is still so ``standalone``; a
        program to be written that does no harm is no attack.
        """
        told = self._refused(draft, text, standalone)
        program = told.status is Status.BLOCKED and _PROGRAM.search(text)
        return self._refuser.scope() if program and not _HARM.search(text) else told

    def _refused(self, draft: Draft, text: str, standalone: str) -> Draft:
        if draft.status.has_evidence or draft.status is Status.BLOCKED:
            return draft
        if self._courtesy.reply(text):
            return draft
        verdict = self._guard.verdict(text)
        if verdict == ATTACK:
            return self._refuser.blocked()
        elsewhere = verdict == ELSEWHERE and not self._finder.strong(text)
        own = [w for w in self._finder.content(text) if len(w) > 1]
        surely = own and self._guard.foreignness(text) >= _OF_ELSEWHERE
        if elsewhere and standalone != text and not surely:
            elsewhere = self._guard.verdict(standalone) == ELSEWHERE
        return self._refuser.scope() if elsewhere else draft

    def foreign(self, text: str) -> bool:
        """Whether a message is surely of another world, whatever it is asked after."""
        own = [w for w in self._finder.content(text) if len(w) > 1]
        short = sum(map(len, own)) < _MATTER  # 哪个最高 picks from what was told
        if short or self._finder.strong(text) or self._guard.verdict(text) != ELSEWHERE:
            return False
        return self._guard.foreignness(text) >= _OF_ELSEWHERE

    def _names(self, text: str) -> list[str]:
        """Matters of the plan's field, and names of the plan, in a text."""
        return [*self._finder.named(text), *(n for n in self._plan_names if n in text)]

    def _screened(self, text: str) -> Screened:
        """A message screened; a request for form (编一条文案) alone makes no attack."""
        screened = self._guard.screen(text)
        formed = self._forms.read(text)
        if formed.formed and not formed.text and len(text) <= _BARE:
            return Screened(text)  # nothing but its form: 编条短信发给渔民
        asked = formed.formed or formed.text != text
        if not screened.attacked or not asked or len(formed.text) < _MATTER:
            return screened
        rest = self._guard.screen(formed.text)
        return screened if rest.attacked or rest.abused else rest

    def _worth_answering(self, screened: Screened) -> bool:
        """Whether a real question is left when attack and abuse are cut away."""
        if not any(c.isalpha() for c in screened.text):
            return False  # “1; --” is left of code, and asks for no clause
        question = self._reader.read(screened.text)
        named = self._named_in_full if screened.abused else self._finder.named
        asked = bool(question.asked) or self._guard.asks(screened.text)
        asked = asked or bool(named(question.topic))  # …利用率的数
        if question.reference.clauses or (question.mentions and asked):
            return True
        if screened.attacked and self._refuser.of_elsewhere(question):
            return False
        if self._finder.strong(question.topic):
            return asked or (screened.abused and self._named_in_full(question.topic))
        best = self._finder.search(question.topic).best if question.topic else None
        spoken_of = best and best.coverage >= _SPOKEN_OF and self._finder.content(question.topic)
        return asked and bool(spoken_of)

    def _named_in_full(self, topic: str) -> bool:
        """Whether a matter is named by more than a word that abuse has as well (垃圾)."""
        return any(len(name) > _BRIEF for name in self._finder.named(topic))
