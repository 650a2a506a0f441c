/*
 * Parent and children never draw the same noise: a parent and 64 forked children draw 10,000 samples each at a standard
 * deviation of 2^57, where two equal samples come from equal bytes (by chance with probability 10^-6). The parent forks with
 * a buffer that is not used, half used, or in the hands of another thread; by fork() and by bare system calls, of which
 * the C library knows nothing; and from a process to a child where both have the number 1.
 *
 *     forks [CHILDREN SAMPLES]
 *
 * If KERNEL_LIES is in the environment, the kernel is expected not to be believed (see lying_madvise.c).
 */
#define _GNU_SOURCE
#include <inttypes.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>
#include <verinoise.h>

static size_t children = 64, samples = 10000;
/* So many samples in a row are compared at once: where the standard deviation is smaller, two samples can be equal by chance. */
static size_t together = 1;

static void must(int good, const char *what)
{
    if (!good) {
        fprintf(stderr, "forks: %s\n", what);
        exit(1);
    }
}

/* By a callback: the kernel's generator, one call for each block. */
static int32_t kernel(void *context, uint8_t *out, size_t length)
{
    (void)context;
    return syscall(SYS_getrandom, out, length, 0) == (long)length ? 0 : 1;
}

static pid_t fork_by_library(void) { return fork(); }
static pid_t fork_by_system_call(void) { return (pid_t)syscall(SYS_clone, SIGCHLD, 0, 0, 0, 0); }
#ifdef SYS_fork
static pid_t fork_by_old_system_call(void) { return (pid_t)syscall(SYS_fork); }
#endif

static const vn_noise *shared_law;
static const vn_rng *shared_rng;
static volatile int stop;

/* Another thread that keeps drawing while the process forks. */
static void *keep_drawing(void *unused)
{
    int64_t sample;
    while (!stop)
        (void)vn_noise_sample(shared_law, shared_rng, &sample);
    return unused;
}

static int compare(const void *a, const void *b)
{
    return memcmp(a, b, together * sizeof(int64_t));
}

static void draw(const vn_noise *law, const vn_rng *rng, int64_t *out)
{
    size_t half = samples / 2, i;
    for (i = 0; i < half; i++)
        must(vn_noise_sample(law, rng, &out[i]) == VN_STATUS_OK, "sample");
    must(vn_noise_fill(law, rng, out + half, samples - half) == VN_STATUS_OK, "fill");
}

static void round_of(const vn_noise *law, const vn_rng *rng, pid_t (*fork_by)(void), size_t before, const char *what)
{
    size_t total = (children + 1) * samples, child, i;
    int64_t *all = mmap(NULL, total * sizeof *all, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    int64_t ignored;
    int status;

    must(all != MAP_FAILED, "memory");
    for (i = 0; i < before; i++)
        must(vn_noise_sample(law, rng, &ignored) == VN_STATUS_OK, "sample before");
    for (child = 1; child <= children; child++) {
        pid_t pid = fork_by();
        must(pid >= 0, "fork");
        if (pid == 0) {
            draw(law, rng, all + child * samples);
            _exit(0);
        }
    }
    draw(law, rng, all);
    for (child = 1; child <= children; child++)
        must(wait(&status) > 0 && status == 0, "a child failed");
    qsort(all, total / together, together * sizeof *all, compare);
    for (i = 1; i < total / together; i++)
        must(compare(all + i * together, all + (i - 1) * together) != 0, what);
    munmap(all, total * sizeof *all);
    printf("%zu processes, %zu samples, none twice: %s\n", children + 1, total, what);
    fflush(stdout);
}

/* Whether some memory of this process is wiped in forked ones. */
static int has_wiped_memory(void)
{
    char line[4096];
    int found = 0;
    FILE *maps = fopen("/proc/self/smaps", "r");

    must(maps != NULL, "the map of this process");
    while (fgets(line, sizeof line, maps) != NULL)
        found |= strncmp(line, "VmFlags:", 8) == 0 && strstr(line, " wf") != NULL;
    fclose(maps);
    return found;
}

/* A parent and a child which both have the number 1. There can be one such child. */
static void round_of_ones(const vn_noise *law, const vn_rng *rng, pid_t (*fork_by)(void), const char *what)
{
    int status;
    pid_t pid = fork();

    must(pid >= 0, "fork");
    if (pid == 0) {
        if (unshare(CLONE_NEWPID) != 0) {
            printf("not tested, the kernel gives no namespace of process numbers: %s\n", what);
            fflush(stdout);
            _exit(0);
        }
        pid = fork();
        must(pid >= 0, "fork");
        if (pid == 0) {
            must(syscall(SYS_getpid) == 1 && unshare(CLONE_NEWPID) == 0, "a parent with the number 1");
            children = 1;
            round_of(law, rng, fork_by, 13, what);
            _exit(0);
        }
        must(wait(&status) == pid && status == 0, "a process with the number 1 failed");
        _exit(0);
    }
    must(wait(&status) == pid && status == 0, "a process failed");
}

int main(int argc, char **argv)
{
    vn_noise *law = NULL, *narrower = NULL, *prepared = NULL;
    vn_rng *rng = NULL, *callback = NULL;
    pthread_t thread;
    int lies = getenv("KERNEL_LIES") != NULL;

    if (argc == 3) {
        children = strtoul(argv[1], NULL, 10);
        samples = strtoul(argv[2], NULL, 10);
    }
    /* 2^114 */
    must(vn_gaussian_new_from_string("20769187434139310514121985316880384", &law) == VN_STATUS_OK, "variance");
    must(vn_rng_new_os(&rng) == VN_STATUS_OK, "generator");
    must(vn_rng_new_callback(kernel, NULL, &callback) == VN_STATUS_OK, "callback");

    round_of(law, rng, fork_by_library, 0, "a generator not yet used");
    round_of(law, rng, fork_by_library, 1, "a buffer just begun");
    round_of(law, rng, fork_by_library, 13, "a buffer half used");
    round_of(law, rng, fork_by_system_call, 13, "forked past the C library");
#ifdef SYS_fork
    round_of(law, rng, fork_by_old_system_call, 13, "forked past the C library by the old system call");
#endif
    round_of(law, callback, fork_by_library, 13, "a callback's buffer half used");
    round_of(law, callback, fork_by_system_call, 13, "a callback's buffer half used, forked past the C library");
    round_of_ones(law, rng, fork_by_library, "both have the number 1");
    if (!lies)
        round_of_ones(law, rng, fork_by_system_call, "both have the number 1, forked past the C library");
    must(has_wiped_memory() == !lies, lies ? "the kernel was believed" : "no wiped memory");

    shared_law = law;
    shared_rng = rng;
    must(pthread_create(&thread, NULL, keep_drawing, NULL) == 0, "thread");
    round_of(law, rng, fork_by_library, 13, "forked while another thread draws");
    stop = 1;
    pthread_join(thread, NULL);

    /* 2^98: the variance of a table. */
    must(vn_gaussian_new_from_string("316912650057057350374175801344", &narrower) == VN_STATUS_OK, "variance");
    must(vn_noise_new_prepared(narrower, &prepared) == VN_STATUS_OK, "table");
    together = 2;
    round_of(prepared, rng, fork_by_library, 13, "with a table");
    round_of(prepared, rng, fork_by_system_call, 13, "with a table, forked past the C library");

    vn_rng_free(&rng);
    vn_rng_free(&callback);
    vn_noise_free(&law);
    vn_noise_free(&narrower);
    vn_noise_free(&prepared);
    return 0;
}
