"""The assistant as a LangChain runnable."""

from assistant.chain import as_runnable
from assistant.engine import Assistant


def test_the_runnable_gives_the_same_answer(assistant: Assistant) -> None:
    chain = as_runnable(assistant)
    out = chain.invoke({"question": "水土流失治理由哪个部门牵头", "id": "q1"})
    direct = assistant.ask("水土流失治理由哪个部门牵头", (), "q1").to_dict()
    out.pop("timings_ms")
    direct.pop("timings_ms")
    assert out == direct


def test_the_runnable_takes_history(assistant: Assistant) -> None:
    chain = as_runnable(assistant)
    out = chain.invoke({"question": "谁负责？", "history": ["水土流失要治理多少平方公里"]})
    assert [d["name"] for d in out["departments"]] == ["市水务管理局"]


def test_its_steps_have_names(assistant: Assistant) -> None:
    chain = as_runnable(assistant)
    names = [step.name for step in chain.steps]  # type: ignore[attr-defined]
    assert names == ["begin", "understand", "find", "verify"]
