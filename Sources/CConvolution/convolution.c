#define _GNU_SOURCE
#include "CConvolution.h"

#include <dlfcn.h>
#include <oneapi/dnnl/dnnl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

#if DNNL_VERSION_MAJOR != 2
#error "Tessera is written for oneDNN 2 (Debian's libdnnl-dev); version 3 has another C interface."
#endif

// Passes an error on; everything made so far hangs on the plan and goes with it.
#define TRY(call)                                    \
    do {                                             \
        dnnl_status_t status_ = (call);              \
        if (status_ != dnnl_success) return status_; \
    } while (0)

enum { FORWARD, BACKWARD_DATA, BACKWARD_WEIGHTS, TURN, ARRANGE, STEPS };
enum { MOST_ARGUMENTS = 6, MEMORIES = 24 };

struct tessera_convolution {
    dnnl_stream_t stream;
    dnnl_primitive_desc_t plans[STEPS];
    dnnl_primitive_t steps[STEPS];
    dnnl_exec_arg_t arguments[STEPS][MOST_ARGUMENTS];
    int32_t argument_counts[STEPS];
    dnnl_memory_t memories[MEMORIES];
    int32_t memory_count;
    dnnl_memory_desc_t plain_weights, weights, backward_weights, planar_input, input;
    dnnl_memory_t pack_from, pack_to, unpack_from, unpack_to;
    dnnl_primitive_t pack, unpack;
    void *arranged;
    size_t scratch_bytes;
};

static dnnl_engine_t engine;
static dnnl_status_t engine_status;
static pthread_once_t engine_once = PTHREAD_ONCE_INIT;
static void make_engine(void) { engine_status = dnnl_engine_create(&engine, dnnl_cpu, 0); }

static dnnl_status_t the_engine(void) {
    pthread_once(&engine_once, make_engine);
    return engine_status;
}

int32_t tessera_convolution_threads(int32_t threads) {
    int (*get)(void) = (int (*)(void))dlsym(RTLD_DEFAULT, "omp_get_max_threads");
    void (*set)(int) = (void (*)(int))dlsym(RTLD_DEFAULT, "omp_set_num_threads");
    if (!get || !set) return 0;
    int before = get();
    set(threads);
    return before;
}

static dnnl_format_tag_t activation_tag(int32_t block) {
    switch (block) {
    case 0: return dnnl_nhwc;
    case 1: return dnnl_nchw;
    case 4: return dnnl_nChw4c;
    case 8: return dnnl_nChw8c;
    default: return dnnl_nChw16c;
    }
}

int32_t tessera_convolution_channel_block(void) {
    const dnnl_dims_t data = {4, 64, 8, 8}, weights = {64, 64, 3, 3}, bias = {64}, ones = {1, 1};
    dnnl_memory_desc_t data_desc, weights_desc, bias_desc;
    dnnl_convolution_desc_t desc;
    dnnl_primitive_desc_t plan;
    dnnl_status_t status = the_engine();
    if (!status) status = dnnl_memory_desc_init_by_tag(&data_desc, 4, data, dnnl_f32, dnnl_format_tag_any);
    if (!status) status = dnnl_memory_desc_init_by_tag(&weights_desc, 4, weights, dnnl_f32, dnnl_format_tag_any);
    if (!status) status = dnnl_memory_desc_init_by_tag(&bias_desc, 1, bias, dnnl_f32, dnnl_x);
    if (!status)
        status = dnnl_convolution_forward_desc_init(&desc, dnnl_forward_training, dnnl_convolution_direct, &data_desc,
                                                    &weights_desc, &bias_desc, &data_desc, ones, ones, ones);
    if (!status) status = dnnl_primitive_desc_create(&plan, &desc, NULL, engine, NULL);
    if (status) return -(int32_t)status;
    const dnnl_memory_desc_t *chosen = dnnl_primitive_desc_query_md(plan, dnnl_query_dst_md, 0);
    int32_t block = chosen->format_desc.blocking.strides[1] == 1 ? 0 : 1;
    if (chosen->format_desc.blocking.inner_nblks == 1) block = (int32_t)chosen->format_desc.blocking.inner_blks[0];
    dnnl_primitive_desc_destroy(plan);
    return block;
}

// One more memory of this plan; its place is given when it is bound.
static dnnl_status_t memory(tessera_convolution *c, const dnnl_memory_desc_t *desc, dnnl_memory_t *made) {
    TRY(dnnl_memory_create(made, desc, engine, DNNL_MEMORY_NONE));
    c->memories[c->memory_count++] = *made;
    return dnnl_success;
}

static void argument(tessera_convolution *c, int step, int name, dnnl_memory_t value) {
    c->arguments[step][c->argument_counts[step]++] = (dnnl_exec_arg_t){name, value};
}

static dnnl_status_t finish(tessera_convolution *c, int step) {
    const dnnl_memory_desc_t *scratch = dnnl_primitive_desc_query_md(c->plans[step], dnnl_query_scratchpad_md, 0);
    size_t bytes = scratch ? dnnl_memory_desc_get_size(scratch) : 0;
    if (bytes > c->scratch_bytes) c->scratch_bytes = bytes;
    return dnnl_primitive_create(&c->steps[step], c->plans[step]);
}

static dnnl_status_t reorder(dnnl_primitive_t *made, const dnnl_memory_desc_t *from, const dnnl_memory_desc_t *to) {
    dnnl_primitive_desc_t plan;
    TRY(dnnl_reorder_primitive_desc_create(&plan, from, engine, to, engine, NULL));
    dnnl_status_t status = dnnl_primitive_create(made, plan);
    dnnl_primitive_desc_destroy(plan);
    return status;
}

static dnnl_status_t attributes(int32_t uses, dnnl_primitive_attr_t *made) {
    TRY(dnnl_primitive_attr_create(made));
    TRY(dnnl_primitive_attr_set_scratchpad_mode(*made, dnnl_scratchpad_mode_user));
    if (!(uses & (TESSERA_ADD | TESSERA_RELU))) return dnnl_success;
    dnnl_post_ops_t after;
    TRY(dnnl_post_ops_create(&after));
    dnnl_status_t status = dnnl_success;
    if (uses & TESSERA_ADD) status = dnnl_post_ops_append_sum(after, 1);
    if (!status && (uses & TESSERA_RELU)) status = dnnl_post_ops_append_eltwise(after, 1, dnnl_eltwise_relu, 0, 0);
    if (!status) status = dnnl_primitive_attr_set_post_ops(*made, after);
    dnnl_post_ops_destroy(after);
    return status;
}

static dnnl_status_t plan(tessera_convolution *c, const tessera_convolution_shape *s, int32_t block, int32_t uses,
                          const tessera_convolution *like, dnnl_primitive_attr_t attr) {
    const int32_t out_side = (s->in_side + 2 * s->padding - s->kernel) / s->stride + 1;
    const dnnl_dims_t in_dims = {s->images, s->in_channels, s->in_side, s->in_side};
    const dnnl_dims_t out_dims = {s->images, s->out_channels, out_side, out_side};
    const dnnl_dims_t weights_dims = {s->out_channels, s->in_channels, s->kernel, s->kernel};
    const dnnl_dims_t bias_dims = {s->out_channels};
    const dnnl_dims_t strides = {s->stride, s->stride}, padding = {s->padding, s->padding};
    const int planar = (uses & TESSERA_PLANAR_INPUT) != 0;
    dnnl_memory_desc_t input, output, any_weights, bias;
    TRY(dnnl_memory_desc_init_by_tag(&input, 4, in_dims, dnnl_f32,
                                     planar ? dnnl_format_tag_any : activation_tag(block)));
    TRY(dnnl_memory_desc_init_by_tag(&output, 4, out_dims, dnnl_f32, activation_tag(block)));
    TRY(dnnl_memory_desc_init_by_tag(&any_weights, 4, weights_dims, dnnl_f32, dnnl_format_tag_any));
    TRY(dnnl_memory_desc_init_by_tag(&c->plain_weights, 4, weights_dims, dnnl_f32, dnnl_hwio));
    TRY(dnnl_memory_desc_init_by_tag(&c->planar_input, 4, in_dims, dnnl_f32, dnnl_nchw));
    TRY(dnnl_memory_desc_init_by_tag(&bias, 1, bias_dims, dnnl_f32, dnnl_x));

    const dnnl_memory_desc_t *weights = like ? &like->weights : &any_weights;
    const dnnl_memory_desc_t *turned = like ? &like->backward_weights : &any_weights;
    const int trains = (uses & (TESSERA_BACKWARD_DATA | TESSERA_BACKWARD_WEIGHTS)) != 0;
    dnnl_convolution_desc_t desc;
    TRY(dnnl_convolution_forward_desc_init(&desc, trains ? dnnl_forward_training : dnnl_forward_inference,
                                           dnnl_convolution_direct, &input, weights, &bias, &output, strides,
                                           padding, padding));
    TRY(dnnl_primitive_desc_create(&c->plans[FORWARD], &desc, attr, engine, NULL));
    c->input = *dnnl_primitive_desc_query_md(c->plans[FORWARD], dnnl_query_src_md, 0);
    c->weights = *dnnl_primitive_desc_query_md(c->plans[FORWARD], dnnl_query_weights_md, 0);
    TRY(finish(c, FORWARD));

    if (uses & TESSERA_BACKWARD_DATA) {
        TRY(dnnl_convolution_backward_data_desc_init(&desc, dnnl_convolution_direct, &input, turned, &output,
                                                     strides, padding, padding));
        TRY(dnnl_primitive_desc_create(&c->plans[BACKWARD_DATA], &desc, attr, engine, c->plans[FORWARD]));
        c->backward_weights = *dnnl_primitive_desc_query_md(c->plans[BACKWARD_DATA], dnnl_query_weights_md, 0);
        TRY(finish(c, BACKWARD_DATA));
        TRY(dnnl_reorder_primitive_desc_create(&c->plans[TURN], &c->weights, engine, &c->backward_weights, engine,
                                               attr));
        TRY(finish(c, TURN));
    }
    if (uses & TESSERA_BACKWARD_WEIGHTS) {
        // Without the bias, whose gradient oneDNN sums slowly: who computes output_gradient can sum it on the way.
        // The gradient in the order of the weights, so that one loop can update all numbers alike.
        TRY(dnnl_convolution_backward_weights_desc_init(&desc, dnnl_convolution_direct, &c->input, &c->weights, NULL,
                                                        &output, strides, padding, padding));
        TRY(dnnl_primitive_desc_create(&c->plans[BACKWARD_WEIGHTS], &desc, attr, engine, c->plans[FORWARD]));
        TRY(finish(c, BACKWARD_WEIGHTS));
    }
    if (planar && !dnnl_memory_desc_equal(&c->input, &c->planar_input)) {
        TRY(dnnl_reorder_primitive_desc_create(&c->plans[ARRANGE], &c->planar_input, engine, &c->input, engine, attr));
        TRY(finish(c, ARRANGE));
        if (posix_memalign(&c->arranged, 64, dnnl_memory_desc_get_size(&c->input))) return dnnl_out_of_memory;
    }

    TRY(reorder(&c->pack, &c->plain_weights, &c->weights));
    TRY(reorder(&c->unpack, &c->weights, &c->plain_weights));
    TRY(memory(c, &c->plain_weights, &c->pack_from));
    TRY(memory(c, &c->weights, &c->pack_to));
    TRY(memory(c, &c->weights, &c->unpack_from));
    TRY(memory(c, &c->plain_weights, &c->unpack_to));
    return dnnl_success;
}

int32_t tessera_convolution_plan(const tessera_convolution_shape *shape, int32_t block, int32_t uses,
                                 const tessera_convolution *like, tessera_convolution **planned) {
    *planned = NULL;
    TRY(the_engine());
    tessera_convolution *c = calloc(1, sizeof *c);
    if (!c) return dnnl_out_of_memory;
    dnnl_primitive_attr_t attr = NULL;
    dnnl_status_t status = dnnl_stream_create(&c->stream, engine, dnnl_stream_default_flags);
    if (!status) status = attributes(uses, &attr);
    if (!status) status = plan(c, shape, block, uses, like, attr);
    if (attr) dnnl_primitive_attr_destroy(attr);
    if (status) {
        tessera_convolution_free(c);
        return status;
    }
    *planned = c;
    return dnnl_success;
}

void tessera_convolution_free(tessera_convolution *c) {
    if (!c) return;
    for (int i = 0; i < STEPS; i++) {
        if (c->steps[i]) dnnl_primitive_destroy(c->steps[i]);
        if (c->plans[i]) dnnl_primitive_desc_destroy(c->plans[i]);
    }
    if (c->pack) dnnl_primitive_destroy(c->pack);
    if (c->unpack) dnnl_primitive_destroy(c->unpack);
    for (int i = 0; i < c->memory_count; i++) dnnl_memory_destroy(c->memories[i]);
    if (c->stream) dnnl_stream_destroy(c->stream);
    free(c->arranged);
    free(c);
}

int64_t tessera_convolution_weights_size(const tessera_convolution *c) {
    return (int64_t)(dnnl_memory_desc_get_size(&c->weights) / sizeof(float));
}

int64_t tessera_convolution_backward_weights_size(const tessera_convolution *c) {
    return c->plans[TURN] ? (int64_t)(dnnl_memory_desc_get_size(&c->backward_weights) / sizeof(float)) : 0;
}

int64_t tessera_convolution_scratch_bytes(const tessera_convolution *c) { return (int64_t)c->scratch_bytes; }

static const char *implementation(dnnl_primitive_desc_t plan) {
    const char *name = NULL;
    if (plan) dnnl_primitive_desc_query(plan, dnnl_query_impl_info_str, 0, &name);
    return name ? name : "-";
}

void tessera_convolution_describe(const tessera_convolution *c, char *text, int64_t capacity) {
    snprintf(text, (size_t)capacity, "%s / %s / %s", implementation(c->plans[FORWARD]),
             implementation(c->plans[BACKWARD_DATA]), implementation(c->plans[BACKWARD_WEIGHTS]));
}

static dnnl_status_t place(tessera_convolution *c, const dnnl_memory_desc_t *desc, void *data, dnnl_memory_t *made) {
    TRY(memory(c, desc, made));
    return dnnl_memory_set_data_handle(*made, data);
}

static dnnl_status_t scratch(tessera_convolution *c, int step, void *data) {
    if (!c->steps[step]) return dnnl_success;
    const dnnl_memory_desc_t *desc = dnnl_primitive_desc_query_md(c->plans[step], dnnl_query_scratchpad_md, 0);
    if (!desc || dnnl_memory_desc_get_size(desc) == 0) return dnnl_success;
    dnnl_memory_t made;
    TRY(place(c, desc, data, &made));
    argument(c, step, DNNL_ARG_SCRATCHPAD, made);
    return dnnl_success;
}

int32_t tessera_convolution_bind(tessera_convolution *c, const tessera_convolution_memory *m) {
    const dnnl_memory_desc_t *bias_desc = dnnl_primitive_desc_query_md(c->plans[FORWARD], dnnl_query_weights_md, 1);
    const dnnl_memory_desc_t *output_desc = dnnl_primitive_desc_query_md(c->plans[FORWARD], dnnl_query_dst_md, 0);
    dnnl_memory_t input, weights, bias, output, output_gradient, gradient;
    if (c->steps[ARRANGE]) {
        dnnl_memory_t planar;
        TRY(place(c, &c->planar_input, m->input, &planar));
        TRY(place(c, &c->input, c->arranged, &input));
        argument(c, ARRANGE, DNNL_ARG_FROM, planar);
        argument(c, ARRANGE, DNNL_ARG_TO, input);
        TRY(scratch(c, ARRANGE, m->scratch));
    } else {
        TRY(place(c, &c->input, m->input, &input));
    }
    TRY(place(c, &c->weights, m->weights, &weights));
    TRY(place(c, bias_desc, m->bias, &bias));
    TRY(place(c, output_desc, m->output, &output));
    argument(c, FORWARD, DNNL_ARG_SRC, input);
    argument(c, FORWARD, DNNL_ARG_WEIGHTS, weights);
    argument(c, FORWARD, DNNL_ARG_BIAS, bias);
    argument(c, FORWARD, DNNL_ARG_DST, output);
    TRY(scratch(c, FORWARD, m->scratch));
    if (!c->steps[BACKWARD_DATA] && !c->steps[BACKWARD_WEIGHTS]) return dnnl_success;

    TRY(place(c, output_desc, m->output_gradient, &output_gradient));
    if (c->steps[BACKWARD_DATA]) {
        dnnl_memory_t turned;
        TRY(place(c, &c->backward_weights, m->backward_weights, &turned));
        argument(c, TURN, DNNL_ARG_FROM, weights);
        argument(c, TURN, DNNL_ARG_TO, turned);
        TRY(scratch(c, TURN, m->scratch));
        TRY(place(c, &c->input, m->input_gradient, &gradient));
        argument(c, BACKWARD_DATA, DNNL_ARG_DIFF_DST, output_gradient);
        argument(c, BACKWARD_DATA, DNNL_ARG_WEIGHTS, turned);
        argument(c, BACKWARD_DATA, DNNL_ARG_DIFF_SRC, gradient);
        TRY(scratch(c, BACKWARD_DATA, m->scratch));
    }
    if (c->steps[BACKWARD_WEIGHTS]) {
        argument(c, BACKWARD_WEIGHTS, DNNL_ARG_SRC, input);
        argument(c, BACKWARD_WEIGHTS, DNNL_ARG_DIFF_DST, output_gradient);
        TRY(place(c, &c->weights, m->weights_gradient, &gradient));
        argument(c, BACKWARD_WEIGHTS, DNNL_ARG_DIFF_WEIGHTS, gradient);
        TRY(scratch(c, BACKWARD_WEIGHTS, m->scratch));
    }
    return dnnl_success;
}

static int32_t copy(tessera_convolution *c, dnnl_primitive_t reorder, dnnl_memory_t from, const float *source,
                    dnnl_memory_t to, float *target) {
    TRY(dnnl_memory_set_data_handle(from, (void *)(uintptr_t)source));
    TRY(dnnl_memory_set_data_handle(to, target));
    const dnnl_exec_arg_t arguments[] = {{DNNL_ARG_FROM, from}, {DNNL_ARG_TO, to}};
    TRY(dnnl_primitive_execute(reorder, c->stream, 2, arguments));
    return dnnl_stream_wait(c->stream);
}

int32_t tessera_convolution_pack(tessera_convolution *c, const float *plain, float *packed) {
    return copy(c, c->pack, c->pack_from, plain, c->pack_to, packed);
}

int32_t tessera_convolution_unpack(tessera_convolution *c, const float *packed, float *plain) {
    return copy(c, c->unpack, c->unpack_from, packed, c->unpack_to, plain);
}

static int32_t run(tessera_convolution *c, int step) {
    return dnnl_primitive_execute(c->steps[step], c->stream, c->argument_counts[step], c->arguments[step]);
}

int32_t tessera_convolution_forward(tessera_convolution *c) {
    if (c->steps[ARRANGE]) TRY(run(c, ARRANGE));
    return run(c, FORWARD);
}

int32_t tessera_convolution_turn(tessera_convolution *c) { return run(c, TURN); }
int32_t tessera_convolution_backward_data(tessera_convolution *c) { return run(c, BACKWARD_DATA); }
int32_t tessera_convolution_backward_weights(tessera_convolution *c) { return run(c, BACKWARD_WEIGHTS); }
