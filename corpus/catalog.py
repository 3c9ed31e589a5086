"""The plans at hand: each a folder ``plans/<id>/`` with its text and what belongs to it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from corpus.departments import Registry, load_registry
from corpus.encoding import decode
from corpus.errors import PlanError, Problem
from corpus.lexicon import Lexicon, load_lexicon
from corpus.model import Plan
from corpus.paraphrases import Gap, Paraphrase, load_gaps, load_paraphrases
from corpus.precedents import Precedent, load_precedents
from corpus.structure import parse_plan

HERE = Path(__file__).parent
DEFAULT_PLAN = "qingdao-2022"


@dataclass(frozen=True, slots=True)
class Examples:
    """What people are shown as examples; without any of its own, a plan has those of every plan."""

    owner: str = "第一条由谁负责"
    clause: str = "第一条讲什么"
    target: str = "主要目标有哪些"
    due: str = "哪些任务有期限"
    word: str = "目标"
    message: str = "这件事归哪个部门管？"


@dataclass(frozen=True, slots=True)
class Dossier:
    """A plan with all that is known about it.

    ``field`` holds everybody's words for the matters of the plan's field (河, 臭), ``harms`` those
    for what people complain about; ``short_forms`` are fair short forms of its terms (废矿).
    """

    plan: Plan
    names: tuple[str, ...]
    place: str
    districts: tuple[str, ...]
    same_districts: tuple[tuple[str, ...], ...]
    contact: str
    field: tuple[str, ...]
    harms: tuple[str, ...]
    short_forms: tuple[str, ...]
    examples: Examples
    registry: Registry
    lexicon: Lexicon
    paraphrases: tuple[Paraphrase, ...]
    gaps: tuple[Gap, ...]
    precedents: tuple[Precedent, ...] = ()

    def names_of(self, district: str) -> tuple[str, ...]:
        """A district's name and the others that it goes by (黄岛区 is 西海岸新区)."""
        same = (n for row in self.same_districts if any(n in district for n in row) for n in row)
        return (district, *same)

    @property
    def departments(self) -> tuple[str, ...]:
        """Departments that have a task, in the order in which the plan first names them."""
        return tuple(dict.fromkeys(d.name for t in self.plan.tasks() for d in t.duties))


def plan_ids(root: Path = HERE / "plans") -> tuple[str, ...]:
    """Ids of all plans."""
    return tuple(sorted(p.parent.name for p in root.glob("*/plan.toml")))


@lru_cache(maxsize=8)
def load_dossier(plan_id: str = DEFAULT_PLAN, root: Path = HERE) -> Dossier:
    """A plan and its data.

    Raises:
        PlanError: no such plan, or its text cannot be read.
    """
    folder = root / "plans" / plan_id
    if plan_id not in plan_ids(root / "plans"):
        known = "、".join(plan_ids(root / "plans"))
        raise PlanError((Problem(0, f"没有编号为“{plan_id}”的方案。现有：{known}。"),))
    meta = tomllib.loads((folder / "plan.toml").read_text("utf-8"))
    source = folder / str(meta["source"])
    if not source.is_file():
        raise PlanError((Problem(0, f"找不到方案“{plan_id}”的正文文件 {source.name}。"),))
    plan = parse_plan(plan_id, decode(source.read_bytes()))
    return assemble(plan, meta, folder, root)


def assemble(plan: Plan, meta: dict[str, object], folder: Path, root: Path = HERE) -> Dossier:
    """The dossier of a parsed plan; ``meta`` is its ``plan.toml``."""

    def words(key: str) -> tuple[str, ...]:
        value = meta.get(key, [])
        return tuple(map(str, value)) if isinstance(value, list) else ()

    place, examples = str(meta["place"]), meta.get("examples", {})
    return Dossier(
        plan=plan,
        names=words("names"),
        place=place,
        districts=words("districts"),
        same_districts=tuple(tuple(names.split("/")) for names in words("same_districts")),
        contact=str(meta["contact"]),
        field=words("field"),
        harms=words("harms"),
        short_forms=words("short_forms"),
        examples=Examples(**examples) if isinstance(examples, dict) else Examples(),
        registry=load_registry(root / "departments" / str(meta["departments"]), place),
        lexicon=load_lexicon(root / "lexicon"),
        paraphrases=load_paraphrases(folder / "paraphrases", plan),
        gaps=load_gaps(folder / "gaps"),
        precedents=load_precedents(folder / "precedents"),
    )
