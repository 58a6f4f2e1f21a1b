import Dataset
import Imaging

/// Which parts of a class go in which step.
struct DismantlingPlan: Sendable {
    struct Step: Sendable, Equatable {
        let label: String
        /// The places of the parts that stay.
        let keeps: [Int]
    }

    let shapes: [PartShape]
    let steps: [Step]

    /// - Parameter to: nil is the chain of the label book.
    /// - Throws: ``StudioError``, `EditError.unknownClass`.
    init(label: String, to: [String]?, rules: [ClassRules]) throws {
        guard let own = rules.first(where: { $0.name == label }) else { throw EditError.unknownClass(label) }
        guard own.parts.count > 1 else { throw StudioError.noParts(label: label) }
        let targets = to ?? own.chain.map(\.label)
        guard !targets.isEmpty else { throw StudioError.noChain(label: label) }
        let shapes = own.parts.compactMap { PartShape(named: $0) }
        guard shapes.count == own.parts.count else {
            throw StudioError.nothingToMake(
                "nothing is known of the shape of one of the parts \(own.parts.joined(separator: ", "))")
        }
        self.shapes = shapes
        steps = try targets.map { target in
            guard let other = rules.first(where: { $0.name == target }) else { throw EditError.unknownClass(target) }
            // A class that is one part need not say so.
            let parts = other.parts.isEmpty ? [target] : other.parts
            guard let keeps = Self.places(of: parts, in: own.parts), keeps.count < own.parts.count else {
                throw StudioError.otherParts(label: label, to: target)
            }
            return Step(label: target, keeps: keeps)
        }
    }

    /// Where some parts occur among others, in their order and as far left as they can; nil where they do not.
    static func places(of wanted: [String], in parts: [String]) -> [Int]? {
        var places: [Int] = []
        var next = 0
        for part in wanted {
            guard let place = parts[next...].firstIndex(of: part) else { return nil }
            places.append(place)
            next = place + 1
        }
        return places.isEmpty ? nil : places
    }

    /// A drawing with some of its parts left.
    func picture(_ picture: Picture, keeping keeps: [Int]) throws -> Picture {
        let ink = InkMap(picture)
        let parts = try PartSegmentation(ink, shapes: shapes).parts
        func pixels(_ places: [Int]) -> [Bool] {
            PixelMask(runs: places.flatMap { parts[$0].runs }.sorted { ($0.y, $0.x) < ($1.y, $1.x) })
                .pixels(width: picture.width, height: picture.height)
        }
        let gone = parts.indices.filter { !keeps.contains($0) }
        return picture.erasing(
            pixels(gone), keeping: pixels(keeps), paper: picture.paperLayer(ink))
    }
}
