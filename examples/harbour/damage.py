"""Make the damaged copy of the example story out of the clean one.

The damage is a common one: UTF-8 read as windows-1250, and every byte that this
code page leaves undefined (here 0x98, the end of each opening single quote) lost.

    python examples/harbour/damage.py
"""

from pathlib import Path

HERE = Path(__file__).parent


def damage(text: str) -> str:
    """Read the UTF-8 bytes of ``text`` as windows-1250, dropping undefined bytes."""
    return text.encode("utf-8").decode("windows-1250", errors="ignore")


if __name__ == "__main__":
    clean = (HERE / "courier.clean.txt").read_text(encoding="utf-8")
    (HERE / "accounts" / "2-courier.txt").write_text(damage(clean), encoding="utf-8")
