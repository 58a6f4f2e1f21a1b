// OpenVINO's C API. `make setup` puts it into .deps/openvino; pkg-config finds it there.
#pragma once
#include <stdbool.h>
#include <openvino/c/openvino.h>
