"""How sure we are that a question is about our devices at all."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import yaml

from bot.search.words import Word, beginnings, stem, tokens

# In units of one rare word found (`Bm25.per_word`); fitted to the questions of `tests/search/seen`.
COVERED_BONUS = 0.8  # for each word said that the best article holds
DOMAIN_BONUS = 1.1  # for each word of the field, at most two
DEVICE_BONUS = 1.5  # a caller whose device is known, or named, asks about it more likely than about a printer
STRANGER_PENALTY = 2.6  # for each foreign brand or thing, or computer without a word of networks
RELIEVED = 0.25  # of that penalty is left for all things together beside a word of networks
UNKNOWN_PENALTY = 0.4  # for each word that no article holds
WORDING = 0.4  # for how much the question sounds like ours; only where the device is not known
NEEDED = 5.5  # below this nothing is offered
NEEDED_KNOWN = 4.5  # the same where the device is known
BRIEF = {1: 3.2, 2: 3.7}  # the same where so few words were said of it
CERTAIN = 12.0  # from here on the score is 1
PHONE_MAKER = stem("huawei")
MODEL = re.compile(r"(?:s|ce|x|ar|ac|ap|vsp|ne)[0-9]{3,5}[a-z]{0,3}")


@dataclass(frozen=True)
class Signals:
    """Stems that speak for and against a question being ours.

    `network` words are of networks alone, `domain` holds them and whatever else our devices have or print. `brands`
    name other makers, `things` what we do not serve, `computers` what has fans and memory, or loses the network, as
    our devices do. `own` name our makers and their systems, `personal` what a maker sells to people, `vague` any
    device at all.
    """

    domain: frozenset[str]
    network: frozenset[str]
    brands: frozenset[str]
    things: frozenset[str]
    computers: frozenset[str]
    own: frozenset[str]
    personal: frozenset[str]
    vague: frozenset[str]

    def weigh(
        self, words: Iterable[Word], best: float, covered: int, unknown: int, device_known: bool, wording: float
    ) -> float:
        """Best score of the word stage with bonuses and penalties, as 0..1; 0 means nothing fits.

        Where the device is known or named, another maker's name is rather the other end of the cable, and a foreign
        thing what hangs on it.
        """
        said = list(words)
        if all(word.stem in self.vague or self._is_own(word) for word in said):
            return 0.0  # „padł switch” names a device and says nothing of the fault
        stems = {stem(word.written) for word in said} | {word.stem for word in said}
        named = stems.union(*(beginnings(word.written) for word in said))
        network = bool(named & self.network)
        gadget = not (device_known or network) and self._is_gadget(said, stems)
        device = device_known or (any(map(self._is_own, said)) and not gadget)
        if named & self.brands and not device:
            return 0.0
        computer = not (device or network) and bool(stems & self.computers)
        bonus = COVERED_BONUS * covered + DEVICE_BONUS * device
        bonus += DOMAIN_BONUS * min(2, len(stems & self.domain)) * (not computer)
        penalty = self._strangers(named, network, device) + computer + gadget
        raw = best + bonus - STRANGER_PENALTY * penalty - UNKNOWN_PENALTY * unknown
        raw += WORDING * wording
        needed = BRIEF.get(len(said), NEEDED_KNOWN if device_known else NEEDED)
        return min(1.0, raw / CERTAIN) if raw >= needed else 0.0

    def _strangers(self, named: set[str], network: bool, device: bool) -> float:
        """How many other makers and foreign things are named; those that only hang on our network count little."""
        things = len(named & self.things)
        most = RELIEVED if network else 1 if device else things
        return len(named & self.brands) / (1 + device) + min(most, things)

    def _is_gadget(self, said: Iterable[Word], stems: set[str]) -> bool:
        """Whether the only thing of ours that is named is the maker of telephones, beside a screen or a watch."""
        return {word.stem for word in said if self._is_own(word)} == {PHONE_MAKER} and bool(stems & self.personal)

    def _is_own(self, word: Word) -> bool:
        return word.stem in self.own or bool(MODEL.fullmatch(word.written))


def load_signals(path: Path) -> Signals:
    """Read the lists of `knowledge/_slowa.yaml`."""
    data = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - strings only
    network = _stems(data["sieć"])
    return Signals(
        domain=network | _stems(data["dziedzina"]),
        network=network,
        brands=_stems(data["obce marki"]),
        things=_stems(" ".join(data["obce rzeczy"].values())),
        computers=_stems(data["komputery"]),
        own=_stems(data["nasze marki"]),
        personal=_stems(data["osobiste"]),
        vague=_stems(data["ogólne"]),
    )


def _stems(words: str) -> frozenset[str]:
    return frozenset(stem(token) for token in tokens(words))
