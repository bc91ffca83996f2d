"""Write docs/schema/*.json: the JSON Schema of each command's output lines."""

from __future__ import annotations

import json
from pathlib import Path

from twosource.records import RECORDS, SCHEMA_VERSION

FOLDER = Path(__file__).parent / "schema"


def schema(command: str) -> str:
    """The schema of one line of a command's output, as it is published."""
    made = RECORDS[command].model_json_schema(by_alias=True, mode="serialization")
    made = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"{SCHEMA_VERSION}/{command}",
        **made,
    }
    return json.dumps(made, indent=2, sort_keys=True, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for command in RECORDS:
        (FOLDER / f"{command}.json").write_text(schema(command), encoding="utf-8")
