/* Draws from random bytes that valgrind's memcheck takes for undefined, so that it reports each branch and each address
 * that depends on them.
 *
 *     memcheck SAMPLER DISTRIBUTION PARAMETER CALL SOURCE BYTES SAMPLES ROUND
 *
 *     SAMPLER       plain, prepared or scanned
 *     DISTRIBUTION  gaussian or laplace
 *     CALL          sample, sample_at, fill or add_to
 *     SOURCE        callback or os: for the latter, the library's own generator gets its keys from this program
 *     BYTES         any; calm, of which no round of a table that is scanned is rare; or wild, of which many are
 *     ROUND         0, or the number of bytes that each sample has to take, as it does without rare rounds. What the callback
 *                   gave in all has to be that many for each sample, and more of them if ROUND is negative.
 *
 * The bytes are the same each time. The samples are printed, so that those of two runs can be compared. */
#define _GNU_SOURCE
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <valgrind/memcheck.h>
#include <verinoise.h>

static uint64_t state = UINT64_C(88172645463325252);
static const char *kind_of_bytes = "any";
static long given = 0;

static void must(int good, const char *what)
{
    if (!good) {
        fprintf(stderr, "memcheck: %s\n", what);
        exit(3);
    }
}

/* Words of 4 bytes by Marsaglia's xorshift. In a word of a table, the highest bit is the sign and those below are a number
 * that is near its end where the round is rare. */
static void secret_bytes(void *out, size_t length)
{
    unsigned char *bytes = out;
    size_t i, j;

    for (i = 0; i < length; i += 4) {
        uint32_t word;
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        word = (uint32_t)(state >> 24);
        if (strcmp(kind_of_bytes, "calm") == 0)
            word &= ~(UINT32_C(1) << 30);
        else if (strcmp(kind_of_bytes, "wild") == 0 && state % 8 == 0)
            word |= ~(UINT32_C(1) << 31);
        for (j = i; j < i + 4 && j < length; j++)
            bytes[j] = (unsigned char)(word >> (8 * (j - i)));
    }
    (void)VALGRIND_MAKE_MEM_UNDEFINED(out, length);
}

static int callback(void *context, unsigned char *out, size_t length)
{
    (void)context;
    given += (long)length;
    secret_bytes(out, length);
    return 0;
}

/* What the library calls for the system's random bytes. */
ssize_t getrandom(void *out, size_t length, unsigned flags)
{
    (void)flags;
    secret_bytes(out, length);
    return (ssize_t)length;
}

static vn_noise *make_noise(const char *sampler, const char *distribution, const char *parameter)
{
    vn_noise *plain = NULL, *noise = NULL;

    must((strcmp(distribution, "laplace") == 0 ? vn_laplace_new_from_string : vn_gaussian_new_from_string)(parameter, &plain)
             == VN_STATUS_OK,
         "no such noise");
    if (strcmp(sampler, "plain") == 0)
        return plain;
    must((strcmp(sampler, "scanned") == 0 ? vn_noise_new_scanned : vn_noise_new_prepared)(plain, &noise) == VN_STATUS_OK,
         "no table");
    must(vn_noise_free(&plain) == VN_STATUS_OK, "cannot free");
    return noise;
}

/* Draws `samples` numbers, with one call for each of them or one for all. */
static void draw(const vn_noise *noise, const vn_rng *rng, const char *call, int64_t *out, size_t samples)
{
    size_t i;

    if (strcmp(call, "fill") == 0)
        must(vn_noise_fill(noise, rng, out, samples) == VN_STATUS_OK, "vn_noise_fill");
    else if (strcmp(call, "add_to") == 0)
        must(vn_noise_add_to(noise, rng, out, samples) == VN_STATUS_OK, "vn_noise_add_to");
    else if (strcmp(call, "sample") == 0)
        for (i = 0; i < samples; i++)
            must(vn_noise_sample(noise, rng, &out[i]) == VN_STATUS_OK, "vn_noise_sample");
    else
        for (i = 0; i < samples; i++)
            must(vn_noise_sample_at(noise, rng, 1000, &out[i]) == VN_STATUS_OK, "vn_noise_sample_at");
}

int main(int argc, char **argv)
{
    vn_noise *noise;
    vn_rng *rng = NULL;
    size_t samples, i;
    int64_t *out;
    long round;

    must(argc == 9, "eight arguments");
    noise = make_noise(argv[1], argv[2], argv[3]);
    kind_of_bytes = argv[6];
    samples = (size_t)atol(argv[7]);
    round = atol(argv[8]);
    out = calloc(samples, sizeof *out);
    must(out != NULL, "no memory");
    if (strcmp(argv[5], "callback") == 0)
        must(vn_rng_new_callback(callback, NULL, &rng) == VN_STATUS_OK, "no generator");
    else
        must(vn_rng_new_os(&rng) == VN_STATUS_OK, "no generator");

    draw(noise, rng, argv[4], out, samples);

    (void)VALGRIND_MAKE_MEM_DEFINED(out, samples * sizeof *out);
    must(round <= 0 || given == round * (long)samples, "some round was rare");
    must(round >= 0 || given > -round * (long)samples, "no round was rare");
    for (i = 0; i < samples; i++)
        printf("%" PRId64 "\n", out[i]);
    free(out);
    must(vn_noise_free(&noise) == VN_STATUS_OK, "cannot free");
    must(vn_rng_free(&rng) == VN_STATUS_OK, "cannot free");
    return 0;
}
