"""A small world in three files, to be changed by a test."""

from pathlib import Path

CONTRACTS = """\
contract;customer;service;valid_from;valid_to;partner;note
PW-2026-000101;Tartak Bór;extreme.pw.nbd_ahr;2026-01-01;2027-12-31;Sieci Mazur;
HZ/SOS/2026/0033;Drukarnia Wir;huawei.sos.8x5xnbd;2026-03-01;2027-02-28;;
"""
DEVICES = """\
serial;vendor;model;contract;site;address
1912N-40017;extreme;X440-G2-24t-10G4;PW-2026-000101;hala traków;Leśna 4, 19-500 Gołdap
2102351ABC10K7000042;huawei;S5735-L24P4X-A1;HZ/SOS/2026/0033;introligatornia;Prasowa 11, Bydgoszcz
"""
PEOPLE = """\
person;name;role;organisation;email;phone;channel;channel_user
hela;Helena Przykładna;caller;Tartak Bór;hela@tartak.example;600000101;telegram;111
mazur;Jan Mazurek;partner;Sieci Mazur;jan@mazur.example;600000102;;
ola;Aleksandra Dyżur;engineer;;ola@serwis.example;600000103;slack;U1
"""


def write(folder: Path, contracts: str = CONTRACTS, devices: str = DEVICES, people: str = PEOPLE) -> Path:
    """The three files in a folder, in UTF-8."""
    folder.mkdir(exist_ok=True)
    for name, text in (("contracts", contracts), ("devices", devices), ("people", people)):
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder
