public import Imaging
import Matrices

/// Pictures as the fixed model takes them: stretched to a square, red, green and blue from 0 to 255 as floats.
///
/// What the model does to the colours (its 'caffe' preprocessing) is part of the model, not of this.
public struct PreparedImages: Sendable, Equatable {
    /// Width and height in pixels.
    public let side: Int
    public let count: Int

    /// `count * side * side * 3` numbers: image after image, rows from the top, colours interleaved.
    public let values: [Float]

    /// Numbers that one image takes.
    public var stride: Int { side * side * 3 }

    /// Images that are prepared already.
    ///
    /// - Throws: `FixedModelError.otherLength` where `values` are not whole images.
    public init(side: Int, values: [Float]) throws(FixedModelError) {
        precondition(side > 0, "an image has at least one pixel")
        let stride = side * side * 3
        guard values.count % stride == 0 else {
            throw .otherLength(wanted: (values.count / stride + 1) * stride, found: values.count)
        }
        self.side = side
        self.count = values.count / stride
        self.values = values
    }

    /// `count` images, each made where it is needed and forgotten at once: only what the model takes is kept.
    ///
    /// - Parameters:
    ///   - threads: how many pictures are asked for at once; the result does not depend on it.
    ///   - picture: the picture at an index; called once for each, from several threads.
    /// - Throws: what `picture` throws, of the first index that does.
    public init(
        count: Int, side: Int, threads: Int, picture: @Sendable (_ index: Int) throws -> Picture
    ) throws {
        precondition(side > 0 && count >= 0)
        let stride = side * side * 3
        let failures = Failures()
        let values = [Float](unsafeUninitializedCapacity: count * stride) { out, written in
            let shared = SharedBuffer(out)
            parallelBlocks(count, size: 16, threads: threads) { _, range in
                for index in range {
                    guard !failures.any(before: index) else { return }
                    do {
                        let source = try picture(index)
                        let target = UnsafeMutableBufferPointer(start: shared.address(index * stride), count: stride)
                        StretchedPicture.write(source, side: side, into: target)
                    } catch {
                        failures.note(error, at: index)
                    }
                }
            }
            written = failures.first == nil ? count * stride : 0
        }
        if let failure = failures.first { throw failure }
        self.side = side
        self.count = count
        self.values = values
    }

    public init(_ pictures: [Picture], side: Int, threads: Int = 1) {
        // Pictures that are there already can't fail.
        let stride = side * side * 3
        precondition(side > 0)
        self.side = side
        self.count = pictures.count
        self.values = [Float](unsafeUninitializedCapacity: pictures.count * stride) { out, written in
            let shared = SharedBuffer(out)
            parallelBlocks(pictures.count, size: 16, threads: threads) { _, range in
                for index in range {
                    let target = UnsafeMutableBufferPointer(start: shared.address(index * stride), count: stride)
                    StretchedPicture.write(pictures[index], side: side, into: target)
                }
            }
            written = pictures.count * stride
        }
    }

    /// The chosen images, in the order of `indices`.
    public func selecting(_ indices: some Collection<Int>) -> PreparedImages {
        var chosen: [Float] = []
        chosen.reserveCapacity(indices.count * stride)
        for index in indices { chosen.append(contentsOf: values[index * stride..<(index + 1) * stride]) }
        return PreparedImages(side: side, count: indices.count, values: chosen)
    }

    private init(side: Int, count: Int, values: [Float]) {
        self.side = side
        self.count = count
        self.values = values
    }
}
