/*
 * A madvise that says it did what it was asked to, and does nothing, as on some emulators. With ONLY_WIPING defined, it does
 * so only when it is asked to have memory wiped in forked processes. To be put before the C library's by LD_PRELOAD.
 */
#define _GNU_SOURCE
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

int madvise(void *start, size_t length, int advice)
{
#ifdef ONLY_WIPING
    if (advice != MADV_WIPEONFORK)
        return (int)syscall(SYS_madvise, start, length, advice);
#else
    (void)start, (void)length, (void)advice;
#endif
    return 0;
}
