/// What can be taken away from a drawing at one click: its connected parts, and the strokes that these are made of.
///
/// A part is thinned to its middle lines; lines that go straight on through a crossing are one stroke, and every pixel
/// of ink belongs to the stroke that is nearest to it within the ink. The same picture always gives the same pieces.
public struct StrokeSegmentation: Sendable {
    public struct Piece: Sendable, Equatable {
        public enum Kind: String, Sendable, Codable { case component, stroke }

        public let id: Int
        public let kind: Kind
        /// The id of the component that it is a stroke of; its own where it is a component.
        public let component: Int
        public let mask: PixelMask
    }

    public let ink: InkMap
    /// Components from left to right, each followed by its strokes where it has more than one.
    public let pieces: [Piece]

    /// No more pieces are told: a picture of noise has thousands.
    static let mostPieces = 400

    public init(_ picture: Picture) { self.init(InkMap(picture)) }

    public init(_ ink: InkMap) {
        self.ink = ink
        guard ink.isDrawing else {
            pieces = []
            return
        }
        let (width, height) = (ink.width, ink.height)
        let skeleton = Skeleton.thin(ink.isInk, width: width, height: height)
        let length = skeleton.count { $0 }
        let strokeWidth = length > 0 ? Double(ink.area) / Double(length) : 1
        let components = InkComponents(ink.isInk, width: width, height: height)
        let graph = SkeletonGraph(skeleton, width: width, height: height, strokeWidth: strokeWidth)
        let owner = Self.spread(graph.strokes, over: ink)

        // Specks are grain, not pieces.
        let least = max(3, Int(strokeWidth * strokeWidth / 4), ink.area / 2_000)
        var strokesOf: [Int32: Set<Int32>] = [:]
        var areas = [Int](repeating: 0, count: graph.strokes.count)
        for index in owner.indices where owner[index] >= 0 {
            strokesOf[components.labels[index], default: []].insert(owner[index])
            areas[Int(owner[index])] += 1
        }
        var pieces: [Piece] = []
        for component in 0..<components.count where components.areas[component] >= least {
            guard pieces.count < Self.mostPieces else { break }
            let id = pieces.count
            pieces.append(
                Piece(
                    id: id, kind: .component, component: id,
                    mask: PixelMask(width: width, box: components.boxes[component]) {
                        components.labels[$0] == Int32(component)
                    }))
            let strokes = (strokesOf[Int32(component)] ?? []).filter { areas[Int($0)] >= least }
            guard strokes.count > 1 else { continue }
            let masks = strokes.map { stroke in
                PixelMask(width: width, box: components.boxes[component]) { owner[$0] == stroke }
            }
            for mask in masks.sorted(by: { ($0.box.x, $0.box.y, $0.area) < ($1.box.x, $1.box.y, $1.area) }) {
                pieces.append(Piece(id: pieces.count, kind: .stroke, component: id, mask: mask))
            }
        }
        self.pieces = pieces
    }

    /// The stroke of each pixel of ink, going out from the middle lines through the ink; -1 where there is none.
    private static func spread(_ strokes: [[Int]], over ink: InkMap) -> [Int32] {
        let (width, height) = (ink.width, ink.height)
        var owner = [Int32](repeating: -1, count: ink.isInk.count)
        var front: [Int] = []
        for (number, stroke) in strokes.enumerated() {
            for pixel in stroke where owner[pixel] < 0 {
                owner[pixel] = Int32(number)
                front.append(pixel)
            }
        }
        while !front.isEmpty {
            var next: [Int] = []
            for pixel in front {
                let x = pixel % width, y = pixel / width
                for otherY in max(0, y - 1)...min(height - 1, y + 1) {
                    for otherX in max(0, x - 1)...min(width - 1, x + 1) {
                        let other = otherY * width + otherX
                        guard ink.isInk[other], owner[other] < 0 else { continue }
                        owner[other] = owner[pixel]
                        next.append(other)
                    }
                }
            }
            front = next
        }
        return owner
    }
}
