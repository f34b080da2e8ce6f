"""Encodings: what is recognised gives the same text, what is not gives a rule and a sentence."""

import codecs

import pytest

from data.reading.decode import UnreadableDocument, decode

TEXT = "项目名称\t\t应急管理关键技术研发\n总分:\t100.00\t95.00\n满意度≥90%，“满意”——\n"


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (TEXT.encode("utf-8"), "utf-8"),
        (codecs.BOM_UTF8 + TEXT.encode("utf-8"), "utf-8"),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "utf-16-le"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("utf-16-le"), "utf-16-le"),
        (TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("gb18030"), "gb18030"),
        (TEXT.encode("gbk"), "gb18030"),
    ],
)
def test_recognised_encodings_give_the_text(content: bytes, encoding: str) -> None:
    decoded = decode(content)
    assert decoded.text == TEXT
    assert decoded.encoding == encoding


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "gb18030"])
def test_a_character_cut_at_the_end_is_dropped(encoding: str) -> None:
    cut = "项目名称\t某".encode(encoding)[:-1]
    assert decode(cut).text == "项目名称\t"


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (b"", "reading.empty_document"),
        (b" \r\n\t\n", "reading.empty_document"),
        (b"\x00\x00\x00", "reading.empty_document"),
        ("\u3000\n\u3000".encode(), "reading.empty_document"),
        (codecs.BOM_UTF8, "reading.empty_document"),
        (b"%PDF-1.7\n...", "reading.binary_document"),
        (b"PK\x03\x04\x14\x00", "reading.binary_document"),
        (b"\x89PNG\r\n\x1a\n", "reading.binary_document"),
        (bytes(range(256)) * 40, "reading.binary_document"),
        (b"\x01\x02\x03\x04\x05abc", "reading.binary_document"),
        ("Größe über café déjà".encode("latin-1"), "reading.unknown_encoding"),
        ("支出の評価について説明します".encode("euc-jp"), "reading.unknown_encoding"),
        (b"\xff\xfe\x00\xd8\x41\x00", "reading.unknown_encoding"),
    ],
)
def test_unreadable_documents_name_a_rule(content: bytes, rule: str) -> None:
    with pytest.raises(UnreadableDocument) as caught:
        decode(content)
    assert caught.value.rule == rule
    assert "；" in str(caught.value) and str(caught.value).endswith("。")


def test_the_line_ends_of_old_macs_are_line_ends() -> None:
    assert decode(TEXT.replace("\n", "\r").encode()).text == TEXT
    assert decode(b"a\rb\r\n").text == "a\rb\r\n"
