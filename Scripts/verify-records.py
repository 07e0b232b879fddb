#!/usr/bin/env python3
"""Verifies the chain of a Sightline records file without Sightline.

An independent reading of docs/traceability.md, with nothing but Python's standard library:

    python3 Scripts/verify-records.py out/records.sqlite [head.json ...]

Prints what was found. Exit code 0: intact; 1: the chain breaks or a head does not fit.
Signatures of heads are checked with OpenSSL; docs/traceability.md shows how.
"""

import hashlib
import json
import sqlite3
import struct
import sys

INSPECTION = """sequence recorded_at utc_offset arrived_at image_path image_sha256 image_bytes
    image_width image_height template_path template_sha256 verdict reason timings recipe
    recipe_version software station camera operator lot serial health defect_count""".split()
DEFECT = "ordinal class confidence x1 y1 x2 y2 area".split()
PARENT = "ordinal serial lot".split()
OVERRIDE = "override sequence recorded_at old_verdict new_verdict operator reason".split()
PRUNING = "pruning sequence recorded_at image_path image_sha256 operator reason".split()


def encode(value):
    """One value as bytes."""
    if value is None:
        return b"\0"
    if isinstance(value, int):
        return b"\1" + struct.pack(">q", value)
    if isinstance(value, float):
        return b"\2" + struct.pack(">d", value + 0.0)
    if isinstance(value, str):
        content = value.encode("utf-8", "surrogateescape")
        return b"\3" + struct.pack(">q", len(content)) + content
    if isinstance(value, bytes):
        return b"\4" + struct.pack(">q", len(value)) + value
    return b"\5" + struct.pack(">q", len(value)) + b"".join(encode(item) for item in value)


def sha256(*values):
    return hashlib.sha256(b"".join(encode(value) for value in values)).digest()


class Broken(Exception):
    pass


class RecordsFile:
    def __init__(self, path):
        self.db = sqlite3.connect(path)
        self.db.text_factory = lambda content: content.decode("utf-8", "surrogateescape")
        self.settings = {}

    def rows(self, table, columns, where, *arguments):
        return self.db.execute(f"SELECT {', '.join(columns)} FROM {table} {where}", arguments)

    def hashed_settings(self, settings_id, decision_id):
        key = settings_id, decision_id
        if key not in self.settings:
            found = []
            for table, column, names, row_id in [
                ("recipe_settings", "settings_id", ["recipe_sha256", "parameters"], settings_id),
                ("decision_settings", "decision_id", ["model_sha256", "thresholds"], decision_id),
            ]:
                row = self.rows(table, names, f"WHERE {column} = ?", row_id).fetchone()
                if row is None:
                    found += [None, None]
                else:
                    text = row[1].encode("utf-8", "surrogateescape")
                    found += [row[0], hashlib.sha256(text).hexdigest()]
            self.settings[key] = found
        return self.settings[key]

    def digest(self, kind, number):
        """The digest of a record; None where there is no such record."""
        if kind == "inspection":
            columns = INSPECTION + ["settings_id", "decision_id"]
            row = self.rows("records", columns, "WHERE sequence = ?", number).fetchone()
            if row is None:
                return None
            where = "WHERE sequence = ? ORDER BY ordinal"
            defects = self.rows("record_defects", DEFECT, where, number).fetchall()
            parents = self.rows("record_parents", PARENT, where, number).fetchall()
            return sha256(kind, *row[:-2], *self.hashed_settings(*row[-2:]), defects, parents)
        table, columns = {
            "override": ("record_overrides", OVERRIDE),
            "pruning": ("record_prunings", PRUNING),
        }[kind]
        row = self.rows(table, columns, f"WHERE {columns[0]} = ?", number).fetchone()
        return None if row is None else sha256(kind, *row)

    def verify(self, heads):
        (file_id,) = self.db.execute("SELECT file_id FROM record_file").fetchone()
        hashes = [sha256("sightline chain 1", file_id)]
        counts = {"inspection": 0, "override": 0, "pruning": 0}
        for head in heads:
            if head["file"] != file_id:
                raise Broken("a head is of another file")
        for position, kind, number, adopted, previous, link in self.db.execute(
            "SELECT position, kind, number, adopted, previous, hash FROM record_chain"
            " ORDER BY position"
        ):
            if kind not in counts or position != len(hashes) or number != counts[kind] + 1:
                raise Broken(f"link {len(hashes)} is missing")
            counts[kind] = number
            digest = self.digest(kind, number)
            if digest is None:
                raise Broken(f"{kind} {number} was deleted")
            back = hashes[position & (position - 1)]
            if previous != hashes[-1]:
                raise Broken(f"{kind} {number} does not follow the record before it")
            if link != sha256("sightline link 1", position, adopted, previous, back, digest):
                raise Broken(f"{kind} {number} was changed")
            hashes.append(link)
            for head in heads:
                if head["position"] == position and head["hash"] != link.hex():
                    raise Broken(f"link {position} is not the one that a head was signed for")
        for kind, table in [
            ("inspection", "records"), ("override", "record_overrides"),
            ("pruning", "record_prunings"),
        ]:
            (found,) = self.db.execute(f"SELECT count(*) FROM {table}").fetchone()
            if found != counts[kind]:
                raise Broken(f"{table} has {found} rows, the chain {counts[kind]}")
        for table in ["record_defects", "record_parents"]:
            (found,) = self.db.execute(
                f"SELECT count(*) FROM {table} WHERE sequence NOT BETWEEN 1 AND ?",
                (counts["inspection"],),
            ).fetchone()
            if found:
                raise Broken(f"{table} has rows of no record")
        if any(head["position"] >= len(hashes) for head in heads):
            raise Broken("the file was truncated: a head was signed for a later link")
        return counts, hashes[-1].hex()


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    heads = []
    for path in sys.argv[2:]:
        with open(path, encoding="utf-8") as file:
            heads.append(json.load(file))
    try:
        counts, newest = RecordsFile(sys.argv[1]).verify(heads)
    except Broken as found:
        print(f"BROKEN: {found}")
        sys.exit(1)
    print(f"intact: {counts}, newest hash {newest}")


if __name__ == "__main__":
    main()
