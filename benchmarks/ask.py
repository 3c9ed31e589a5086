"""Speed and memory in one run: building the index, the first answer, ``ask``, a bare Chroma query.

    python benchmarks/ask.py            # prints a Markdown table, keeps it for the report

Everything is measured on questions of the dev split, ``ask`` and Chroma in turns, so that neither
profits from a warmer machine. Each is timed when it meets a question for the first time: a query
put again at once finds its data in the processor's cache, so that time has a line of its own.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))

import numpy as np  # noqa: E402

from evals.bench import HOME, Bench, open_bench  # noqa: E402
from evals.cases import Split, load_cases  # noqa: E402
from evals.results import write  # noqa: E402

RESULTS = 10
_FIRST = (
    "import sys; from pathlib import Path; from evals.bench import open_bench; "
    "open_bench(Path(sys.argv[1])).assistant.ask('PM2.5 2025年目标是多少')"
)


@dataclass(frozen=True, slots=True)
class Times:
    """Milliseconds of many calls."""

    values: tuple[float, ...]

    @property
    def median(self) -> float:
        """The median."""
        return float(np.median(self.values))

    @property
    def p95(self) -> float:
        """The 95th percentile."""
        return float(np.quantile(self.values, 0.95))


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table."""

    name: str
    value: str
    ratio: str = ""


def seconds(call: Callable[[], object]) -> float:
    """How long a call takes."""
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def memory_mb() -> float:
    """Resident memory of this process now, in MB; the peak where /proc is missing."""
    status = Path("/proc/self/status")
    if status.is_file():
        line = next(x for x in status.read_text().splitlines() if x.startswith("VmRSS"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def first_answer(home: Path) -> float:
    """Seconds from the start of a fresh process to its first answer, the index standing."""
    command = [sys.executable, "-c", _FIRST, str(home)]
    return seconds(lambda: subprocess.run(command, check=True, cwd=ROOT, capture_output=True))


@dataclass(frozen=True, slots=True)
class Measured:
    """Times of ``ask``, of a bare Chroma query, of the same put again at once, and with its vector.

    ``both`` is the query together with embedding its question.
    """

    ask: Times
    bare: Times
    again: Times
    both: Times


def in_turns(bench: Bench, questions: Sequence[str]) -> Measured:
    """Put every question to ``ask``, then to Chroma."""
    vectors, embedder = bench.generation.vectors, bench.generation.embedder
    assert vectors is not None
    collection = vectors.client.get_collection(vectors.collection)

    def bare(vector: np.ndarray) -> None:
        collection.query(query_embeddings=vector, n_results=RESULTS)

    rows = list[tuple[float, ...]]()
    for question in questions:
        # ask goes first: the words of a text that was cut once are remembered.
        ask = seconds(lambda q=question: bench.assistant.ask(q))  # type: ignore[misc]
        vector = embedder.encode([question])
        query = seconds(lambda v=vector: bare(v))  # type: ignore[misc]
        again = seconds(lambda v=vector: bare(v))  # type: ignore[misc]
        both = seconds(lambda q=question: bare(embedder.encode([q])))  # type: ignore[misc]
        rows.append((ask, query, again, both))
    return Measured(*(_times(column) for column in zip(*rows, strict=True)))


def _times(values: Sequence[float]) -> Times:
    return Times(tuple(v * 1000 for v in values))


def measure(limit: int) -> list[Row]:
    """All lines of the table."""
    with tempfile.TemporaryDirectory() as folder:
        build = seconds(lambda: open_bench(Path(folder)))
        bench = open_bench(Path(folder))
        first = first_answer(Path(folder))
        cases = load_cases(split=Split.DEV)
        questions = list(dict.fromkeys(c.question for c in cases if not c.history))[: limit or None]
        in_turns(bench, questions[-5:])
        m = in_turns(bench, questions)
        return [
            Row("建索引并打开", f"{build:.1f} 秒"),
            Row("启动到首个答复（新进程，已有索引）", f"{first:.1f} 秒"),
            _row(f"Chroma 裸查询，中位数（{len(questions)} 问）", m.bare.median, m.bare),
            _row("Chroma 裸查询，第95百分位", m.bare.p95, m.bare),
            _row("同一裸查询紧接着再查一次，中位数", m.again.median, m.bare),
            _row("算向量并查询 Chroma，中位数", m.both.median, m.bare),
            _row("ask，中位数", m.ask.median, m.bare),
            _row("ask，第95百分位", m.ask.p95, m.bare),
            Row("ask 第95百分位 ÷ 中位数", f"{m.ask.p95 / m.ask.median:.2f}"),
            Row("常驻内存", f"{memory_mb():.0f} MB"),
        ]


def _row(name: str, value: float, bare: Times) -> Row:
    return Row(name, f"{value:.2f} 毫秒", f"{value / bare.median:.2f}")


def table(rows: Sequence[Row]) -> str:
    """The lines as a Markdown table."""
    lines = ["| 项目 | 数值 | 与 Chroma 裸查询中位数之比 |", "| --- | --- | --- |"]
    return "\n".join([*lines, *(f"| {r.name} | {r.value} | {r.ratio} |" for r in rows)])


def main() -> None:
    """Measure, print, keep."""
    parser = argparse.ArgumentParser(description="测量速度与内存")
    parser.add_argument("--limit", type=int, default=0, help="最多用多少个问题；0 为全部")
    rows = measure(parser.parse_args().limit)
    print(table(rows))
    data = [{"name": r.name, "value": r.value, "ratio": r.ratio} for r in rows]
    told = f"裸查询取前{RESULTS}条，问题向量事先算好；各在头一次遇到这个问题时计时。"
    write(HOME / "benchmark.json", {"note": f"同一次运行、同一集合；{told}", "rows": data})


if __name__ == "__main__":
    main()
