"""A real browser for the page; where there is none, that is said by name and loudly."""

from __future__ import annotations

import shutil
from datetime import date
from typing import TYPE_CHECKING, Final

import pytest

from gklint.outputs.html import HtmlWriter
from tests.browser import runs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from gklint.result import RunReport

    Show = Callable[..., "Look"]

_WHY: Final = "NOT RUN: no Chromium: how the page behaves in a browser was NOT tested"
_NAMES: Final = ("chromium", "chromium-browser", "google-chrome", "chrome", "microsoft-edge")


class Look:
    """A page that is open. `asked` are the addresses it asked for, `said` what it complained of."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.asked: list[str] = []
        self.said: list[str] = []
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("console", lambda message: self.said.append(message.text))
        page.on("pageerror", lambda error: self.said.append(str(error)))
        page.on("dialog", lambda dialog: self.said.append(dialog.message))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = next(filter(None, map(shutil.which, _NAMES)), None)
    if path is None:
        pytest.skip(_WHY)
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        pytest.skip(_WHY.replace("Chromium", "Playwright to drive Chromium"))
    with sync_playwright() as driver:
        opened = driver.chromium.launch(
            executable_path=path, args=["--headless=new", "--no-sandbox", "--disable-gpu"]
        )
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Callable[[RunReport], Path]:
    """The file of a run, written once."""
    folder = tmp_path_factory.mktemp("pages")
    known: dict[int, tuple[RunReport, Path]] = {}

    def write(run: RunReport) -> Path:
        if id(run) not in known:
            path = folder / f"{len(known)}.html"
            with path.open("w", encoding="utf-8") as out:
                writer = HtmlWriter(runs.setting(run.lang), out, date(2025, 3, 1))
                for document in run.documents:
                    writer.document(document)
                writer.finish(run)
            known[id(run)] = run, path
        return known[id(run)][1]

    return write


@pytest.fixture
def show(browser: Browser, written: Callable[[RunReport], Path]) -> Iterator[Show]:
    """Opens the page of a run: ``show(run, "#d2", width=390)``."""
    contexts = []

    def look(
        run: RunReport,
        address: str = "",
        *,
        width: int = 1280,
        scripts: bool = True,
        dark: bool = False,
    ) -> Look:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            java_script_enabled=scripts,
            color_scheme="dark" if dark else "light",
        )
        contexts.append(context)
        seen = Look(context.new_page())
        seen.page.goto(written(run).as_uri() + address)
        return seen

    yield look
    for context in contexts:
        context.close()
