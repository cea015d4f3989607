"""Numbers as they stand on labels: serial numbers of every class, and those that must never be taken for one."""

from random import Random

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
DIGITS = "0123456789"


def _some(dice: Random, letters: str, count: int) -> str:
    return "".join(dice.choices(letters, k=count))


def huawei20(dice: Random) -> str:
    item = f"{dice.choice(('1', '1', '1', 'S'))}0235{_some(dice, DIGITS, 1)}{_some(dice, LETTERS + DIGITS, 3)}"
    year = dice.choice("BCDEFGHJKLMNPQR")
    return f"2{item[:9]}10{year}{dice.choice('123456789ABC')}{_some(dice, DIGITS, 6)}"


def exos(dice: Random) -> str:
    return f"{dice.randint(12, 25)}{dice.randint(1, 52):02}{dice.choice('GNQKX')}-{_some(dice, DIGITS, 5)}"


def universal(dice: Random) -> str:
    return f"{dice.choice(('WM', 'FB', 'TB', 'JA'))}{dice.randint(1, 12):02}{exos(dice)}"


def access_point(dice: Random) -> str:
    made = f"{dice.randint(17, 25)}{dice.randint(1, 12):02}{dice.randint(1, 28):02}"
    return f"{dice.choice(('0230', '0305', '0410', '1130'))}{made}{_some(dice, DIGITS, 4)}"


def mac(dice: Random) -> str:
    return dice.choice(("A47DA5", "00E0FC", "000496", "D88466", "102233", "482254")) + _some(
        dice, "0123456789ABCDEF", 6
    )


def article(dice: Random) -> str:
    """An EAN without its check digit, which whoever draws the code adds."""
    return "590" + _some(dice, DIGITS, 9)


def extreme_part(dice: Random) -> str:
    return f"800{_some(dice, DIGITS, 3)}-00-{dice.randint(1, 20):02}"


def huawei_item(dice: Random) -> str:
    return f"0235{_some(dice, LETTERS + DIGITS, 4)}"
