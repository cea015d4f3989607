"""The service's own log, as text or as JSON lines: what happened and where, never what people said or who they are."""

import hashlib
import json
import logging
import re
import sys
import traceback
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

OURS = ("dyspozytor", "bot", "adapters")
HOME = str(Path(__file__).parent.parent)
CONVERSATION = re.compile(r"\b(console|demo|mail|slack|teams|telegram|web):[^\s]+")
TEXT = "%(asctime)s %(levelname)s %(name)s %(message)s"
Error = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


def start(as_json: bool) -> None:
    """From now on everything goes to standard error; of libraries only what is amiss, their details may quote us."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines() if as_json else Discreet(TEXT))
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    for name in OURS:
        logging.getLogger(name).setLevel(logging.INFO)


def pseudonym(found: re.Match[str]) -> str:
    """`mail:ola@example.pl` as `mail#1f6e2c90`: the same conversation can be followed, nobody can be read."""
    return f"{found[1]}#{hashlib.sha256(found[0].encode()).hexdigest()[:8]}"


class Discreet(logging.Formatter):
    """Of an error its kind and where it came from: its words may quote a message, an address or a token."""

    def format(self, record: logging.LogRecord) -> str:
        """A copy is written, so that whoever else listens gets the record as it was."""
        return super().format(_discreet(record))

    def formatException(self, ei: Error) -> str:  # noqa: N802 - the name logging calls
        """„OperationalError: bot/mail/office.py:75 commit < …”, the innermost place first."""
        return told(ei[1]) if ei[1] else ""


class JsonLines(Discreet):
    """One object a line."""

    def format(self, record: logging.LogRecord) -> str:
        """Moment, level, logger and message; `error` when there was one."""
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname,
            "logger": record.name,
            "message": _discreet(record).getMessage(),
        }
        error = record.exc_info and record.exc_info[1]
        return json.dumps(line | ({"error": told(error)} if error else {}), ensure_ascii=False)


def told(error: BaseException | None) -> str:
    """An error and what caused it, without their words."""
    lines = []
    while error:
        frames = traceback.extract_tb(error.__traceback__)[::-1]
        places = " < ".join(f"{_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames[:8])
        lines.append(f"{type(error).__name__}: {places}")
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return "\n".join(lines)


def _short(path: str) -> str:
    return path.removeprefix(HOME).lstrip("/") if path.startswith(HOME) else Path(path).name


def _discreet(record: logging.LogRecord) -> logging.LogRecord:
    """Errors among the arguments by their kind, conversations by a pseudonym; of a library only what never varies."""
    copy = logging.makeLogRecord(record.__dict__)
    if record.name.partition(".")[0] not in OURS:
        copy.msg, copy.args = str(record.msg).partition("\n")[0], ()
    elif isinstance(record.args, tuple):
        copy.args = tuple(type(one).__name__ if isinstance(one, BaseException) else one for one in record.args)
    copy.msg, copy.args = CONVERSATION.sub(pseudonym, copy.getMessage()), ()
    copy.exc_text = None
    return copy
