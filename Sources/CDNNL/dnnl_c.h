#include <oneapi/dnnl/dnnl.h>
#if DNNL_VERSION_MAJOR != 2
#error "Tessera is written for oneDNN 2 (Debian's libdnnl-dev); version 3 has another C interface."
#endif
