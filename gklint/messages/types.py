"""Types of files in words."""

from __future__ import annotations

from typing import Final

from gklint.lang import Localised

PAGE: Final = Localised("网页", "a web page")
WORD: Final = Localised("Word 文件", "a Word file")
PLAIN: Final = Localised("纯文本", "plain text")
RICH_TEXT: Final = Localised("RTF 文件", "a rich text file")
ARCHIVED_PAGE: Final = Localised("单文件网页", "a web archive")
_PDF: Final = Localised("PDF 文件", "a PDF file")
_OFD: Final = Localised("OFD 文件", "an OFD file")
_WPS: Final = Localised("WPS 文件", "a WPS file")
_SHEET: Final = Localised("Excel 文件", "an Excel file")
_OPEN_TEXT: Final = Localised("OpenDocument 文件", "an OpenDocument file")
_OPEN_SHEET: Final = Localised("OpenDocument 表格", "an OpenDocument spreadsheet")
_SLIDES: Final = Localised("演示文稿", "a presentation")
_UNIFORM: Final = Localised("标文通（UOF）文件", "a UOF file")
_MAIL: Final = Localised("电子邮件", "an e-mail")
_ARCHIVE: Final = Localised("压缩包", "an archive")
_PICTURE: Final = Localised("图片", "a picture")
_OFFICE: Final = "application/vnd.openxmlformats-officedocument."
_OPEN: Final = "application/vnd.oasis.opendocument."

_BY_MEDIA: Final = {
    "text/html": PAGE,
    "application/xhtml+xml": PAGE,
    "text/plain": PLAIN,
    "text/csv": PLAIN,
    "application/msword": WORD,
    "application/x-msword-old": WORD,
    "application/vnd.ms-word.document.macroenabled.12": WORD,
    "application/vnd.ms-word.document+xml": WORD,
    "application/x-word-2003+xml": WORD,
    _OFFICE + "wordprocessingml.document": WORD,
    "application/vnd.ms-works": _WPS,
    "application/x-msworks-wp": _WPS,
    "application/wps-office.wps": _WPS,
    "application/wps-office.doc": WORD,
    "application/wps-office.docx": WORD,
    "application/wps-office.xls": _SHEET,
    "application/wps-office.xlsx": _SHEET,
    "application/pdf": _PDF,
    "application/ofd": _OFD,
    "application/rtf": RICH_TEXT,
    "text/rtf": RICH_TEXT,
    "multipart/related": ARCHIVED_PAGE,
    "message/rfc822": _MAIL,
    "application/vnd.ms-excel": _SHEET,
    "application/x-excel-2003+xml": _SHEET,
    _OFFICE + "spreadsheetml.sheet": _SHEET,
    _OPEN + "spreadsheet": _OPEN_SHEET,
    _OPEN + "text": _OPEN_TEXT,
    _OPEN + "presentation": _SLIDES,
    "application/vnd.ms-powerpoint": _SLIDES,
    _OFFICE + "presentationml.presentation": _SLIDES,
    "application/x-uof": _UNIFORM,
    "application/zip": _ARCHIVE,
    "application/x-zip-compressed": _ARCHIVE,
    "application/vnd.rar": _ARCHIVE,
    "application/x-7z-compressed": _ARCHIVE,
    "application/gzip": _ARCHIVE,
    "application/x-tar": _ARCHIVE,
}
_BY_SUFFIX: Final = {
    "doc": WORD,
    "docx": WORD,
    "docm": WORD,
    "wps": _WPS,
    "pdf": _PDF,
    "ofd": _OFD,
    "rtf": RICH_TEXT,
    "mht": ARCHIVED_PAGE,
    "mhtml": ARCHIVED_PAGE,
    "odt": _OPEN_TEXT,
    "ods": _OPEN_SHEET,
    "uof": _UNIFORM,
    "uot": _UNIFORM,
    "xls": _SHEET,
    "xlsx": _SHEET,
    "et": _SHEET,
    "zip": _ARCHIVE,
}


def type_name(media: str) -> Localised | None:
    """What a media type is called, None where it says nothing ("application/octet-stream")."""
    lower = media.lower()
    return _PICTURE if lower.startswith("image/") else _BY_MEDIA.get(lower)


def suffix_name(path: str) -> Localised | None:
    """What a file of this name ought to be, None where the name says nothing."""
    return _BY_SUFFIX.get(path.rpartition(".")[2].lower())
