"""What Discord accepts as buttons, menus and forms."""

from collections.abc import Iterator
from enum import IntEnum
from typing import Any

from tests.fake_discord.errors import Complaints, Json

MOST_ROWS = 5
MOST_BUTTONS_IN_ROW = 5
MOST_OPTIONS = 25
MOST_LAYOUT_COMPONENTS = 40
MOST_LAYOUT_TEXT = 4_000
MOST_TEXT_INPUT = 4_000


class Kind(IntEnum):
    ROW = 1
    BUTTON = 2
    SELECT = 3
    TEXT_INPUT = 4
    USER_SELECT = 5
    ROLE_SELECT = 6
    MENTIONABLE_SELECT = 7
    CHANNEL_SELECT = 8
    SECTION = 9
    TEXT = 10
    THUMBNAIL = 11
    GALLERY = 12
    FILE = 13
    SEPARATOR = 14
    CONTAINER = 17
    LABEL = 18
    RADIO_GROUP = 21
    CHECKBOX_GROUP = 22
    CHECKBOX = 23


LINK_STYLE = 5
SELECTS = (
    Kind.SELECT,
    Kind.USER_SELECT,
    Kind.ROLE_SELECT,
    Kind.MENTIONABLE_SELECT,
    Kind.CHANNEL_SELECT,
)
GROUPS = (Kind.RADIO_GROUP, Kind.CHECKBOX_GROUP)
LAYOUT = (
    Kind.ROW,
    Kind.SECTION,
    Kind.TEXT,
    Kind.GALLERY,
    Kind.FILE,
    Kind.SEPARATOR,
    Kind.CONTAINER,
)
IN_A_LABEL = (Kind.TEXT_INPUT, *SELECTS, *GROUPS, Kind.CHECKBOX)


def walk(components: list[Json], path: str = "components") -> Iterator[tuple[str, Json]]:
    """Yield every component with its path, outermost first."""
    for number, component in enumerate(components):
        yield from _walk_one(f"{path}.{number}", component)


def _walk_one(path: str, component: Json) -> Iterator[tuple[str, Json]]:
    yield path, component
    yield from walk(component.get("components") or [], f"{path}.components")
    for key in ("component", "accessory"):
        if component.get(key):
            yield from _walk_one(f"{path}.{key}", component[key])


def check_rows(complaints: Complaints, components: list[Json], *, layout: bool) -> None:
    """Check the components of a message."""
    if layout:
        _check_layout(complaints, components)
    else:
        complaints.count("components", components, MOST_ROWS)
        for number, row in enumerate(components):
            complaints.choice(f"components.{number}.type", row.get("type"), (Kind.ROW,))
    for path, component in walk(components):
        match component.get("type"):
            case Kind.ROW:
                _check_row(complaints, path, component)
            case Kind.BUTTON:
                _check_button(complaints, path, component)
            case kind if kind in SELECTS:
                _check_select(complaints, path, component)
            case kind if kind not in LAYOUT and kind != Kind.THUMBNAIL:
                complaints.choice(f"{path}.type", kind, (*LAYOUT, Kind.BUTTON, *SELECTS))
            case _:
                pass
    _check_unique(complaints, components)


def check_modal(complaints: Complaints, modal: Json) -> None:
    """Check a form: its title, and one to five labels or rows with one field each."""
    complaints.text("title", modal.get("title"), 45, 1)
    complaints.text("custom_id", modal.get("custom_id"), 100, 1)
    parts = modal.get("components")
    complaints.count("components", parts, 5, 1)
    for number, part in enumerate(parts or []):
        path = f"components.{number}"
        match part.get("type"):
            case Kind.ROW:
                complaints.count(f"{path}.components", part.get("components"), 1, 1)
                for inner, field in enumerate(part.get("components") or []):
                    where = f"{path}.components.{inner}"
                    complaints.choice(f"{where}.type", field.get("type"), (Kind.TEXT_INPUT,))
                    complaints.text(f"{where}.label", field.get("label"), 45, 1)
                    check_field(complaints, where, field)
            case Kind.LABEL:
                complaints.text(f"{path}.label", part.get("label"), 45, 1)
                complaints.text(f"{path}.description", part.get("description") or "", 100)
                field = part.get("component") or {}
                complaints.choice(f"{path}.component.type", field.get("type"), IN_A_LABEL)
                if field.get("label") is not None:
                    complaints.add(f"{path}.component.label", "LABEL_TWICE", "The Label has it.")
                check_field(complaints, f"{path}.component", field)
            case Kind.TEXT:
                complaints.text(f"{path}.content", part.get("content"), MOST_LAYOUT_TEXT, 1)
            case kind:
                complaints.choice(f"{path}.type", kind, (Kind.ROW, Kind.LABEL, Kind.TEXT))
    _check_unique(complaints, parts or [])


def check_field(complaints: Complaints, path: str, field: Json) -> None:
    """Check one field of a form."""
    complaints.text(f"{path}.custom_id", field.get("custom_id"), 100, 1)
    match field.get("type"):
        case Kind.TEXT_INPUT:
            least, most = field.get("min_length") or 0, field.get("max_length")
            most = MOST_TEXT_INPUT if most is None else most
            complaints.choice(f"{path}.style", field.get("style"), (1, 2))
            complaints.between(f"{path}.min_length", least, 0, MOST_TEXT_INPUT)
            complaints.between(f"{path}.max_length", most, max(1, least), MOST_TEXT_INPUT)
            complaints.text(f"{path}.placeholder", field.get("placeholder") or "", 100)
            complaints.text(f"{path}.value", field.get("value") or "", most)
        case kind if kind in SELECTS:
            _check_select(complaints, path, field)
            if field.get("disabled"):
                complaints.add(f"{path}.disabled", "MODAL_DISABLED", "Not in a modal.")
        case kind if kind in GROUPS:
            _check_options(complaints, path, field, 10, 2 if kind == Kind.RADIO_GROUP else 1)
        case _:
            pass


def _check_row(complaints: Complaints, path: str, row: Json) -> None:
    children = row.get("components")
    complaints.count(f"{path}.components", children, MOST_BUTTONS_IN_ROW, 1)
    kinds = {child.get("type") for child in children or []}
    if kinds & set(SELECTS) and len(children or []) > 1:
        complaints.add(path, "COMPONENT_LAYOUT_WIDTH_EXCEEDED", "A menu fills its row.")
    for kind in kinds - {Kind.BUTTON, *SELECTS}:
        complaints.choice(f"{path}.components.0.type", kind, (Kind.BUTTON, *SELECTS))


def _check_button(complaints: Complaints, path: str, button: Json) -> None:
    complaints.choice(f"{path}.style", button.get("style"), (1, 2, 3, 4, LINK_STYLE))
    complaints.text(f"{path}.label", button.get("label") or "", 80)
    if not button.get("label") and not button.get("emoji"):
        complaints.required(f"{path}.label")
    if (emoji := button.get("emoji")) and not (emoji.get("name") or emoji.get("id")):
        complaints.add(f"{path}.emoji", "BUTTON_COMPONENT_INVALID_EMOJI", "Invalid emoji")
    if button.get("style") == LINK_STYLE:
        complaints.text(f"{path}.url", button.get("url"), 512, 1)
        if button.get("custom_id"):
            complaints.add(
                f"{path}.custom_id",
                "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE",
                "A custom id and url cannot both be specified",
            )
    else:
        complaints.text(f"{path}.custom_id", button.get("custom_id"), 100, 1)


def _check_select(complaints: Complaints, path: str, menu: Json) -> None:
    complaints.text(f"{path}.custom_id", menu.get("custom_id"), 100, 1)
    complaints.text(f"{path}.placeholder", menu.get("placeholder") or "", 150)
    least, most = _picks(menu)
    complaints.between(f"{path}.min_values", least, 0, MOST_OPTIONS)
    complaints.between(f"{path}.max_values", most, max(1, least), MOST_OPTIONS)
    if menu.get("type") == Kind.SELECT:
        _check_options(complaints, path, menu, MOST_OPTIONS, 1)
        if most > len(menu.get("options") or []):
            complaints.add(f"{path}.max_values", "NUMBER_TYPE_MAX", "More than its options.")


def _check_options(complaints: Complaints, path: str, menu: Json, most: int, least: int) -> None:
    options = menu.get("options") or []
    complaints.count(f"{path}.options", options, most, least)
    seen: set[Any] = set()
    for number, option in enumerate(options):
        where = f"{path}.options.{number}"
        complaints.text(f"{where}.label", option.get("label"), 100, 1)
        complaints.text(f"{where}.value", option.get("value"), 100, 1)
        complaints.text(f"{where}.description", option.get("description") or "", 100)
        if option.get("value") in seen:
            complaints.add(
                f"{where}.value",
                "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED",
                "The specified option value is already used",
            )
        seen.add(option.get("value"))


def _picks(menu: Json) -> tuple[int, int]:
    least, most = menu.get("min_values"), menu.get("max_values")
    return (1 if least is None else least), (1 if most is None else most)


def _check_layout(complaints: Complaints, components: list[Json]) -> None:
    everything = [component for _, component in walk(components)]
    complaints.count("components", everything, MOST_LAYOUT_COMPONENTS)
    texts = [str(each.get("content") or "") for each in everything]
    if sum(map(len, texts)) > MOST_LAYOUT_TEXT:
        complaints.add("components", "COMPONENT_MAX_TEXT_LENGTH_EXCEEDED", "Over 4,000.")
    for number, component in enumerate(components):
        complaints.choice(f"components.{number}.type", component.get("type"), LAYOUT)


def _check_unique(complaints: Complaints, components: list[Json]) -> None:
    seen: set[Any] = set()
    for path, component in walk(components):
        if (custom_id := component.get("custom_id")) is None:
            continue
        if custom_id in seen:
            complaints.add(
                f"{path}.custom_id",
                "COMPONENT_CUSTOM_ID_DUPLICATED",
                "Component custom id cannot be duplicated",
            )
        seen.add(custom_id)
