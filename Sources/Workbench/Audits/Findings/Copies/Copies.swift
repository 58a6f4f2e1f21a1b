import Audit
import Dataset
import Foundation
import Imaging
import Matrices

/// Which images are one picture: the same pixels, or nearly.
///
/// The same bytes are one image already. Near copies are looked for where there is an embedding.
struct Copies {
    /// Of each image (a place in `AuditedDataset.images`) the number of its pixels: images with the same have the same pixels.
    let pixelsOf: [Int]
    /// Images that are nearly the same, two or more each, of each pixels one; with the chance that they are, which is a fifth
    /// at least. No image is in two groups of a chance of half or more.
    let near: [Group]
    /// Of each image the number of its picture, sure copies of all kinds together.
    let pictureOf: [Int]

    typealias Group = (images: [Int], chance: Double, distance: Double)

    /// Near copies of at least this chance bear witness against each other's labels.
    private static let sure = 0.8

    init(_ dataset: AuditedDataset) throws {
        let measures = try dataset.measures()
        let count = dataset.images.count
        var first: [PixelDigest: Int] = [:]
        var pixelsOf: [Int] = []
        for (place, samples) in dataset.images.enumerated() {
            guard let digest = measures.of[samples[0].digest]?.pixels else {
                pixelsOf.append(place)
                continue
            }
            let own = first[digest] ?? place
            first[digest] = own
            pixelsOf.append(own)
        }
        self.pixelsOf = pixelsOf
        near = try Self.near(dataset, measures, pixelsOf)
        var pictureOf = pixelsOf
        for group in near where group.chance >= Self.sure {
            // Such groups have no image in common, so the first stands for all.
            let number = pixelsOf[group.images[0]]
            let members = Set(group.images.map { pixelsOf[$0] })
            for place in 0..<count where members.contains(pixelsOf[place]) { pictureOf[place] = number }
        }
        self.pictureOf = pictureOf
    }

    private static func near(
        _ dataset: AuditedDataset, _ measures: MeasuredPictures, _ pixelsOf: [Int]
    ) throws -> [Group] {
        guard let embedding = try dataset.ifThere({ try dataset.embedding() }) else { return [] }
        let placeOf = Dictionary(
            uniqueKeysWithValues: dataset.images.enumerated().map { ($1[0].digest, $0) })
        let places = embedding.digests.map { placeOf[$0] ?? 0 }
        let pairs = try NearDuplicates.pairs(
            embedding.matrix, graph: dataset.graph(), measures: embedding.digests.map { measures.of[$0] },
            groups: places.map { pixelsOf[$0] }, threads: dataset.threads
        ) { try dataset.progress("comparing look-alikes", $0) }
        var groupOf = Array(places.indices)
        var found = NearDuplicates.groups(pairs, rows: places.count).compactMap { rows -> Group? in
            for row in rows { groupOf[row] = rows[0] }
            var seen: Set<Int> = []
            let images = rows.map { places[$0] }.filter { seen.insert(pixelsOf[$0]).inserted }
            guard images.count > 1 else { return nil }
            let members = Set(rows)
            let own = pairs.filter { members.contains($0.first) && members.contains($0.second) && $0.chance >= 0.5 }
            return (
                images, own.map(\.chance).min() ?? 0.5, own.map(\.distance).max() ?? 0
            )
        }
        // What is less sure hangs nothing together: the surest pair of each two groups, to be looked at last.
        var seen: Set<[Int]> = []
        for pair in pairs where pair.chance < 0.5 {
            let groups = [groupOf[pair.first], groupOf[pair.second]].sorted()
            let images = [places[pair.first], places[pair.second]]
            guard groups[0] != groups[1], pixelsOf[images[0]] != pixelsOf[images[1]], seen.insert(groups).inserted
            else {
                continue
            }
            found.append((images, pair.chance, pair.distance))
        }
        return found
    }
}
