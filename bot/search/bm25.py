"""BM25 over weighted bags of terms, in plain Python: postings only, no matrix, and a bounded look at long ones."""

from __future__ import annotations

import math
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest

K1 = 1.2
B = 0.75
DEPTH = 500
"""Of a term with more documents only those it weighs most in are considered; the best then get their whole score."""


@dataclass(slots=True)
class Posting:
    """The documents of a term, ascending, with its weight in each; `head` are the DEPTH it weighs most in."""

    docs: array[int]
    weights: array[float]
    found: float = 0.0
    idf: float = 0.0
    head: tuple[array[int], array[float]] | None = None

    def weight(self, doc: int) -> float:
        """The term's weight in a document; 0 when it is not there."""
        place = bisect_left(self.docs, doc)
        return self.weights[place] if place < len(self.docs) and self.docs[place] == doc else 0.0

    def settle(self, dampings: Sequence[float], size: int) -> None:
        """Turn counts into weights once the lengths of all documents are known.

        A document that only mentions a term (a count below one) counts in part, so that a word at home in one
        article and mentioned in ten stays telling.
        """
        self.found = sum(min(1.0, count) for count in self.weights)
        self.idf = math.log(1 + (size - self.found + 0.5) / (self.found + 0.5))
        for place, doc in enumerate(self.docs):
            count = self.weights[place]
            self.weights[place] = count * (K1 + 1) / (count + dampings[doc])
        if len(self.docs) > DEPTH:
            best = sorted(nlargest(DEPTH, range(len(self.docs)), key=self.weights.__getitem__))
            self.head = array("I", (self.docs[p] for p in best)), array("f", (self.weights[p] for p in best))


class Bm25:
    """Scores documents by the terms they share with a query (Robertson and Zaragoza 2009)."""

    def __init__(self, bags: Iterable[Mapping[str, float]]) -> None:
        self._postings: dict[str, Posting] = {}
        lengths = array("f")
        for number, bag in enumerate(bags):
            lengths.append(sum(bag.values()))
            for term, count in bag.items():
                posting = self._postings.get(term)
                if posting is None:
                    posting = self._postings[term] = Posting(array("I"), array("f"))
                posting.docs.append(number)
                posting.weights.append(count)
        self.size = len(lengths)
        usual = sum(lengths) / max(1, self.size) or 1.0
        dampings = array("f", (K1 * (1 - B + B * length / usual) for length in lengths))
        for posting in self._postings.values():
            posting.settle(dampings, self.size)

    def idf(self, term: str) -> float:
        """How telling a term is; 0 for one that no document has."""
        return self._postings[term].idf if term in self._postings else 0.0

    def best(
        self, query: Iterable[tuple[str, float]], many: int, allowed: Sequence[int] | None = None
    ) -> dict[int, float]:
        """The `many` best documents with their scores, best first; `allowed` holds a 1 for each that may be found."""
        known = [(self._postings[term], weight) for term, weight in query if term in self._postings]
        total: dict[int, float] = {}
        for posting, weight in known:
            importance = weight * posting.idf
            for doc, value in zip(*(posting.head or (posting.docs, posting.weights)), strict=True):
                total[doc] = total.get(doc, 0.0) + importance * value
        fitting = total if allowed is None else {doc: score for doc, score in total.items() if allowed[doc]}
        best = nlargest(many, fitting, key=lambda doc: (fitting[doc], -doc))
        if any(posting.head for posting, _ in known):
            whole = {doc: sum(weight * p.idf * p.weight(doc) for p, weight in known) for doc in best}
            return {doc: whole[doc] for doc in sorted(best, key=lambda doc: (-whole[doc], doc))}
        return {doc: fitting[doc] for doc in best}

    def per_word(self, score: float) -> float:
        """A score in units of one rare word, so that it means the same in a small and a large collection."""
        return score / math.log(1 + max(1, self.size))

    def has(self, term: str, doc: int) -> bool:
        """Whether a document holds a term."""
        return term in self._postings and self._postings[term].weight(doc) > 0
