"""`dyspozytor phrases`: the sentences that were not understood, as lines to review and add to the phrases."""

import json
from argparse import Namespace
from collections import Counter
from collections.abc import Iterable
from typing import Any

from bot.commands.data import own_store
from bot.store import unread
from bot.store.tables import Found


def phrases(_options: Namespace) -> int:
    """One JSON line a sentence and question, the commonest first."""
    with own_store() as store, store.read() as c:
        for line in lines(unread.counted(c)):
            print(json.dumps(line, ensure_ascii=False))
    return 0


def lines(rows: Iterable[Found]) -> list[dict[str, Any]]:
    """`intent` is what came next most often: a suggestion to be checked, empty when nothing understood followed."""
    sequels: dict[tuple[str, str | None], Counter[str]] = {}
    last: dict[tuple[str, str | None], str] = {}
    for row in rows:
        key = (row.text, row.asked)
        sequels.setdefault(key, Counter())[row.next or ""] += row.times
        last[key] = max(last.get(key, ""), row.last.date().isoformat())
    found = [
        {
            "text": text,
            "asked": asked,
            "count": counts.total(),
            "intent": next((name for name, _ in counts.most_common() if name), ""),
            "next": {name: count for name, count in counts.most_common() if name},
            "last": last[text, asked],
        }
        for (text, asked), counts in sequels.items()
    ]
    return sorted(found, key=lambda line: -line["count"])
