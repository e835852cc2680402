"""What Discord accepts as a message: lengths, counts and shapes of content and embeds."""

from tests.fake_discord import components
from tests.fake_discord.errors import ApiError, Complaints, Json
from tests.fake_discord.world import Flag

MOST_CONTENT = 2_000
MOST_EMBEDS = 10
MOST_EMBED_TEXT = 6_000  # of all embeds of a message together
MOST_FIELDS = 25
MOST_ATTACHMENTS = 10
MOST_ATTACHMENT_BYTES = 10 * 1024 * 1024

EMBED_TEXTS = {
    "title": 256,
    "description": 4_096,
    "footer.text": 2_048,
    "author.name": 256,
}
EMBED_URLS = ("url", "image.url", "thumbnail.url", "author.url", "author.icon_url")
FLAGS_IN_REQUESTS = (
    Flag.SUPPRESS_EMBEDS | Flag.SUPPRESS_NOTIFICATIONS | Flag.COMPONENTS_V2 | Flag.EPHEMERAL
)


def check_message(body: Json, prefix: str = "") -> None:
    """Refuse what the body says; whether anything is left to show is `check_not_empty`."""
    complaints = Complaints(prefix)
    if body.get("content") is not None:
        complaints.text("content", body["content"], MOST_CONTENT)
    if body.get("nonce") is not None:
        complaints.text("nonce", str(body["nonce"]), 25)
    embeds = body.get("embeds") or []
    complaints.count("embeds", embeds, MOST_EMBEDS)
    for number, embed in enumerate(embeds):
        _check_embed(complaints, f"embeds.{number}", embed)
    if sum(embed_length(embed) for embed in embeds) > MOST_EMBED_TEXT:
        complaints.add(
            "embeds",
            "MAX_EMBED_SIZE_EXCEEDED",
            f"Embed size exceeds maximum size of {MOST_EMBED_TEXT}",
        )
    flags = body.get("flags") or 0
    if Flag(flags) & ~FLAGS_IN_REQUESTS:
        complaints.add("flags", "BASE_TYPE_BAD_FLAGS", f"Flags {flags} may not be set.")
    layout = bool(Flag(flags) & Flag.COMPONENTS_V2)
    if layout and (body.get("content") or embeds):
        complaints.add(
            "content", "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", "Components V2 only."
        )
    components.check_rows(complaints, body.get("components") or [], layout=layout)
    complaints.refuse_if_any()


def check_files(sizes: list[int]) -> None:
    if len(sizes) > MOST_ATTACHMENTS:
        raise ApiError(400, 30015, "Maximum number of attachments in a message reached (10)")
    if any(size > MOST_ATTACHMENT_BYTES for size in sizes):
        raise ApiError(413, 40005, "Request entity too large")


def check_not_empty(content: str, embeds: list[Json], others: int) -> None:
    """Refuse a message in which nobody could see anything."""
    if not content.strip() and not any(_shows(embed) for embed in embeds) and not others:
        raise ApiError(400, 50006, "Cannot send an empty message")


def embed_length(embed: Json) -> int:
    """Count the characters that Discord counts towards the limit of 6,000."""
    texts = [_at(embed, path) for path in EMBED_TEXTS]
    for field in embed.get("fields") or []:
        texts += [field.get("name"), field.get("value")]
    return sum(len(text.strip()) for text in texts if isinstance(text, str))


def mentions_nobody(body: Json) -> bool:
    """Say whether allowed_mentions is there and allows none."""
    allowed = body.get("allowed_mentions")
    return isinstance(allowed, dict) and not any(allowed.values()) and allowed.get("parse") == []


def _check_embed(complaints: Complaints, path: str, embed: Json) -> None:
    for part, most in EMBED_TEXTS.items():
        if (text := _at(embed, part)) is not None:
            complaints.text(f"{path}.{part}", text, most)
    for part in EMBED_URLS:
        url = _at(embed, part)
        if url is not None and not str(url).startswith(("http://", "https://", "attachment://")):
            complaints.add(f"{path}.{part}", "URL_TYPE_INVALID_SCHEME", "Not a well formed URL.")
    if (colour := embed.get("color")) is not None:
        complaints.between(f"{path}.color", colour, 0, 0xFFFFFF)
    fields = embed.get("fields") or []
    complaints.count(f"{path}.fields", fields, MOST_FIELDS)
    for number, field in enumerate(fields):
        for part, most in (("name", 256), ("value", 1_024)):
            if not str(field.get(part) or "").strip():
                complaints.required(f"{path}.fields.{number}.{part}")
            else:
                complaints.text(f"{path}.fields.{number}.{part}", field[part], most)


def _shows(embed: Json) -> bool:
    return bool(embed_length(embed) or embed.get("image") or embed.get("thumbnail"))


def _at(embed: Json, path: str) -> object:
    value: object = embed
    for step in path.split("."):
        value = value.get(step) if isinstance(value, dict) else None
    return value
