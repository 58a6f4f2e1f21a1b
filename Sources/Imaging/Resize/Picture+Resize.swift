extension Picture {
    /// The picture stretched to exactly this size.
    ///
    /// Each axis in turn, in single precision, rounded once at the end: within one level of the implementations named
    /// at ``ResizeFilter``.
    /// - Precondition: `width` and `height` are at least 1.
    public func resized(width newWidth: Int, height newHeight: Int, filter: ResizeFilter = .area) -> Picture {
        precondition(newWidth > 0 && newHeight > 0)
        guard newWidth != width || newHeight != height else { return self }
        let across = ResampleAxis(from: width, to: newWidth, filter: filter)
        let down = ResampleAxis(from: height, to: newHeight, filter: filter)
        let rowLength = newWidth * channels
        let values = [UInt8](unsafeUninitializedCapacity: rowLength * newHeight) { out, written in
            pixels.withUnsafeBufferPointer { source in
                Resampler(across: across, down: down, channels: channels, sourceWidth: width)
                    .run(source, into: out)
            }
            written = rowLength * newHeight
        }
        return Picture(width: newWidth, height: newHeight, channels: channels, pixels: values)
    }
}
