import Dataset
import Imaging

/// A few samples: classes i, ii, iii in turn, train and val in turn, the last one without label and split.
enum SmallDataset {
    /// - Parameter different: how many different images there are; the others are copies.
    static func fill(_ workspace: Workspace, count: Int, different: Int = 3) throws {
        var batch: [IncomingSample] = []
        for number in 1...count {
            let bytes = try picture(number % different)
            let isLast = number == count
            let label = ["i", "ii", "iii"][number % 3]
            let split = number.isMultiple(of: 2) ? "train" : "val"
            batch.append(
                IncomingSample(
                    sourcePath: SourcePath("\(split)/\(label)/picture \(number).png"),
                    image: try workspace.stage(bytes),
                    width: 40, height: 20, format: "png", label: isLast ? nil : label, split: isLast ? nil : split,
                    tags: number == 1 ? ["odd one"] : [],
                    columns: ["writer": .text("w\(number % 2)"), "slant": .number(Double(number) / 2)]))
        }
        _ = try workspace.importBatch(batch, author: "importer", importID: 1)
        try workspace.recordRefusals([Refusal(path: "train/x.png", code: "empty", reason: "It is empty.")], importID: 1)
    }

    /// A PNG of 40 × 20 pixels.
    static func picture(_ shade: Int) throws -> [UInt8] {
        var pixels = [UInt8](repeating: 250, count: 40 * 20)
        for place in pixels.indices where place % 40 > 10 + shade % 3 * 5 && place % 40 < 20 + shade % 3 * 5 {
            pixels[place] = UInt8(20 + shade / 3)
        }
        return try PNGEncoder.encode(Picture(width: 40, height: 20, channels: 1, pixels: pixels))
    }
}
