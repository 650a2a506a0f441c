/*
 * A table of counts with noise: reads the CSV file named on the command line, adds discrete Gaussian noise with variance 5
 * (0.1-zCDP for each count of person-years) to the last column, and prints the table. C99.
 */
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

int main(int argc, char **argv)
{
    static char labels[ROWS][WIDTH];
    static int64_t counts[ROWS];
    char line[WIDTH], header[WIDTH], *comma;
    size_t rows = 0, row;
    FILE *table = argc == 2 ? fopen(argv[1], "r") : NULL;
    vn_rng *rng = NULL;
    vn_gaussian *noise = NULL;

    if (vn_abi_version() != VN_ABI_VERSION) {
        fprintf(stderr, "the library is not the one of the header\n");
        return 1;
    }
    if (!table || !fgets(header, sizeof header, table)) {
        fprintf(stderr, "usage: noise TABLE.csv\n");
        return 2;
    }
    while (rows < ROWS && fgets(line, sizeof line, table)) {
        comma = strrchr(line, ',');
        if (!comma)
            continue;
        counts[rows] = strtoll(comma + 1, NULL, 10);
        *comma = '\0';
        memcpy(labels[rows++], line, sizeof line);
    }
    fclose(table);

    must(vn_rng_new_os(&rng), "random generator");
    must(vn_gaussian_new(5, 1, &noise), "variance");
    must(vn_gaussian_add_noise(noise, rng, counts, rows), "noise"); /* all of them, or none */

    printf("%s", header);
    for (row = 0; row < rows; row++)
        printf("%s,%" PRId64 "\n", labels[row], counts[row]);

    must(vn_gaussian_free(&noise), "free");
    must(vn_rng_free(&rng), "free");
    return 0;
}
