// OpenBLAS picks its kernels by the processor's model number. One that it doesn't know (Debian 12's 0.3.21 and Intel's
// processors since 2023) gets the kernels of the oldest processor, "Prescott", which are five times slower than what
// the processor can do. Where that happened, this tells OpenBLAS by what the processor says it can do.
//
// It runs before main, while there is one thread of ours and nobody has multiplied anything, and it uses OpenBLAS's own
// switch (the environment variable OPENBLAS_CORETYPE) and its own functions for choosing, found by name: where they
// are missing, nothing happens. Whoever sets OPENBLAS_CORETYPE is left alone.

#define _GNU_SOURCE
#include "CKernels.h"

#if defined(__x86_64__) && defined(__linux__)
#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>

static const char *better_core(void) {
    __builtin_cpu_init();
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512bw")
        && __builtin_cpu_supports("avx512vl"))
        return "SkylakeX";
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) return "Haswell";
    return NULL;
}

__attribute__((constructor)) static void choose_openblas_core(void) {
    char *(*name)(void) = (char *(*)(void))dlsym(RTLD_DEFAULT, "openblas_get_corename");
    void (*leave)(void) = (void (*)(void))dlsym(RTLD_DEFAULT, "gotoblas_dynamic_quit");
    void (*choose)(void) = (void (*)(void))dlsym(RTLD_DEFAULT, "gotoblas_dynamic_init");
    if (!name || !leave || !choose || getenv("OPENBLAS_CORETYPE")) return;
    const char *core = better_core();
    if (!core || strcmp(name(), "Prescott") != 0) return;
    setenv("OPENBLAS_CORETYPE", core, 1);
    leave();
    choose();
    unsetenv("OPENBLAS_CORETYPE");
}
#endif
