"""A service that we did not write: ``transformers serve`` on a tiny model with random weights.

It proves protocol, streaming, timeouts and fallback; what such a model writes is nonsense.
"""

from __future__ import annotations

import importlib.util
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
import torch
from tokenizers import Tokenizer, models, pre_tokenizers
from tokenizers.decoders import ByteLevel as Decoder
from transformers import GPT2Config, GPT2LMHeadModel, PreTrainedTokenizerFast

from assistant.engine import Assistant
from assistant.settings import Settings
from evals.hostile import QUESTION

COMMAND = Path(sys.executable).with_name("transformers")
MISSING = [m for m in ("accelerate", "rich", "uvicorn") if importlib.util.find_spec(m) is None]
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not COMMAND.exists() or bool(MISSING), reason="transformers[serving] is not installed"
    ),
]
_TEMPLATE = "{% for m in messages %}{{ m.content }}\n{% endfor %}"


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A causal model of a few thousand parameters over bytes, made on the spot."""
    folder = tmp_path_factory.mktemp("tiny")
    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    vocabulary = {c: i for i, c in enumerate(alphabet)} | {"<end>": len(alphabet)}
    words = Tokenizer(models.BPE(vocab=vocabulary, merges=[]))
    words.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    words.decoder = Decoder()
    tokenizer = PreTrainedTokenizerFast(
        tokenizer_object=words, eos_token="<end>", pad_token="<end>", chat_template=_TEMPLATE
    )
    tokenizer.save_pretrained(folder)
    torch.manual_seed(0)
    config = GPT2Config(
        vocab_size=len(vocabulary), n_positions=16_384, n_embd=16, n_layer=1, n_head=2,
        bos_token_id=len(alphabet), eos_token_id=len(alphabet), pad_token_id=len(alphabet),
    )  # fmt: skip
    GPT2LMHeadModel(config).save_pretrained(folder)
    return folder


@pytest.fixture(scope="module")
def address(tiny: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The running service; its output is kept for a failure."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = tmp_path_factory.mktemp("log") / "serve.log"
    command = [str(COMMAND), "serve", str(tiny), "--port", str(port), "--device", "cpu"]
    environment = os.environ | {"HF_HUB_OFFLINE": "1", "NO_COLOR": "1"}
    with log.open("w") as file:
        process = subprocess.Popen(command, stdout=file, stderr=file, env=environment)
    try:
        _wait(f"http://127.0.0.1:{port}/health", process, log)
        yield f"http://127.0.0.1:{port}/v1"
    finally:
        process.terminate()
        process.wait(20)


def _wait(url: str, process: subprocess.Popen[bytes], log: Path, seconds: float = 90) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if process.poll() is not None:
            pytest.fail(f"transformers serve ended: {log.read_text()[-2000:]}")
        try:
            with urllib.request.urlopen(url, timeout=2) as response:
                if response.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    pytest.fail(f"transformers serve did not start: {log.read_text()[-2000:]}")


def open_at(
    assistant: Assistant, address: str, tiny: Path, home: Path, **more: object
) -> Assistant:
    base = Settings(_env_file=None, home=home, llm_model=str(tiny), llm_base_url=address)
    fresh = Assistant(assistant.dossier, assistant.retriever)
    fresh.use_model(base.model_copy(update={"llm_max_tokens": 60, "llm_deadline": 30.0} | more))
    return fresh


def test_it_streams_and_its_nonsense_is_never_shown(
    assistant: Assistant, address: str, tiny: Path, tmp_path: Path
) -> None:
    model = open_at(assistant, address, tiny, tmp_path)
    assert model.helper
    seen = list[str]()
    write = model.helper.service.model.write

    async def watched(*told, **more):  # type: ignore[no-untyped-def]
        async for chunk in write(*told, **more):
            seen.append(chunk.text)
            yield chunk

    model.helper.service.model.write = watched  # type: ignore[method-assign]
    answer, default = model.ask(QUESTION), assistant.ask(QUESTION)
    assert (answer.answer, answer.engine) == (default.answer, "extractive")
    assert len(seen) > 5, "the reply came in pieces"
    totals = model.helper.meter.totals()
    assert {"write_unreadable", "write_empty", "write_unproved"} & totals.keys()


def test_a_deadline_cuts_it_off(
    assistant: Assistant, address: str, tiny: Path, tmp_path: Path
) -> None:
    hurried = open_at(assistant, address, tiny, tmp_path, llm_max_tokens=8000, llm_deadline=0.4)
    answer = hurried.ask(QUESTION)
    assert answer.engine == "extractive"
    assert answer.timings_ms["write"] < 2000
    assert hurried.helper
    assert hurried.helper.meter.totals()["write_timeout"] == 1


def test_a_model_it_does_not_have(assistant: Assistant, address: str, tmp_path: Path) -> None:
    answer = open_at(assistant, address, Path("no-such-model"), tmp_path).ask(QUESTION)
    assert answer.engine == "extractive"
