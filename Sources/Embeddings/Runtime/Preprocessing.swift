import Imaging

/// From a picture to the numbers that a network takes, as `docs/embeddings.md` describes it step by step and as
/// `Benchmarks/reference/embedding_golden.py` does it again.
struct Preprocessing: Sendable {
    let input: ModelInput
    /// For each channel and each pixel value the number that goes in.
    private let table: [Float]

    init(_ input: ModelInput) {
        self.input = input
        table = (0..<input.channels).flatMap { channel in
            (0..<256).map { (Float($0) * input.scale - input.mean[channel]) / input.std[channel] }
        }
    }

    /// What a decoder may shrink a large picture to: twice what the network sees, so that the filter has enough to
    /// work on.
    var usefulSide: Int { 2 * max(input.width, input.height) }

    /// The picture as the network sees it, before its pixels become numbers: width × height.
    func shaped(_ picture: Picture) -> Picture {
        var shaped = input.channels == 1 ? picture.gray() : picture
        if input.cropToInk, let ink = shaped.inkBox() { shaped = shaped.cropped(to: ink) }
        switch input.fit {
        case .stretch: return shaped.resized(width: input.width, height: input.height, filter: .bilinear)
        case .padSquare: return padded(shaped)
        }
    }

    /// Scaled first and padded then, so that a picture of one row of a hundred thousand pixels costs what it should.
    private func padded(_ picture: Picture) -> Picture {
        let factor = min(Double(input.width) / Double(picture.width), Double(input.height) / Double(picture.height))
        let width = min(input.width, max(1, Int((Double(picture.width) * factor).rounded())))
        let height = min(input.height, max(1, Int((Double(picture.height) * factor).rounded())))
        let scaled = picture.resized(width: width, height: height, filter: .bilinear)
        guard width != input.width || height != input.height else { return scaled }

        let rowBytes = width * picture.channels
        let wholeRowBytes = input.width * picture.channels
        let left = (input.width - width) / 2 * picture.channels
        let top = (input.height - height) / 2
        var pixels = [UInt8](repeating: picture.borderBrightness(), count: input.height * wholeRowBytes)
        for row in 0..<height {
            let start = (top + row) * wholeRowBytes + left
            pixels.replaceSubrange(
                start..<start + rowBytes, with: scaled.pixels[row * rowBytes..<(row + 1) * rowBytes])
        }
        return Picture(width: input.width, height: input.height, channels: picture.channels, pixels: pixels)
    }

    /// Writes the picture to `slot`, channels × height × width numbers.
    func write(_ picture: Picture, to slot: UnsafeMutableBufferPointer<Float>) {
        let shaped = shaped(picture)
        let plane = input.width * input.height
        let step = shaped.channels
        shaped.pixels.withUnsafeBufferPointer { pixels in
            table.withUnsafeBufferPointer { table in
                for channel in 0..<input.channels {
                    var source = step == 1 ? 0 : channel
                    for index in channel * plane..<(channel + 1) * plane {
                        slot[index] = table[channel << 8 | Int(pixels[source])]
                        source += step
                    }
                }
            }
        }
    }
}
