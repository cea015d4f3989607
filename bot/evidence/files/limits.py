"""How much of a file somebody sent is taken, unpacked and worked on; the Polish sentence for each refusal."""

from dataclasses import dataclass

MB = 1_000_000

WHOLE = 25 * 1024 * 1024
"""Bytes of the file as it came."""
MEMBER = 20 * MB
UNPACKED = 60 * MB
"""Bytes of everything that comes out of an archive."""
MEMBERS = 200
ENTRIES = 10_000
"""A list of contents longer than this is not even read."""
DEPTH = 2
RATIO = 200
RATIO_FROM = 1 * MB
"""A short text may well shrink more than that."""
PHOTOS = 5
NOTES = 5

# Ends of a sentence that begins with „Pliku … nie przyjęto:” or „Pliku … nie udało się odczytać:”.
EMPTY = "plik jest pusty."
TOO_LARGE = "plik jest za duży, przyjmujemy do 25 MB."
ENCRYPTED = "archiwum jest zaszyfrowane. Proszę przesłać je bez hasła."
BOMB = "archiwum po rozpakowaniu rośnie ponad 200 razy. Proszę przesłać same logi, bez archiwum."
TOO_MUCH = "po rozpakowaniu zajmuje ponad 60 MB. Proszę przesłać tylko potrzebne logi."
TOO_MANY = "w archiwum jest za dużo plików. Proszę przesłać tylko potrzebne logi."
FOREIGN = "takiego archiwum nie otworzę. Proszę przesłać zip, gz albo tar."
DAMAGED = "plik jest uszkodzony albo ucięty. Proszę przesłać go jeszcze raz."
UNREADABLE = "nie ma w nim tekstu ani zdjęcia do odczytania."
TOO_HARD = "odczytanie trwałoby za długo. Proszę przesłać mniejszy plik albo same logi."

# Ends of a note that begins with the name of a member of an archive.
CUT = "ucięty albo uszkodzony, przeczytano początek"
LONG_MEMBER = "większy niż 20 MB, pominięty"
LINK = "odnośnik albo plik specjalny, pominięty"
DEEP = "archiwum w archiwum w archiwum, pominięte"
NOT_READ = "pominięty: czytamy teksty i pierwsze 5 zdjęć"
MORE = "przeczytano pierwsze 200 plików"


class Refused(Exception):
    """A file that is not taken: its one argument is the end of a Polish sentence."""


@dataclass(frozen=True, slots=True)
class Resources:
    """What the process that reads one file may use: bytes, seconds of work, seconds by the clock."""

    memory: int = 700 * MB
    work: int = 60
    patience: float = 90.0


USUAL = Resources()
