"""Picture files: what is refused, what is limited, and a table read from end to end."""

from __future__ import annotations

import io
import struct
import subprocess
import sys
import zlib

import pytest

from gklint.document import limits
from gklint.document.errors import CannotOpen, LimitReached, TypeRefused
from gklint.document.means import Means
from gklint.document.model import NoteKind
from gklint.document.scan.read import read_picture

OCR = Means(ocr=True)


def test_refused_without_the_means() -> None:
    with pytest.raises(TypeRefused) as refused:
        read_picture(b"\x89PNG\r\n\x1a\n")
    assert refused.value.key == "image"


def test_nothing_heavy_is_imported_before_a_picture_is_read() -> None:
    code = (
        "import sys, gklint.document.scan.read; "
        "print([m for m in ('numpy', 'cv2', 'onnxruntime', 'PIL', 'rapidocr') if m in sys.modules])"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"


class TestWithTheExtra:
    @pytest.fixture(autouse=True)
    def _extra(self) -> None:
        for module in ("cv2", "onnxruntime", "rapidocr", "PIL"):
            pytest.importorskip(module, reason="the extra gklint[ocr] is not installed")

    @pytest.mark.parametrize(
        "data", [b"\x89PNG\r\n\x1a\nnothing", b"\xff\xd8\xff\xe0", b"GIF89a", b"II*\x00"]
    )
    def test_damaged(self, data: bytes) -> None:
        with pytest.raises(CannotOpen) as failed:
            read_picture(data, OCR)
        assert failed.value.key == "damaged"

    @pytest.mark.parametrize("side", [9_000, 60_000])
    def test_more_pixels_than_any_page(self, side: int) -> None:
        data = b"\x89PNG\r\n\x1a\n"
        head = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
        for kind, body in ((b"IHDR", head), (b"IDAT", zlib.compress(bytes(99))), (b"IEND", b"")):
            data += struct.pack(">I", len(body)) + kind + body
            data += struct.pack(">I", zlib.crc32(kind + body))
        with pytest.raises(LimitReached) as reached:
            read_picture(data, OCR)
        assert reached.value.key == "size"

    def test_too_many_pages(self) -> None:
        from PIL import Image

        out = io.BytesIO()
        page = Image.new("1", (8, 8))
        page.save(out, "TIFF", save_all=True, append_images=[page] * limits.OCR_PAGES)
        with pytest.raises(LimitReached) as reached:
            read_picture(out.getvalue(), OCR)
        assert reached.value.key == "pages"

    def test_time(self, monkeypatch: pytest.MonkeyPatch) -> None:
        from PIL import Image

        from gklint.document.scan import read

        monkeypatch.setattr(read, "OCR_SECONDS", -1.0)
        out = io.BytesIO()
        Image.new("L", (300, 400), 255).save(out, "PNG")
        with pytest.raises(LimitReached) as reached:
            read_picture(out.getvalue(), OCR)
        assert reached.value.key == "time"

    @pytest.mark.parametrize("dpi", [150, 300])
    def test_table(self, dpi: int) -> None:
        from tests.document.scan.drawing import GRID, grained, page

        texts = (
            ("381", "0", "7", "1,234", "12.50"),
            ("0", "1", "2", "3", "4"),
            ("5", "6", "8", "9", ""),
            ("-", "10", "", "117", "2009"),
            ("", "99", "100", "4711", "65"),
        )
        out = io.BytesIO()
        image = grained(page(GRID._replace(texts=texts), dpi), 8)
        image.save(out, "PNG", dpi=(dpi, dpi))
        document = read_picture(out.getvalue(), OCR)
        (table,) = document.tables
        read = tuple(tuple(cell.text for cell in row) for row in table.rows())
        assert read == (texts[0], *texts[1:3], ("—", *texts[3][1:]), texts[4])
        assert table.scanned
        assert [(note.kind, note.detail) for note in document.notes] == [(NoteKind.SCANNED, "1")]
        assert document.media_type == "image/png"
