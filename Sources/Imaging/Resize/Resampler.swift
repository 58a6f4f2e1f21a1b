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
        let rowLength = across.starts.count * channels
        withUnsafeTemporaryAllocation(of: Float.self, capacity: sourceLength) { sums in
            for y in 0..<down.starts.count {
                add(rowsFor: y, source, sourceLength: sourceLength, into: sums)
                let row = UnsafeMutableBufferPointer(rebasing: out[(y * rowLength)..<((y + 1) * rowLength)])
                if channels == 1 { gather(sums, into: row) } else { gatherColour(sums, into: row) }
            }
        }
    }

    private func gather(_ sums: UnsafeMutableBufferPointer<Float>, into row: UnsafeMutableBufferPointer<UInt8>) {
        guard let sums = sums.baseAddress, let row = row.baseAddress else { return }
        let width = across.starts.count, stride = across.stride
        across.starts.withUnsafeBufferPointer { starts in
            across.counts.withUnsafeBufferPointer { counts in
                across.weights.withUnsafeBufferPointer { weights in
                    guard var weight = weights.baseAddress else { return }
                    for x in 0..<width {
                        let from = sums + starts[x]
                        var value: Float = 0.5
                        for j in 0..<counts[x] { value += from[j] * weight[j] }
                        row[x] = UInt8(max(0, min(255, value)))
                        weight += stride
                    }
                }
            }
        }
    }

    private func gatherColour(_ sums: UnsafeMutableBufferPointer<Float>, into row: UnsafeMutableBufferPointer<UInt8>) {
        across.weights.withUnsafeBufferPointer { weights in
            var base = 0
            for x in 0..<across.starts.count {
                var from = 3 * across.starts[x]
                var value = SIMD4<Float>(repeating: 0.5)
                for j in 0..<across.counts[x] {
                    value += SIMD4(sums[from], sums[from + 1], sums[from + 2], 0) * weights[base + j]
                    from += 3
                }
                value.clamp(lowerBound: SIMD4(repeating: 0), upperBound: SIMD4(repeating: 255))
                row[3 * x] = UInt8(value.x)
                row[3 * x + 1] = UInt8(value.y)
                row[3 * x + 2] = UInt8(value.z)
                base += across.stride
            }
        }
    }

    private func add(
        rowsFor y: Int, _ source: UnsafeBufferPointer<UInt8>, sourceLength: Int,
        into sums: UnsafeMutableBufferPointer<Float>
    ) {
        guard let source = source.baseAddress, let sums = sums.baseAddress else { return }
        for j in 0..<down.counts[y] {
            let weight = down.weights[y * down.stride + j]
            // A pointer to the row: with `source[start + i]` the sum is checked for overflow, and nothing is vectorised.
            let row = source + (down.starts[y] + j) * sourceLength
            if j == 0 {
                for i in 0..<sourceLength { sums[i] = Float(row[i]) * weight }
            } else {
                for i in 0..<sourceLength { sums[i] += Float(row[i]) * weight }
            }
        }
    }
}
