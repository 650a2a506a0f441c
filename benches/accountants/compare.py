"""Compares `verinoise account` with OpenDP's and Google's accountants, and all with the truth.

    python3 -m venv venv && venv/bin/pip install -r benches/accountants/requirements.txt
    cargo build --release -p verinoise-cli
    venv/bin/python benches/accountants/compare.py target/release/verinoise

Writes RESULTS.md beside this file. Fails if verinoise is below the truth anywhere, or looser than OpenDP by more
than one part in 10^6.
"""

import math
import platform
import re
import subprocess
import sys
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from importlib.metadata import version
from pathlib import Path

sys.dont_write_bytecode = True
HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent.parent / "samplers/tests/data"))

import privacy as reference  # noqa: E402
from mpmath import mpf  # noqa: E402

import opendp.prelude as dp  # noqa: E402
from dp_accounting import dp_event, rdp  # noqa: E402
from dp_accounting.pld import privacy_loss_distribution as pld  # noqa: E402

dp.enable_features("contrib")

SCALES = [0.05, 0.2, 0.5, 1, 2, 3.5, 10, 40, 150, 1000, 1e4, 1e6]
DELTAS = [1e-2, 1e-3, 1e-5, 1e-6, 1e-8, 1e-9, 1e-10, 1e-12, 1e-15, 1e-20]
EPSILONS = [0.01, 0.1, 0.5, 1, 2, 4, 8, 16]
# The accountant of privacy loss distributions takes long for other scales.
CURVE_SCALES = [0.5, 1, 2, 3.5, 10, 40]
# Below, no library computes with care, and nobody asks.
SMALLEST_DELTA = mpf(10) ** -40
LOOSE, SAME = mpf(10) ** -9, mpf(10) ** -6


def fraction(number):
    """The exact value of a floating-point number, as text."""
    value = Fraction(number)
    return f"{value.numerator}/{value.denominator}"


def account(binary, *arguments):
    done = subprocess.run([binary, "account", *arguments], capture_output=True, text=True, check=True)
    return done.stdout


def numbers(text, label, symbol):
    """The numbers after `symbol =` in the lines with this label."""
    lines = [line for line in text.splitlines() if line.startswith(label + ":")]
    return [re.search(rf"{symbol} = (\S+)", line).group(1) for line in lines if f"{symbol} = " in line]


@dataclass
class Column:
    """How far a library's numbers are from the truth."""

    cases: int = 0
    below: int = 0
    lowest: mpf = mpf("inf")
    highest: mpf = -mpf("inf")
    errors: list = field(default_factory=list)

    def add(self, value, truth):
        error = (mpf(value) if not isinstance(value, str) else reference.number(value)) / truth - 1
        self.cases += 1
        self.below += error < 0
        self.lowest, self.highest = min(self.lowest, error), max(self.highest, error)
        self.errors.append(error)

    def row(self, name):
        errors = sorted(self.errors)
        cells = [name, self.cases, self.below, *(shown(x) for x in (self.lowest, errors[len(errors) // 2], self.highest))]
        return "| " + " | ".join(str(cell) for cell in cells) + " |"


def shown(error):
    return "0" if error == 0 else f"{float(error):+.1e}"


class Table:
    """One quantity: a column for each library."""

    def __init__(self, title, names):
        self.title, self.names, self.columns = title, names, {name: Column() for name in names}
        self.problems = []

    def add(self, case, truth, values):
        ours = reference.number(values["verinoise"])
        if ours < truth:
            self.problems.append(f"{self.title}, {case}: {values['verinoise']} is below the truth")
        if ours > truth * (1 + LOOSE):
            self.problems.append(f"{self.title}, {case}: {values['verinoise']} is loose")
        if "OpenDP" in values and ours > mpf(values["OpenDP"]) * (1 + SAME):
            self.problems.append(f"{self.title}, {case}: {values['verinoise']}, OpenDP says {values['OpenDP']}")
        for name, value in values.items():
            self.columns[name].add(value, truth)

    def text(self):
        head = ["| library | cases | below the truth | least error | median | greatest error |", "|---|---:|---:|---:|---:|---:|"]
        return "\n".join([f"## {self.title}", "", *head, *(self.columns[name].row(name) for name in self.names)])


def google(rho):
    accountant = rdp.RdpAccountant()
    accountant.compose(dp_event.ZCDpEvent(rho))
    return accountant


def conversions(binary):
    names = ["verinoise", "OpenDP", "Google (RDP)"]
    epsilons = Table("ε from ρ and δ", names)
    deltas = Table("δ from ρ and ε", names)
    for scale in SCALES:
        measurement = dp.m.make_gaussian(dp.atom_domain(T=int), dp.absolute_distance(T=int), scale=scale)
        rho = measurement.map(1)
        exact = reference.number(fraction(rho))
        curve = dp.c.make_zCDP_to_approxDP(measurement).map(1)
        accountant = google(rho)
        wanted = [part for delta in DELTAS for part in ("--delta", fraction(delta))]
        ours = numbers(account(binary, "--rho", fraction(rho), *wanted), "(ε, δ)-DP", "ε")
        for delta, epsilon in zip(DELTAS, ours, strict=True):
            truth = reference.epsilon(exact, reference.number(fraction(delta)))
            if truth > 0:
                values = [epsilon, curve.epsilon(delta), accountant.get_epsilon(delta)]
                epsilons.add(f"scale {scale}, δ = {delta}", truth, dict(zip(names, values)))
        for epsilon in EPSILONS:
            truth = reference.delta(exact, reference.number(fraction(epsilon)))
            if SMALLEST_DELTA < truth < 0.99:
                said = account(binary, "--rho", fraction(rho), "--target-epsilon", fraction(epsilon))
                values = [numbers(said, "(ε, δ)-DP", "δ")[0], curve.delta(epsilon), accountant.get_delta(epsilon)]
                deltas.add(f"scale {scale}, ε = {epsilon}", truth, dict(zip(names, values)))
    return [epsilons, deltas]


def curves(binary):
    # OpenDP converts through zCDP only.
    names = ["verinoise", "Google (PLD)"]
    table = Table("The exact δ of one integer query with discrete Gaussian noise", names)
    for scale in CURVE_SCALES:
        variance = Fraction(scale) ** 2
        for sensitivity in (1, 3):
            rho = Fraction(sensitivity * sensitivity) / (2 * variance)
            distribution = pld.from_discrete_gaussian_mechanism(
                scale, sensitivity=sensitivity, value_discretization_interval=1e-4
            )
            for epsilon in EPSILONS:
                exact = reference.number(fraction(epsilon))
                truth = reference.curve(reference.number(str(variance)), (sensitivity, exact))
                if truth > SMALLEST_DELTA:
                    said = account(
                        binary, "--rho", str(rho), "--sensitivity", str(sensitivity), "--target-epsilon", fraction(epsilon)
                    )
                    values = [numbers(said, "one query", "δ")[0], distribution.get_delta_for_epsilon(epsilon)]
                    case = f"scale {scale}, sensitivity {sensitivity}, ε = {epsilon}"
                    table.add(case, truth, dict(zip(names, values)))
    return table


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    binary = str(Path(sys.argv[1]).resolve())
    tables = [*conversions(binary), curves(binary)]
    libraries = ", ".join(f"{name} {version(name)}" for name in ("opendp", "dp-accounting", "mpmath"))
    ours = subprocess.run([binary, "--version"], capture_output=True, text=True, check=True).stdout.strip()
    parts = [
        "<!-- @generated by `compare.py` in this folder. Do not edit. -->",
        "# Accountants compared",
        f"* Date: {date.today()}\n* Versions: {ours}, {libraries}, Python {platform.python_version()}",
        "Every number is compared with the true value of the bound, computed to 60 digits and more: the error is the number\n"
        "over the true one, less 1. Below the truth (a negative error) means a promise that the bound does not cover, if only\n"
        "by the last digit of a floating-point number. verinoise prints 12 digits, rounded up. All libraries get exactly the\n"
        "same floating-point numbers as ρ, δ and ε. How to run this: see `compare.py`.",
        "The bound of zCDP is the one optimised over all real orders. Google's accountant of Rényi divergences looks at a fixed\n"
        "list of orders, which is what makes it loose; its accountant of privacy loss distributions discretises them. OpenDP\n"
        "has no exact curve of one query.",
        *(table.text() for table in tables),
    ]
    (HERE / "RESULTS.md").write_text("\n\n".join(parts) + "\n", encoding="utf-8")
    problems = [problem for table in tables for problem in table.problems]
    for problem in problems:
        print(problem, file=sys.stderr)
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
