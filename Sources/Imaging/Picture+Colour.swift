extension Picture {
    /// One channel, by the luma of ITU-R BT.601 with Pillow's rounding; itself when it is grey already.
    public func gray() -> Picture {
        guard channels == 3 else { return self }
        let count = width * height
        let values = [UInt8](unsafeUninitializedCapacity: count) { out, written in
            pixels.withUnsafeBufferPointer { source in
                for i in 0..<count {
                    let red = UInt32(source[3 * i]), green = UInt32(source[3 * i + 1]), blue = UInt32(source[3 * i + 2])
                    out[i] = UInt8(truncatingIfNeeded: (red * 19595 + green * 38470 + blue * 7471 + 0x8000) >> 16)
                }
            }
            written = count
        }
        return Picture(width: width, height: height, channels: 1, pixels: values)
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
