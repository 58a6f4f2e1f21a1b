/// Pixels of ink that touch one another, also at corners: their bounds and number.
struct InkBlob: Equatable {
    var left: Int, top: Int, right: Int, bottom: Int
    var area: Int

    func joined(_ other: InkBlob) -> InkBlob {
        InkBlob(
            left: min(left, other.left), top: min(top, other.top), right: max(right, other.right),
            bottom: max(bottom, other.bottom), area: area + other.area)
    }

    /// All blobs of what differs from the paper by at least a threshold, of a grey picture.
    static func all(in grey: Picture, paper: Int, threshold: Int) -> [InkBlob] {
        // A table instead of a subtraction, and no bounds to check at every pixel.
        let isInk = (0..<256).map { abs($0 - paper) >= threshold }
        return grey.pixels.withUnsafeBufferPointer { pixels in
            isInk.withUnsafeBufferPointer { isInk in
                all(width: grey.width, height: grey.height) { isInk[Int(pixels[$0])] }
            }
        }
    }

    /// All blobs of a picture, in one pass over the runs of ink of each row.
    /// A run takes the blob of the run above that it touches; where it touches several, they become one.
    @inline(__always)
    static func all(width: Int, height: Int, isInk: (Int) -> Bool) -> [InkBlob] {
        var blobs: [InkBlob] = []
        var parent: [Int] = []
        func root(_ index: Int) -> Int {
            var index = index
            while parent[index] != index {
                parent[index] = parent[parent[index]]
                index = parent[index]
            }
            return index
        }
        var above: [(start: Int, end: Int, blob: Int)] = []
        for y in 0..<height {
            var here: [(start: Int, end: Int, blob: Int)] = []
            var first = 0
            var x = 0
            while x < width {
                guard isInk(y * width + x) else {
                    x += 1
                    continue
                }
                let start = x
                while x < width, isInk(y * width + x) { x += 1 }
                let end = x - 1
                let run = InkBlob(left: start, top: y, right: end, bottom: y, area: end - start + 1)
                while first < above.count, above[first].end < start - 1 { first += 1 }
                var blob: Int?
                var next = first
                while next < above.count, above[next].start <= end + 1 {
                    let touched = root(above[next].blob)
                    if let mine = blob, mine != touched {
                        parent[touched] = mine
                        blobs[mine] = blobs[mine].joined(blobs[touched])
                    } else {
                        blob = touched
                    }
                    next += 1
                }
                if let blob {
                    blobs[blob] = blobs[blob].joined(run)
                    here.append((start, end, blob))
                } else {
                    here.append((start, end, blobs.count))
                    parent.append(blobs.count)
                    blobs.append(run)
                }
            }
            above = here
        }
        return blobs.indices.filter { parent[$0] == $0 }.map { blobs[$0] }
    }
}
