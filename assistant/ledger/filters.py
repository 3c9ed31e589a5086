"""What narrows a question: words of text and title, sizes, what is left out."""

from __future__ import annotations

from dataclasses import replace

from assistant.ledger.ask import Size
from assistant.ledger.kinds import Kind
from assistant.ledger.placing import PLACES, Unread
from assistant.ledger.sizing import Sizing
from assistant.ledger.slots import Slot, Token
from corpus.model import Role

_OCCURS = frozenset(("出现", "露面", "现身"))
_ROLES = (Slot.LEAD, Slot.SHARED)
_TOLD = (Slot.TITLE, Slot.NAME, Slot.SAID, Slot.STARTS, Slot.ENDS, Slot.PART)


class Filters(Sizing):
    """Places the words that say which rows are meant."""

    def _sole(self) -> None:
        whole = any(t.text in ("整条", "全条") for t in self.words)
        if self.has(Slot.SOLE) or (whole and not self.has(Slot.NEG, Slot.ABSENT)):
            self.narrow(sole=True)

    def _text(self) -> None:
        """Words looked for in the text, in titles, in names of departments."""
        for token in self.of(Slot.QUOTED, Slot.TERM, Slot.UNLIKE):
            before = [t for t in self.words if t.start < token.start]
            told = next(
                (
                    t
                    for t in reversed(before)
                    if t.slot in (Slot.TITLE, Slot.NAME, Slot.SAID, Slot.KIND)
                ),
                None,
            )
            after = self.beside(token, 1)
            found = any(t.text[:2] in _OCCURS for t in self.words if t.start > token.start)
            last = self.beside(token, -1)
            occurs = last is not None and last.text[:2] in _OCCURS
            told_of = told or self._called(token, after) or found or occurs
            if token.slot is Slot.QUOTED and not (told_of or self._of_several()):
                raise Unread
            negated = token.slot is Slot.UNLIKE or self._denied(token, before)
            word = token.names[0]
            self.used.add(token)
            ends = {t.slot for t in self.words if t.slot in (Slot.STARTS, Slot.ENDS)}
            key = self._looked_in(token, word, negated)
            if key == "titles" and self._of_chapters(token, after):
                continue
            self.narrow(**{key: (*getattr(self.scope, key), *token.names)})
            self.narrow(initial=Slot.STARTS in ends, final=Slot.ENDS in ends)
        self._named_in_part()
        self._titles_asked()
        called = self.has(Slot.TITLE)
        if self.has(Slot.NAME):  # 第六章有几条？报名字
            marked = self.has(Slot.SAID, Slot.QUOTED, Slot.TERM, Slot.STARTS, Slot.ENDS)
            called = self.has(Slot.HOW_MANY) and not marked
        listed = called and bool(self.of(*PLACES))
        named = bool(self.scope.words) and self.has(Slot.TITLE, Slot.NAME)
        marks = not listed and not named and self.has(Slot.TITLE, Slot.NAME, Slot.STARTS, Slot.ENDS)
        bodies = any(t.kind is Kind.DEPARTMENTS for t in self._kinds())
        bodies = bodies or any(t.text[0] == "谁" for t in self.words)
        if listed and bodies and not self.scope.titles:
            raise Unread  # 第八条的标题和责任单位 asks for both
        scope = self.scope
        picked = scope.titles or scope.untitled or scope.like or scope.unlike or scope.places
        if marks and not picked:
            raise Unread
        if self.scope.words:
            self.narrow(every_word=self.has(Slot.TOGETHER) and len(self.scope.words) > 1)

    def _of_several(self) -> bool:
        """Whether the clauses of something quoted are asked for, which stands in more than one."""
        asked = any(t.slot is Slot.WHICH and t.kind is Kind.CLAUSES for t in self.words)
        quoted = [n for t in self.words if t.slot is Slot.QUOTED for n in t.names] if asked else []
        held = (all(n in c.text for n in quoted) for c in self.plan.clauses)
        return bool(quoted) and sum(held) > 1

    def _of_chapters(self, token: Token, after: Token | None) -> bool:
        """名字带“保卫战”的那几章管多少条: the clauses of the chapters so called."""
        if after is None or after.kind is not Kind.CHAPTERS:
            return False
        asked = {t.kind for t in self.words if t.start > after.start} - {None, Kind.CHAPTERS}
        chapters = [c for c in self.plan.chapters if token.names[0] in c.title]
        if not asked or not chapters:
            return False
        self.words.remove(after)
        place = frozenset(c.number for chapter in chapters for c in chapter.clauses)
        self.narrow(places=(*self.scope.places, place))
        return True

    def _looked_in(self, token: Token, word: str, negated: bool) -> str:
        """The slot of the scope for a word: of titles, of names of departments, of the text."""
        named = self._of_names(token)
        if named:
            return "unlike" if negated else "like"
        titled = self.has(Slot.TITLE, Slot.NAME)
        if titled and (negated or self.has(*PLACES) or self._in_titles(word)):
            return "untitled" if negated else "titles"
        return "unsaid" if negated else "words"

    def _in_titles(self, word: str) -> bool:
        """名字叫“××专项行动”的: of what the text names, where no title has the word."""
        clauses = any(t.kind in (Kind.CLAUSES, Kind.CHAPTERS) for t in self.words)
        titles = [c.title for c in self.plan.clauses] + [c.title for c in self.plan.chapters]
        written = word in self.plan.source and self.has(Slot.SAID)
        return clauses or not written or any(word in title for title in titles)

    def _by_length(self) -> bool:
        """Whether what is longest or shortest is asked for."""
        ends = [t for t in self.words if t.slot in (Slot.MOST, Slot.LEAST)]
        signs = any(t.kind is Kind.SIGNS for t in self.words)
        return bool(ends) and (signs or any(t.text[1:2] in ("长", "短") for t in ends))

    def _of_a_word(self) -> bool:
        """清单在多少条里出现过: whose places are counted was not read."""
        told = [t for t in self.words if t.slot in (Slot.PART, Slot.SAID)]
        return any(t.text[:2] in _OCCURS or t.slot is Slot.SAID for t in told)

    def _called(self, token: Token, after: Token | None) -> bool:
        """“专项行动”出现在, “全部清零”的目标: a word of which more is said."""
        held = after is not None and after.slot is Slot.KIND and self._linked(token, after)
        return held or (after is not None and after.slot in _TOLD)

    def _titles_asked(self) -> None:
        """章名列一下: the chapters are asked for, no word of their titles."""
        if self.has(Slot.TITLE) and self._by_length():
            self.narrow(headed=True)  # 标题字数最少的
            self.words = [t for t in self.words if t.slot is not Slot.TITLE]
        if self.has(Slot.MOST, Slot.LEAST, Slot.TOP):  # 最多的一章叫什么: told with its name
            self.words = [t for t in self.words if t.slot is not Slot.TITLE or t.text[0] != "叫"]
        if self.has(Slot.QUOTED, Slot.TERM, Slot.SAID, Slot.NAME, Slot.STARTS, Slot.ENDS):
            return
        for at, token in enumerate(self.words):
            if token.slot is Slot.TITLE and token.text[0] == "章":
                self.words[at] = replace(token, slot=Slot.KIND, kind=Kind.CHAPTERS)

    def _named_in_part(self) -> None:
        """名字里带海事局的单位, 哪两个海事局: a department's name as part of those looked for."""
        for token in self.of(Slot.DEPARTMENT):
            before = self.beside(token, -1)
            asked = before if before and before.slot in (Slot.WHICH, Slot.HOW_MANY) else None
            if asked and len(token.names) > 1 and asked.kind is None:
                self.used.update((token, asked))
                self.narrow(like=(*self.scope.like, token.text))
            name = self.beside(before, -1) if before and before.slot is Slot.SAID else before
            if name and (name.slot is Slot.NAME or name.text == "名称"):
                self.used.add(token)
                self.narrow(like=(*self.scope.like, token.text))

    def _of_names(self, token: Token) -> bool:
        """Whether a quoted word is part of names of departments, not of the text."""
        of_name = (Slot.NAME, Slot.STARTS, Slot.ENDS)
        named = any(t.slot in of_name or t.text == "名称" for t in self.words)
        bodies = any(
            (t.slot is Slot.KIND and t.kind is Kind.DEPARTMENTS)
            or (t.slot is Slot.NAME and t.text[:2] in ("单位", "部门"))
            for t in self.words
        )
        clauses = any(
            t.slot is Slot.KIND
            and t.kind in (Kind.CLAUSES, Kind.CHAPTERS)
            and t.start < token.start
            for t in self.words
        )
        contains = self.beside(token, -1)
        held = contains is not None and contains.slot is Slot.SAID and contains.text[0] in "带含"
        looked = token.slot is Slot.QUOTED or self._part_of_name(token)
        return bodies and not clauses and (named or held) and looked

    def _part_of_name(self, token: Token) -> bool:
        """名称里含金融的部门: a word that stands in the name of some department."""
        word = token.names[0]
        return any(word in d.name for t in self.plan.tasks() for d in t.duties)

    def _denied(self, token: Token, before: list[Token]) -> bool:
        said = before[-1] if before else None
        if said is not None and said.slot in (Slot.SAID, Slot.TITLE, Slot.PART):
            before = before[:-1]
        last = before[-1] if before else None
        if last is not None and (last.slot is Slot.NEG or last.text in ("不含", "不包括")):
            self.used.add(last)
            return True
        return False

    def _excepted(self) -> None:
        """除了X以外, X以外的, 其他…: departments and places that do not count."""
        for token in self.of(Slot.EXCEPT):
            first = self.beside(token, 1)
            if first and first.slot in _ROLES and not self._role_set_aside(token, first):
                raise Unread
            if first and first.slot in _ROLES:
                continue
            named = first is not None and first.slot in (Slot.DEPARTMENT, *PLACES)
            if token.text[:2] == "不算" and not named:
                self._set_aside(token)
                return
            nobody = first is not None and first.slot in (Slot.NEG, Slot.ABSENT)
            if self._years_besides(first) or (nobody and self._ownerless(first)):
                continue
            if first is None or first.slot not in (Slot.DEPARTMENT, *PLACES):
                raise Unread
            row = self._row(first, (Slot.DEPARTMENT, *PLACES))
            if token.text[:2] == "不含" or token.text[:3] == "不包括":
                self.lacking += [t for t in row if t.slot is Slot.DEPARTMENT]
            self._leave_out(row)
        if self.has(Slot.EXCEPT):
            return
        for token in self.of(Slot.OUTSIDE):
            self._set_aside(token)

    def _years_besides(self, year: Token | None) -> bool:
        """除了2025年, 2025年以外的目标: what falls due in the other years."""
        if year is None or year.slot is not Slot.YEAR:
            return False
        self.used.update((year, *self.of(Slot.OUTSIDE)))
        self.narrow(years=self._years() - set(year.numbers), dated=True)
        return True

    def _role_set_aside(self, token: Token, role: Token) -> bool:
        """牵头的任务，不算分工的: the other role alone, which may be named, too."""
        named = [t for t in self.words if t.slot in _ROLES and t is not role]
        if any(t.slot is role.slot for t in named) or self.has(Slot.NEG):
            return False
        self.words = [t for t in self.words if t not in (token, role)]
        if not named:
            self.narrow(role=Role.SHARED if role.slot is Slot.LEAD else Role.LEAD)
        return True

    def _ownerless(self, denial: Token | None) -> bool:
        """除去没有责任单位的条款: only what has departments counts."""
        kind = self.beside(denial, 1) if denial else None
        if denial is None or kind is None or kind.kind not in (Kind.DEPARTMENTS, Kind.TASKS):
            return False
        after = self.beside(kind, 1)
        behind = self.words[self.words.index(after) + 1 :] if after else []
        named = after and (after.slot in PLACES or (after.slot is Slot.KIND and behind))
        self.used.update((denial, kind, *((after,) if after and named else ())))
        self.narrow(sizes=(*self.scope.sizes, Size(Kind.DEPARTMENTS, 1, 999)))
        return True

    def _set_aside(self, token: Token) -> None:
        """X以外的, X不算: those before the word do not count."""
        last = self.beside(token, -1, (Slot.BOUND,))
        if last and last not in self.used and self._years_besides(last):
            return
        if last and last.slot is Slot.NEG and self._no_others(last, token):
            return
        if last is None or last.slot not in (Slot.DEPARTMENT, *PLACES) or last in self.used:
            raise Unread
        row, at = [last], self.words.index(last)
        while at >= 2 and self.words[at - 1].slot is Slot.AND:
            at -= 2
            row.append(self.words[at])
        self._leave_out(row)

    def _no_others(self, denial: Token, outside: Token) -> bool:
        """2025年目标、没有别的年份: targets of other years must not be met."""
        years = self.beside(outside, 1)
        if years is None or years.kind is not Kind.YEARS or not self.of(Slot.YEAR):
            return False
        self.words = [t for t in self.words if t not in (denial, outside, years)]
        self.narrow(only_years=True)
        return True

    def _leave_out(self, row: list[Token]) -> None:
        for token in row:
            self.used.add(token)
            if token.slot is Slot.DEPARTMENT:
                self.narrow(excepted=self.scope.excepted | set(token.names))
            else:
                self.narrow(outside=self.scope.outside | self._numbers(token))
