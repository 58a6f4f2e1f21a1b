// Calls of Linux that glibc shows only with _GNU_SOURCE, which Swift's Glibc module is built without.
#if defined(__linux__)
#include <spawn.h>
#include <sys/types.h>

int syncfs(int descriptor);
ssize_t copy_file_range(int from, off_t *from_offset, int to, off_t *to_offset, size_t count, unsigned int flags);
int renameat2(int from_folder, const char *from, int to_folder, const char *to, unsigned int flags);
void *memmem(const void *hay, size_t hay_length, const void *needle, size_t needle_length);
int posix_spawn_file_actions_addchdir_np(posix_spawn_file_actions_t *actions, const char *path);
int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *actions, int from);
#endif
