import Dataset
import Foundation
import Imaging
import Workbench

/// A workspace of numerals drawn with straight strokes, two of each class in train and one in val.
struct Numerals {
    let folder: TemporaryFolder
    let workspace: Workspace

    static let classes = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "x"]

    init() throws {
        folder = try TemporaryFolder()
        workspace = try Workspace.create(at: folder.sub("n.tessera"), name: "numerals")
        var batch: [IncomingSample] = []
        for (place, label) in Self.classes.enumerated() {
            for number in 0..<3 {
                let picture = Self.draw(label, shade: UInt8(20 + 5 * number + place))
                let png = try PNGEncoder.encode(picture)
                batch.append(
                    IncomingSample(
                        sourcePath: SourcePath("\(label)/\(number).png"), image: try workspace.stage(png),
                        width: picture.width, height: picture.height, format: "png", label: label,
                        split: number == 2 ? "val" : "train", columns: ["writer": .text("w\(number)")]))
            }
        }
        _ = try workspace.importBatch(batch, author: "importer", importID: 1)
    }

    static func draw(_ text: String, shade: UInt8) -> Picture {
        let (width, height) = (150, 90)
        var pixels = [UInt8](repeating: 244, count: width * height)
        func line(_ x0: Double, _ y0: Double, _ x1: Double, _ y1: Double) {
            for step in 0...160 {
                let t = Double(step) / 160
                for dy in 0...2 {
                    for dx in 0...2 {
                        let x = Int(x0 + t * (x1 - x0)) + dx, y = Int(y0 + t * (y1 - y0)) + dy
                        if x < width, y < height { pixels[y * width + x] = shade }
                    }
                }
            }
        }
        var x = 15.0
        for letter in text {
            switch letter {
            case "v":
                line(x, 20, x + 12, 70)
                line(x + 24, 20, x + 12, 70)
                x += 36
            case "x":
                line(x, 20, x + 24, 70)
                line(x + 24, 20, x, 70)
                x += 36
            default:
                line(x + 2, 20, x + 2, 70)
                x += 15
            }
        }
        return Picture(width: width, height: height, channels: 1, pixels: pixels)
    }

    func roman() throws { try StudioRules(workspace).apply(preset: "roman", author: "Ada") }

    func samples(_ conditions: [String]) throws -> [Sample] {
        try workspace.samples(workspace.sampleIDs(matching: SampleConditions(conditions).query()))
    }

    func picture(_ sample: Int64) throws -> Picture {
        try PictureDecoder.decode(workspace.images.read(workspace.samples([sample])[0].digest))
    }

    func save(_ recipe: Recipe, name: String = "r") throws {
        _ = try RecipeShelf(workspace).save(recipe, name: name, author: "Ada")
    }
}
