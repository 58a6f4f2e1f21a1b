#include <zlib.h>

/* deflateInit2 is a macro, which Swift does not see. A gzip stream: window bits 15, and 16 for the gzip header. */
static inline int tessera_gzip_begin(z_stream *stream, int level) {
    return deflateInit2(stream, level, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
}
