public import Dataset
public import Imaging

/// Names for the pieces of a drawing, by the parts of its class: a component that lies in the place of a part bears its
/// name.
public struct PieceNames: Sendable {
    private let names: [Int: String]

    public init(_ sample: Sample, _ segmentation: StrokeSegmentation, in workspace: Workspace) throws {
        let parts = try workspace.classRules().first { $0.name == sample.label }?.parts ?? []
        let shapes = parts.compactMap { PartShape(named: $0) }
        guard parts.count > 1, shapes.count == parts.count,
            let cut = try? PartSegmentation(segmentation.ink, shapes: shapes)
        else {
            names = [:]
            return
        }
        let (width, height) = (segmentation.ink.width, segmentation.ink.height)
        let pixels = cut.parts.map { $0.pixels(width: width, height: height) }
        var names: [Int: String] = [:]
        for piece in segmentation.pieces {
            for (part, own) in pixels.enumerated() {
                let shared = piece.mask.runs.reduce(0) { sum, run in
                    sum + (run.x..<(run.x + run.length)).count { own[run.y * width + $0] }
                }
                // Nearly all of it, and most of the part.
                if 10 * shared >= 9 * piece.mask.area, 2 * shared >= cut.parts[part].area {
                    names[piece.id] = parts[part]
                }
            }
        }
        self.names = names
    }

    public subscript(piece: StrokeSegmentation.Piece) -> String? { names[piece.id] }
}
