"""The JSON documents."""

from __future__ import annotations

DOCUMENT = """
    SELECT key, body, version FROM document WHERE community = $1 AND kind = $2 AND key = $3
"""

PUT_DOCUMENT = """
    INSERT INTO document (community, kind, key, body, version) VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (community, kind, key) DO UPDATE
        SET body = excluded.body, version = document.version + 1
    RETURNING version
"""

NEW_DOCUMENT = """
    INSERT INTO document (community, kind, key, body, version) VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (community, kind, key) DO NOTHING RETURNING version
"""

CHANGE_DOCUMENT = """
    UPDATE document SET body = $4, version = version + 1
    WHERE community = $1 AND kind = $2 AND key = $3 AND version = $5 RETURNING version
"""

DELETE_DOCUMENT = "DELETE FROM document WHERE community = $1 AND kind = $2 AND key = $3"

LIST_DOCUMENTS = """
    SELECT community, key, body, version FROM document
    WHERE community = $1 AND kind = $2 AND key > $3 AND key >= $4 AND key < $5
    ORDER BY key LIMIT $6
"""

ACROSS_LIST_DOCUMENTS = """
    SELECT community, key, body, version FROM document
    WHERE kind = $1 AND (community, key) > ($2, $3) AND key >= $4 AND key < $5
    ORDER BY community, key LIMIT $6
"""

MENTIONING = """
    SELECT kind, key, body, version FROM document WHERE community = $1
        AND (position($2 IN key) > 0 OR position($3 IN body) > 0) ORDER BY kind, key
"""
