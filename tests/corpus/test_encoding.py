"""Bytes to text: the encodings that Chinese offices use are read, garbage is refused."""

from __future__ import annotations

import codecs
import random
import re
import struct
import zlib

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from corpus.catalog import load_dossier
from corpus.encoding import decode
from corpus.errors import PlanError

TEXT = load_dossier().plan.source
SHORT = "一、总体要求\n（一）指导思想。做好今年的工作。（市公安局牵头）\n"
HAN_ONLY = "深入打好污染防治攻坚战，改善生态环境质量。"


def refusal(data: bytes) -> str:
    with pytest.raises(PlanError) as caught:
        decode(data)
    [problem] = caught.value.problems
    assert problem.line == 0
    assert re.search("[\u4e00-\u9fff]", problem.message)
    assert str(problem) == problem.message
    return problem.message


def png(size: int = 32) -> bytes:
    """A small valid PNG."""
    rows = b"".join(b"\x00" + bytes(range(size)) * 3 for _ in range(size))
    chunks = [
        (b"IHDR", struct.pack(">IIBBBBB", size, size, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows)),
        (b"IEND", b""),
    ]
    out = b"\x89PNG\r\n\x1a\n"
    for kind, data in chunks:
        out += struct.pack(">I", len(data)) + kind + data
        out += struct.pack(">I", zlib.crc32(kind + data))
    return out


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"],
)
@pytest.mark.parametrize("text", [TEXT, SHORT, HAN_ONLY], ids=["plan", "short", "han"])
def test_read(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize("encoding", ["gbk", "gb2312"])
def test_narrower_chinese_encodings(encoding: str) -> None:
    """GBK has no ＋ problem; GB 2312 lacks a few signs of the plan, which are left out here."""
    text = TEXT.encode(encoding, "ignore").decode(encoding)
    assert len(text) > 0.99 * len(TEXT)
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize(
    ("bom", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ],
)
def test_the_mark_is_no_part_of_the_text(bom: bytes, encoding: str) -> None:
    assert decode(bom + TEXT.encode(encoding)) == TEXT


def test_four_byte_characters_of_gb18030() -> None:
    text = SHORT + "人名用字𠮷、䶮也要读得出来。"
    assert decode(text.encode("gb18030")) == text


@pytest.mark.parametrize("text", ["第一行\r\n第二行\r\n", "第一行\n\n\t第二行", "Plan A, 2025.\n"])
def test_line_ends_stay_as_they_are(text: str) -> None:
    assert decode(text.encode()) == text


@pytest.mark.parametrize(
    "data",
    [b"", b"\n", b" \t\r\n ", b"\x00" * 64, codecs.BOM_UTF8, codecs.BOM_UTF16_LE,
     codecs.BOM_UTF16_BE, codecs.BOM_UTF8 + b"\r\n"],
)  # fmt: skip
def test_empty(data: bytes) -> None:
    assert "空" in refusal(data)


@pytest.mark.parametrize(
    "data",
    [png(), b"PK\x03\x04\x14\x00\x06\x00" + bytes(range(256)) * 8, b"\x7fELF" + bytes(range(256)),
     b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n\x00\x01" + zlib.compress(TEXT.encode())],
    ids=["png", "zip", "elf", "pdf"],
)  # fmt: skip
def test_binary(data: bytes) -> None:
    assert "二进制" in refusal(data)
    assert "UTF-8" in refusal(data)


@pytest.mark.parametrize("seed", range(40))
def test_random_bytes(seed: int) -> None:
    data = random.Random(seed).randbytes(400)
    assert "UTF-8" in refusal(data)
    assert "UTF-8" in refusal(data.replace(b"\x00", b"\x9f"))


@pytest.mark.parametrize(
    ("bom", "encoding"),
    [
        (codecs.BOM_UTF16_LE, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-be"),
        (codecs.BOM_UTF16_LE, "gb18030"),
        (codecs.BOM_UTF16_BE, "utf-8"),
        (codecs.BOM_UTF16_BE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "gb18030"),
        (codecs.BOM_UTF8, "gb18030"),
        (codecs.BOM_UTF8, "utf-16-le"),
        (codecs.BOM_UTF8, "utf-16-be"),
    ],
)
def test_a_mark_that_does_not_fit(bom: bytes, encoding: str) -> None:
    message = refusal(bom + TEXT.encode(encoding))
    assert "标明" in message
    assert "UTF-8" in message


def test_text_broken_off_within_a_character_is_not_read_as_something_else() -> None:
    assert "编码" in refusal(TEXT.strip().encode()[:-1])


@given(st.binary(max_size=200))
@example(b"\xff\xfe\x00\xd8")
@example(b"\x00\x00\xfe\xff")
def test_any_bytes_are_text_or_a_refusal(data: bytes) -> None:
    try:
        text = decode(data)
    except PlanError:
        return
    assert text.strip("\ufeff\x00 \t\r\n") or text
    assert "\ufffd" not in text or data
