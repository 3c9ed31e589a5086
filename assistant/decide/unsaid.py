"""Aspects that a place on the matter leaves unsaid: money, names, reasons, districts."""

from __future__ import annotations

import re

from assistant.compose.phrase import pieces
from assistant.decide.asking import BAR, SURE, Asking, asking_part
from assistant.decide.aspects import aspects_of, speaks_of
from assistant.decide.find import Finder
from assistant.decide.finding import Finding
from assistant.decide.measure import FIGURE, asked_kind, kinds_in
from assistant.understand.question import Asked, Question
from corpus.asking import load_aspects
from index.tokens import bigrams

_FULL_ENOUGH = 0.8
_NAMES, _MEANING = "具体名单", "含义"
_THEIR_NAMES = re.compile(
    r"(?:企业|公司|工厂|厂子|村庄|村子|小区|学校)(?:都|分别|具体)?(?:是|有)?(?:哪|什么)(?:几|些)?(?:家|个)"
)
_AFTERWARDS, _GOES_ON = "期满以后的安排", re.compile(r"还|继续|接着|后续|下一步|怎么办|什么")
# Kinds of things that a plan names where it has the word: 在公交和港口等领域.
_KINDS = re.compile(r"(?:哪[些几]个?|什么)(领域|行业|方面|环节|区域|范围|场景|部位|类型)")
# 绿色工厂（企业、产品、园区） tells kinds, not names.
_KINDS_OF = re.compile(r"（(?!即)[^（）]*、[^（）]*）")
# Who is responsible is asked, whatever it is said of; people and offices are no answer to it.
_OWNER = re.compile(
    r"由谁|谁(?:来)?(?:负责|牵头|管|抓)|(?:哪|什么)个?(?:部门|单位|局)|哪家(?:负责|牵头|管)|责任单位|牵头"
)
_OF_PEOPLE = ("person", "office", "contact")
_NEVER = ("联系方式", "人员姓名", "具体地点")
_OF_OFFICES = ("联系方式", "人员姓名", "具体承办人员或机构")
# So much of it done: what there is of it is no answer.
_DONE = re.compile(r"(?:治理?|整治|做|办|修|建)(?:完成?|好|成)了?(?:多少|几)")
# 去年查处了哪几家 asks for those caught, not for who is responsible.
_CAUGHT = re.compile(r"查(?:出|获|处|办)了?哪")
_RESULTS = "完成情况"
_AIM = re.compile(r"目标(?!.{0,8}(?:完成|达成|实现))")
_REPORTED = (_RESULTS, "现状或基数", "原因")
# Asked besides a wrong claim; the rest (why, since when, how far) is asked of the claim itself.
_BESIDES = (
    "金额或补贴标准",
    "联系方式",
    "办事流程",
    "具体承办人员或机构",
    "人员姓名",
    "处罚办法",
    "具体名单",
    "分区市的分解",
)
# Without a word of the time gone by no result and no starting value is asked for.
_BY_NOW = re.compile(
    r"现在|目前|如今|眼下|当前|至今|迄今|截[至止]|已|原|去年|前年|上[个季]|以前|之前|早先|此前|过去|历史|往年|近几?年|这几?年|在册|现有|[还剩]有|还剩|剩下|现状|基数|底数|基准|基期|实际|进[展度]|[了过]没|[了过]吗|了多少|完成得|落实得|成效|效果|排名|第几"
)


class Unsaid:
    """Tells which aspect asked for a place of the plan does not speak of."""

    def __init__(self, finder: Finder) -> None:
        self._finder = finder
        self._plan = finder.dossier.plan
        self._aspects = aspects_of(self._plan)
        self._asking = Asking(finder)
        self._names = {a.kind: a.name for a in load_aspects()}

    def never_said(self, question: Question) -> str:
        """What no plan says of a department, whatever it does: its telephone, its people."""
        for aspect in self._aspects:
            if aspect.name in _NEVER and aspect.asked.search(question.text):
                return aspect.name
        return ""

    def besides(self, question: Question, finding: Finding) -> str:
        """The aspect asked for besides a wrong claim that a place leaves unsaid, if any."""
        name = self.aspect(question, finding)
        return name if name in _BESIDES else ""

    def place(self, question: Question, finding: Finding) -> str:
        """The place asked about that is not the plan's; "" when there is none."""
        text = self._finder.text_of(finding)
        outside = [p for p in question.places if p not in text and p not in _home(self._finder)]
        if outside:
            return f"{outside[0]}的情况"
        whole = finding.clause.text if finding.clause else text
        stems = [(d, re.escape(d.rstrip("市区"))) for d in question.districts]
        districts = [d for d, stem in stems if not re.search(rf"{stem}(?!湾)", whole)]
        asks_there = (
            districts
            and re.search(
                rf"{districts[0]}.{{0,18}}(?:多少|几|哪|分|怎么|目标|任务|指标)|(?:分给|分到|给){districts[0]}",
                question.text,
            )
            and not re.search(rf"我.{{0,4}}{districts[0]}", question.text)
        ) or (districts and re.search(r"有没有|有无|包不包括|是否包括|在不在", question.text))
        return f"{districts[0]}的情况" if asks_there else ""

    def aspect(self, question: Question, finding: Finding) -> str:
        """The aspect asked for that a place leaves unsaid; "" when there is none."""
        text, part = self._finder.text_of(finding), asking_part(question.text)
        for aspect in self._aspects:
            name = aspect.name
            if not aspect.asked.search(part) or aspect.asked.search(text):
                continue
            if aspect.given.search(text) and not (name in _REPORTED and _DONE.search(part)):
                continue
            if question.asks(Asked.WHO) and name not in _OF_OFFICES and not _CAUGHT.search(part):
                continue
            if (
                name == _NAMES
                and not _THEIR_NAMES.search(question.text)
                and (
                    question.asks(Asked.WHO, Asked.WHICH_CLAUSE)
                    or question.mentions
                    or self._enumerates(question, text)
                )
            ):
                continue
            # 2023年以后会不会被淘汰 asks of the plan's own year; 以后还治不治 of what comes after.
            if (
                name == _AFTERWARDS
                and question.asks(Asked.CHECK)
                and not _GOES_ON.search(question.text)
            ):
                continue
            if (name == _RESULTS and _of_aim(question)) or (name in _REPORTED and finding.part):
                continue
            if name == _MEANING and question.figures:
                continue
            return name
        return self._framed(question, finding, text)

    def _framed(self, question: Question, finding: Finding, text: str) -> str:
        """The aspect that the question's frame asks for, unless the place speaks of it."""
        asks = self._asking.read(question)
        bar = BAR if finding.missing else SURE
        if asks.unsaid < bar or speaks_of(asks.kind, text, self._plan):
            return ""
        if asks.kind not in _OF_PEOPLE and (
            question.asks(Asked.WHO) or _OWNER.search(question.text)
        ):
            return ""
        if asks.kind == "meaning" and question.figures:
            return ""
        if asks.kind == "names" and (
            question.asks(Asked.WHO, Asked.WHICH_CLAUSE) or self._enumerates(question, text)
        ):
            return ""
        if asks.kind == "progress" and _of_aim(question):
            return ""
        if asks.kind in ("progress", "baseline", "reason") and finding.part:
            return ""
        if asks.kind in ("progress", "baseline") and not _BY_NOW.search(asking_part(question.text)):
            return ""
        told = question.asks(Asked.HOW_MUCH) and FIGURE.search(text)
        if asks.kind == "detail" and told and finding.coverage >= _FULL_ENOUGH:
            return ""
        if asks.kind == "detail" and asked_kind(question.text) in kinds_in(text):
            return ""
        return self._names[asks.kind]

    def _enumerates(self, question: Question, text: str) -> bool:
        """Whether the piece of ``text`` nearest to the question lists names."""
        asked = set(bigrams(question.topic))
        text = _KINDS_OF.sub("", text)
        best = max(pieces(text, 0), key=lambda p: len(asked & set(bigrams(p.text))), default=None)
        noun = _KINDS.search(question.text)
        if best and noun and (noun[1] in best.text or f"等{noun[1]}" in text):
            return True
        names = r"[\u4e00-\u9fff”]{2,}、[\u4e00-\u9fff“]{2,}|“[^”]+”|《[^》]+》"
        return bool(best and re.search(names, best.text))


def _of_aim(question: Question) -> bool:
    """目标超过95%了没有 asks of the aim, not of what is reached."""
    return bool(question.figures and _AIM.search(question.text))


def _home(finder: Finder) -> tuple[str, ...]:
    return (finder.dossier.place, *finder.dossier.districts)
