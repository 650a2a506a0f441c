/*
 * Nothing is left of a library that is loaded, used and unloaded many times: no mapping of memory, and no handler that a later
 * fork would run. By a thread that ends afterwards, and by one that has drawn with the library and lives on.
 *
 *     reload LIBRARY
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include <verinoise.h>

static const char *path;

static void must(int good, const char *what)
{
    if (!good) {
        fprintf(stderr, "reload: %s\n", what);
        exit(1);
    }
}

/* How many KiB this process has mapped. The library must not be among what is mapped. */
static unsigned long mapped(void)
{
    char line[4096];
    unsigned long start, end, all = 0;
    FILE *maps = fopen("/proc/self/maps", "r");

    must(maps != NULL, "the map of this process");
    while (fgets(line, sizeof line, maps) != NULL) {
        must(strstr(line, "libverinoise") == NULL, "the library is still there after it was unloaded");
        must(sscanf(line, "%lx-%lx", &start, &end) == 2, "a line of the map");
        all += (end - start) / 1024;
    }
    fclose(maps);
    return all;
}

/* The address of a function; ISO C has no conversion from what dlsym returns. */
static void find(void *library, const char *name, void *function)
{
    void *address = dlsym(library, name);
    must(address != NULL, name);
    memcpy(function, &address, sizeof address);
}

static void *load(void) { return dlopen(path, RTLD_NOW | RTLD_LOCAL); }

static int64_t draw(void *library)
{
    vn_status (*new_os)(vn_rng **), (*free_rng)(vn_rng **), (*free_noise)(vn_noise **);
    vn_status (*new_noise)(uint64_t, uint64_t, vn_noise **);
    vn_status (*sample)(const vn_noise *, const vn_rng *, int64_t *);
    vn_rng *rng = NULL;
    vn_noise *noise = NULL;
    int64_t drawn = 0;

    find(library, "vn_rng_new_os", &new_os);
    find(library, "vn_rng_free", &free_rng);
    find(library, "vn_gaussian_new", &new_noise);
    find(library, "vn_noise_free", &free_noise);
    find(library, "vn_noise_sample", &sample);
    must(new_os(&rng) == VN_STATUS_OK && new_noise(25, 4, &noise) == VN_STATUS_OK, "handles");
    must(sample(noise, rng, &drawn) == VN_STATUS_OK, "sample");
    must(free_noise(&noise) == VN_STATUS_OK && free_rng(&rng) == VN_STATUS_OK, "free");
    return drawn;
}

/* Loads, draws, unloads. The thread's generator is overwritten when the thread ends: until then the library stays. */
static void *load_draw_unload(void *unused)
{
    void *library = load();
    must(library != NULL, "load");
    draw(library);
    must(dlclose(library) == 0, "unload");
    return unused;
}

static void *only_draw(void *library)
{
    draw(library);
    return NULL;
}

static void in_thread(void *(*body)(void *), void *argument)
{
    pthread_t thread;
    must(pthread_create(&thread, NULL, body, argument) == 0, "thread");
    must(pthread_join(thread, NULL) == 0, "join");
}

/* In the thread itself, and where the thread has ended when the library is unloaded. */
static void cycle(void)
{
    void *library;
    in_thread(load_draw_unload, NULL);
    library = load();
    must(library != NULL, "load");
    in_thread(only_draw, library);
    must(dlclose(library) == 0, "unload");
}

int main(int argc, char **argv)
{
    unsigned long before, after;
    int round, status;
    pid_t child;

    must(argc == 2, "usage: reload LIBRARY");
    path = argv[1];
    for (round = 0; round < 5; round++)
        cycle();
    before = mapped();
    for (round = 0; round < 100; round++)
        cycle();
    after = mapped();
    /* A page for each time would be 800 KiB. */
    if (after > before + 100) {
        fprintf(stderr, "reload: %lu KiB mapped, then %lu\n", before, after);
        return 1;
    }
    child = fork();
    must(child >= 0, "fork");
    if (child == 0)
        _exit(0);
    must(wait(&status) == child && status == 0, "a fork after the library was unloaded");
    printf("loaded and unloaded 200 times: %lu KiB mapped before, %lu after\n", before, after);
    return 0;
}
