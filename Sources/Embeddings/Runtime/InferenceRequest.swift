import COpenVINO

/// One inference at a time: the input of a batch, which is written to in place, and the vectors that come of it.
/// Used by one thread.
final class InferenceRequest {
    let network: CompiledNetwork
    /// batch × channels × height × width numbers.
    let input: UnsafeMutableBufferPointer<Float>
    private let request: OpaquePointer
    private let tensor: OpaquePointer

    /// How many numbers one picture has.
    var inputStride: Int { input.count / network.batch }

    init(_ network: CompiledNetwork) throws {
        let size = network.model.input
        let count = network.batch * size.channels * size.height * size.width
        // Aligned for the widest vector registers, so that the runtime takes the buffer as it is.
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: count * 4, alignment: 64)
        let input = memory.bindMemory(to: Float.self)
        input.initialize(repeating: 0)

        var request: OpaquePointer?
        var tensor: OpaquePointer?
        do {
            try InferenceError.check(
                ov_compiled_model_create_infer_request(network.pointer, &request), "prepare an inference")
            var shape = ov_shape_t()
            let sizes = [network.batch, size.channels, size.height, size.width].map(Int64.init)
            try InferenceError.check(ov_shape_create(4, sizes, &shape), "describe a batch")
            defer { ov_shape_free(&shape) }
            try InferenceError.check(
                ov_tensor_create_from_host_ptr(F32, shape, memory.baseAddress, &tensor), "take a batch")
            try InferenceError.check(ov_infer_request_set_input_tensor(request, tensor), "set a batch")
            guard let request, let tensor else {
                throw InferenceError(step: "prepare an inference", reason: "nothing was made")
            }
            self.request = request
            self.tensor = tensor
        } catch {
            if let tensor { ov_tensor_free(tensor) }
            if let request { ov_infer_request_free(request) }
            memory.deallocate()
            throw error
        }
        self.network = network
        self.input = input
    }

    deinit {
        ov_tensor_free(tensor)
        ov_infer_request_free(request)
        UnsafeMutableRawBufferPointer(input).deallocate()
    }

    /// Where the numbers of one picture of the batch are written.
    func slot(_ index: Int) -> UnsafeMutableBufferPointer<Float> {
        UnsafeMutableBufferPointer(rebasing: input[index * inputStride..<(index + 1) * inputStride])
    }

    /// Computes the batch and appends the vectors of its first `count` pictures to `vectors`.
    func infer(count: Int, into vectors: inout [Float]) throws {
        try InferenceError.check(ov_infer_request_infer(request), "compute a batch")
        var output: OpaquePointer?
        try InferenceError.check(ov_infer_request_get_output_tensor(request, &output), "read the vectors")
        defer { ov_tensor_free(output) }
        var data: UnsafeMutableRawPointer?
        try InferenceError.check(ov_tensor_data(output, &data), "read the vectors")
        guard let data else { throw InferenceError(step: "read the vectors", reason: "there are none") }
        let numbers = data.assumingMemoryBound(to: Float.self)
        let dimension = network.dimension

        switch network.pooling {
        case .none:
            vectors.append(contentsOf: UnsafeBufferPointer(start: numbers, count: count * dimension))
        case .tokens(let tokens):
            for picture in 0..<count {
                for column in 0..<dimension {
                    let start = picture * tokens * dimension + column
                    vectors.append(mean(numbers + start, count: tokens, stride: dimension))
                }
            }
        case .places(let places):
            for channel in 0..<count * dimension {
                vectors.append(mean(numbers + channel * places, count: places, stride: 1))
            }
        }
    }

    private func mean(_ numbers: UnsafePointer<Float>, count: Int, stride: Int) -> Float {
        var sum = 0.0
        for index in 0..<count { sum += Double(numbers[index * stride]) }
        return Float(sum / Double(count))
    }
}
