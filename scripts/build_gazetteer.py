"""Write src/parley/vocab/countries.toml from our table and the territories of opensanctions/rigour (MIT).

python scripts/build_gazetteer.py RIGOUR/resources/territories
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

HERE = Path(__file__).parent
TARGET = HERE.parent / "src" / "parley" / "vocab" / "countries.toml"
HEADER = """\
# States as English news names them. Made by scripts/build_gazetteer.py; do not edit by hand.
# Codes and full names: opensanctions/rigour, resources/territories. MIT licence,
# Copyright (c) OpenSanctions.org. Demonyms, capitals, seats of government and other names: parley.
"""


def main(folder: Path) -> None:
    full = dict(full_name(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("??.yml")))
    out = [HEADER]
    for line in (HERE / "gazetteer_own.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            code, name, *lists = [*line.split("|"), "", "", ""][:6]
            demonyms, capitals, seats, others = (cell.split(",") if cell else [] for cell in lists)
            if full.get(code) and full[code] != name:
                others.append(full[code])
            out += ["[[states]]", f'code = "{code}"', f'name = "{name}"']
            rows = (("demonyms", demonyms), ("capitals", capitals), ("seats", seats), ("others", others))
            out += [f"{key} = {array(values)}" for key, values in rows if values]
            out.append("")
    TARGET.write_text("\n".join(out), encoding="utf-8")


def full_name(text: str) -> tuple[str, str]:
    """Alpha-3 code and full name of one territory file."""
    field = {m[1]: m[2].strip().strip("'\"") for m in re.finditer(r"(?m)^(alpha3|full_name): *(.+)$", text)}
    return field.get("alpha3", "").upper(), field.get("full_name", "")


def array(values: list[str]) -> str:
    return "[" + ", ".join(f'"{v}"' for v in dict.fromkeys(values)) + "]"


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
