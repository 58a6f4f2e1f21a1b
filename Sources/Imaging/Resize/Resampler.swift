/// One stretch of one picture: first down the columns, row by row of the result, then across that row.
///
/// Only one source-wide row of sums is held, so the cost in memory does not grow with the height.
struct Resampler {
    let across: ResampleAxis
    let down: ResampleAxis
    let channels: Int
    let sourceWidth: Int

    func run(_ source: UnsafeBufferPointer<UInt8>, into out: UnsafeMutableBufferPointer<UInt8>) {
        let sourceLength = sourceWidth * channels
        let newWidth = across.starts.count
        withUnsafeTemporaryAllocation(of: Float.self, capacity: sourceLength) { sums in
            for y in 0..<down.starts.count {
                sum(rowsFor: y, source, sourceLength: sourceLength, into: sums)
                let row = UnsafeMutableBufferPointer(rebasing: out[(y * newWidth * channels)...])
                across.weights.withUnsafeBufferPointer { weights in
                    for x in 0..<newWidth {
                        let start = across.starts[x], count = across.counts[x], base = x * across.stride
                        for channel in 0..<channels {
                            var value: Float = 0.5
                            var from = start * channels + channel
                            for j in 0..<count {
                                value += sums[from] * weights[base + j]
                                from += channels
                            }
                            row[x * channels + channel] = UInt8(max(0, min(255, value)))
                        }
                    }
                }
            }
        }
    }

    private func sum(
        rowsFor y: Int, _ source: UnsafeBufferPointer<UInt8>, sourceLength: Int,
        into sums: UnsafeMutableBufferPointer<Float>
    ) {
        for j in 0..<down.counts[y] {
            let weight = down.weights[y * down.stride + j]
            let row = UnsafeBufferPointer(
                rebasing: source[((down.starts[y] + j) * sourceLength)..<((down.starts[y] + j + 1) * sourceLength)])
            if j == 0 {
                for i in 0..<sourceLength { sums[i] = Float(row[i]) * weight }
            } else {
                for i in 0..<sourceLength { sums[i] += Float(row[i]) * weight }
            }
        }
    }
}
