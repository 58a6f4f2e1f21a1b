public import Dataset
import Imaging

/// Cuts pieces out of samples and keeps them on the tray.
public struct PieceCutter: Sendable {
    private let workspace: Workspace

    /// Where a sample's writer is kept, if anywhere.
    static let writerColumn = "writer"

    public init(_ workspace: Workspace) {
        self.workspace = workspace
    }

    /// - Parameter strokes: ids of pieces of its `StrokeSegmentation`.
    /// - Throws: `PieceError`, `EditError`.
    public func cut(_ sample: Int64, name: String, strokes: [Int], author: String) throws -> Piece {
        let picture = try SamplePictures(workspace).picture(of: sample)
        let segmentation = StrokeSegmentation(picture)
        let missing = strokes.filter { !segmentation.pieces.indices.contains($0) }
        guard missing.isEmpty, !strokes.isEmpty else { throw PieceError.noStrokes(missing) }
        var pixels = [Bool](repeating: false, count: picture.width * picture.height)
        for stroke in strokes {
            for run in segmentation.pieces[stroke].mask.runs {
                for x in run.x..<(run.x + run.length) { pixels[run.y * picture.width + x] = true }
            }
        }
        return try keep(PixelMask(pixels, width: picture.width), of: picture, sample, name, author)
    }

    /// - Parameter runs: `y, x, length` for each.
    public func cut(_ sample: Int64, name: String, runs: [Int], author: String) throws -> Piece {
        let picture = try SamplePictures(workspace).picture(of: sample)
        guard let mask = PixelMask(flat: runs, width: picture.width, height: picture.height) else {
            throw PieceError.noInk
        }
        return try keep(mask, of: picture, sample, name, author)
    }

    /// The parts of a drawing, as the label book has them of its class, each as a piece of its name.
    public func cutParts(of sample: Int64, author: String) throws -> [Piece] {
        guard let found = try workspace.samples([sample]).first else { throw EditError.unknownSample(sample) }
        let rules = try workspace.classRules().first { $0.name == found.label }
        guard let label = found.label, let parts = rules?.parts, parts.count > 1 else {
            throw StudioError.noParts(label: found.label ?? "")
        }
        let shapes = parts.compactMap { PartShape(named: $0) }
        guard shapes.count == parts.count else { throw StudioError.noParts(label: label) }
        let picture = try PictureDecoder.decode(workspace.images.read(found.digest))
        let masks: [PixelMask]
        do {
            masks = try PartSegmentation(InkMap(picture), shapes: shapes).parts
        } catch {
            throw StudioError.nothingToMake(error.rawValue)
        }
        return try zip(parts, masks).map { try keep($1, of: picture, sample, $0, author) }
    }

    private func keep(
        _ mask: PixelMask, of picture: Picture, _ sample: Int64, _ name: String, _ author: String
    ) throws -> Piece {
        guard let piece = InkPiece(of: picture, ink: InkMap(picture), mask: mask) else { throw PieceError.noInk }
        let found = try workspace.samples([sample]).first
        return try workspace.savePiece(
            IncomingPiece(
                name: name, sample: sample, style: try style(of: sample),
                writer: found?.columns[Self.writerColumn]?.display, x: piece.box.x, y: piece.box.y,
                width: piece.box.width, height: piece.box.height, png: try PNGEncoder.encode(piece.picture)),
            author: author)
    }

    private func style(of sample: Int64) throws -> String? {
        try StoredReport<StylesReport>.read(from: workspace)?.report.styles.first { $0.samples.contains(sample) }?.name
    }
}
