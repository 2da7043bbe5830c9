"""The outputs of a run, written side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gklint.cli import silence_stdout
from gklint.cli.refusal import target_refusal
from gklint.messages import say
from gklint.outputs.target import Sink, TargetError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gklint.lang import Lang
    from gklint.outputs.base import Setting, Writer
    from gklint.outputs.target import Target
    from gklint.result import DocumentResult, RunReport


class Outputs:
    """All outputs as one. One whose reader leaves is dropped; the run stays true."""

    def __init__(self, targets: Sequence[Target], setting: Setting, lang: Lang) -> None:
        self._lang = lang
        self._sinks: list[Sink] = []
        self._open: list[tuple[Sink, Writer]] = []
        self._asked = len(targets)
        self.hold = any(target.format.holds for target in targets)
        self.notes: list[str] = []
        try:
            for target in targets:
                sink = Sink(target)
                self._sinks.append(sink)
                # A file is for keeping: no colour in it, whatever the terminal shows.
                own = setting if target.path is None else setting._replace(color=False)
                self._open.append((sink, target.format.writer(own, sink.stream)))
        except TargetError as error:
            self.discard()
            raise target_refusal(error, lang) from error
        except BaseException:  # broken off while a format was being loaded
            self.discard()
            raise

    @property
    def all_gone(self) -> bool:
        return self._asked > 0 and not self._open

    def document(self, result: DocumentResult) -> None:
        self._each(lambda sink, writer: writer.document(result))

    def finish(self, run: RunReport) -> None:
        def end(sink: Sink, writer: Writer) -> None:
            writer.finish(run)
            sink.close()
            if sink.target.path is not None:
                name = sink.target.format.name
                path = str(sink.target.path)
                self.notes.append(say("note.written", self._lang, path=path, format=name))

        try:
            self._each(end)
        except TargetError as error:
            raise target_refusal(error, self._lang) from error

    def discard(self) -> None:
        for sink in self._sinks:
            sink.discard()

    def _each(self, act: Callable[[Sink, Writer], None]) -> None:
        for pair in tuple(self._open):
            try:
                act(*pair)
            except BrokenPipeError:
                self._open.remove(pair)
                if pair[0].target.path is None:
                    silence_stdout()
