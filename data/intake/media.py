"""The media type of a document, from its bytes and, where they are silent, its name."""

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "application/pdf"),
    (b"\x89PNG", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"{\\rtf", "application/rtf"),
    (b"\x1f\x8b", "application/gzip"),
    (b"Rar!", "application/vnd.rar"),
    (b"7z\xbc\xaf", "application/x-7z-compressed"),
)
_ZIPPED = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}
_OLD_OFFICE = {"doc": "application/msword", "xls": "application/vnd.ms-excel"}
UNKNOWN = "application/octet-stream"


def media_type(content: bytes, name: str, is_text: bool) -> str:
    """The media type by the first bytes; `is_text` says that the document could be decoded."""
    suffix = name.rpartition(".")[2].lower()
    for magic, kind in _MAGIC:
        if content.startswith(magic):
            return kind
    if content.startswith(b"PK\x03\x04"):
        return _ZIPPED.get(suffix, "application/zip")
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        return _OLD_OFFICE.get(suffix, "application/x-ole-storage")
    if is_text:
        return "text/html" if suffix in ("html", "htm") else "text/csv" if suffix == "csv" else "text/plain"
    return UNKNOWN
