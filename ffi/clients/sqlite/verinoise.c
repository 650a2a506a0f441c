/*
 * Noise in SQL: a loadable extension for SQLite.
 *
 *     vn_gaussian(value, variance)     value + discrete Gaussian noise
 *     vn_laplace(value, scale)         value + discrete Laplace noise
 *
 * The value is an integer, the parameter text such as '25/4' (a number without a fraction will do; a floating-point one is
 * refused, since it seldom is what was written). NULL gives NULL: it means that there is no value. An error ends the query.
 */
#include <sqlite3ext.h>
SQLITE_EXTENSION_INIT1
#include <verinoise.h>

static void report(sqlite3_context *context, vn_status status)
{
    sqlite3_result_error(context, vn_strerror(status), -1);
}

/* Whether the arguments are of the types that they should be; NULL has been answered. */
static int arguments(sqlite3_context *context, sqlite3_value **argument)
{
    if (sqlite3_value_type(argument[0]) == SQLITE_NULL)
        return 0; /* the result is NULL */
    if (sqlite3_value_type(argument[0]) != SQLITE_INTEGER) {
        sqlite3_result_error(context, "noise is added to integers", -1);
        return 0;
    }
    if (sqlite3_value_type(argument[1]) != SQLITE_TEXT && sqlite3_value_type(argument[1]) != SQLITE_INTEGER) {
        sqlite3_result_error(context, "write the parameter as text, such as '25/4'", -1);
        return 0;
    }
    return 1;
}

static void gaussian(sqlite3_context *context, int count, sqlite3_value **argument)
{
    vn_gaussian *law = NULL;
    int64_t noisy = 0;
    vn_status status;

    (void)count;
    if (!arguments(context, argument))
        return;
    status = vn_gaussian_new_from_string((const char *)sqlite3_value_text(argument[1]), &law);
    if (status == VN_STATUS_OK)
        status = vn_gaussian_sample_at(law, (const vn_rng *)sqlite3_user_data(context),
                                       sqlite3_value_int64(argument[0]), &noisy);
    (void)vn_gaussian_free(&law);
    if (status == VN_STATUS_OK)
        sqlite3_result_int64(context, noisy);
    else
        report(context, status);
}

static void laplace(sqlite3_context *context, int count, sqlite3_value **argument)
{
    vn_laplace *law = NULL;
    int64_t noisy = 0;
    vn_status status;

    (void)count;
    if (!arguments(context, argument))
        return;
    status = vn_laplace_new_from_string((const char *)sqlite3_value_text(argument[1]), &law);
    if (status == VN_STATUS_OK)
        status = vn_laplace_sample_at(law, (const vn_rng *)sqlite3_user_data(context),
                                      sqlite3_value_int64(argument[0]), &noisy);
    (void)vn_laplace_free(&law);
    if (status == VN_STATUS_OK)
        sqlite3_result_int64(context, noisy);
    else
        report(context, status);
}

static void free_rng(void *rng)
{
    vn_rng *handle = rng;
    (void)vn_rng_free(&handle);
}

/* Not marked SQLITE_DETERMINISTIC: every call must draw anew. SQLITE_DIRECTONLY: no view or trigger may spend the budget. */
static int add_function(sqlite3 *db, const char *name, void (*function)(sqlite3_context *, int, sqlite3_value **))
{
    vn_rng *rng = NULL;
    if (vn_rng_new_os(&rng) != VN_STATUS_OK)
        return SQLITE_ERROR;
    return sqlite3_create_function_v2(db, name, 2, SQLITE_UTF8 | SQLITE_DIRECTONLY, rng, function, NULL, NULL, free_rng);
}

#ifdef _WIN32
__declspec(dllexport)
#endif
int sqlite3_verinoise_init(sqlite3 *db, char **message, const sqlite3_api_routines *api)
{
    int result;
    SQLITE_EXTENSION_INIT2(api);
    (void)message;
    result = add_function(db, "vn_gaussian", gaussian);
    return result == SQLITE_OK ? add_function(db, "vn_laplace", laplace) : result;
}
