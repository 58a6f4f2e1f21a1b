import COpenVINO
import Foundation

/// A network made ready for batches of one fixed size.
///
/// It has as many streams as threads, each stream computing on one thread: a batch is always computed by one thread,
/// so its result does not depend on how many there are.
final class CompiledNetwork: @unchecked Sendable {  // a compiled model is thread-safe; requests are made from it
    /// How the output becomes one vector a picture.
    enum Pooling: Equatable {
        case none
        /// N×tokens×D: the mean over the tokens.
        case tokens(Int)
        /// N×D×height×width: the mean over the places.
        case places(Int)
    }

    let model: EmbeddingModel
    let batch: Int
    let dimension: Int
    let pooling: Pooling
    let pointer: OpaquePointer

    init(_ model: EmbeddingModel, batch: Int, threads: Int) throws {
        let core = try InferenceCore.shared()
        try model.input.validate(of: model.name)
        let network = try Self.load(model, core)
        defer { ov_model_free(network) }

        let input = model.input
        var shape = ov_partial_shape_t()
        let sizes = [Int64(batch), Int64(input.channels), Int64(input.height), Int64(input.width)]
        try InferenceError.check(ov_partial_shape_create_static(4, sizes, &shape), "describe the input")
        defer { ov_partial_shape_free(&shape) }
        try InferenceError.check(
            ov_model_reshape_single_input(network, shape),
            "give \(model.file) an input of \(input.channels)×\(input.height)×\(input.width)")

        let settings = [
            ("NUM_STREAMS", String(threads)),
            ("INFERENCE_NUM_THREADS", String(threads)),
            ("ENABLE_CPU_PINNING", "NO"),  // others work on these cores as well
            ("INFERENCE_PRECISION_HINT", "f32"),  // where it could be bfloat16, vectors would differ between machines
        ]
        let compiled = try Self.compile(network, core, settings, model.file)
        do {
            (dimension, pooling) = try Self.output(of: compiled, model: model)
        } catch {
            ov_compiled_model_free(compiled)
            throw error
        }
        self.model = model
        self.batch = batch
        pointer = compiled
    }

    deinit { ov_compiled_model_free(pointer) }

    private static func load(_ model: EmbeddingModel, _ core: InferenceCore) throws -> OpaquePointer {
        let description = try ONNXNetwork.read(URL(fileURLWithPath: model.file))
        let layer = try description.output(named: model.outputLayer)
        var network: OpaquePointer?
        if description.outputs == [layer] {
            let status = ov_core_read_model(core.pointer, model.file, nil, &network)
            try InferenceError.check(status, "read \(model.file)")
        } else {
            let cut = try description.ending(at: layer)
            let status = cut.withUnsafeBytes { bytes in
                ov_core_read_model_from_memory_buffer(
                    core.pointer, bytes.bindMemory(to: CChar.self).baseAddress, bytes.count, nil, &network)
            }
            try InferenceError.check(status, "read \(model.file) up to '\(layer)'")
        }
        guard let network else { throw InferenceError(step: "read \(model.file)", reason: "it is empty") }
        return network
    }

    private static func compile(
        _ network: OpaquePointer, _ core: InferenceCore, _ settings: [(String, String)], _ file: String
    ) throws -> OpaquePointer {
        let texts = settings.map { (strdup($0.0), strdup($0.1)) }
        defer {
            for (key, value) in texts {
                free(key)
                free(value)
            }
        }
        let properties = texts.map { ov_property_t(key: $0.0, value: $0.1) }
        var compiled: OpaquePointer?
        let status = ov_core_compile_model_props(
            core.pointer, network, "CPU", properties.count, properties, &compiled)
        try InferenceError.check(status, "compile \(file)")
        guard let compiled else { throw InferenceError(step: "compile \(file)", reason: "nothing was made") }
        return compiled
    }

    private static func output(of compiled: OpaquePointer, model: EmbeddingModel) throws -> (Int, Pooling) {
        var port: OpaquePointer?
        try InferenceError.check(ov_compiled_model_output(compiled, &port), "find the output of \(model.file)")
        defer { ov_output_const_port_free(port) }
        var type = F32
        try InferenceError.check(ov_port_get_element_type(port, &type), "read the output's type")
        var shape = ov_shape_t()
        try InferenceError.check(ov_const_port_get_shape(port, &shape), "read the output's shape")
        defer { ov_shape_free(&shape) }
        let sizes = (0..<Int(shape.rank)).map { Int(shape.dims[$0]) }

        guard type == F32, sizes.allSatisfy({ $0 > 0 }) else {
            throw EmbeddingModelError.badOutput(file: model.file, shape: sizes)
        }
        let found: (Int, Pooling)
        switch sizes.count {
        case 2: found = (sizes[1], .none)
        case 3: found = (sizes[2], .tokens(sizes[1]))
        case 4: found = (sizes[1], .places(sizes[2] * sizes[3]))
        default: throw EmbeddingModelError.badOutput(file: model.file, shape: sizes)
        }
        if let said = model.dimension, said != found.0 {
            throw EmbeddingModelError.dimensionDiffers(file: model.file, said: said, found: found.0)
        }
        return found
    }
}
