extension Matrix {
    /// A number for each row that is another one, as good as surely, where the row has other numbers.
    ///
    /// For telling whether rows have changed, not for protection from those who want to deceive.
    public func rowFingerprints(threads: Int = 1) -> [UInt64] {
        var prints = [UInt64](repeating: 0, count: rows)
        values.withUnsafeBufferPointer { values in
            prints.withUnsafeMutableBufferPointer { prints in
                let (values, prints) = (SharedConstants(values), SharedBuffer(prints))
                parallelBlocks(rows, size: 512, threads: threads) { _, some in
                    for row in some {
                        // Four chains, so that they run side by side.
                        var state: (UInt64, UInt64, UInt64, UInt64) = (1, 2, 3, 4)
                        let factor: UInt64 = 0x9E37_79B9_7F4A_7C15
                        for column in 0..<columns {
                            let next = (state.0 ^ UInt64(values[row * columns + column].bitPattern)) &* factor
                            state = (state.1, state.2, state.3, next ^ (next >> 29))
                        }
                        prints[row] =
                            CounterRandom.mix(state.0) ^ CounterRandom.mix(state.1 &+ 1)
                            ^ CounterRandom.mix(state.2 &+ 2) ^ CounterRandom.mix(state.3 &+ UInt64(columns))
                    }
                }
            }
        }
        return prints
    }
}
