"""Publish the slash commands, only when they have changed."""

from __future__ import annotations

import hashlib
import json
import logging
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from discord import app_commands

    from bot.core.ports import Documents

log = logging.getLogger(__name__)

COMMUNITY, KIND = "discord", "commands"


async def publish(tree: app_commands.CommandTree[Any], documents: Documents) -> bool:
    """Send the commands to Discord unless it has the same ones; tell whether they were sent."""
    application = str(tree.client.application_id)
    shapes = [command.to_dict(tree) for command in tree.get_commands()]
    digest = hashlib.sha256(json.dumps(shapes, sort_keys=True).encode()).hexdigest()
    stored = await documents.get(COMMUNITY, KIND, application)
    if stored is not None and stored.body.get("hash") == digest:
        return False
    await tree.sync()
    await documents.put(COMMUNITY, KIND, application, {"hash": digest})
    log.info("%d commands published", len(shapes))
    return True
