import CKernels

extension Picture {
    /// One channel, by the luma of ITU-R BT.601 with Pillow's rounding; itself when it is grey already.
    public func gray() -> Picture { grayWithColourSum().grey }

    /// The same, and the sum of |red − green| + |green − blue| over the pixels.
    func grayWithColourSum() -> (grey: Picture, colour: Int) {
        guard channels == 3 else { return (self, 0) }
        let count = width * height
        var colour: Int64 = 0
        let values = [UInt8](unsafeUninitializedCapacity: count) { out, written in
            pixels.withUnsafeBufferPointer { source in
                colour = tessera_grey(source.baseAddress, Int64(count), out.baseAddress)
            }
            written = count
        }
        return (Picture(width: width, height: height, channels: 1, pixels: values), Int(colour))
    }

    /// Three channels; grey is repeated.
    public func rgb() -> Picture {
        guard channels == 1 else { return self }
        let count = width * height
        let values = [UInt8](unsafeUninitializedCapacity: 3 * count) { out, written in
            pixels.withUnsafeBufferPointer { source in
                for i in 0..<count {
                    let value = source[i]
                    out[3 * i] = value
                    out[3 * i + 1] = value
                    out[3 * i + 2] = value
                }
            }
            written = 3 * count
        }
        return Picture(width: width, height: height, channels: 3, pixels: values)
    }
}
