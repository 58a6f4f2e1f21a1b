public import Dataset
public import Foundation
import Imaging
import Interchange

/// Reads a folder of images into the dataset.
///
/// Batch by batch: on all cores the files are read, decoded to the last pixel (so that one that is cut off is refused
/// now and not in a training run) and staged; then the batch becomes part of the dataset in one transaction, while the
/// next is being read. What is there already is found by its path and digest and left as it is.
public struct ImportFolder: UseCase {
    public static let kind = "import"

    /// Files a batch: small enough that a crash costs little, large enough that making it durable does.
    static let batchSize = 256
    /// Bytes a batch; a batch of large pictures ends earlier.
    static let batchBytes = 64 << 20

    public let folder: URL
    /// Width times height; nil is the standard limit.
    public let maxPixels: Int?
    public let maxBytes: Int?
    public let reason: String?

    public init(folder: URL, maxPixels: Int? = nil, maxBytes: Int? = nil, reason: String? = nil) {
        self.folder = folder
        self.maxPixels = maxPixels
        self.maxBytes = maxBytes
        self.reason = reason
    }

    public var readsThisMachine: Bool { true }

    private enum CodingKeys: String, CodingKey {
        case folder, maxPixels, maxBytes, reason
    }

    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        let path = try values.decode(String.self, forKey: .folder)
        guard path.hasPrefix("/") else {
            throw DecodingError.dataCorruptedError(
                forKey: .folder, in: values,
                debugDescription: "it must be a path from the root, such as /home/ada/images.")
        }
        self.init(
            folder: URL(fileURLWithPath: path, isDirectory: true),
            maxPixels: try values.decodeIfPresent(Int.self, forKey: .maxPixels),
            maxBytes: try values.decodeIfPresent(Int.self, forKey: .maxBytes),
            reason: try values.decodeIfPresent(String.self, forKey: .reason))
    }

    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(folder.path, forKey: .folder)
        try values.encodeIfPresent(maxPixels, forKey: .maxPixels)
        try values.encodeIfPresent(maxBytes, forKey: .maxBytes)
        try values.encodeIfPresent(reason, forKey: .reason)
    }

    private var limits: PictureLimits {
        var limits = PictureLimits.standard
        if let maxPixels { limits.maxPixels = maxPixels }
        if let maxBytes { limits.maxBytes = maxBytes }
        return limits
    }

    /// - Throws: `JobFailure` where there is no such folder, before a workspace is made for it.
    public func checkFolder() throws {
        var isDirectory: ObjCBool = false
        guard FileManager.default.fileExists(atPath: folder.path, isDirectory: &isDirectory) else {
            throw JobFailure(
                code: "no-such-folder", message: "There is no folder \(folder.path). Name one that exists.")
        }
        guard isDirectory.boolValue else {
            throw JobFailure(
                code: "not-a-folder", message: "\(folder.path) is a file. Name the folder that holds the images.")
        }
    }

    public func run(in workspace: Workspace, reporting reporter: JobReporter) throws -> ImportReport {
        try checkFolder()
        reporter.report(phase: "reading the folder", done: 0, total: nil)
        let reader = FolderReader(root: folder, maxBytes: limits.maxBytes)
        let listing = try reader.read()
        try workspace.recordRefusals(listing.refusals, importID: reporter.job)
        var report = ImportReport(
            folder: folder.path, layout: listing.layout.rawValue, found: listing.entries.count + listing.refusals.count,
            added: 0, alreadyThere: 0, newImages: 0, refused: listing.refusals)

        if !listing.classOrder.isEmpty {
            _ = try workspace.addClasses(listing.classOrder, author: reporter.author, reason: reason)
        }

        let intake = ImportIntake(workspace: workspace, reader: reader, entries: listing.entries, limits: limits)
        var done = 0
        reporter.report(phase: "importing", done: 0, total: listing.entries.count)
        try intake.eachBatch(files: Self.batchSize, bytes: Self.batchBytes) { batch in
            try reporter.checkCancelled()
            try workspace.recordRefusals(batch.refusals, importID: reporter.job)
            report.refused += batch.refusals
            if !batch.samples.isEmpty {
                let result = try workspace.importBatch(
                    batch.samples, author: reporter.author, reason: reason, importID: reporter.job)
                report.added += result.added.count
                report.alreadyThere += result.alreadyThere
                report.newImages += result.newImages
                report.refused += result.refusals
            }
            done += batch.count
            reporter.report(phase: "importing", done: done, total: listing.entries.count)
        }
        guard report.added + report.alreadyThere > 0 else { throw nothingRead(report) }
        // Last, for what something was made of may have come in after it.
        let told = listing.entries.compactMap { entry in entry.lineage.map { (sample: entry.path, lineage: $0) } }
        if !told.isEmpty {
            let adopted = try workspace.adopt(told)
            report.derived = adopted.derived
            report.withoutParents = adopted.left
        }
        return report
    }

    private func nothingRead(_ report: ImportReport) -> JobFailure {
        guard let first = report.refused.first else {
            return JobFailure(
                code: "nothing-read",
                message: "\(folder.path) holds no images. Name a folder with PNG, JPEG, WebP, TIFF or GIF files in it.")
        }
        return JobFailure(
            code: "nothing-read",
            message:
                "None of the \(report.refused.count) files in \(folder.path) could be taken, the first (\(first.path)) "
                + "because: \(first.reason) `tessera refusals` lists all.")
    }
}
