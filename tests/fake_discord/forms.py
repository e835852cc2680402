"""Fill in a form as a person does, by the labels they read."""

from collections.abc import Mapping, Sequence

from tests.fake_discord import components, payloads, screen
from tests.fake_discord.components import Kind
from tests.fake_discord.errors import Json, NotOnScreenError, RefusedByClientError

Filled = str | Sequence[str]


def fill(modal: Json, given: str | Sequence[str] | Mapping[str, Filled]) -> Json:
    """Return the submission: a text is the first field, a list all in order, a mapping by label."""
    shown = {**modal, "components": payloads.numbered(modal["components"])}
    labels = [label for label, _ in screen.fields(shown)]
    if isinstance(given, str):
        answers: dict[str, Filled] = {labels[0]: given}
    elif isinstance(given, Mapping):
        answers = dict(given)
    elif len(given) > len(labels):
        raise NotOnScreenError(f"The form has the fields {labels}, not {len(given)}")
    else:
        answers = dict(zip(labels, given, strict=False))
    if surplus := answers.keys() - set(labels):
        raise NotOnScreenError(f"The form has the fields {labels}, not {sorted(surplus)}")
    sent = [_part(part, answers) for part in shown["components"]]
    return {"custom_id": modal["custom_id"], "components": sent, "resolved": {}}


def shown(given: str | Sequence[str] | Mapping[str, Filled]) -> str:
    """Say in one line what is filled in."""
    if isinstance(given, str):
        return given
    if isinstance(given, Mapping):
        return "; ".join(f"{label} = {shown(answer)}" for label, answer in given.items())
    return ", ".join(given)


def _part(part: Json, answers: Mapping[str, Filled]) -> Json:
    match part["type"]:
        case Kind.LABEL:
            field = _field(part["label"], part["component"], answers)
            return {"type": 18, "id": part["id"], "component": field}
        case Kind.ROW:
            fields = [_field(each["label"], each, answers) for each in part["components"]]
            return {"type": 1, "id": part["id"], "components": fields}
        case kind:
            return {"type": kind, "id": part["id"]}


def _field(label: str, field: Json, answers: Mapping[str, Filled]) -> Json:
    sent: Json = {"type": field["type"], "id": field["id"], "custom_id": field["custom_id"]}
    answer = answers.get(label)
    match field["type"]:
        case Kind.TEXT_INPUT:
            text = answer if answer is not None else field.get("value") or ""
            return {**sent, "value": _text(label, field, text)}
        case Kind.SELECT | Kind.CHECKBOX_GROUP:
            return {**sent, "values": _values(label, field, answer)}
        case Kind.RADIO_GROUP:
            values = _values(label, field, answer)
            return {**sent, "value": values[0] if values else None}
        case Kind.CHECKBOX:
            return {**sent, "value": bool(answer)}
        case kind:
            raise RefusedByClientError(f"The fake cannot fill in a component of type {kind}")


def _text(label: str, field: Json, text: Filled) -> str:
    if not isinstance(text, str):
        raise RefusedByClientError(f"{label} takes one text")
    least, most = field.get("min_length") or 0, field.get("max_length")
    if field.get("required", True) is not False and not text:
        raise RefusedByClientError(f"{label} must be filled in")
    if text and not least <= len(text) <= (most or components.MOST_TEXT_INPUT):
        raise RefusedByClientError(f"{label} takes {least} to {most} characters, not {len(text)}")
    return text


def _values(label: str, field: Json, answer: Filled | None) -> list[str]:
    if answer is None:
        return [option["value"] for option in field["options"] if option.get("default")]
    return pick(field, [answer] if isinstance(answer, str) else answer, label)


def pick(menu: Json, labels: Sequence[str], name: str) -> list[str]:
    """Return the values of the options with these labels, if the menu lets one pick them."""
    values = {option["label"]: option["value"] for option in menu["options"]}
    if unknown := [label for label in labels if label not in values]:
        raise NotOnScreenError(f"{name} offers {list(values)}, not {unknown}")
    least, most = menu.get("min_values", 1), menu.get("max_values", 1)
    if menu.get("type") == Kind.CHECKBOX_GROUP:
        least, most = menu.get("min_values", 0), menu.get("max_values", len(values))
    if not least <= len(labels) <= most:
        raise RefusedByClientError(f"{name} takes {least} to {most} options, not {len(labels)}")
    return [values[label] for label in labels]
