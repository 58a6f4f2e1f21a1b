import CKernels
import Foundation

/// The numbers that a training changes: parameters, what Adam remembers of them, and moving statistics.
final class TrainedNumbers: Sendable {
    let layout: ParameterLayout
    let parameters: FloatBuffer
    let momentum: FloatBuffer
    let velocity: FloatBuffer
    let moving: FloatBuffer
    /// The convolutions' weights once more, in the order that the gradients of their inputs want.
    let turnedWeights: [FloatBuffer]
    /// One a shard, as `parameters` lie.
    let gradients: [FloatBuffer]

    init(layout: ParameterLayout, turnedWeights: [Int], shards: Int) {
        self.layout = layout
        parameters = FloatBuffer(layout.count)
        momentum = FloatBuffer(layout.count)
        velocity = FloatBuffer(layout.count)
        moving = FloatBuffer(layout.movingCount)
        self.turnedWeights = turnedWeights.map { FloatBuffer($0) }
        gradients = (0..<shards).map { _ in FloatBuffer(layout.count) }
    }

    /// Adam on one of `parts` parts of all parameters.
    ///
    /// - Parameter step: counts from 1 over the whole training.
    /// - SeeAlso: Kingma and Ba 2014, "Adam: a method for stochastic optimization", the form before section 2.1.
    func adam(part: Int, of parts: Int, step: Int, learningRate: Double) {
        let lines = layout.count / 16
        let from = lines * part / parts * 16, to = lines * (part + 1) / parts * 16
        let rate = learningRate * (1 - pow(0.999, Double(step))).squareRoot() / (1 - pow(0.9, Double(step)))
        tessera_adam(
            parameters.start + from, momentum.start + from, velocity.start + from, gradients[0].start + from,
            gradients[1].start + from, Int64(to - from), Float(rate))
    }
}
