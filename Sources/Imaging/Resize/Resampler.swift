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
        across.weights.withUnsafeBufferPointer { weights in
            var base = 0
            for x in row.indices {
                let start = across.starts[x]
                var value: Float = 0.5
                for j in 0..<across.counts[x] { value += sums[start + j] * weights[base + j] }
                row[x] = UInt8(max(0, min(255, value)))
                base += across.stride
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
        for j in 0..<down.counts[y] {
            let weight = down.weights[y * down.stride + j]
            let start = (down.starts[y] + j) * sourceLength
            if j == 0 {
                for i in 0..<sourceLength { sums[i] = Float(source[start + i]) * weight }
            } else {
                for i in 0..<sourceLength { sums[i] += Float(source[start + i]) * weight }
            }
        }
    }
}
