"""What a file says and what may be shown of it: texts in every encoding, archives, photos."""

from contextlib import nullcontext
from io import BytesIO
from pathlib import Path
from random import Random
from zipfile import ZipFile

import pytest
from PIL import Image

from bot.evidence.files import FileReport, read_file
from bot.evidence.files.report import pack, unpack
from bot.evidence.files.texts import LONGEST, blocks
from tests.evidence.hostile import LOG, SERIAL, entry, tarred, zipped
from tests.evidence.labels.drawn import LAYOUTS

SECRETS = Path(__file__).with_name("secrets.tsv")
SAID = "hasło do konsoli: Żółw2024!"
TEXT = LOG.decode() + SAID + "\r\nkoniec\n"
MASKED = TEXT.replace("Żółw2024!", "•••").encode()
KEY = "-----BEGIN PRIVATE KEY-----\n" + "MIIEabc+/\n" * 400 + "-----END PRIVATE KEY-----\n"


def photo() -> tuple[bytes, str]:
    """A label as a JPEG that says where it was taken, and the number on it."""
    drawn = LAYOUTS[0](Random(7))  # noqa: S311  not for secrets
    exif = Image.Exif()
    exif[0x010F] = "Aparat Hanny"
    file = BytesIO()
    drawn.picture.convert("RGB").save(file, "JPEG", exif=exif)
    return file.getvalue(), drawn.serial


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1250", "iso8859-2"])
def test_a_text_is_read_and_shown_masked(encoding: str) -> None:
    report = read_file("katalog/sw1.log", TEXT.encode(encoding))
    assert report.findings.serials == (SERIAL,)
    assert report.shown is not None
    assert (report.shown.name, report.shown.data) == ("sw1.log", MASKED)


def test_an_archive_is_shown_as_a_zip_of_what_is_in_it_masked() -> None:
    picture, serial = photo()
    inside = tarred((entry("../a/sw1.log"), TEXT.encode("cp1250")), (entry("b/sw1.log"), b"<SW2>display clock\n"),
                    packed="xz")  # fmt: skip
    report = read_file("logi.zip", zipped(("logi.tar.xz", inside), ("sn.png", picture), ("a.exe", b"MZ\0\1\2" * 99)))
    assert report.findings.serials == (SERIAL,)
    assert [label.candidates[0].serial for label in report.labels] == [serial]
    assert report.notes == ("a.exe: pominięty: czytamy teksty i pierwsze 5 zdjęć",)
    assert report.shown is not None
    with ZipFile(BytesIO(report.shown.data)) as shown:
        assert shown.namelist() == ["sw1.log", "sw1-2.log", "sn.jpg"]
        assert shown.read("sw1.log") == MASKED
        assert b"Hanny" in picture
        assert b"Hanny" not in shown.read("sn.jpg")


def test_a_photo_is_shown_without_what_the_camera_wrote() -> None:
    picture, serial = photo()
    report = read_file("IMG_1.jpg", picture)
    assert report.labels[0].candidates[0].serial == serial
    assert report.shown is not None
    assert b"Hanny" not in report.shown.data


def test_a_pdf_is_taken_and_neither_read_nor_shown() -> None:
    assert read_file("oferta.pdf", b"%PDF-1.7\n") == FileReport()


def test_more_members_than_are_read_are_named_in_a_note() -> None:
    report = read_file("logi.zip", zipped(*((f"{n}.log", LOG) for n in range(201))))
    assert report.findings.serials == (SERIAL,)
    assert report.notes == ("logi.zip: przeczytano pierwsze 200 plików",)


def test_a_report_comes_back_as_it_was_packed() -> None:
    report = read_file(
        "sw1.log", TEXT.encode() + b"Nov 20 2026 10:00:00 SW1 %%01DEVM/1/POWERFAIL(l)[1]:Power failed.\n"
    )
    assert report.findings.faults
    assert unpack(pack(report)) == report


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1250"])
def test_no_secret_of_the_list_is_shown(encoding: str) -> None:
    rows = [row.replace("\\n", "\n").split("\t") for row in SECRETS.read_text("utf-8").splitlines()]
    data = ("ąśź\n" + "".join(f"{row[0]}\n" for row in rows)).encode(encoding)
    for sent in (data, zipped(("a.cfg", data)), zipped(("b.tgz", tarred((entry("a.cfg"), data), packed="gz")))):
        report = read_file("sw.cfg", sent)
        assert report.shown is not None
        with nullcontext() if sent is data else ZipFile(BytesIO(report.shown.data)) as shown:
            text = (shown.read("a.cfg") if shown else report.shown.data).decode()
        assert [secret for row in rows for secret in row[1:] if len(secret) > 5 and secret in text] == []
        assert text.count("•••") > len(rows)


@pytest.mark.parametrize("before", [0, 262_000, 262_144 - 40, 300_000])
def test_a_key_is_in_one_block(before: int) -> None:
    text = "x" * 79 + "\n"
    data = (text * (before // 80) + KEY + text * 5000).encode()
    whole = list(blocks(data))
    assert "".join(whole).encode() == data
    assert sum(KEY in block for block in whole) == 1


def test_a_line_without_an_end_is_cut_and_the_next_one_is_whole() -> None:
    text = "a" * (3 * LONGEST) + "\nkoniec\n"
    (line, last) = "".join(blocks(text.encode())).splitlines()
    assert set(line) == {"a"}
    assert len(line) < 2 * LONGEST
    assert last == "koniec"
