"""Pages saved as one file, as browsers and Word write them."""

from __future__ import annotations

import base64
import quopri
from typing import NamedTuple


class Part(NamedTuple):
    """A part of the file: its content and what its headers say."""

    content: bytes
    kind: str = "text/html"
    charset: str = "utf-8"
    packing: str = "quoted-printable"
    location: str = "http://www.example.gov.cn/2023/report.html"
    ident: str = ""

    def written(self) -> bytes:
        charset = f'; charset="{self.charset}"' if self.charset else ""
        ident = f"Content-ID: <{self.ident}>\r\n" if self.ident else ""
        location = f"Content-Location: {self.location}\r\n" if self.location else ""
        head = (
            f"Content-Type: {self.kind}{charset}\r\n{ident}"
            f"Content-Transfer-Encoding: {self.packing}\r\n{location}\r\n"
        )
        packed = self.content
        if self.packing == "quoted-printable":
            packed = quopri.encodestring(self.content)
        elif self.packing == "base64":
            packed = base64.encodebytes(self.content)
        return head.encode() + packed


BLINK = (
    "From: <Saved by Blink>\r\nSnapshot-Content-Location: http://www.example.gov.cn/2023/\r\n"
    "Subject: =?utf-8?Q?=E5=B9=B4=E6=8A=A5?=\r\nDate: Tue, 17 Jan 2023 08:00:00 +0800\r\n"
    'MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html";\r\n\t'
)
WORD = "MIME-Version: 1.0\r\nContent-Type: multipart/related; "
NOTICE = "此文档为“单个文件网页”，也称为“Web 档案”文件。\r\n\r\n"


def mht(*parts: Part, head: str = BLINK, extra: str = "") -> bytes:
    """The file of `parts`; `extra` are further parameters of its type."""
    mark = b"----=_NextPart_01D92A4E.7C3B"
    top = f'{head}{extra}boundary="{mark.decode()}"\r\n\r\n{NOTICE}'.encode()
    body = b"".join(b"--" + mark + b"\r\n" + part.written() + b"\r\n" for part in parts)
    return top + body + b"--" + mark + b"--\r\n"


def page(body: str) -> bytes:
    return f"<html><head><title>年报</title></head><body>{body}</body></html>".encode()
