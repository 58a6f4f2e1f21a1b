public import Dataset
public import Foundation
import Imaging

/// Saves the map as one file: a page that works without a server, or a Vega-Lite chart that Altair opens.
///
/// What the page looks like is the business of `Web/map/saved`; here its parts are put together and the data put in.
public struct MapExport: Sendable {
    /// Rows of a chart at most; Vega-Lite draws more only with patience.
    public static let chartLimit = 20_000

    private let workspace: Workspace
    private let web: URL

    /// - Parameter web: the folder of the pages.
    public init(workspace: Workspace, web: URL) {
        self.workspace = workspace
        self.web = web
    }

    /// The map as one HTML file.
    /// - Parameters:
    ///   - projection: nil is the newest.
    ///   - query: which samples; those that are not in the projection are left out.
    ///   - progress: pictures done, pictures in all; throwing cancels.
    /// - Throws: ``MapExportError``.
    public func html(
        projection: Int64? = nil, matching query: SampleQuery = SampleQuery(),
        progress: (Int, Int) throws -> Void = { _, _ in }
    ) throws -> Data {
        let assets = try SavedPageAssets(web: web)
        let rows = try MapRows(workspace: workspace, projection: projection, query: query)
        let data = try MapData(
            rows: rows, pictures: pictures(of: rows, side: Self.side(rows.count), progress: progress))
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let page = try assets.template().filled(
            [
                ("{{title}}", Array(PageTemplate.escapedHTML(rows.name).utf8)),
                ("{{style}}", Array(try assets.style().utf8)),
                ("{{script}}", Array(try assets.script().utf8)),
                ("{{data}}", PageTemplate.escapedForScript(try encoder.encode(data))),
            ], file: assets.templatePath)
        return Data(page)
    }

    /// The map as a Vega-Lite specification with its data inside.
    /// - Throws: ``MapExportError``; `tooManyRows` beyond ``chartLimit``.
    public func vegaLite(
        projection: Int64? = nil, matching query: SampleQuery = SampleQuery(),
        progress: (Int, Int) throws -> Void = { _, _ in }
    ) throws -> Data {
        let assets = try SavedPageAssets(web: web)
        let rows = try MapRows(workspace: workspace, projection: projection, query: query)
        guard rows.count <= Self.chartLimit else {
            throw MapExportError.tooManyRows(rows.count, limit: Self.chartLimit)
        }
        let pictures = try pictures(of: rows, side: Self.side(rows.count), progress: progress).images
        let (xs, ys) = (rows.coordinates("x"), rows.coordinates("y"))
        let values = rows.samples.indices.map { row in
            MapChartRow(
                sample: rows.samples[row], x: xs[row], y: ys[row],
                picture: pictures.indices.contains(row) ? pictures[row] : nil)
        }
        let info = rows.projection
        let subtitle = "\(info.method) of \(info.model), seed \(info.seed): \(rows.count) images"
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let chart = try assets.chart().filled(
            [
                (#""{{title}}""#, Array(try encoder.encode(rows.name))),
                (#""{{subtitle}}""#, Array(try encoder.encode(subtitle))),
                (#""{{classes}}""#, Array(try encoder.encode(rows.summary.classes.map(\.name)))),
                (#""{{values}}""#, Array(try encoder.encode(values))),
            ], file: assets.chartPath)
        return Data(chart)
    }

    /// Pictures get smaller as they get more, and beyond a number that a page can hold there are none.
    private static func side(_ rows: Int) -> Int {
        switch rows {
        case ...10_000: 64
        case ...50_000: 32
        default: 0
        }
    }

    /// Small pictures of all rows, each image decoded once, on all cores.
    private func pictures(
        of rows: MapRows, side: Int, progress: (Int, Int) throws -> Void
    ) throws -> MapData.Pictures {
        guard side > 0 else { return MapData.Pictures(side: 64, type: "image/png", images: []) }
        let different = Array(Set(rows.samples.map(\.digest))).sorted()
        var made: [String: String] = [:]
        for start in stride(from: 0, to: different.count, by: 256) {
            try progress(start, different.count)
            let piece = Array(different[start..<min(start + 256, different.count)])
            let images = workspace.images
            let encoded = Parallel.map(piece) { digest -> String? in
                // A picture that cannot be read now is a gap in the page, not the end of it.
                guard let bytes = try? images.read(digest) else { return nil }
                return (try? Thumbnail.encode(bytes, side: side)).map { Data($0).base64EncodedString() }
            }
            for (digest, picture) in zip(piece, encoded) { made[digest] = picture }
        }
        try progress(different.count, different.count)
        return MapData.Pictures(side: side, type: "image/png", images: rows.samples.map { made[$0.digest] })
    }
}
