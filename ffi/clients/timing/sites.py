#!/usr/bin/env python3
"""Says where branches and addresses depend on random bytes, and whether that is what is expected.

    sites.py memcheck REPORT [KIND=COUNT | KIND=LEAST-]...    the XML that valgrind's memcheck wrote; a kind that is not
                                                               named must not occur
    sites.py divisions COUNTS DISASSEMBLY none|some            callgrind's counts of single instructions, and what objdump
                                                               says of the library: are divisions among what was executed,
                                                               other than those of PUBLIC?

A site is an instruction. Its kind:

    rare-branch   the branch that tells rare rounds from others, in noise/table/scan.rs or draw.rs
    rare-rounds   whatever a rare round comes to, behind that branch
    sum           the check whether a value plus its noise fits 64 bits, whose answer is the call's status
    address       a number of the table is read from an address that depends on random bytes
    check         the check in a look-up whether an address is within the table or a sum fits a word
    condition, value   a branch or an address in a library without debug information
    other         anything else
"""

import collections
import pathlib
import re
import sys
import xml.etree.ElementTree

# What only rare rounds run: the whole samplers, and what becomes of numbers that outgrow a word.
RARE = re.compile(r"::(scan_whole|draw_whole|narrow_exact)\b|verinoise::arithmetic::(int|nat)::")
# A sample is added to a location.
SUM = re.compile(r"noise::prepared::(sum|Prepared)")
LOOK_UP = re.compile(r"\b(table_draw|look_up)\b")
# It divides a length by the size of a page, once, when the library sets up its detector of forks.
PUBLIC = re.compile(r"::wipe_in_children$")
# Whether what was drawn is 0, which stands for a rare round.
DRAWN = re.compile(r"\bif drawn == 0 |\bmatch (drawn|self\.look_up\()|\bOk\((drawn @ 1\.\.|0)\) =>")
# Instructions whose time depends on their operands.
DIVISION = re.compile(r"^v?(f?[ius]?div|f?sqrt|fprem)")


def source_line(frame):
    """The text of the line in the source, or nothing where it is not at hand."""
    path = pathlib.Path(frame.findtext("dir") or "", frame.findtext("file") or "")
    number = int(frame.findtext("line") or 0)
    if not path.is_file() or number == 0:
        return ""
    return path.read_text(encoding="utf-8").splitlines()[number - 1]


def kind(error):
    frames = error.find("stack").findall("frame")
    place = frames[0].findtext("ip")
    # The functions that the compiler has put into one another at this place, the innermost first.
    here = [frame for frame in frames if frame.findtext("ip") == place]
    names = [frame.findtext("fn") or "" for frame in here]
    branch = error.findtext("kind") == "UninitCondition"
    if frames[0].find("line") is None:
        return "condition" if branch else "value"
    if any(RARE.search(frame.findtext("fn") or "") for frame in frames):
        return "rare-rounds"
    if any(LOOK_UP.search(name) for name in names):
        return "check" if branch else "address"
    if branch and any("checked_add" in name for name in names) and any(SUM.search(name) for name in names):
        return "sum"
    file = here[0].findtext("file") or ""
    if branch and file in ("scan.rs", "draw.rs") and DRAWN.search(source_line(here[0])):
        return "rare-branch"
    return "other"


def describe(error):
    frames = error.find("stack").findall("frame")
    lines = [f"  {frame.findtext('fn')} ({frame.findtext('file')}:{frame.findtext('line')})" for frame in frames[:12]]
    return "\n".join([error.findtext("kind"), *lines])


def expected(words):
    """The least and the greatest number of each kind."""
    bounds = {}
    for word in words:
        name, _, count = word.partition("=")
        least, dash, _ = count.partition("-")
        bounds[name] = (int(least), None if dash else int(least))
    return bounds


def memcheck(report, *words):
    places = collections.defaultdict(set)
    examples = {}
    for error in xml.etree.ElementTree.parse(report).getroot().iter("error"):
        if error.findtext("kind") not in ("UninitCondition", "UninitValue"):
            sys.exit(f"an error of another kind:\n{describe(error)}")
        name = kind(error)
        places[name].add(error.find("stack").find("frame").findtext("ip"))
        examples.setdefault(name, error)
    print(", ".join(f"{name} {len(found)}" for name, found in sorted(places.items())) or "none")
    bounds = expected(words)
    for name in sorted(places.keys() | bounds.keys()):
        count, (least, most) = len(places[name]), bounds.get(name, (0, 0))
        if count < least or (most is not None and count > most):
            example = f"\n{describe(examples[name])}" if name in examples else ""
            sys.exit(f"{count} sites of the kind {name}, expected {' '.join(words)}{example}")


def divisions(counts, disassembly, answer):
    executed, inside, function = {}, False, ""
    for line in pathlib.Path(counts).read_text(encoding="utf-8").splitlines():
        if line.startswith("ob="):
            inside = "libverinoise" in line
        elif line.startswith("fn="):
            function = line[len("fn=") :]
        elif inside and line.startswith("0x"):
            executed[int(line.split()[0], 16)] = function
    mnemonics = {}
    for line in pathlib.Path(disassembly).read_text(encoding="utf-8").splitlines():
        if match := re.match(r" *([0-9a-f]+):\t(\S+)", line):
            mnemonics[int(match[1], 16)] = match[2]
    known = [(mnemonics[place], function) for place, function in executed.items() if place in mnemonics]
    if len(known) < 100 or len(known) != len(executed):
        sys.exit(f"{len(known)} of {len(executed)} instructions are known")
    places = [function for name, function in known if DIVISION.match(name)]
    secret = [function for function in places if not PUBLIC.search(function)]
    print(f"{len(known)} instructions, {len(places)} divisions, of which {len(secret)} in drawing")
    if bool(secret) != (answer == "some"):
        sys.exit(f"divisions in {secret}, expected {answer}")


if __name__ == "__main__":
    {"memcheck": memcheck, "divisions": divisions}[sys.argv[1]](*sys.argv[2:])
