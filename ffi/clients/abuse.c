/*
 * What a C program can get wrong without leaving the language, and a source of bytes that fails: a code each time, nothing
 * written, no leak. Meant to run under AddressSanitizer and valgrind.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <verinoise.h>

static int wrong;

static void expect(vn_status found, vn_status expected, const char *what)
{
    if (found != expected) {
        fprintf(stderr, "%s: '%s' rather than '%s'\n", what, vn_strerror(found), vn_strerror(expected));
        wrong = 1;
    }
}

struct script {
    unsigned calls, fail_at;
    uint64_t state;
};

static int32_t scripted(void *context, uint8_t *out, size_t length)
{
    struct script *script = context;
    size_t i;
    if (++script->calls == script->fail_at)
        return -1;
    for (i = 0; i < length; i++) {
        script->state = script->state * 6364136223846793005u + 1442695040888963407u;
        out[i] = (uint8_t)(script->state >> 56);
    }
    return 0;
}

static void numbers(void)
{
    static const struct { const char *text; vn_status status; } table[] = {
        {"25", VN_STATUS_OK}, {"25/4", VN_STATUS_OK}, {"1e1000", VN_STATUS_OK}, {"1e-1000", VN_STATUS_OK},
        {"", VN_STATUS_BAD_NUMBER}, {"-1", VN_STATUS_BAD_NUMBER}, {"1/", VN_STATUS_BAD_NUMBER},
        {"1 ", VN_STATUS_BAD_NUMBER}, {"\xff", VN_STATUS_BAD_NUMBER}, {"1e1001", VN_STATUS_BAD_NUMBER},
        {"1/0", VN_STATUS_ZERO_DENOMINATOR}, {"0", VN_STATUS_NOT_POSITIVE},
    };
    size_t i, length = 0, million = 1 << 20;
    char *digits = malloc(million + 1), *text;
    vn_noise *laplace = NULL;

    for (i = 0; i < sizeof table / sizeof *table; i++) {
        expect(vn_laplace_new_from_string(table[i].text, &laplace), table[i].status, table[i].text);
        if (table[i].status == VN_STATUS_OK) {
            expect(vn_noise_parameter(laplace, NULL, 0, &length), VN_STATUS_OK, "length");
            text = malloc(length + 1);
            expect(vn_noise_parameter(laplace, text, length, &length), VN_STATUS_BUFFER_TOO_SMALL, "one byte short");
            expect(vn_noise_parameter(laplace, text, length + 1, &length), VN_STATUS_OK, "text");
            if (strlen(text) != length)
                wrong = 1;
            free(text);
        }
        expect(vn_noise_free(&laplace), VN_STATUS_OK, "free");
        expect(vn_noise_free(&laplace), VN_STATUS_OK, "free again");
    }
    memset(digits, '9', million);
    digits[million] = '\0';
    expect(vn_laplace_new_from_string(digits, &laplace), VN_STATUS_BAD_NUMBER, "a megabyte of digits");
    free(digits);
    expect(vn_laplace_new(1, 0, &laplace), VN_STATUS_ZERO_DENOMINATOR, "1/0");
    expect(vn_laplace_new(1, 1, NULL), VN_STATUS_NULL_POINTER, "nowhere to put it");
    expect(vn_laplace_new_from_string(NULL, &laplace), VN_STATUS_NULL_POINTER, "no text");
}

/* How a table is made. */
typedef vn_status new_table(const vn_noise *, vn_noise **);

/* An array, and a callback that fails: without a table, or with one of these. */
static void arrays(new_table *new)
{
    int64_t one = 7, *many = malloc(100 * sizeof *many);
    struct script script = {0, 0, 1};
    vn_noise *gaussian = NULL, *plain = NULL;
    vn_rng *rng = NULL, *system = NULL;
    unsigned calls;
    int i;

    expect(vn_gaussian_new(1000, 7, &gaussian), VN_STATUS_OK, "new");
    if (new != NULL) {
        plain = gaussian;
        gaussian = NULL;
        expect(new(plain, &gaussian), VN_STATUS_OK, "a table");
        expect(vn_noise_free(&plain), VN_STATUS_OK, "free before what was made from it");
    }
    expect(vn_rng_new_os(&system), VN_STATUS_OK, "system");
    expect(vn_noise_fill(gaussian, system, &one, SIZE_MAX), VN_STATUS_LENGTH_TOO_LARGE, "SIZE_MAX numbers");
    expect(vn_noise_fill(gaussian, system, NULL, 1), VN_STATUS_NULL_POINTER, "no array");
    expect(vn_noise_fill(gaussian, system, NULL, 0), VN_STATUS_OK, "an empty array");
    expect(vn_noise_sample((const vn_noise *)(const void *)system, system, &one), VN_STATUS_BAD_POINTER,
           "a generator for a distribution");
    expect(vn_noise_sample(NULL, system, &one), VN_STATUS_NULL_POINTER, "no distribution");
    expect(vn_noise_sample(gaussian, NULL, &one), VN_STATUS_NULL_POINTER, "no generator");
    expect(vn_rng_new_callback(NULL, NULL, &rng), VN_STATUS_NULL_POINTER, "no callback");

    expect(vn_rng_new_callback(scripted, &script, &rng), VN_STATUS_OK, "callback");
    for (i = 0; i < 100; i++)
        many[i] = i;
    expect(vn_noise_add_to(gaussian, rng, many, 100), VN_STATUS_OK, "noise");
    expect(vn_rng_free(&rng), VN_STATUS_OK, "free");
    calls = script.calls;
    for (script.fail_at = 1; script.fail_at <= calls; script.fail_at++) {
        script.calls = 0;
        script.state = 1;
        expect(vn_rng_new_callback(scripted, &script, &rng), VN_STATUS_OK, "callback");
        for (i = 0; i < 100; i++)
            many[i] = i;
        expect(vn_noise_add_to(gaussian, rng, many, 100), VN_STATUS_RANDOMNESS_FAILED, "a failing callback");
        for (i = 0; i < 100; i++)
            if (many[i] != i)
                wrong = 1;
        expect(vn_noise_add_to(gaussian, rng, many, 100), VN_STATUS_OK, "after the failure");
        expect(vn_rng_free(&rng), VN_STATUS_OK, "free");
    }
    if (one != 7)
        wrong = 1;
    free(many);
    expect(vn_noise_free(&gaussian), VN_STATUS_OK, "free");
    expect(vn_rng_free(&system), VN_STATUS_OK, "free");
}

static void tables(new_table *new)
{
    vn_noise *wide = NULL, *table = NULL;
    vn_rng *rng = NULL;

    expect(vn_rng_new_os(&rng), VN_STATUS_OK, "system");
    expect(vn_gaussian_new_from_string("1e60", &wide), VN_STATUS_OK, "a wide one");
    expect(new(wide, &table), VN_STATUS_NO_TABLE, "too wide for a table");
    expect(new(wide, NULL), VN_STATUS_NULL_POINTER, "nowhere to put it");
    expect(new(NULL, &table), VN_STATUS_NULL_POINTER, "no distribution");
    expect(new((const vn_noise *)(const void *)rng, &table), VN_STATUS_BAD_POINTER, "a generator for a distribution");
    if (table != NULL)
        wrong = 1;
    expect(vn_noise_free(&wide), VN_STATUS_OK, "free");
    expect(vn_rng_free(&rng), VN_STATUS_OK, "free");
}

int main(void)
{
    numbers();
    tables(vn_noise_new_prepared);
    tables(vn_noise_new_scanned);
    arrays(NULL);
    arrays(vn_noise_new_prepared);
    arrays(vn_noise_new_scanned);
    puts(wrong ? "something is wrong" : "every mistake has its code");
    return wrong;
}
