/*
 * verinoise: exact discrete Gaussian and discrete Laplace noise for differential privacy.
 *
 * Generated from ffi/src by `cargo run -p verinoise-ffi --example header`. Do not edit.
 *
 *     vn_rng *rng = NULL;
 *     vn_noise *noise = NULL;
 *     int64_t noisy;
 *     vn_status status = vn_rng_new_os(&rng);
 *     if (status == VN_STATUS_OK) status = vn_gaussian_new(25, 4, &noise);
 *     if (status == VN_STATUS_OK) status = vn_noise_sample_at(noise, rng, 1000, &noisy);
 *     if (status != VN_STATUS_OK) fprintf(stderr, "%s\n", vn_strerror(status));
 *     vn_noise_free(&noise);
 *     vn_rng_free(&rng);
 *
 * Conventions:
 *   - A function answers VN_STATUS_OK (0) or a code that says why it did nothing. Besides the codes
 *     that its description names, it answers VN_STATUS_NULL_POINTER or VN_STATUS_BAD_POINTER to a
 *     pointer that it cannot use; VN_STATUS_ARITHMETIC_FAILED and VN_STATUS_INTERNAL_ERROR say that
 *     the hardware or the library is broken.
 *   - Outputs are written last, and only on success: an array whole or not at all.
 *   - NULL is refused wherever a description does not allow it.
 *   - A length is a number of elements. A fraction is reduced to lowest terms first.
 *   - Missing memory is VN_STATUS_OUT_OF_MEMORY. Only where a number is beyond 128 bits can the program
 *     end instead, if another thread takes the memory that was just found to be free.
 *   - What the caller promises: other pointers lead to memory of the type and size that they are
 *     passed for, strings end with a zero byte, handles come from this library and are not used
 *     after they were freed. A free function sets the caller's pointer to NULL; other copies of it
 *     are the caller's to forget.
 *   - Handles may be shared by threads, but not freed while another thread uses them.
 *   - No function is to be called in a signal handler.
 *   - The time that a call takes depends on the noise that it draws. vn_noise_new_scanned makes handles for
 *     which it does not, but for rare rounds.
 */


#ifndef VERINOISE_H
#define VERINOISE_H

#include <stddef.h>
#include <stdint.h>

/**
 * The version of the binary interface, also part of the shared library's name. It changes when a
 * program that was compiled against an older header would misbehave; new functions and new status
 * codes do not change it.
 */
#define VN_ABI_VERSION 1

/**
 * The number of bytes of a seed.
 */
#define VN_SEED_BYTES 32

/**
 * The answer of a function: `VN_STATUS_OK`, or the reason for which it did nothing. Codes are never
 * renumbered, and new ones are only added at the end: treat unknown codes as errors.
 */
enum vn_status
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : int32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
  /**
   * The call did what it should, and its outputs are written.
   */
  VN_STATUS_OK = 0,
  /**
   * A pointer that must not be `NULL` was `NULL`.
   */
  VN_STATUS_NULL_POINTER = 1,
  /**
   * A pointer is not aligned, or it does not lead to a handle of the right kind: a handle of
   * another kind, or one that was freed. (That a freed handle is noticed is likely, not
   * certain.)
   */
  VN_STATUS_BAD_POINTER = 2,
  /**
   * The text is not a number of the form `25`, `25/4`, `6.25` or `625e-2`, or it is longer than
   * 1000 bytes, or its exponent is beyond 1000.
   */
  VN_STATUS_BAD_NUMBER = 3,
  /**
   * The denominator is 0.
   */
  VN_STATUS_ZERO_DENOMINATOR = 4,
  /**
   * The parameter is 0, and must be greater.
   */
  VN_STATUS_NOT_POSITIVE = 5,
  /**
   * An array of that many elements cannot exist.
   */
  VN_STATUS_LENGTH_TOO_LARGE = 6,
  /**
   * The text does not fit the buffer. Call with a capacity of 0 to learn the length.
   */
  VN_STATUS_BUFFER_TOO_SMALL = 7,
  /**
   * A sample, or its sum with the value that it was to be added to, does not fit 64 bits. The
   * sample is lost; of an array, nothing was changed.
   */
  VN_STATUS_OUT_OF_RANGE = 8,
  /**
   * The operating system gave no random bytes, or the callback reported a failure.
   */
  VN_STATUS_RANDOMNESS_FAILED = 9,
  /**
   * Another thread is drawing from this generator, or the callback tried to draw from the
   * generator that it serves. Only generators with a callback or a seed can be busy. In a process
   * that was forked while another thread drew, such a generator stays busy for ever: make a new
   * one there instead of trying again.
   */
  VN_STATUS_BUSY = 10,
  /**
   * There is not enough memory for a handle, for the temporary copy of the results, or for a
   * number.
   */
  VN_STATUS_OUT_OF_MEMORY = 11,
  /**
   * The arithmetic failed: a division was found to be wrong when it was checked, as by broken
   * hardware.
   */
  VN_STATUS_ARITHMETIC_FAILED = 12,
  /**
   * There is a bug in the library. The handles can still be used or freed.
   */
  VN_STATUS_INTERNAL_ERROR = 13,
  /**
   * There is no table for this parameter: it is too large. The noise can be drawn without one.
   */
  VN_STATUS_NO_TABLE = 14,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum vn_status vn_status;
#else
typedef int32_t vn_status;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

/**
 * A distribution of noise on the integers, with its parameter. A function named after the
 * distribution makes it, such as `vn_gaussian_new`; after that all of them are used alike. The handle also says which
 * sampler is used: that of the distribution, or a table if `vn_noise_new_prepared` or `vn_noise_new_scanned` made it.
 *
 * A handle never changes: threads may share it.
 */
typedef struct vn_noise vn_noise;

/**
 * A source of random bytes.
 *
 * A handle can be shared by threads. One of the operating system is never busy: each thread draws
 * from a generator of its own behind it. One with a callback or a seed serves one call at a time,
 * and answers `VN_STATUS_BUSY` to others; in a process that was forked during such a call, it does so
 * for ever.
 */
typedef struct vn_rng vn_rng;

/**
 * Writes `length` uniform random bytes to `out`, and answers 0; any other answer is a failure, and
 * the bytes are not used. `context` is the pointer that came with the callback.
 *
 * The callback is asked for 256 bytes at a time, ahead of need, and all of them must be written.
 * It may be called from any thread that uses the generator, but never from two at once. It must
 * return: an exception or a `longjmp` out of it is undefined behaviour. It must not free the
 * generator that it serves, nor touch the arrays of the call that asks for the bytes. Bytes that are not uniform
 * and independent give noise of another distribution; samplers may not even return on bytes that
 * are all the same. After a fork, bytes that were fetched and not used are discarded in the child:
 * that the callback then gives other bytes than in the parent is its own affair.
 */
typedef int32_t (*vn_rng_fill)(void *context, uint8_t *out, size_t length);

#ifdef __cplusplus
extern "C" {
#endif // __cplusplus

/**
 * Gives the version of the library as a static string, such as `"0.1.0"`.
 */
const char *vn_version(void);

/**
 * Gives the `VN_ABI_VERSION` that the library was compiled with. A program that loads the library
 * by name compares it with the one in its header.
 */
uint32_t vn_abi_version(void);

/**
 * Explains a status in English. The answer is a static string, also for numbers that are no
 * status.
 */
const char *vn_strerror(int32_t status);

/**
 * Makes a generator of the operating system's randomness, for production: `ChaCha20`, keyed by the
 * operating system and keyed anew every 64 KiB and after a fork. Each thread has its own, so that
 * threads do not wait for each other, and a forked process draws noise of its own, but for the cases
 * that `docs/THREATS.md` names. A copied virtual machine is not noticed. Keys are overwritten when they are replaced and when the thread ends.
 *
 * The call fails with `VN_STATUS_RANDOMNESS_FAILED` if the operating system gives no random bytes,
 * or with `VN_STATUS_OUT_OF_MEMORY`.
 */
vn_status vn_rng_new_os(vn_rng **rng);

/**
 * Makes a generator that takes its bytes from a callback. `context` is handed to each call, and must
 * be valid until the generator is freed; it may be `NULL`.
 *
 * The call fails with `VN_STATUS_OUT_OF_MEMORY`.
 */
vn_status vn_rng_new_callback(vn_rng_fill fill,
                              void *context,
                              vn_rng **rng);

/**
 * Makes a generator whose bytes are determined by the `VN_SEED_BYTES` bytes of a seed: `ChaCha20`
 * with a zero nonce. **It is for tests only: the noise is predictable and gives no privacy.** The
 * same seed gives the same samples on every platform and in every release, and after a fork in both
 * processes.
 *
 * The call fails with `VN_STATUS_OUT_OF_MEMORY`.
 */
vn_status vn_rng_new_seeded_for_tests_only(const uint8_t *seed, vn_rng **rng);

/**
 * Frees a generator, and sets `*rng` to `NULL`. If `*rng` is `NULL` already, nothing happens.
 */
vn_status vn_rng_free(vn_rng **rng);

/**
 * Makes discrete Gaussian noise with the variance parameter `numerator / denominator` (σ²),
 * exactly. An integer `x` has probability proportional to `exp(-x^2 / (2 σ^2))`. For an
 * integer-valued query that one person can change by at most Δ, adding this noise satisfies ρ-zCDP
 * with ρ = Δ² / (2 σ²).
 *
 * The call fails with `VN_STATUS_ZERO_DENOMINATOR`, `VN_STATUS_NOT_POSITIVE` or
 * `VN_STATUS_OUT_OF_MEMORY`.
 */
vn_status vn_gaussian_new(uint64_t numerator,
                          uint64_t denominator,
                          vn_noise **noise);

/**
 * Makes discrete Gaussian noise with the variance parameter that `text` spells (σ²): `25`, `25/4`,
 * `6.25` or `625e-2`, exactly. There is no sign before the number and no space anywhere.
 *
 * The call fails with `VN_STATUS_BAD_NUMBER`, `VN_STATUS_ZERO_DENOMINATOR`,
 * `VN_STATUS_NOT_POSITIVE` or `VN_STATUS_OUT_OF_MEMORY`.
 */
vn_status vn_gaussian_new_from_string(const char *text,
                                      vn_noise **noise);

/**
 * Makes discrete Laplace noise with the scale `numerator / denominator` (t), exactly. An integer
 * `x` has probability proportional to `exp(-|x| / t)`. For an integer-valued query that one person
 * can change by at most Δ, adding this noise satisfies pure ε-differential privacy with ε = Δ / t.
 *
 * The call fails with `VN_STATUS_ZERO_DENOMINATOR`, `VN_STATUS_NOT_POSITIVE` or
 * `VN_STATUS_OUT_OF_MEMORY`.
 */
vn_status vn_laplace_new(uint64_t numerator,
                         uint64_t denominator,
                         vn_noise **noise);

/**
 * Makes discrete Laplace noise with the scale that `text` spells (t): `25`, `25/4`, `6.25` or
 * `625e-2`, exactly. There is no sign before the number and no space anywhere.
 *
 * The call fails with `VN_STATUS_BAD_NUMBER`, `VN_STATUS_ZERO_DENOMINATOR`,
 * `VN_STATUS_NOT_POSITIVE` or `VN_STATUS_OUT_OF_MEMORY`.
 */
vn_status vn_laplace_new_from_string(const char *text, vn_noise **noise);

/**
 * Makes the same noise with a table, for many samples: exactly the same distribution, 8 to 35 times faster in a batch.
 * The table takes at most 32 KiB and about as long to make as 50 to 1500 samples without it. The new handle
 * goes its own way: `noise` may be freed before it, and stays as it is. A handle with a table passes its table on.
 *
 * **Other samples.** From the same bytes, such as those of a seed, a handle with a table draws other samples than one
 * without. A table may become another one with a new minor release, where the changelog says so. Nothing
 * but this function and `vn_noise_new_scanned` makes a handle with a table, and a handle without one never uses any.
 *
 * The call fails with `VN_STATUS_NO_TABLE` if the parameter is too large, or with `VN_STATUS_OUT_OF_MEMORY`. There is
 * a table if σ or the scale is at most 2^50, and numerator and denominator are below 2^118.
 */
vn_status vn_noise_new_prepared(const vn_noise *noise,
                                vn_noise **prepared);

/**
 * Makes the same noise with a table that is read from end to end for each sample, for single releases that somebody may
 * time: exactly the same distribution. Neither branches nor addresses depend on a sample, but for two branches: whether
 * the round is rare, and, in `vn_noise_sample_at` and `vn_noise_add_to`, whether the sum fits 64 bits, which the status tells
 * in any case. A rare round takes more time, which depends on the sample. Its probability is below 2^-20 up to
 * σ or scale 20 about, and below 2 % for every parameter.
 *
 * A sample takes up to about a microsecond. To draw in batches with `vn_noise_fill` before the data arrive is the faster
 * answer to whoever times calls, where the program allows it. The table, the time to make it
 * and the life of the handle are those of `vn_noise_new_prepared`.
 *
 * **Other samples.** From the same bytes, such as those of a seed, the handle draws other samples than one without a table, and
 * than one of `vn_noise_new_prepared`, whose table it may have. They stay the same as long as the table does.
 *
 * The call fails with `VN_STATUS_NO_TABLE` if the parameter is too large, or with `VN_STATUS_OUT_OF_MEMORY`. There is
 * a table if σ or the scale is below 2^49, and numerator and denominator are below 2^118; each of them can be scanned.
 */
vn_status vn_noise_new_scanned(const vn_noise *noise,
                               vn_noise **scanned);

/**
 * Frees a distribution, and sets `*noise` to `NULL`. If it is `NULL` already, nothing happens.
 */
vn_status vn_noise_free(vn_noise **noise);

/**
 * Writes the distribution's parameter (the variance of a Gaussian, the scale of a Laplace
 * distribution) in lowest terms, such as `25/4` or `25`, with a zero byte behind it to the
 * `capacity` bytes at `buffer`, and its length without that byte to `*length`. With a `capacity`
 * of 0 it writes the length only, and `buffer` may be `NULL`.
 *
 * The call fails with `VN_STATUS_BUFFER_TOO_SMALL` unless `capacity` is larger than the length, or
 * with `VN_STATUS_OUT_OF_MEMORY`.
 */
vn_status vn_noise_parameter(const vn_noise *noise, char *buffer, size_t capacity, size_t *length);

/**
 * Draws one sample.
 *
 * The call fails with `VN_STATUS_RANDOMNESS_FAILED`, `VN_STATUS_OUT_OF_RANGE`, `VN_STATUS_BUSY` or
 * `VN_STATUS_OUT_OF_MEMORY`.
 */
vn_status vn_noise_sample(const vn_noise *noise, const vn_rng *rng, int64_t *sample);

/**
 * Draws one sample and adds it to `location`.
 *
 * The call fails with `VN_STATUS_RANDOMNESS_FAILED`, `VN_STATUS_OUT_OF_RANGE`, `VN_STATUS_BUSY` or
 * `VN_STATUS_OUT_OF_MEMORY`.
 */
vn_status vn_noise_sample_at(const vn_noise *noise,
                             const vn_rng *rng,
                             int64_t location,
                             int64_t *sum);

/**
 * Fills an array with independent samples, or, on an error, leaves it as it was.
 *
 * The call fails with `VN_STATUS_RANDOMNESS_FAILED`, `VN_STATUS_OUT_OF_RANGE`, `VN_STATUS_BUSY`,
 * `VN_STATUS_LENGTH_TOO_LARGE` or `VN_STATUS_OUT_OF_MEMORY`. If `length` is 0, `out` may be
 * `NULL`.
 */
vn_status vn_noise_fill(const vn_noise *noise, const vn_rng *rng, int64_t *out, size_t length);

/**
 * Adds an independent sample to each number of an array, or, on an error, leaves all of them as
 * they were. Nobody else may write to the array meanwhile, neither another thread nor the callback.
 *
 * The call fails with `VN_STATUS_RANDOMNESS_FAILED`, `VN_STATUS_OUT_OF_RANGE`, `VN_STATUS_BUSY`,
 * `VN_STATUS_LENGTH_TOO_LARGE` or `VN_STATUS_OUT_OF_MEMORY`. If `length` is 0, `values` may be
 * `NULL`.
 */
vn_status vn_noise_add_to(const vn_noise *noise, const vn_rng *rng, int64_t *values, size_t length);

#ifdef __cplusplus
}  // extern "C"
#endif  // __cplusplus

#endif  /* VERINOISE_H */


