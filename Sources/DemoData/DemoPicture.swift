import Imaging
import Matrices

/// Makes the bytes of one planned file.
struct DemoPicture {
    let seed: UInt64
    let plan: DemoPlan

    func bytes(of entry: DemoPlan.Entry) throws -> [UInt8] {
        let flaws = entry.file.flaws
        if flaws.contains(.notAnImage) {
            return Array("The scanner was out of paper. Picture to follow.\n".utf8)
        }
        let (width, height, pixels) = scan(entry)
        let picture = Picture(width: width, height: height, channels: 1, pixels: pixels)
        if flaws.contains(.jpeg) { return try JPEGEncoder.encode(picture, quality: 90) }
        let png = try PNGEncoder.encode(picture, level: 4)
        return flaws.contains(.truncated) ? Array(png.prefix(png.count * 3 / 5)) : png
    }

    private func scan(_ entry: DemoPlan.Entry) -> (width: Int, height: Int, pixels: [UInt8]) {
        let writer = plan.writers[entry.file.writer]
        // Four streams a picture, far from those of the writers and the plan.
        let streams = 1 << 20 + 4 * entry.drawing
        let pen = SeededRandom(seed: seed, stream: streams)
        let drawing =
            if entry.file.flaws.contains(.blank) {
                Drawing()
            } else if let truth = entry.file.truth {
                NumeralDrawing.draw(truth, by: writer, random: pen)
            } else {
                JunkDrawing.draw(by: writer, random: pen)
            }
        return Sheet.scan(
            drawing, by: writer, layout: SeededRandom(seed: seed, stream: streams + 1),
            scan: SeededRandom(seed: seed, stream: 1 << 20 + 4 * entry.scan + 2), isRescan: entry.isRescan)
    }
}
