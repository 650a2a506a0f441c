"""Discrete Gaussian noise from Python, with nothing but ctypes. usage: noise.py LIBRARY TABLE.csv"""

import csv
import ctypes
import os
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
            ("vn_gaussian_free", POINTER(c_void_p)),
            ("vn_gaussian_sample", c_void_p, c_void_p, POINTER(c_int64)),
            ("vn_gaussian_add_noise", c_void_p, c_void_p, POINTER(c_int64), c_size_t),
        ]:
            function = getattr(library, name)
            function.argtypes, function.restype, function.errcheck = types, c_int32, self.check

    def check(self, status, *_):
        if status != 0:
            raise ValueError(self.library.vn_strerror(status).decode())


class Gaussian:
    """The discrete Gaussian with a variance such as "25/4"; a context manager."""

    def __init__(self, verinoise, variance):
        self.functions = verinoise.library
        self.rng, self.law = c_void_p(), c_void_p()
        self.functions.vn_gaussian_new_from_string(str(variance).encode(), byref(self.law))
        self.functions.vn_rng_new_os(byref(self.rng))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.functions.vn_gaussian_free(byref(self.law))
        self.functions.vn_rng_free(byref(self.rng))

    def add_to(self, values):
        array = (c_int64 * len(values))(*values)
        self.functions.vn_gaussian_add_noise(self.law, self.rng, array, len(values))
        return list(array)

    def sample(self):
        sample = c_int64()
        self.functions.vn_gaussian_sample(self.law, self.rng, byref(sample))
        return sample.value


def main(library, path):
    verinoise = Verinoise(library)
    with open(path, newline="") as file:
        header, *rows = csv.reader(file)
    column = header.index("person_years")
    counts = [int(row[column]) for row in rows]
    with Gaussian(verinoise, 5) as gaussian:
        noisy = gaussian.add_to(counts)
    print(f"{len(rows)} counts, {sum(a != b for a, b in zip(counts, noisy))} of them changed")
    assert max(abs(a - b) for a, b in zip(counts, noisy)) < 60, "27 standard deviations"

    try:
        Gaussian(verinoise, "1/0")
    except ValueError as error:
        print(f"variance 1/0: {error}")
    else:
        sys.exit("a zero denominator went unnoticed")

    # A worker process must not repeat its parent's noise, though it inherits the generator.
    with Gaussian(verinoise, 2**114) as wide:
        wide.sample()
        reading, writing = os.pipe()
        if os.fork() == 0:
            os.write(writing, str(wide.sample()).encode())
            os._exit(0)
        os.wait()
        theirs = int(os.read(reading, 100))
        assert wide.sample() != theirs, "parent and child drew the same noise"
    print("a forked worker draws noise of its own")


if __name__ == "__main__":
    main(*sys.argv[1:])
