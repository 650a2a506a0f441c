/*
 * Sums and counts with noise in SQL: a loadable extension for SQLite (3.35 or later).
 *
 *     vn_gaussian_sum(value, low, high, variance)     the sum of the values, each clamped to low..high, with Gaussian noise
 *     vn_gaussian_count(value, variance)              the number of values that are not NULL, with Gaussian noise
 *     vn_laplace_sum(value, low, high, scale)         the same with Laplace noise
 *     vn_laplace_count(value, scale)
 *
 * Values and bounds are integers. The parameter is text such as '25/4' (an integer will do; a floating-point number is refused,
 * since it seldom is what was written). Bounds and parameter must be the same in all rows of a group. A NULL value adds nothing.
 * An error ends the query, and no message shows a value.
 *
 * These are aggregates because SQLite may evaluate a scalar function again wherever its result is used: then one query draws
 * several noises, and conditions on the result do not hold for what comes out. An aggregate is drawn once for each group.
 *
 * An aggregate that no row reaches has not seen its parameter, so it cannot answer with noise around 0. It ends the query with
 * an error rather than to answer 0 or NULL, which would say for certain that there is no row. See ffi/README.md for the way out.
 */
#include <string.h>
#include <sqlite3ext.h>
SQLITE_EXTENSION_INIT1
#include <verinoise.h>

/* What the functions differ in. */
struct function {
    const char *name;
    vn_status (*new_noise)(const char *parameter, vn_noise **noise);
    int arguments; /* value, low, high, parameter; or value, parameter */
};

static const struct function functions[] = {
    {"vn_gaussian_sum", vn_gaussian_new_from_string, 4},
    {"vn_gaussian_count", vn_gaussian_new_from_string, 2},
    {"vn_laplace_sum", vn_laplace_new_from_string, 4},
    {"vn_laplace_count", vn_laplace_new_from_string, 2},
};

/* A function as one database connection has it. */
struct registered {
    const struct function *function;
    vn_rng *rng;
};

enum { PARAMETER_BYTES = 1000 }; /* longer ones are no numbers */

/* A group of rows, as far as they have been seen. All zero before the first row. */
struct group {
    vn_noise *noise; /* NULL before the first row, and after an error */
    int failed;
    sqlite3_int64 low, high;
    char parameter[PARAMETER_BYTES + 1];
    /* The sum in two's complement, 128 bits: so many rows that it overflows there are not. */
    sqlite3_uint64 sum_low;
    sqlite3_int64 sum_high;
};

static void refuse(sqlite3_context *context, struct group *group, const char *why)
{
    const struct registered *self = sqlite3_user_data(context);
    char *message = sqlite3_mprintf("%s: %s", self->function->name, why);
    if (group)
        group->failed = 1;
    if (message)
        sqlite3_result_error(context, message, -1);
    else
        sqlite3_result_error_nomem(context);
    sqlite3_free(message);
}

static void add(struct group *group, sqlite3_int64 value)
{
    group->sum_low += (sqlite3_uint64)value;
    group->sum_high += (value < 0 ? -1 : 0) + (group->sum_low < (sqlite3_uint64)value ? 1 : 0);
}

/* The bounds of this row; NULL if they are good, or why they are not. */
static const char *read_bounds(sqlite3_value **argument, sqlite3_int64 *low, sqlite3_int64 *high)
{
    if (sqlite3_value_type(argument[1]) != SQLITE_INTEGER || sqlite3_value_type(argument[2]) != SQLITE_INTEGER)
        return "the bounds must be integers";
    *low = sqlite3_value_int64(argument[1]);
    *high = sqlite3_value_int64(argument[2]);
    return *low > *high ? "the lower bound is above the upper one" : NULL;
}

/* The parameter of this row as text; NULL if it is good so far, or why it is not. */
static const char *read_parameter(sqlite3_value *argument, const char **text)
{
    int type = sqlite3_value_type(argument);
    if (type != SQLITE_TEXT && type != SQLITE_INTEGER)
        return "write the parameter as text, such as '25/4'";
    *text = (const char *)sqlite3_value_text(argument);
    if (!*text)
        return "not enough memory";
    if (sqlite3_value_bytes(argument) > PARAMETER_BYTES || strlen(*text) != (size_t)sqlite3_value_bytes(argument))
        return "the parameter is not a number: write it as '25', '25/4' or '6.25'";
    return NULL;
}

/* One row: the first one of a group says what the bounds and the parameter are, others must say the same. */
static void step(sqlite3_context *context, int count, sqlite3_value **argument)
{
    const struct registered *self = sqlite3_user_data(context);
    struct group *group = sqlite3_aggregate_context(context, sizeof *group);
    int bounded = self->function->arguments == 4;
    sqlite3_int64 low = 0, high = 0, value = 1;
    const char *parameter = NULL, *wrong = NULL;

    if (!group) {
        sqlite3_result_error_nomem(context);
        return;
    }
    if (group->failed)
        return;
    if (bounded)
        wrong = read_bounds(argument, &low, &high);
    if (!wrong)
        wrong = read_parameter(argument[count - 1], &parameter);
    if (!wrong && !group->noise) {
        vn_status status = self->function->new_noise(parameter, &group->noise);
        if (status != VN_STATUS_OK)
            wrong = vn_strerror(status);
        strcpy(group->parameter, parameter);
        group->low = low;
        group->high = high;
    } else if (!wrong && (low != group->low || high != group->high || strcmp(parameter, group->parameter) != 0)) {
        wrong = "the bounds and the parameter must be the same in all rows of a group";
    }
    if (!wrong && sqlite3_value_type(argument[0]) != SQLITE_NULL) {
        if (bounded && sqlite3_value_type(argument[0]) != SQLITE_INTEGER)
            wrong = "a value is not an integer";
        else if (bounded)
            value = sqlite3_value_int64(argument[0]);
        if (!wrong)
            add(group, bounded && value < low ? low : bounded && value > high ? high : value);
    }
    if (wrong)
        refuse(context, group, wrong);
}

/* Draws the noise of a group. SQLite calls this once for each group, also to clean up after an error. */
static void final(sqlite3_context *context)
{
    const struct registered *self = sqlite3_user_data(context);
    struct group *group = sqlite3_aggregate_context(context, 0);
    int64_t noise = 0;
    vn_status status;

    if (!group) {
        refuse(context, NULL, "no row reached it, so it has not seen its parameter; add a row whose value is NULL");
        return;
    }
    if (!group->failed) {
        status = vn_noise_sample(group->noise, self->rng, &noise);
        /* Whether the result fits is asked of the noisy sum, never of the true one. */
        add(group, noise);
        if (status != VN_STATUS_OK)
            refuse(context, group, vn_strerror(status));
        else if (group->sum_high != (group->sum_low >> 63 ? -1 : 0))
            refuse(context, group, vn_strerror(VN_STATUS_OUT_OF_RANGE));
        else
            sqlite3_result_int64(context, (sqlite3_int64)group->sum_low);
    }
    (void)vn_noise_free(&group->noise);
}

static void forget(void *pointer)
{
    struct registered *self = pointer;
    (void)vn_rng_free(&self->rng);
    sqlite3_free(self);
}

/*
 * Not marked SQLITE_DETERMINISTIC: each group must draw anew. SQLITE_DIRECTONLY: a view or a trigger would spend the budget of
 * whoever touches it, at each use. Without the callbacks of a window function SQLite refuses OVER, which would draw for each row.
 */
static int add_function(sqlite3 *db, const struct function *function)
{
    struct registered *self = sqlite3_malloc(sizeof *self);
    if (!self)
        return SQLITE_NOMEM;
    self->function = function;
    self->rng = NULL;
    if (vn_rng_new_os(&self->rng) != VN_STATUS_OK) {
        sqlite3_free(self);
        return SQLITE_ERROR;
    }
    return sqlite3_create_function_v2(db, function->name, function->arguments, SQLITE_UTF8 | SQLITE_DIRECTONLY, self, NULL, step,
                                      final, forget);
}

#ifdef _WIN32
__declspec(dllexport)
#endif
int sqlite3_verinoise_init(sqlite3 *db, char **message, const sqlite3_api_routines *api)
{
    int result = SQLITE_OK;
    size_t i;
    SQLITE_EXTENSION_INIT2(api);
    /* Older ones run a common table expression anew for each use. */
    if (sqlite3_libversion_number() < 3035000) {
        *message = sqlite3_mprintf("verinoise needs SQLite 3.35 or later");
        return SQLITE_ERROR;
    }
    for (i = 0; i < sizeof functions / sizeof *functions && result == SQLITE_OK; i++)
        result = add_function(db, &functions[i]);
    return result;
}
