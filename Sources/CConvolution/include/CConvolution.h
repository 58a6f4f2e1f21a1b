// A convolution with bias, forward and backward, planned once for a shape and then run as often as wanted: oneDNN's C
// interface with its descriptors, memories and arguments put away. Every call runs in the thread that makes it and
// allocates nothing once a convolution is planned and bound.
#ifndef TESSERA_CCONVOLUTION_H
#define TESSERA_CCONVOLUTION_H

#include <stdint.h>

// Square images, square kernels, zeros around.
typedef struct {
    int32_t images;
    int32_t in_channels;
    int32_t in_side;
    int32_t out_channels;
    int32_t kernel;
    int32_t stride;
    int32_t padding;
} tessera_convolution_shape;

enum {
    TESSERA_BACKWARD_WEIGHTS = 1,  // the gradient of the weights will be wanted; that of the bias is the sum of
                                   // the output's
    TESSERA_BACKWARD_DATA = 2,     // the gradient of the input will be wanted
    TESSERA_PLANAR_INPUT = 4,      // the input comes as images of channel planes, as pictures do
    TESSERA_ADD = 8,               // forward adds to what the output holds already
    TESSERA_RELU = 16,             // forward ends with max(0, x); not together with a backward
};

typedef struct tessera_convolution tessera_convolution;

// Where a convolution finds and leaves its numbers; what its plan does not use may be null. 64-byte aligned.
typedef struct {
    float *input;            // images x in_channels x in_side x in_side
    float *weights;          // packed, see tessera_convolution_weights_size
    float *bias;             // out_channels
    float *output;           // images x out_channels x out_side x out_side
    float *output_gradient;  // like output
    float *input_gradient;   // like input
    float *weights_gradient; // like weights
    float *backward_weights; // the weights in the order of backward data, see tessera_convolution_turn
    void *scratch;           // tessera_convolution_scratch_bytes, shared by convolutions that do not run at once
} tessera_convolution_memory;

// Keeps oneDNN to the calling thread, in this thread, and returns what it was allowed before (0: nothing to keep).
int32_t tessera_convolution_threads(int32_t threads);

// How many neighbouring channels oneDNN wants side by side on this processor: activations lie as
// images x (channels / block) x height x width x block. 0: all of them. Negative: minus oneDNN's status.
int32_t tessera_convolution_channel_block(void);

// Plans a convolution. 0, or oneDNN's status. `block` is what tessera_convolution_channel_block said; `like` (may be
// null) is a plan for another number of images whose weights this one is to take as they lie.
int32_t tessera_convolution_plan(const tessera_convolution_shape *shape, int32_t block, int32_t uses,
                                 const tessera_convolution *like, tessera_convolution **planned);
void tessera_convolution_free(tessera_convolution *planned);

// Floats, and bytes.
int64_t tessera_convolution_weights_size(const tessera_convolution *planned);
int64_t tessera_convolution_backward_weights_size(const tessera_convolution *planned);
int64_t tessera_convolution_scratch_bytes(const tessera_convolution *planned);

// The names of oneDNN's implementations, "forward / backward data / backward weights".
void tessera_convolution_describe(const tessera_convolution *planned, char *text, int64_t capacity);

// Once for each plan.
int32_t tessera_convolution_bind(tessera_convolution *planned, const tessera_convolution_memory *memory);

// Weights between the order of Keras (height, width, in, out) and the order that this plan wants.
int32_t tessera_convolution_pack(tessera_convolution *planned, const float *plain, float *packed);
int32_t tessera_convolution_unpack(tessera_convolution *planned, const float *packed, float *plain);

int32_t tessera_convolution_forward(tessera_convolution *planned);
// Copies the weights into the order that backward data wants; once after each change of the weights.
int32_t tessera_convolution_turn(tessera_convolution *planned);
int32_t tessera_convolution_backward_data(tessera_convolution *planned);
int32_t tessera_convolution_backward_weights(tessera_convolution *planned);

#endif
