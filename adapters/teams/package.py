"""The package with which the bot is installed in Teams: a manifest and two icons, drawn here."""

import json
import re
import zipfile
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit

from PIL import Image, ImageDraw

SCHEMA = "https://developer.microsoft.com/en-us/json-schemas/teams/v1.17/MicrosoftTeams.schema.json"
VERSION = "1.0.0"
NAME, LONG_NAME = "Dyspozytor", "Dyspozytor – asystent serwisu sieciowego"
SHORT = "Zgłaszanie awarii sieci: uprawnienia, terminy i kontakt z inżynierem."
LONG = (
    "Dyspozytor przyjmuje zgłoszenia awarii urządzeń sieciowych. Sprawdza umowę, podaje terminy, podsuwa rozwiązania "
    "z bazy wiedzy i przekazuje gotową sprawę inżynierom. To automat; z człowiekiem łączy na prośbę."
)
COMMANDS = {
    "zgłaszam awarię": "Zgłoszenie awarii",
    "status zgłoszenia": "Moje zgłoszenia",
    "status umowy": "Moje umowy",
    "chcę rozmawiać z człowiekiem": "Rozmowa z człowiekiem",
    "pomoc": "Co mogę zrobić",
}
NEEDED = ("ChannelMessage.Read.Group",)
"""To hear what is typed in a thread without a mention of the bot; the owner of the team agrees to it."""
COLOUR, WHITE, CLEAR = "#0b5cad", (255, 255, 255, 255), (255, 255, 255, 0)
LIMITS = {
    ("name", "short"): 30,
    ("name", "full"): 100,
    ("description", "short"): 80,
    ("description", "full"): 4000,
    ("developer", "name"): 32,
    ("developer", "websiteUrl"): 2048,
}
COMMAND_TITLE, COMMAND_TEXT, COMMANDS_AT_MOST = 32, 128, 10
GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def manifest(app_id: str, address: str, owner: str = NAME) -> dict[str, Any]:
    """What Teams wants to know of the bot; the address is ours."""
    commands = [{"title": title, "description": text} for title, text in COMMANDS.items()]
    bot = {"botId": app_id, "scopes": ["personal", "team"], "supportsFiles": True, "isNotificationOnly": False}
    return {
        "$schema": SCHEMA,
        "manifestVersion": "1.17",
        "version": VERSION,
        "id": app_id,
        "name": {"short": NAME, "full": LONG_NAME},
        "description": {"short": SHORT, "full": LONG},
        "developer": {"name": owner, "websiteUrl": address, "privacyUrl": address, "termsOfUseUrl": address},
        "icons": {"color": "color.png", "outline": "outline.png"},
        "accentColor": COLOUR,
        "defaultInstallScope": "personal",
        "bots": [{**bot, "commandLists": [{"scopes": ["personal"], "commands": commands}]}],
        "validDomains": [urlsplit(address).hostname],
        "webApplicationInfo": {"id": app_id, "resource": f"api://{app_id}"},
        "authorization": {
            "permissions": {"resourceSpecific": [{"name": name, "type": "Application"} for name in NEEDED]}
        },
    }


def problems(about: dict[str, Any]) -> list[str]:
    """Why Teams would refuse this manifest, in Polish."""
    found = [
        f"{group}.{name} ma {len(about[group][name])} znaków, a może mieć {limit}."
        for (group, name), limit in LIMITS.items()
        if not 0 < len(about[group][name]) <= limit
    ]
    commands = [c for bot in about["bots"] for some in bot["commandLists"] for c in some["commands"]]
    found += [
        f"Polecenie „{c['title']}” jest za długie."
        for c in commands
        if len(c["title"]) > COMMAND_TITLE or len(c["description"]) > COMMAND_TEXT
    ]
    if len(commands) > COMMANDS_AT_MOST:
        found.append(f"Poleceń jest {len(commands)}, a może być {COMMANDS_AT_MOST}.")
    if not about["developer"]["websiteUrl"].startswith("https://"):
        found.append("Adres serwisu musi zaczynać się od https://. Proszę poprawić PUBLIC_URL.")
    if not GUID.fullmatch(about["id"]):
        found.append("Numer aplikacji ma inny kształt. Proszę poprawić TEAMS_APP_ID.")
    return found


def package(about: dict[str, Any]) -> bytes:
    """The zip to upload in Teams."""
    whole = BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("manifest.json", json.dumps(about, ensure_ascii=False, indent=2))
        packed.writestr("color.png", _drawn(192, COLOUR, margin=48))
        packed.writestr("outline.png", _drawn(32, CLEAR, margin=2))
    return whole.getvalue()


def _drawn(size: int, ground: str | tuple[int, ...], margin: int) -> bytes:
    """A switch with its ports, under a speech bubble's tail: white on the ground."""
    image = Image.new("RGBA", (size, size), ground)
    draw, inner = ImageDraw.Draw(image), size - 2 * margin
    line = max(2, inner // 14)
    top, bottom = margin + inner // 5, margin + inner * 3 // 5
    draw.rounded_rectangle((margin, top, size - margin - 1, bottom), inner // 8, outline=WHITE, width=line)
    draw.polygon(
        [(margin + inner // 4, bottom), (margin + inner // 2, bottom), (margin + inner // 4, size - margin)], WHITE
    )
    for number in range(3):
        left, middle = margin + inner * (number + 1) // 4 - line // 2, (top + bottom) // 2
        draw.rectangle((left, middle - line // 2, left + line - 1, middle - line // 2 + line - 1), WHITE)
    packed = BytesIO()
    image.save(packed, "PNG")
    return packed.getvalue()
