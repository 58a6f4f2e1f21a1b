public import Dataset
public import Foundation
import Imaging
public import Interchange

/// Writes samples as a spreadsheet: .xlsx with pictures and drop-downs, or .csv or .tsv.
public struct SheetExport: UseCase {
    public struct Output: Codable, Sendable, Equatable {
        public let file: String
        public let rows: Int
        public let bytes: Int
        /// Of images that cannot be decoded any more.
        public let missingPictures: Int
    }

    public static let kind = "sheet-export"

    public let file: URL
    public let samples: SampleConditions
    /// As `tessera list` takes it.
    public let sort: String?
    /// The longer side of the pictures in pixels; 0 for none.
    public let thumbnails: Int

    /// Pictures of 64 pixels take about 3 kB each in memory and in the file.
    static let mostPictures = 100_000

    public init(file: URL, samples: SampleConditions = SampleConditions([]), sort: String? = nil, thumbnails: Int = 64)
    {
        self.file = file
        self.samples = samples
        self.sort = sort
        self.thumbnails = thumbnails
    }

    public var isForPages: Bool { false }

    public func run(in workspace: Workspace, reporting reporter: JobReporter) throws -> Output {
        var query = try samples.query()
        query.sort = (sort ?? "").split(separator: ",").compactMap { SortKey(String($0)) }
        return try Self.write(
            query, of: workspace, as: SheetFormat(fileName: file.lastPathComponent), to: file, thumbnails: thumbnails
        ) { done, total in
            try reporter.checkCancelled()
            reporter.report(phase: "writing rows", done: done, total: total)
        }
    }

    /// Writes the samples of a query; the file is there whole or not at all.
    /// - Throws: `SheetError`.
    public static func write(
        _ query: SampleQuery, of workspace: Workspace, as format: SheetFormat, to file: URL, thumbnails: Int,
        most: Int? = nil, progress: (Int, Int) throws -> Void = { _, _ in }
    ) throws -> Output {
        let ids = try workspace.sampleIDs(matching: query)
        let side = format == .xlsx ? max(0, thumbnails) : 0
        let limit = min(most ?? .max, side > 0 ? mostPictures : format == .xlsx ? WorkbookWriter.mostRows - 1 : .max)
        guard ids.count <= limit else { throw SheetError.tooManyRows(ids.count, most: limit) }
        let partial = file.deletingLastPathComponent()
            .appendingPathComponent(".\(file.lastPathComponent).\(UUID().uuidString.prefix(8))")
        defer { try? FileManager.default.removeItem(at: partial) }
        let pages = SheetPages(workspace: workspace, ids: ids, side: side)
        let missing =
            format == .xlsx
            ? try workbook(pages, to: partial, progress) : try text(pages, format, to: partial, progress)
        // Foundation's own way to replace a file demands on Linux that there is one.
        guard rename(partial.path, file.path) == 0 else {
            throw SheetError.cannotWrite(file.path, why: String(cString: strerror(errno)))
        }
        do {
            let bytes = try FileManager.default.attributesOfItem(atPath: file.path)[.size] as? NSNumber
            return Output(file: file.path, rows: ids.count, bytes: bytes?.intValue ?? 0, missingPictures: missing)
        } catch {
            throw SheetError.cannotWrite(file.path, why: error.localizedDescription)
        }
    }

    private static func workbook(
        _ pages: SheetPages, to file: URL, _ progress: (Int, Int) throws -> Void
    ) throws -> Int {
        let summary = try pages.workspace.summary()
        let fields = SheetLayout.fields(summary.columns)
        let classes = summary.classes.map(\.name)
        let writer = try WorkbookWriter(
            file: file, name: summary.name,
            columns: fields.map { SheetLayout.column($0, classes: classes, columns: summary.columns) },
            pictureSide: pages.side, rows: pages.ids.count)
        var missing = 0
        try pages.forEach(progress) { sample, picture in
            if pages.side > 0, picture == nil { missing += 1 }
            writer.add(
                SheetRow(
                    cells: fields.map { SheetLayout.cell($0, of: sample) },
                    picture: picture.map { ($0, "\(sample.path), \(sample.label ?? "no label")") }))
        }
        try writer.close()
        return missing
    }

    private static func text(
        _ pages: SheetPages, _ format: SheetFormat, to file: URL, _ progress: (Int, Int) throws -> Void
    ) throws -> Int {
        let columns = try pages.workspace.columnNames()
        let fields = SheetLayout.fields(columns)
        let lines = SheetText(format)
        // The mark at the beginning tells spreadsheets that it is UTF-8.
        var bytes = Data([0xEF, 0xBB, 0xBF])
        bytes.append(contentsOf: lines.line(fields.map { .text(SheetLayout.heading($0)) }).utf8)
        do {
            try bytes.write(to: file)
            let handle = try FileHandle(forWritingTo: file)
            defer { try? handle.close() }
            try handle.seekToEnd()
            bytes = Data()
            try pages.forEach(progress) { sample, _ in
                bytes.append(contentsOf: lines.line(fields.map { SheetLayout.cell($0, of: sample) }).utf8)
                guard bytes.count > 1 << 20 else { return }
                try handle.write(contentsOf: bytes)
                bytes.removeAll(keepingCapacity: true)
            }
            try handle.write(contentsOf: bytes)
        } catch let error as NSError where error.domain == NSCocoaErrorDomain || error.domain == NSPOSIXErrorDomain {
            throw SheetError.cannotWrite(file.path, why: error.localizedDescription)
        }
        return 0
    }
}

/// The samples of a sheet with their pictures, some at a time, made on all cores.
private struct SheetPages {
    let workspace: Workspace
    let ids: [Int64]
    let side: Int

    private static let size = 256

    func forEach(
        _ progress: (Int, Int) throws -> Void, _ body: (Sample, [UInt8]?) throws -> Void
    ) throws {
        for start in stride(from: 0, to: ids.count, by: Self.size) {
            try progress(start, ids.count)
            let samples = try workspace.samples(Array(ids[start..<min(start + Self.size, ids.count)]))
            let (images, side) = (workspace.images, side)
            let pictures = Parallel.map(side > 0 ? samples : []) { sample -> [UInt8]? in
                try? Thumbnail.encode(images.read(sample.digest), side: side)
            }
            for (index, sample) in samples.enumerated() { try body(sample, side > 0 ? pictures[index] : nil) }
        }
        try progress(ids.count, ids.count)
    }
}
