import CKernels
import Foundation

/// The batch normalisation behind one convolution, as one shard of a batch sees it.
///
/// The statistics are the whole batch's: each shard computes its part (`moments`, `sums`), all meet, and then each puts
/// the parts of all together (`combine…`), in the order of the shards, to the same numbers.
final class BatchNormalization: @unchecked Sendable {
    let channels: Int
    var shape: tessera_activations

    // Of this shard, read by the others after a meeting.
    private let means, deviations, sums, products: FloatBuffer
    // Of the whole batch, for this shard's own use.
    private let mean, variance, inverse, scale, shift: FloatBuffer
    private let byGradient, byInput, constant: FloatBuffer

    init(channels: Int, shape: tessera_activations) {
        self.channels = channels
        self.shape = shape
        func buffer() -> FloatBuffer { FloatBuffer(channels) }
        (means, deviations, sums, products) = (buffer(), buffer(), buffer(), buffer())
        (mean, variance, inverse, scale, shift) = (buffer(), buffer(), buffer(), buffer(), buffer())
        (byGradient, byInput, constant) = (buffer(), buffer(), buffer())
    }

    private var count: Float { Float(shape.images * shape.positions) }

    func measure(_ x: FloatBuffer) {
        tessera_moments(&shape, x.start, means.start, deviations.start)
    }

    /// Mean and variance of the batch, and what makes of them an output with deviation gamma around beta.
    ///
    /// - SeeAlso: Chan, Golub, LeVeque 1979, for the sum of squares over parts.
    func combineMoments(
        of shards: [BatchNormalization], gamma: UnsafePointer<Float>, beta: UnsafePointer<Float>
    ) {
        let total = shards.reduce(0) { $0 + $1.count }
        mean.clear()
        variance.clear()
        for shard in shards {
            let share = shard.count / total
            for c in 0..<channels { mean.start[c] += shard.means.start[c] * share }
        }
        for shard in shards {
            for c in 0..<channels {
                let distance = shard.means.start[c] - mean.start[c]
                variance.start[c] += shard.deviations.start[c] + distance * distance * shard.count
            }
        }
        for c in 0..<channels {
            variance.start[c] /= total
            inverse.start[c] = 1 / (variance.start[c] + NetworkLayout.epsilon).squareRoot()
            scale.start[c] = gamma[c] * inverse.start[c]
            shift.start[c] = beta[c] - mean.start[c] * scale.start[c]
        }
    }

    /// y = max(0, normalised x + other).
    func apply(
        _ x: FloatBuffer, adding other: FloatBuffer? = nil, normalizedBy second: BatchNormalization? = nil,
        into y: FloatBuffer
    ) {
        tessera_normalize(
            &shape, x.start, scale.start, shift.start, other?.start, second?.scale.start, second?.shift.start, y.start)
    }

    /// The gradient of y, one + two, where y is above 0, and its sums.
    func mask(
        _ one: FloatBuffer, _ two: FloatBuffer? = nil, where y: FloatBuffer, of x: FloatBuffer, into masked: FloatBuffer
    ) {
        tessera_gradient_sums(
            &shape, one.start, two?.start, y.start, x.start, mean.start, masked.start, sums.start, products.start)
    }

    /// The sums alone, of a gradient that is masked already.
    func sum(_ gradient: FloatBuffer, of x: FloatBuffer) {
        tessera_gradient_sums(
            &shape, gradient.start, nil, nil, x.start, mean.start, nil, sums.start, products.start)
    }

    /// - Parameter gradients: where the gradients of gamma and beta go; one shard writes them.
    func combineGradients(
        of shards: [BatchNormalization], gamma: UnsafePointer<Float>,
        gradients: (gamma: UnsafeMutablePointer<Float>, beta: UnsafeMutablePointer<Float>)?
    ) {
        let total = shards.reduce(0) { $0 + $1.count }
        for c in 0..<channels {
            var sum: Float = 0, product: Float = 0
            for shard in shards {
                sum += shard.sums.start[c]
                product += shard.products.start[c]
            }
            let inverse = inverse.start[c]
            if let gradients {
                gradients.gamma[c] = product * inverse
                gradients.beta[c] = sum
            }
            let factor = gamma[c] * inverse
            byGradient.start[c] = factor
            byInput.start[c] = -factor * inverse * inverse * product / total
            constant.start[c] = -factor * sum / total
        }
    }

    /// - Parameter bias: where the gradient of the convolution's bias goes, which is the sum of `out`.
    func backward(
        _ gradient: FloatBuffer, of x: FloatBuffer, into out: FloatBuffer, bias: UnsafeMutablePointer<Float>
    ) {
        tessera_normalize_backward(
            &shape, gradient.start, x.start, mean.start, byGradient.start, byInput.start, constant.start, out.start,
            bias)
    }

    /// Moving statistics as Keras 3 keeps them: of the batch's own variance, not of an estimate from it.
    func move(_ movingMean: UnsafeMutablePointer<Float>, _ movingVariance: UnsafeMutablePointer<Float>) {
        let kept = NetworkLayout.momentum
        for c in 0..<channels {
            movingMean[c] = movingMean[c] * kept + mean.start[c] * (1 - kept)
            movingVariance[c] = movingVariance[c] * kept + variance.start[c] * (1 - kept)
        }
    }
}
