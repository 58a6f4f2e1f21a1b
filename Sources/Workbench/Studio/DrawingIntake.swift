public import Dataset
import Foundation
import Imaging

/// Takes in what was drawn on the canvas: the PNG as it came, to the last bit.
public struct DrawingIntake: Sendable {
    /// Of a drawing as a file.
    public static let mostBytes = 64 << 20

    private let workspace: Workspace

    public init(_ workspace: Workspace) {
        self.workspace = workspace
    }

    private struct Parameters: Encodable {
        let step: Int?
        let note: String?
    }

    /// - Parameters:
    ///   - png: as the canvas gives it.
    ///   - label: nil is unlabelled.
    ///   - parents: the samples that it was drawn from, the one that was open first.
    ///   - step: of a dismantling chain, from 1.
    /// - Throws: `PictureError`, ``StudioError``, `EditError`.
    public func save(
        _ png: [UInt8], label: String?, parents: [Int64], step: Int? = nil, note: String? = nil, author: String
    ) throws -> AppliedChange {
        guard let first = parents.first else { throw StudioError.noParent }
        let picture = try PictureDecoder.decode(png, limits: PictureLimits(maxBytes: Self.mostBytes))
        let header = try PictureDecoder.header(of: png)
        guard header.format == .png else { throw PictureError.undecodable("a drawing is saved as PNG") }
        let samples = try workspace.samples(parents)
        for parent in parents where !samples.contains(where: { $0.id == parent }) {
            throw EditError.unknownSample(parent)
        }
        for sample in samples {
            let before = try PictureDecoder.decode(workspace.images.read(sample.digest))
            guard before.rgb() != picture.rgb() else { throw StudioError.nothingDrawn }
        }
        let splits = Set(samples.map(\.split))
        let isCounted = splits.count == 1 && (splits.contains("train") || splits.contains("val"))
        try StudioBudget(workspace).check(adding: isCounted ? 1 : 0)
        let staged = try workspace.stage(png)
        let parameters = try JSONValue(encoding: Parameters(step: step, note: note)).text()
        let name = "derived/drawing/\(first)-\(staged.digest.prefix(8)).png"
        return try workspace.derive(
            [
                IncomingDerivation(
                    kind: .drawing, parents: parents,
                    sample: IncomingSample(
                        sourcePath: SourcePath(name), image: staged, width: header.width, height: header.height,
                        format: header.format.rawValue, label: label), parameters: parameters)
            ], author: author, reason: note, summary: "drawn from sample \(first)")
    }
}
