import Dataset
import Foundation
import Matrices

/// A workspace of 360 images of three classes in four styles, with a made-up embedding; val lacks a style.
enum PlantedStyles {
    static let missing = "slanted"
    private static let styles = ["upright", "slanted", "thick", "thin"]

    /// - Parameter even: no style is missing.
    static func workspace(at root: URL, even: Bool = false) throws -> Workspace {
        let workspace = try Workspace.create(at: root, name: "planted")
        var random = SeededRandom(seed: 5)
        var batch: [IncomingSample] = []
        var rows: [String: [Float]] = [:]
        for number in 0..<360 {
            let label = Int.random(in: 0..<3, using: &random)
            let style = Int.random(in: 0..<4, using: &random)
            let isVal = random.unit() < (!even && styles[style] == missing ? 0 : 0.35)
            let image = try workspace.stage(Pictures.png(number))
            var row = (0..<8).map { _ in Float(random.normal()) }
            row[label] += 6
            row[4 + style] += 6
            rows[image.digest] = row
            batch.append(sample(number, image, label, styles[style], isVal ? "val" : "train"))
            // Some pictures lie in both splits, and a copy of others in their own.
            if number % 40 == 0 { batch.append(sample(1_000 + number, image, label, styles[style], "val")) }
        }
        _ = try workspace.importBatch(batch, author: "importer", importID: 1)
        let digests = rows.keys.sorted()
        let writer = try workspace.embeddingWriter(model: "made-up", dimension: 8)
        let matrix = Matrix(rows: digests.count, columns: 8, values: digests.flatMap { rows[$0] ?? [] })
        try writer.append(digests: digests, rows: matrix)
        try writer.close()
        return workspace
    }

    private static func sample(
        _ number: Int, _ image: StagedImage, _ label: Int, _ style: String, _ split: String
    ) -> IncomingSample {
        IncomingSample(
            sourcePath: SourcePath("\(split)/\(number).png"), image: image, width: 12, height: 12, format: "png",
            label: ["i", "ii", "iii"][label], split: split, tags: [style], columns: [:])
    }
}
