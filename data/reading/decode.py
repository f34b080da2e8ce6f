"""Bytes of a document → its text and encoding, or a sentence that says why there is none.

Recognised: UTF-8 with and without BOM, UTF-16 with and without BOM, GB18030 (and with it GBK and
GB2312). A character cut at the very end of a truncated file is dropped; anything else that does
not decode is refused, never replaced.
"""

import codecs
from dataclasses import dataclass

_SAMPLE = 65_536
_CONTROL = bytes(set(range(32)) - set(b"\t\n\r\f\x0b"))
# A text that is really GB18030 consists of everyday characters (GB 2312 level 1, lead bytes B0–D7);
# other encodings read as GB18030 give rare ones.
_EVERYDAY_SHARE = 0.6

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "PDF"),
    (b"PK\x03\x04", "ZIP 压缩包或 Office 文档(docx、xlsx)"),
    (b"\xd0\xcf\x11\xe0", "旧版 Office 文档(doc、xls)"),
    (b"\x89PNG", "PNG 图片"),
    (b"\xff\xd8\xff", "JPEG 图片"),
    (b"GIF8", "GIF 图片"),
    (b"II*\x00", "TIFF 图片"),
    (b"MM\x00*", "TIFF 图片"),
    (b"{\\rtf", "RTF 文档"),
    (b"\x1f\x8b", "gzip 压缩包"),
    (b"Rar!", "RAR 压缩包"),
    (b"7z\xbc\xaf", "7z 压缩包"),
)


class UnreadableDocument(ValueError):
    """The document holds no text that can be read; `rule` is the reading rule, the message is Chinese."""

    def __init__(self, rule: str, message: str) -> None:
        super().__init__(message)
        self.rule = rule
        self.message = message


@dataclass(frozen=True, slots=True)
class DecodedText:
    """One row per document that could be decoded: its text without BOM, and the encoding by name."""

    text: str
    encoding: str


def decode(content: bytes) -> DecodedText:
    """The text of a document; raises UnreadableDocument for an empty, binary or foreign one.

    >>> decode("项目".encode("gb18030")).encoding
    'gb18030'
    """
    if not content.strip(b" \t\r\n\x00"):
        raise UnreadableDocument("reading.empty_document", "文件是空的，没有任何文字；请核对是否传错文件后重新提交。")
    _refuse_binary(content)
    for bom, encoding in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if content.startswith(bom):
            text = _strict(content[len(bom) :], encoding)
            if text is None:
                raise _unknown_encoding()
            return _not_empty(text, encoding)
    return _without_bom(content)


def _without_bom(content: bytes) -> DecodedText:
    if b"\x00" in content[:_SAMPLE]:
        return _utf16_without_bom(content)
    text = _strict(content, "utf-8")
    if text is not None:
        return _not_empty(text, "utf-8")
    # UTF-16 of pure Chinese has no zero byte only when it has no line end or tab either: not a form.
    text = _strict(content, "gb18030")
    if text is not None and _everyday_share(text) >= _EVERYDAY_SHARE:
        return _not_empty(text, "gb18030")
    raise _unknown_encoding()


def _utf16_without_bom(content: bytes) -> DecodedText:
    candidates: list[tuple[float, str, str]] = []
    for encoding in ("utf-16-le", "utf-16-be"):
        text = _strict(content, encoding)
        if text is not None:
            candidates.append((_plausible_share(text), encoding, text))
    if not candidates:
        raise _binary("含有空字节的二进制文件")
    share, encoding, text = max(candidates)
    if share < 0.9:
        raise _binary("含有空字节的二进制文件")
    return _not_empty(text, encoding)


def _strict(content: bytes, encoding: str) -> str | None:
    """The decoded text; an incomplete last character is dropped, any other error gives None."""
    try:
        return codecs.getincrementaldecoder(encoding)().decode(content, final=False)
    except UnicodeDecodeError:
        return None


def _not_empty(text: str, encoding: str) -> DecodedText:
    if not text.strip():
        raise UnreadableDocument(
            "reading.empty_document", "文件里只有空白，没有任何文字；请核对是否传错文件后重新提交。"
        )
    text = text.removeprefix("\ufeff")
    if "\n" not in text:  # the line end of old Macs
        text = text.replace("\r", "\n")
    return DecodedText(text, encoding)


def _refuse_binary(content: bytes) -> None:
    for signature, kind in _SIGNATURES:
        if content.startswith(signature):
            raise _binary(kind)
    sample = content[:_SAMPLE]
    if b"\x00" not in sample:
        controls = len(sample) - len(sample.translate(None, _CONTROL))
        if controls > len(sample) // 50:
            raise _binary("二进制文件")


def _binary(kind: str) -> UnreadableDocument:
    return UnreadableDocument(
        "reading.binary_document",
        f"文件不是文本（{kind}），无法读取；请先转换为以制表符分隔单元格的文本（UTF-8）后提交。",
    )


def _unknown_encoding() -> UnreadableDocument:
    return UnreadableDocument(
        "reading.unknown_encoding",
        "文件的文字编码无法识别（不是 UTF-8、UTF-16 或 GB18030）；请另存为 UTF-8 文本后重新提交。",
    )


def _everyday_share(text: str) -> float:
    """Share of everyday characters among those that are not ASCII, judged on a sample."""
    foreign = [character for character in text[:20_000] if not character.isascii()]
    if not foreign:
        return 1.0
    return sum(_everyday(character) for character in foreign) / len(foreign)


def _everyday(character: str) -> bool:
    if not "\u4e00" <= character <= "\u9fff":
        return "\u3000" <= character <= "\u303f" or "\uff00" <= character <= "\uffef" or character in "—“”‘’≥≤±×℃…·"
    encoded = character.encode("gb2312", errors="ignore")
    return bool(encoded) and 0xB0 <= encoded[0] <= 0xD7


def _plausible_share(text: str) -> float:
    """Share of characters one expects in a Chinese text file, judged on a sample."""
    sample = text[:20_000]
    expected = sum(
        (" " <= character <= "~") or character in "\t\r\n\f" or (not character.isascii() and _everyday(character))
        for character in sample
    )
    return expected / len(sample) if sample else 0.0
