"""A message as a question of its own, in the light of the messages before it."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from assistant.apart import Apart
from assistant.compose.courtesy import Courtesy
from assistant.decide.find import Finder
from assistant.dialogue.asides import Asides
from assistant.dialogue.buried import Digger
from assistant.dialogue.conversation import Completed, Conversation, Turn
from assistant.dialogue.dangling import Dangling
from assistant.dialogue.items import SENTENCE
from assistant.dialogue.opening import Opening, open_up
from assistant.recall import Recall
from assistant.responder import Responder
from assistant.screening import Screening
from assistant.understand.form import FormReader
from assistant.understand.normalise import normaliser_for
from assistant.understand.options import choice_of
from assistant.understand.reader import Reader
from assistant.understand.requested import reworded
from assistant.understand.wishes import without_wishes

# 写在哪一条, of the matter and not of what was refused of it.
_WHERE = re.compile(r"(?:在|是|见|写|出自|哪)*(?:第几|哪一?)条(?:写|规定|说)?的?[呢啊？?。]*$")
# What is left of a request for a form: 一行一个列出来.
_TELL = re.compile(
    r"(?:请|都|再|给我|帮我|全)*(?:列|写|说|讲|排|整理)(?:出来|一?下)?[吧。！]?|一个"
)
# 概括一下: no more than a shorter form of what was told.
_SUM_UP = re.compile(
    r"(?:请|再|帮我|给我|替我|能不能|能否|可以|一句话|简单|简要|大致|你|您)*(?:概括|总结|归纳|提炼|小结|浓缩)"
    r"(?:一?下|成一句话|一句)?(?:[吗吧呗]|可以吗|行吗)?[？?。！]*"
)
# 没看懂，换个说法: the same again.
_PUZZLED = r"(?:我|还是|有点|完全|实在)*(?:[看听]?不懂|没[看听]?懂|[不没]明白)[，,。！!、 ]*"
_OTHERWISE = (
    r"(?:能不能|能否|请|麻烦|你|您|再|给我|帮我)*(?:换一?[个种]|重新)(?:通俗的?|简单的?)?"
    r"(?:说法|讲法|方式|表述|说|讲|解释)(?:说说|讲讲|说一?下|一下|一遍|讲|说)?[吧呗吗呢]?[。！!？?]*"
)
_REPEAT = (
    r"(?:请|麻烦|再|你|您)*(?:重复|复述|重说|重讲|重答)"
    r"(?:一?下|一?遍|一?次|刚才的|答案|回答)*[吧呗。！!]*"
)
# 发我一份文字版: the same again.
_COPY = (
    r"(?:请|麻烦|能不能|能否|可以|再|把|给|我|你|您|来|要|发|一|[份个段版])*(?:文字|文本|纯文本|能复制|可复制|可以复制|能粘贴|书面)"
    r"的?(?:版本?|文字|文本|内容|稿子?|答复|那种)?(?:发|给|来|我|一下|一份|吧|吗|行吗|可以吗|[？?。])*"
)
_AGAIN = re.compile(rf"{_PUZZLED}(?:{_OTHERWISE})?|{_OTHERWISE}|{_REPEAT}|{_COPY}")


class Listener:
    """Understands the messages of conversations about one plan.

    What a follow-up leans on is told by what the responder answered before.
    """

    def __init__(
        self,
        reader: Reader,
        finder: Finder,
        screening: Screening,
        responder: Responder,
        forms: FormReader,
        courtesy: Courtesy,
        recall: Recall,
    ) -> None:
        self._recall = recall
        self._plan = finder.dossier.plan
        self.normalise = normaliser_for(finder.dossier, finder.tokenizer)
        self._reader = reader
        self._finder = finder
        self._screening = screening
        self._forms = forms
        self._courtesy = courtesy
        self._answer = responder.answer
        self._asides = Asides(reader, finder)
        self._dangling = Dangling(reader, finder)
        self._dig = Digger(reader, finder)
        self._conversation = Conversation(reader, finder, screening.elsewhere, self._led_to)
        self._turns = lru_cache(maxsize=512)(self._replayed)

    def dig(self, text: str) -> str:
        """The question within a message: what is told around it is left out."""
        return self._dig(self._asides(text))

    def understood(self, text: str, history: tuple[str, ...]) -> Completed | None:
        """A normalised message as its own question; None where it is an attack and nothing else."""
        if not history and self._dangling(text):
            return Completed(text, dangling=True)
        question = self._screening.question(text)
        if question is None:
            return None
        whole_text, question = question == text, without_wishes(question)
        turns = self._turns(history)
        choice = choice_of(question)
        if choice and not choice.stem and turns:
            return Completed(question, parts=(Completed(turns[-1].question.text),), choice=choice)
        if choice and choice.stem:
            return Completed(question, parts=(self._alone(choice.stem, turns),), choice=choice)
        whole = self._alone(question, turns)
        apart = Apart(self._reader, self._finder, lambda t: self._alone(t, turns), self._answer)
        parts = apart(question, whole) if whole_text else ()
        return replace(whole, text=_in_row(parts), parts=parts) if parts else whole

    def _alone(self, text: str, turns: tuple[Turn, ...]) -> Completed:
        """A message, or one of the questions in it, taken for one question."""
        return self._completed(self.dig(reworded(text)), turns)

    def _completed(self, text: str, turns: tuple[Turn, ...]) -> Completed:
        """A message as a question of its own; one that only asks for a form asks the last again."""
        if self._courtesy.reply(text):
            return Completed(text)
        if not (turns and SENTENCE.fullmatch(text)):  # 第二句 is a place, not a length
            asked = self._forms.read(text).asked or ("" if turns else self._forms.listed(text))
        else:
            asked = text
        again = _SUM_UP.fullmatch(asked) or _AGAIN.fullmatch(asked)
        form = not asked or again or (asked != text and _TELL.fullmatch(asked))
        refused = bool(turns) and not turns[-1].answered and bool(_WHERE.search(text))
        refused = refused and open_up(text).kind is Opening.NONE  # 第一个问题在第几条
        if form and text and turns and not refused:
            return Completed(turns[-1].question.text, turns[-1].focus)
        if turns and self._screening.foreign(asked):
            return Completed(asked)
        completed = self._conversation.complete("在第几条" if refused else asked, turns)
        return replace(completed, part=self._part_told(turns[-1])) if turns else completed

    def _part_told(self, turn: Turn) -> str:
        """The part without clause numbers that a turn was answered from; "" when there is none."""
        inside = (
            str(p.kind)
            for p in self._plan.parts
            if turn.spans and all(p.start <= a and b <= p.end for a, b in turn.spans)
        )
        return next(inside, "")

    def _led_to(self, completed: Completed) -> tuple[int, ...]:
        """The clauses a completed question is answered from, 0 for a part; none when refused."""
        draft = self._answer(completed)
        return (draft.clauses or (0,)) if draft.status.has_evidence else ()

    def _replayed(self, history: tuple[str, ...]) -> tuple[Turn, ...]:
        """Earlier turns as they were read, each in the light of those before it."""
        turns: tuple[Turn, ...] = ()
        for text in history:
            kept = self._screening.rest(self.normalise(text).text)
            kept = self.dig(choice.stem if (choice := choice_of(kept)) and choice.stem else kept)
            if not self._courtesy.reply(kept):
                completed = self._completed(kept, turns)
                alone = not turns or completed.text == kept
                turns = (*turns, self._turn(self._recalled(completed) if alone else completed))
        return turns

    def _recalled(self, completed: Completed) -> Completed:
        """A question that stood alone, as it was answered."""
        return self._recall.meant(completed, self._answer(completed), self._answer) or completed

    def _turn(self, completed: Completed) -> Turn:
        """What was asked in a turn and what its answer spoke of."""
        draft = self._answer(completed)
        answered = draft.status.has_evidence
        spans = tuple((e.start, e.end) for s in draft.statements for e in s.evidence)
        return Turn(
            self._reader.read(completed.matter or completed.text),
            draft.clauses if answered else draft.related[:1],
            tuple(dict.fromkeys(d.name for d in draft.departments)),
            answered,
            spans if answered else (),
            "".join(s.text for s in draft.statements) if answered else "",
        )


def _in_row(parts: tuple[Completed, ...]) -> str:
    return "".join(f"{p.text.rstrip('？?。')}？" for p in parts)
