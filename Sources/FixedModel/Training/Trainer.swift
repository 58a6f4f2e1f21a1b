import CConvolution
import Foundation

/// The network with all that changes it: plans for each size of batch, parameters, and the way in and out of them.
package final class Trainer {
    let network: NetworkLayout
    let numbers: TrainedNumbers
    private var plans: [Int: StepPlan] = [:]
    /// The first shard of the first plan: it knows how weights are packed.
    private let packer: [Convolution]
    private let block: Int32

    /// - Parameter batches: the numbers of images that steps will have.
    package init(_ network: NetworkLayout, batches: [Int]) throws(FixedModelError) {
        self.network = network
        block = try Convolution.channelBlock()
        let most = batches.max() ?? 1
        let largest = StepPlan.shares(of: most).max() ?? 1
        packer = try Self.convolutions(network, images: largest, block: block, like: nil)
        numbers = TrainedNumbers(
            layout: ParameterLayout(network, packedWeights: packer.map(\.packedWeights)),
            turnedWeights: packer.map(\.backwardWeights), shards: StepPlan.shards)
        for batch in Set(batches).sorted() { plans[batch] = try plan(batch) }
    }

    private static func convolutions(
        _ network: NetworkLayout, images: Int, block: Int32, like: [Convolution]?
    ) throws(FixedModelError) -> [Convolution] {
        var convolutions: [Convolution] = []
        for (index, layer) in network.convolutions.enumerated() {
            let uses =
                index == NetworkLayout.stem
                ? TESSERA_PLANAR_INPUT | TESSERA_BACKWARD_WEIGHTS
                : TESSERA_BACKWARD_DATA | TESSERA_BACKWARD_WEIGHTS
            convolutions.append(
                try Convolution(layer, images: images, block: block, uses: Int(uses), like: like?[index]))
        }
        return convolutions
    }

    private func plan(_ batch: Int) throws(FixedModelError) -> StepPlan {
        var shards: [TrainingShard] = []
        for (index, images) in StepPlan.shares(of: batch).enumerated() where images > 0 {
            let convolutions = try Self.convolutions(network, images: images, block: block, like: packer)
            shards.append(
                try TrainingShard(
                    index: index, images: images, network: network, convolutions: convolutions, block: block,
                    numbers: numbers))
        }
        return StepPlan(batch: batch, shards: shards)
    }

    /// Trains on `epoch.order[places]` in batches of at most `batch`; the plans of these sizes must be there.
    ///
    /// - Parameter steps: how many were done before, over the whole training.
    package func train(
        _ epoch: EpochNumbers, places: Range<Int>, batch: Int, steps: Int, learningRate: Double, threads: Int
    ) throws(FixedModelError) {
        let members = max(1, min(threads, StepPlan.shards))
        let meeting = MeetingPoint(members: members)
        let plans = plans, numbers = numbers
        ShardCrew.run(members) { member in
            SingleThread.run {
                var first = places.lowerBound, step = steps
                while first < places.upperBound {
                    let count = min(batch, places.upperBound - first)
                    step += 1
                    plans[count]?.run(
                        member: member, of: members, meeting: meeting, numbers: numbers, epoch: epoch, first: first,
                        step: step, learningRate: learningRate)
                    first += count
                }
            }
        }
        for plan in plans.values {
            for shard in plan.shards where shard.failure != 0 {
                throw .oneDNN(status: Int(shard.failure), doing: "training")
            }
        }
    }

    // MARK: In and out

    /// The parameters with the moving statistics, in plain order.
    package func parameters() throws(FixedModelError) -> PlainParameters {
        try plain(numbers.parameters, moving: numbers.moving)
    }

    package func setParameters(_ plain: PlainParameters) throws(FixedModelError) {
        try set(numbers.parameters, plain, moving: numbers.moving)
    }

    /// The gradients of the last step, in plain order.
    package func gradients() throws(FixedModelError) -> PlainParameters {
        var sum = try plain(numbers.gradients[0])
        for shard in numbers.gradients.dropFirst() {
            let part = try plain(shard).values
            for index in part.indices { sum.values[index] += part[index] }
        }
        return sum
    }

    /// Buffers that lie as the parameters do, in plain order, with zeros where the moving statistics would be.
    func plain(_ buffer: FloatBuffer, moving: FloatBuffer? = nil) throws(FixedModelError) -> PlainParameters {
        var result = PlainParameters(network)
        try walk(buffer, moving) { place, tensor, convolution throws(FixedModelError) in
            var part = [Float](repeating: 0, count: tensor.count)
            if let convolution {
                try convolution.unpack(place, into: &part)
            } else {
                part = Array(UnsafeBufferPointer(start: place, count: tensor.count))
            }
            result.values.replaceSubrange(tensor.offset..<tensor.offset + tensor.count, with: part)
        }
        return result
    }

    func set(_ buffer: FloatBuffer, _ plain: PlainParameters, moving: FloatBuffer? = nil) throws(FixedModelError) {
        try walk(buffer, moving) { place, tensor, convolution throws(FixedModelError) in
            let part = Array(plain.values[tensor.offset..<tensor.offset + tensor.count])
            if let convolution {
                try convolution.pack(part, into: place)
            } else {
                for (index, value) in part.enumerated() { place[index] = value }
            }
        }
    }

    /// Each tensor with its place; the kernels of convolutions with what packs them.
    private func walk(
        _ buffer: FloatBuffer, _ moving: FloatBuffer?,
        _ body: (UnsafeMutablePointer<Float>, PlainParameters.Tensor, Convolution?) throws(FixedModelError) -> Void
    ) throws(FixedModelError) {
        let tensors = PlainParameters.tensors(of: network)
        let layout = numbers.layout
        for (index, place) in layout.layers.enumerated() {
            let parts = [place.weights, place.bias, place.gamma, place.beta]
            for (part, offset) in parts.enumerated() {
                try body(buffer.start + offset, tensors[6 * index + part], part == 0 ? packer[index] : nil)
            }
            if let moving {
                try body(moving.start + place.mean, tensors[6 * index + 4], nil)
                try body(moving.start + place.variance, tensors[6 * index + 5], nil)
            }
        }
        try body(buffer.start + layout.denseKernel, tensors[tensors.count - 2], nil)
        try body(buffer.start + layout.denseBias, tensors[tensors.count - 1], nil)
    }
}
