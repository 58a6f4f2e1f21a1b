import Dataset
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Workbench

/// `/merge`: the work of another copy of the workspace, from its bundle.
struct CopyRoutes {
    let services: Services

    /// Takes a file as its body, and no JSON.
    static let mergePath = "/api/v1/merge"
    /// No site's form can send it, and a script elsewhere needs a permission that is never given.
    static let type = "application/x-tar"
    /// Bytes of a bundle that is sent; the terminal takes larger ones.
    static let largest = 1 << 30

    func register(in table: inout RouteTable) {
        table.post(Self.mergePath, for: .owner) { request, _ in try await merge(request) }
    }

    /// Keeps the file beside the workspace, and starts the job that reads it.
    private func merge(_ request: Request) async throws -> Response {
        let author = try Author.of(request)
        let query = try Query(request.uri.query)
        guard request.headers[.contentType]?.prefix(while: { $0 != ";" }).lowercased() == Self.type else {
            throw APIError(.unsupportedMediaType, "no-bundle", "Send the bundle itself, declared as \(Self.type).")
        }
        let side = try query["take"].map { take in
            guard let side = MergeConflict.Side(rawValue: take), side != .other else {
                throw APIError.badRequest("bad-parameter", "take must be ours or theirs.")
            }
            return side
        }
        let isTrial: Bool
        switch query["trial"] {
        case nil, "0": isTrial = false
        case "1": isTrial = true
        default: throw APIError.badRequest("bad-parameter", "trial must be 0 or 1.")
        }
        let file = try await keep(request)
        let job = try await services.jobs.start(
            MergeBundle(file: file, side: side, isTrial: isTrial, isSent: true), author: author)
        return try JSONResponse.make(JobView(job), status: .created)
    }

    private func keep(_ request: Request) async throws -> URL {
        if let declared = request.headers[.contentLength].flatMap(Int.init), declared > Self.largest {
            throw RequestBodyReader.tooLarge
        }
        let folder = services.workspace.directory.cache.appendingPathComponent("sent", isDirectory: true)
        let file = folder.appendingPathComponent("\(UUID().uuidString).tessera-bundle")
        let threads = services.threads
        let handle = try await threads.run {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            guard FileManager.default.createFile(atPath: file.path, contents: nil) else {
                throw JobFailure(code: "cannot-write", message: "\(file.path) cannot be written. Is the disk full?")
            }
            return try FileHandle(forWritingTo: file)
        }
        do {
            var bytes = 0
            for try await piece in request.body {
                bytes += piece.readableBytes
                guard bytes <= Self.largest else { throw RequestBodyReader.tooLarge }
                try await threads.run { try handle.write(contentsOf: Data(piece.readableBytesView)) }
            }
            try await threads.run { try handle.close() }
            return file
        } catch {
            try? await threads.run {
                try? handle.close()
                try FileManager.default.removeItem(at: file)
            }
            throw error
        }
    }
}
