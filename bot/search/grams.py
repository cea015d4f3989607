"""The second opinion of the search: BM25 over runs of three and four letters, on a few candidates."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence

from bot.search.bm25 import K1, B


def gram_scores(query: str, texts: Sequence[str], candidates: Iterable[int]) -> dict[int, float]:
    """Document number -> score. `query` and `texts` are folded words with a space at both ends."""
    grams = Counter(query[start : start + size] for size in (3, 4) for start in range(len(query) - size + 1))
    chosen = list(candidates)
    usual = sum(len(texts[doc]) for doc in chosen) / max(1, len(chosen))
    damping = {doc: K1 * (1 - B + B * len(texts[doc]) / usual) for doc in chosen}
    total = dict.fromkeys(chosen, 0.0)
    for gram, said in grams.items():
        counts = [(doc, texts[doc].count(gram)) for doc in chosen]
        found = [(doc, count) for doc, count in counts if count]
        importance = said * math.log(1 + (len(chosen) - len(found) + 0.5) / (len(found) + 0.5))
        for doc, count in found:
            total[doc] += importance * count * (K1 + 1) / (count + damping[doc])
    return total
