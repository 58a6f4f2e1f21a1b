import CConvolution

/// One convolution, planned by oneDNN for a number of images. See `CConvolution.h`.
///
/// It is run by one thread at a time, the one that `SingleThread` keeps oneDNN to.
final class Convolution: @unchecked Sendable {
    let plan: OpaquePointer

    init(
        _ layer: ConvolutionLayer, images: Int, block: Int32, uses: Int, like: Convolution? = nil
    ) throws(FixedModelError) {
        var shape = tessera_convolution_shape(
            images: Int32(images), in_channels: Int32(layer.inChannels), in_side: Int32(layer.inSide),
            out_channels: Int32(layer.outChannels), kernel: Int32(layer.kernel), stride: Int32(layer.stride),
            padding: Int32(layer.padding))
        var planned: OpaquePointer?
        let status = tessera_convolution_plan(&shape, block, Int32(uses), like?.plan, &planned)
        guard status == 0, let planned else { throw .oneDNN(status: Int(status), doing: "planning \(layer.name)") }
        plan = planned
    }

    deinit {
        tessera_convolution_free(plan)
    }

    /// How activations lie on this processor.
    static func channelBlock() throws(FixedModelError) -> Int32 {
        let block = tessera_convolution_channel_block()
        guard block >= 0 else { throw .oneDNN(status: -Int(block), doing: "asking for the layout") }
        return block
    }

    var packedWeights: Int { Int(tessera_convolution_weights_size(plan)) }
    var backwardWeights: Int { Int(tessera_convolution_backward_weights_size(plan)) }
    var scratchBytes: Int { Int(tessera_convolution_scratch_bytes(plan)) }

    func bind(_ memory: tessera_convolution_memory) throws(FixedModelError) {
        var memory = memory
        try check(tessera_convolution_bind(plan, &memory), "binding a convolution")
    }

    func pack(_ plain: UnsafePointer<Float>, into packed: UnsafeMutablePointer<Float>) throws(FixedModelError) {
        try check(tessera_convolution_pack(plan, plain, packed), "packing weights")
    }

    func unpack(_ packed: UnsafePointer<Float>, into plain: UnsafeMutablePointer<Float>) throws(FixedModelError) {
        try check(tessera_convolution_unpack(plan, packed, plain), "unpacking weights")
    }

    private func check(_ status: Int32, _ doing: String) throws(FixedModelError) {
        guard status == 0 else { throw .oneDNN(status: Int(status), doing: doing) }
    }
}
