"""What is read from outputs of each platform, and what is left alone; texts written after the makers' own examples."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.evidence import Device, read

STACK = """* (Slot-1) RDZEN.1 # show switch
SysName:          RDZEN
System Type:      X450G2-48p-G4 (Stack)
Current Time:     Fri Nov 20 10:49:56 2026
System UpTime:    12 days 3 hours 5 minutes 3 seconds
* (Slot-1) RDZEN.2 # show version
Slot-1      : 800616-00-09 1708N-41234 Rev 9.0 BootROM: 1.0.2.1    IMG: 30.7.1.1
Slot-2      : 800616-00-09 1708N-41235 Rev 9.0 BootROM: 1.0.2.1    IMG: 30.7.1.1
Slot-3      :
PSU-1       : Internal PSU-1 800515-00-05 1652W-80410
Image   : ExtremeXOS version 30.7.1.1 by release-manager
"""


def serials(text: str) -> list[str | None]:
    return [device.serial for device in read(text).devices]


def kinds(text: str) -> list[str]:
    return sorted(fault.kind for fault in read(text).faults)


def test_members_of_a_stack_are_told_apart() -> None:
    one, two = read(STACK).devices
    assert one == Device(
        "1708N-41234",
        "X450G2-48p-G4",
        "30.7.1.1",
        "12 days 3 hours 5 minutes 3 seconds",
        "extreme_exos",
        "RDZEN",
        "1",
    )
    assert (two.serial, two.slot) == ("1708N-41235", "2")


def test_two_prompts_are_two_devices() -> None:
    text = (
        "<A>display esn\nESN of slot 0: 2102353169107C800132\n"
        "<B>display esn\nESN of slot 0: 2102353170107C800133\n<A>display clock\n"
    )
    assert [(device.host, device.serial) for device in read(text).devices] == [
        ("B", "2102353170107C800133"),
        ("A", "2102353169107C800132"),
    ]


def test_two_outputs_without_a_prompt_are_two_devices_when_their_models_differ() -> None:
    text = "Product name: AP230\nSerial number: 02301512211756\nProduct name: AP410C\nSerial number: 04101912211757\n"
    assert [(device.model, device.serial) for device in read(text).devices] == [
        ("AP230", "02301512211756"),
        ("AP410C", "04101912211757"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Serial number: 5c-16-c7-12-34-56",
        "Serial Number : 800616-00-09",
        "Serial number: N/A",
        "Serial number: 0000000000",
        "Manu. Serial Number : 2102353169107C800132",
        "Ps#1 Serial Number: LBNNTMPL20180L",
        "License ESN: 2102353169107C800132",
        "Equipment SN(ESN): BARCODETEST2019****",
        "BarCode=2102353169107C800132",
        "MAC Address: 00e0-fc12-3456",
    ],
)
def test_no_other_number_is_a_serial_number(line: str) -> None:
    assert serials(line) == []


def test_a_board_of_a_label_is_no_device() -> None:
    text = "[Slot_0]\n[Main_Board]\n[Board Properties]\nBoardType=S5735-L24T4X-A1\nBarCode=2102353169107C800132\n"
    optics = "[Port_GigabitEthernet0/0/1]\n[Board Properties]\nBarCode=2102353169107C800777\n"
    assert serials(text + optics) == ["2102353169107C800132"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "PowerSupply 1 information:\n State : Powered On\nPowerSupply 2 information:\n State : Power Failed\n",
            ["psu"],
        ),
        ("PowerSupply 2 information:\n State : Empty\n", []),
        ("Fan-1: Operational at 5400 RPM\nFan-2: Failed\n", ["fan"]),
        ("\tPs#1 Status       : empty\n\tPs#2 Status       : down\n", ["psu"]),
        ("Stack Topology is a Ring\nActive Topology is a Daisy-Chain\n", ["stack"]),
        ("Stack Topology is a Daisy-Chain\nActive Topology is a Daisy-Chain\n", []),
        ("Memory Using Percentage Is: 95%\n", ["memory"]),
        ("Memory Using Percentage Is: 50%\n", []),
        ("GE1 current state : UP\n  CRC:  12,  Giants:  0\n", ["crc"]),
        ("GE1 current state : UP\n CRC: 12\nGE1 current state : UP\n CRC: 12\n", []),
        ("GE1 current state : UP\n CRC: 12\nGE1 current state : UP\n CRC: 19\n", ["crc"]),
        ("display alarm active\nSequence AlarmId Level Date Time Description\n", []),
    ],
)
def test_present_faults_and_only_those(text: str, expected: list[str]) -> None:
    assert kinds(text) == expected


def test_what_recovered_is_no_fault() -> None:
    failed = "Nov 20 2026 10:00:00 SW1 %%01DEVM/1/POWERFAIL(l)[1]:Power supply 2 failed.\n"
    well = "Nov 20 2026 10:05:00 SW1 %%01DEVM/1/POWERRESUME(l)[2]:Power supply 2 recovered from failure.\n"
    assert kinds(failed) == ["psu"]
    assert kinds(failed + well) == []


def test_an_old_reboot_is_no_fault_and_a_new_one_is() -> None:
    rebooted = "11/20/2026 09:00:00.00 <Warn:EPM.UnexpctRebootDtect> Slot-1: Booting after System Failure.\n"
    later = "11/{} 09:30:00.00 <Info:AAA.login> user logged in\n"
    assert kinds(rebooted + later.format("20/2026")) == ["reboot"]
    assert kinds(rebooted + later.format("27/2026")) == []


@given(st.text())
def test_any_text_is_read_without_an_error(text: str) -> None:
    read(text)


@given(st.lists(st.sampled_from(STACK.split()) | st.sampled_from(list("\n:<>[]#%=-.\t")), max_size=40).map(" ".join))
def test_pieces_of_outputs_in_any_order_are_read_without_an_error(text: str) -> None:
    read(text)
