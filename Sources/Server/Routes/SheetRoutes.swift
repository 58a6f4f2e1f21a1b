import Dataset
import Foundation
import HTTPTypes
import Hummingbird
import Interchange
import NIOCore
import Workbench

/// `/sheet/export.*` and `/sheet/import`: the sheet as a spreadsheet, out and back.
struct SheetRoutes {
    let services: Services

    /// Takes a file as its body, and no JSON.
    static let importPath = "/api/v1/sheet/import"

    /// None of them can be sent by another site's form, and a script there needs a permission that is never given.
    static let types: [SheetFormat: String] = [
        .xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", .csv: "text/csv",
        .tsv: "text/tab-separated-values",
    ]

    /// Bytes of a file that is sent; the terminal takes larger ones.
    static let largestUpload = 64 << 20
    /// Rows that are written while somebody waits; the terminal writes more, with progress.
    static let mostRows = 20_000

    func register(in table: inout RouteTable) {
        for format in SheetFormat.allCases {
            table.get("/api/v1/sheet/export.\(format.rawValue)") { request, _ in try await export(request, format) }
        }
        table.post(Self.importPath) { request, _ in try await read(request) }
    }

    private func export(_ request: Request, _ format: SheetFormat) async throws -> Response {
        let query = try Query(request.uri.query)
        let filter = try Filter.parse(query)
        let side = Int(try query.integer("thumbnails", in: 0...256) ?? 64)
        let workspace = services.workspace
        let (data, name) = try await services.decoding.run { () -> (Data, String) in
            let file = FileManager.default.temporaryDirectory
                .appendingPathComponent("tessera-sheet-\(UUID().uuidString).\(format.rawValue)")
            defer { try? FileManager.default.removeItem(at: file) }
            _ = try SheetExport.write(
                filter, of: workspace, as: format, to: file, thumbnails: side, most: Self.mostRows)
            return (try Data(contentsOf: file), try workspace.summary().name)
        }
        let headers: HTTPFields = [
            .contentDisposition: ContentDisposition.attachment("\(name).\(format.rawValue)"),
            .cacheControl: "no-store", .contentSecurityPolicy: SecurityHeaders.filePolicy,
        ]
        let type = Self.types[format] ?? "application/octet-stream"
        return BytesResponse.make(
            Array(data), type: format == .xlsx ? type : "\(type); charset=utf-8", headers: headers)
    }

    private func read(_ request: Request) async throws -> Response {
        let author = try Author.of(request)
        let query = try Query(request.uri.query)
        let type = request.headers[.contentType]?.prefix { $0 != ";" }.lowercased()
        guard let format = Self.types.first(where: { $0.value == type })?.key else {
            throw APIError(
                .unsupportedMediaType, "no-spreadsheet",
                "Send the file itself, declared as .xlsx, text/csv or text/tab-separated-values.")
        }
        let conflicts = SheetConflicts(rawValue: query["conflicts"] ?? "refuse")
        guard let conflicts else {
            throw APIError.badRequest("bad-parameter", "conflicts must be refuse, theirs or mine.")
        }
        let applies = try Self.flag("apply", query)
        let createsClasses = try Self.flag("createClasses", query)
        let reason = query["reason"]
        let name = query["name"].map { String($0.filter { $0 != "/" }.prefix(100)) } ?? "sheet.\(format.rawValue)"
        let file = name.lowercased().hasSuffix(".\(format.rawValue)") ? name : "\(name).\(format.rawValue)"
        let buffer: ByteBuffer
        do {
            buffer = try await request.body.collect(upTo: Self.largestUpload)
        } catch is NIOTooManyBytesError {
            throw RequestBodyReader.tooLarge
        }
        let workspace = services.workspace
        let plan = try await services.decoding.run {
            try SheetImport.read(
                Array(buffer.readableBytesView), named: file, into: workspace, author: author, applies: applies,
                conflicts: conflicts, createsClasses: createsClasses, reason: reason)
        }
        let watcher = services.watcher
        if plan.change != nil { Task { await watcher.catchUp() } }
        return try JSONResponse.make(plan, status: plan.change == nil ? .ok : .created)
    }

    private static func flag(_ name: String, _ query: Query) throws -> Bool {
        switch query[name] {
        case nil, "0": return false
        case "1": return true
        default: throw APIError.badRequest("bad-parameter", "\(name) must be 0 or 1.")
        }
    }
}
