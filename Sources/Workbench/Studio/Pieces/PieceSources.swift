import Dataset
import Imaging
import Matrices

/// How the letters stand in the samples that pieces were cut out of.
struct PieceSources {
    struct Letters {
        let width: Int
        let height: Int
        /// Around all ink.
        let box: PixelRect
    }

    private(set) var letters: [Int64: Letters] = [:]
    private(set) var labels: [Int64: String?] = [:]
    /// Between neighbouring pieces, as a share of the height of the letters.
    private let gap: Double

    init(_ pieces: [Piece], in workspace: Workspace) throws {
        let ids = Array(Set(pieces.map(\.sample))).sorted()
        let samples = try workspace.samples(ids).filter { $0.state == .active }
        let measured = Parallel.map(samples) { sample -> (Int64, Letters)? in
            guard let picture = try? PictureDecoder.decode(workspace.images.read(sample.digest)),
                let box = InkMap(picture).box
            else { return nil }
            return (sample.id, Letters(width: picture.width, height: picture.height, box: box))
        }
        let letters = Dictionary(uniqueKeysWithValues: measured.compactMap(\.self))
        self.letters = letters
        labels = Dictionary(uniqueKeysWithValues: samples.map { ($0.id, $0.label) })
        var gaps: [Double] = []
        for (sample, fellows) in Dictionary(grouping: pieces, by: \.sample) {
            guard let height = letters[sample]?.box.height else { continue }
            let sorted = fellows.sorted { ($0.x, $0.id) < ($1.x, $1.id) }
            for (left, right) in zip(sorted, sorted.dropFirst())
            where left.x + left.width / 2 < right.x + right.width / 2 {
                gaps.append(Double(right.x - left.x - left.width) / Double(height))
            }
        }
        let usual = gaps.sorted()
        gap = usual.isEmpty ? 0.12 : min(0.6, max(-0.05, usual[usual.count / 2]))
    }

    /// Where chosen pieces go, from left to right.
    /// - Parameter pieces: one at least, of sources whose letters are known.
    func layout(_ pieces: [Piece], using random: inout SeededRandom) -> CompositionLayout {
        guard let first = pieces.first, let base = letters[first.sample] else {
            return CompositionLayout(paper: 0, width: 1, height: 1, pieces: [])
        }
        let letterHeight = Double(base.box.height)
        var placed: [CompositionLayout.Placed] = []
        var x = 0.0
        for piece in pieces {
            let own = letters[piece.sample] ?? base
            // No hand draws the same stroke twice.
            let jitter = 1 + 0.03 * (2 * random.unit() - 1)
            let scale = (letterHeight / Double(own.box.height) * jitter * 1_000).rounded() / 1_000
            let above = Double(piece.y - own.box.y) / Double(own.box.height) * letterHeight
            let degrees = ((2 * random.unit() - 1) * 15).rounded() / 10
            placed.append(
                .init(
                    piece: piece.id,
                    place: .init(x: x, y: Double(base.box.y) + above, scale: scale, degrees: degrees)))
            x += Double(piece.width) * scale + gap * letterHeight
        }
        let inkWidth = x - gap * letterHeight
        let margin = max(4, letterHeight * 0.15)
        let width = max(base.width, Int((inkWidth + 2 * margin).rounded(.up)))
        // In the middle of where the letters were, as far as the sheet allows.
        let middle = Double(base.box.x) + Double(base.box.width) / 2
        let left = min(max(margin, middle - inkWidth / 2), max(margin, Double(width) - margin - inkWidth))
        let moved = placed.map { one in
            CompositionLayout.Placed(
                piece: one.piece,
                place: .init(
                    x: (one.place.x + left).rounded(), y: one.place.y.rounded(), scale: one.place.scale,
                    degrees: one.place.degrees))
        }
        return CompositionLayout(paper: first.sample, width: width, height: base.height, pieces: moved)
    }
}
