// One function, compiled for several processors, dispatched when the program is loaded.
#ifndef TESSERA_CLONES_H
#define TESSERA_CLONES_H

#if defined(__x86_64__) && defined(__linux__) && defined(__has_attribute)
#if __has_attribute(target_clones)
#define TESSERA_CLONES __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#endif
#endif
#ifndef TESSERA_CLONES
#define TESSERA_CLONES
#endif

// A part of a cloned function must be compiled with it, for the same processor.
#define TESSERA_PART static inline __attribute__((always_inline))

#endif
