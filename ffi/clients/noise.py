"""Discrete Gaussian noise from Python, with nothing but ctypes. usage: noise.py LIBRARY TABLE.csv COLUMN

Python's integers have no size, C's do, and ctypes cuts off what does not fit without a word; text for C ends at its first zero
byte. So everything is checked here before it is handed over. Errors name positions, never values: those are secret.
"""

import csv
import ctypes
import decimal
import fractions
import operator
import os
import re
import sys
from ctypes import POINTER, byref, c_char_p, c_int32, c_int64, c_size_t, c_uint32, c_void_p

ABI_VERSION = 1


class Verinoise:
    """The functions that this example needs, with their types; errors become exceptions."""

    def __init__(self, path):
        self.library = library = ctypes.CDLL(path)
        library.vn_abi_version.restype = c_uint32
        library.vn_strerror.restype = c_char_p
        if library.vn_abi_version() != ABI_VERSION:
            raise ImportError(f"{path} is not the library that this was written for")
        for name, *types in [
            ("vn_rng_new_os", POINTER(c_void_p)),
            ("vn_rng_free", POINTER(c_void_p)),
            ("vn_gaussian_new_from_string", c_char_p, POINTER(c_void_p)),
            ("vn_noise_free", POINTER(c_void_p)),
            ("vn_noise_sample", c_void_p, c_void_p, POINTER(c_int64)),
            ("vn_noise_add_to", c_void_p, c_void_p, POINTER(c_int64), c_size_t),
        ]:
            function = getattr(library, name)
            function.argtypes, function.restype, function.errcheck = types, c_int32, self.check

    def check(self, status, *_):
        if status != 0:
            raise ValueError(self.library.vn_strerror(status).decode())


def parameter_text(parameter):
    """The bytes of an exact number: text such as "25/4", an integer, a Fraction or a Decimal."""
    if isinstance(parameter, bool) or not isinstance(parameter, (str, int, fractions.Fraction, decimal.Decimal)):
        raise TypeError('write the parameter as text such as "25/4", as an integer, a Fraction or a Decimal')
    text = str(parameter).encode()
    if b"\0" in text:
        raise ValueError("the parameter has a zero byte in it")
    return text


def integers_of_64_bits(values):
    """The values in an array for C. ctypes alone would wrap what does not fit, and take True for 1."""
    array = (c_int64 * len(values))()
    for position, value in enumerate(values):
        try:
            if isinstance(value, bool):
                raise TypeError
            exact = operator.index(value)
        except TypeError:
            raise TypeError(f"the value at position {position} is not an integer") from None
        if not -(2**63) <= exact < 2**63:
            raise OverflowError(f"the value at position {position} does not fit 64 bits")
        array[position] = exact
    return array


class Gaussian:
    """Discrete Gaussian noise with a variance such as "25/4"; a context manager."""

    def __init__(self, verinoise, variance):
        self.functions = verinoise.library
        self.rng, self.noise = c_void_p(), c_void_p()
        self.functions.vn_gaussian_new_from_string(parameter_text(variance), byref(self.noise))
        try:
            self.functions.vn_rng_new_os(byref(self.rng))
        except ValueError:
            self.close()
            raise

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        """Frees what C holds. Whoever draws after that gets an error."""
        self.functions.vn_noise_free(byref(self.noise))
        self.functions.vn_rng_free(byref(self.rng))

    def add_to(self, values):
        """The values, each with noise of its own, as a new list."""
        array = integers_of_64_bits(values)
        self.functions.vn_noise_add_to(self.noise, self.rng, array, len(array))
        return list(array)

    def sample(self):
        """Noise alone: for simulations."""
        sample = c_int64()
        self.functions.vn_noise_sample(self.noise, self.rng, byref(sample))
        return sample.value


def read_counts(path, name):
    """The integers in one column of a CSV file with a header."""
    counts = []
    with open(path, newline="", encoding="utf-8") as file:
        reader = csv.reader(file, strict=True)
        header = next(reader, [])
        if header.count(name) != 1:
            raise ValueError(f"{path} has no one column {name}")
        for row in reader:
            if len(row) != len(header):
                raise ValueError(f"{path}, line {reader.line_num}: not as many fields as the header has")
            field = row[header.index(name)]
            if not re.fullmatch("-?[0-9]+", field, re.ASCII):
                raise ValueError(f"{path}, line {reader.line_num}: the field is not an integer")
            counts.append(int(field))
    return counts


def main(library, path, name):
    verinoise = Verinoise(library)
    counts = read_counts(path, name)
    with Gaussian(verinoise, 5) as gaussian:
        noisy = gaussian.add_to(counts)
    print(f"{len(counts)} counts, {sum(a != b for a, b in zip(counts, noisy))} of them changed")
    if max(abs(a - b) for a, b in zip(counts, noisy)) >= 60:
        sys.exit("noise of 27 standard deviations")

    # A worker process must not repeat its parent's noise, though it inherits the generator.
    with Gaussian(verinoise, 2**114) as wide:
        wide.sample()
        reading, writing = os.pipe()
        if os.fork() == 0:
            os.write(writing, str(wide.sample()).encode())
            os._exit(0)
        os.wait()
        if wide.sample() == int(os.read(reading, 100)):
            sys.exit("parent and child drew the same noise")
    print("a forked worker draws noise of its own")


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__.splitlines()[0])
    main(*sys.argv[1:])
