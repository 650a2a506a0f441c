/*
 * A table of counts with noise: reads the CSV file named on the command line, adds discrete Gaussian noise with variance 5
 * (0.1-zCDP for each count of person-years) to the last column, and prints the table. C99.
 *
 * A line that it cannot read to its end ends it: a count that is left out or read wrongly would be released as if it were true.
 */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <verinoise.h>

enum { ROWS = 1000, WIDTH = 200 };

static void must(vn_status status, const char *what)
{
    if (status != VN_STATUS_OK) {
        fprintf(stderr, "%s: %s\n", what, vn_strerror(status));
        exit(1);
    }
}

/* Messages name the line, and never what is in it: that may be a true count. */
static void refuse(size_t number, const char *why)
{
    fprintf(stderr, "line %zu: %s\n", number, why);
    exit(1);
}

/* Reads line `number` without its end, or gives 0 at the end of the table. */
static int read_line(FILE *table, char *line, size_t number)
{
    size_t length;
    if (!fgets(line, WIDTH, table)) {
        if (ferror(table))
            refuse(number, "it cannot be read");
        return 0;
    }
    length = strlen(line);
    if (length == 0 || line[length - 1] != '\n')
        refuse(number, "it is too long for this example, holds a zero byte, or does not end");
    line[strcspn(line, "\r\n")] = '\0';
    return 1;
}

/* Reads the count at the end of the line, and cuts it off. */
static int64_t read_count(char *line, size_t number)
{
    char *comma = strrchr(line, ','), *end;
    intmax_t count;
    if (!comma)
        refuse(number, "there is no comma");
    errno = 0;
    count = strtoimax(comma + 1, &end, 10);
    if (end == comma + 1 || *end != '\0')
        refuse(number, "the last field is not an integer");
    if (errno == ERANGE || count < INT64_MIN || count > INT64_MAX)
        refuse(number, "the last field does not fit 64 bits");
    *comma = '\0';
    return count;
}

int main(int argc, char **argv)
{
    static char labels[ROWS][WIDTH];
    static int64_t counts[ROWS];
    char line[WIDTH], header[WIDTH];
    size_t rows = 0, row;
    FILE *table = argc == 2 ? fopen(argv[1], "r") : NULL;
    vn_rng *rng = NULL;
    vn_noise *noise = NULL;

    if (vn_abi_version() != VN_ABI_VERSION) {
        fprintf(stderr, "the library is not the one of the header\n");
        return 1;
    }
    if (!table || !read_line(table, header, 1)) {
        fprintf(stderr, "usage: noise TABLE.csv\n");
        return 2;
    }
    while (read_line(table, line, rows + 2)) {
        if (rows == ROWS)
            refuse(rows + 2, "this example has no room for it");
        counts[rows] = read_count(line, rows + 2);
        memcpy(labels[rows++], line, sizeof line);
    }
    fclose(table);

    must(vn_rng_new_os(&rng), "random generator");
    must(vn_gaussian_new(5, 1, &noise), "variance");
    must(vn_noise_add_to(noise, rng, counts, rows), "noise"); /* all of them, or none */

    puts(header);
    for (row = 0; row < rows; row++)
        printf("%s,%" PRId64 "\n", labels[row], counts[row]);
    if (fflush(stdout) != 0 || ferror(stdout)) {
        fprintf(stderr, "the table could not be written\n");
        return 1;
    }

    must(vn_noise_free(&noise), "free");
    must(vn_rng_free(&rng), "free");
    return 0;
}
