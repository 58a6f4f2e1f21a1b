public import Dataset
public import Foundation

/// Writes all that a copy of a workspace knows into one file: a tar of JSON lines and images that `tar -tf` lists.
public struct BundleWriter: Sendable {
    public struct Report: Sendable, Codable, Equatable {
        public let file: String
        public let changes: Int
        public let samples: Int
        public let images: Int
        public let bytes: Int
    }

    public init() {}

    /// - Parameters:
    ///   - since: only images of samples that came in after this change go with it; nil is all of them.
    ///   - progress: what is being done, how much of it is done, how much there is; throwing cancels.
    /// - Throws: `BundleError`, `WorkspaceError`; then there is no file.
    public func write(
        _ workspace: Workspace, to file: URL, since: Int64? = nil,
        progress: (String, Int, Int) throws -> Void = { _, _, _ in }
    ) throws -> Report {
        let contents = try workspace.copyContents { try progress("reading the history", $0, $1) }
        let later = Set(
            contents.changes.filter { $0.id > since ?? 0 }.flatMap(\.sampleCells).filter { $0.field == "sample" }
                .map(\.subject))
        let digests = Set(contents.samples.values.filter { later.contains($0.id) }.map(\.digest)).sorted()
        let parts = try [
            (BundleManifest.historyName, history(contents)), (BundleManifest.samplesName, samples(contents)),
            (BundleManifest.talkName, Self.encoder.encode(BundleTalk(talk: contents.talk, seen: contents.seen))),
            (BundleManifest.workName, Self.encoder.encode(contents.work)),
        ]
        let manifest = BundleManifest(
            format: BundleManifest.format, version: BundleManifest.version, workspace: contents.name,
            changes: contents.changes.count, samples: contents.samples.count, images: digests.count,
            parts: parts.map { .init(name: $0, bytes: $1.count, sha256: SHA256Digest.hex(of: [UInt8]($1))) })
        // Beside its place, and there at once when it is whole.
        let temporary = file.deletingLastPathComponent().appendingPathComponent(
            ".\(file.lastPathComponent).\(getpid())")
        do {
            let output = try Output(temporary)
            try output.add(BundleManifest.name, [UInt8](Self.encoder.encode(manifest)))
            for (name, data) in parts { try output.add(name, [UInt8](data)) }
            for (number, digest) in digests.enumerated() {
                try progress("packing images", number, digests.count)
                try output.add(BundleManifest.imagesFolder + digest, workspace.images.read(digest))
            }
            try progress("packing images", digests.count, digests.count)
            let bytes = try output.finish()
            guard rename(temporary.path, file.path) == 0 else {
                throw BundleError.cannotWrite(file.path, why: String(cString: strerror(errno)))
            }
            return Report(
                file: file.path, changes: contents.changes.count, samples: contents.samples.count,
                images: digests.count, bytes: bytes)
        } catch {
            unlink(temporary.path)
            throw error
        }
    }

    private static var encoder: JSONEncoder {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return encoder
    }

    private func history(_ contents: CopyContents) throws -> Data {
        let encoder = Self.encoder
        var data = Data()
        func add(_ line: BundleLine) throws {
            data += try encoder.encode(line)
            data.append(UInt8(ascii: "\n"))
        }
        for change in contents.changes {
            try add(.change(change))
            for cell in change.classCells { try add(.classCell(cell)) }
            for cell in change.sampleCells { try add(.sampleCell(cell)) }
        }
        return data
    }

    private func samples(_ contents: CopyContents) throws -> Data {
        let encoder = Self.encoder
        var data = Data()
        for sample in contents.samples.values.sorted(by: { $0.id < $1.id }) {
            data += try encoder.encode(BundleSample(sample))
            data.append(UInt8(ascii: "\n"))
        }
        return data
    }

    /// The file while it is written.
    private final class Output {
        private let descriptor: Int32
        private let path: String
        private var count = 0

        init(_ file: URL) throws {
            path = file.path
            descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o644)
            guard descriptor >= 0 else { throw BundleError.cannotWrite(path, why: String(cString: strerror(errno))) }
        }

        deinit { close(descriptor) }

        func add(_ name: String, _ bytes: [UInt8]) throws {
            try write(TarFile.header(name: name, size: bytes.count))
            try write(bytes)
            try write([UInt8](repeating: 0, count: TarFile.padding(after: bytes.count)))
        }

        /// - Returns: bytes in all.
        func finish() throws -> Int {
            try write([UInt8](repeating: 0, count: 2 * TarFile.block))
            guard fsync(descriptor) == 0 else {
                throw BundleError.cannotWrite(path, why: String(cString: strerror(errno)))
            }
            return count
        }

        private func write(_ bytes: [UInt8]) throws {
            do {
                try WholeFile.write(bytes, to: descriptor)
            } catch {
                throw BundleError.cannotWrite(path, why: error.words)
            }
            count += bytes.count
        }
    }
}
