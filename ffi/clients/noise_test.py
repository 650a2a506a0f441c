"""The Python example refuses what C would misread. usage: noise_test.py LIBRARY"""

import fractions
import os
import sys
import tempfile
import unittest
from decimal import Decimal

from noise import Gaussian, Verinoise, read_counts

TINY = "1/1000000"  # no noise, practically


class Refusals(unittest.TestCase):
    def setUp(self):
        self.gaussian = Gaussian(VERINOISE, TINY)
        self.addCleanup(self.gaussian.close)

    def test_values_beyond_64_bits(self):
        for value in (2**63, 2**64 + 5, -(2**63) - 1, 10**40):
            with self.assertRaisesRegex(OverflowError, "position 1 does not fit 64 bits") as caught:
                self.gaussian.add_to([7, value])
            self.assertNotIn(str(value), str(caught.exception))
        self.assertEqual(self.gaussian.add_to([2**63 - 1, -(2**63)]), [2**63 - 1, -(2**63)])

    def test_values_that_are_no_integers(self):
        for value in (True, False, 1.0, float("nan"), "1", None, b"1", Decimal(1), fractions.Fraction(1), 1j, [1]):
            with self.assertRaisesRegex(TypeError, "position 2 is not an integer"):
                self.gaussian.add_to([7, 8, value])

    def test_what_is_as_good_as_an_integer(self):
        class Index:
            def __index__(self):
                return 12

        self.assertEqual(self.gaussian.add_to([Index()]), [12])
        self.assertEqual(self.gaussian.add_to((1, 2)), [1, 2])
        self.assertEqual(self.gaussian.add_to([]), [])

    def test_values_stay_as_they_were(self):
        values = [1, 2, 2**63]
        with self.assertRaises(OverflowError):
            self.gaussian.add_to(values)
        self.assertEqual(values, [1, 2, 2**63])

    def test_a_sum_beyond_64_bits(self):
        with Gaussian(VERINOISE, "1e36") as wide:
            with self.assertRaisesRegex(ValueError, "does not fit 64 bits"):
                wide.add_to([2**63 - 1] * 50)

    def test_parameters(self):
        for parameter in ("5\0", "5\0000", "\0", "1/0", "0", "-1", "", " 5", "0x5", "1_0", "٥", "nan", "1e1001"):
            with self.assertRaises(ValueError, msg=repr(parameter)):
                Gaussian(VERINOISE, parameter)
        for parameter in (True, 0.5, None, b"5", [5]):
            with self.assertRaises(TypeError, msg=repr(parameter)):
                Gaussian(VERINOISE, parameter)
        for parameter in (5, 2**200, "25/4", "6.25", fractions.Fraction(25, 4), Decimal("6.25"), Decimal("1E+3")):
            Gaussian(VERINOISE, parameter).close()

    def test_after_it_was_closed(self):
        gaussian = Gaussian(VERINOISE, 5)
        gaussian.close()
        gaussian.close()
        with self.assertRaisesRegex(ValueError, "NULL"):
            gaussian.add_to([1])

    def test_tables(self):
        for table, wrong in [
            ("a,n\nx,1\ny,2.5\n", "line 3"),
            ("a,n\nx,1_000\n", "line 2"),
            ("a,n\nx, 1\n", "line 2"),
            ("a,n\nx,٥\n", "line 2"),
            ("a,n\nx,\n", "line 2"),
            ("a,n\nx\n", "line 2: not as many fields"),
            ("a,n\nx,1,2\n", "line 2: not as many fields"),
            ("a,b\nx,1\n", "no one column"),
            ("n,n\n1,1\n", "no one column"),
            ("", "no one column"),
        ]:
            with self.assertRaisesRegex(ValueError, wrong, msg=table):
                self.read(table)
        with self.assertRaises(Exception):
            self.read('a,n\n"5 inch"x,1\n')
        self.assertEqual(self.read('a,n\n"5"" inch",-1\nx,007\n'), [-1, 7])

    def read(self, table):
        with tempfile.TemporaryDirectory() as directory:
            path = os.path.join(directory, "table.csv")
            with open(path, "w", newline="", encoding="utf-8") as file:
                file.write(table)
            return read_counts(path, "n")


if __name__ == "__main__":
    VERINOISE = Verinoise(sys.argv.pop(1))
    unittest.main()
