public import Dataset
public import Foundation
import Imaging
import Interchange

/// Brings the work of another copy in from its bundle: all of it or nothing.
public struct MergeBundle: UseCase {
    public static let kind = "merge"

    public let file: URL
    /// What holds where both copies set a cell; nil leaves it open, and ours in place.
    public let side: MergeConflict.Side?
    /// The same cell by cell, by `MergeConflict.key`.
    public let cells: [String: MergeConflict.Side]
    /// Does it and takes it back.
    public let isTrial: Bool
    /// The file was sent to the server: it goes when it was read.
    public let isSent: Bool

    public init(
        file: URL, side: MergeConflict.Side? = nil, cells: [String: MergeConflict.Side] = [:], isTrial: Bool = false,
        isSent: Bool = false
    ) {
        self.file = file
        self.side = side
        self.cells = cells
        self.isTrial = isTrial
        self.isSent = isSent
    }

    public var isForPages: Bool { false }

    public func run(in workspace: Workspace, reporting reporter: JobReporter) throws -> MergeReport {
        do {
            let report = try merge(in: workspace, reporting: reporter)
            forget()
            return report
        } catch let error as JobCancelled {
            // One that was broken off is taken up again.
            throw error
        } catch {
            forget()
            throw error
        }
    }

    private func forget() {
        if isSent { try? FileManager.default.removeItem(at: file) }
    }

    private func merge(in workspace: Workspace, reporting reporter: JobReporter) throws -> MergeReport {
        let bundle = try BundleReader(file) { done, total in
            try reporter.checkCancelled()
            reporter.report(phase: "reading the bundle", done: done, total: total)
        }
        let needed = try workspace.imagesNeeded(by: bundle.contents)
        var staged: [StagedImage] = []
        for start in stride(from: 0, to: needed.count, by: 64) {
            try reporter.checkCancelled()
            reporter.report(phase: "checking images", done: start, total: needed.count)
            let piece = Array(needed[start..<min(start + 64, needed.count)])
            for result in Parallel.map(
                piece, { sample in Result { try Self.check(sample, bundle, workspace, isTrial) } })
            {
                if let image = try result.get() { staged.append(image) }
            }
        }
        reporter.report(phase: "checking images", done: needed.count, total: needed.count)
        return try workspace.merge(
            bundle.contents, decisions: MergeDecisions(all: side, cells: cells), images: staged, isTrial: isTrial,
            author: reporter.author
        ) { done, total in
            try reporter.checkCancelled()
            reporter.report(phase: "doing their changes", done: done, total: total)
        }
    }

    /// An image is taken in only where it is what its name says and decodes to what the bundle says of it.
    private static func check(
        _ sample: LoggedSample, _ bundle: BundleReader, _ workspace: Workspace, _ isTrial: Bool
    ) throws -> StagedImage? {
        guard bundle.contains(sample.digest) else {
            throw BundleError.bad(
                "the image \(sample.digest) is not in it; it was made with --since a version that this copy does not have"
            )
        }
        let bytes = try bundle.image(sample.digest)
        do {
            let header = try PictureDecoder.header(of: bytes, limits: .standard)
            _ = try PictureDecoder.decode(bytes, limits: .standard)
            guard header.width == sample.width, header.height == sample.height,
                header.format.rawValue == sample.format, bytes.count == sample.bytes
            else { throw BundleError.bad("the image \(sample.digest) is not of the form that it says") }
        } catch let error as PictureError {
            throw BundleError.bad("the image \(sample.digest) cannot be decoded: \(error)")
        }
        return isTrial ? nil : try workspace.stage(bytes)
    }
}
