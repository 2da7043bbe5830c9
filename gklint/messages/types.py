"""Types of files in words."""

from __future__ import annotations

from typing import Final

from gklint.lang import Localised

PAGE: Final = Localised("网页", "a web page")
WORD: Final = Localised("Word 文件", "a Word file")
PLAIN: Final = Localised("纯文本", "plain text")
_PDF: Final = Localised("PDF 文件", "a PDF file")
_SHEET: Final = Localised("Excel 文件", "an Excel file")
_SLIDES: Final = Localised("演示文稿", "a presentation")
_ARCHIVE: Final = Localised("压缩包", "an archive")
_PICTURE: Final = Localised("图片", "a picture")
_OFFICE: Final = "application/vnd.openxmlformats-officedocument."

_BY_MEDIA: Final = {
    "text/html": PAGE,
    "application/xhtml+xml": PAGE,
    "text/plain": PLAIN,
    "application/msword": WORD,
    "application/vnd.ms-word.document.macroenabled.12": WORD,
    _OFFICE + "wordprocessingml.document": WORD,
    "application/vnd.ms-works": Localised("WPS 文件", "a WPS file"),
    "application/wps-office.wps": Localised("WPS 文件", "a WPS file"),
    "application/pdf": _PDF,
    "application/ofd": Localised("OFD 文件", "an OFD file"),
    "application/rtf": Localised("RTF 文件", "an RTF file"),
    "application/vnd.ms-excel": _SHEET,
    _OFFICE + "spreadsheetml.sheet": _SHEET,
    "application/vnd.ms-powerpoint": _SLIDES,
    _OFFICE + "presentationml.presentation": _SLIDES,
    "application/zip": _ARCHIVE,
    "application/x-zip-compressed": _ARCHIVE,
    "application/vnd.rar": _ARCHIVE,
    "application/x-7z-compressed": _ARCHIVE,
}
_BY_SUFFIX: Final = {
    "doc": WORD,
    "docx": WORD,
    "docm": WORD,
    "wps": _BY_MEDIA["application/vnd.ms-works"],
    "pdf": _PDF,
    "ofd": _BY_MEDIA["application/ofd"],
    "rtf": _BY_MEDIA["application/rtf"],
    "xls": _SHEET,
    "xlsx": _SHEET,
    "zip": _ARCHIVE,
}


def type_name(media: str) -> Localised | None:
    """What a media type is called, None where it says nothing ("application/octet-stream")."""
    lower = media.lower()
    return _PICTURE if lower.startswith("image/") else _BY_MEDIA.get(lower)


def suffix_name(path: str) -> Localised | None:
    """What a file of this name ought to be, None where the name says nothing."""
    return _BY_SUFFIX.get(path.rpartition(".")[2].lower())
