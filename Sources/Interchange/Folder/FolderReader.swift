public import Dataset
public import Foundation

/// Reads a folder of images as other people keep them: `split/class/image`, `class/image`, a `metadata.csv` or
/// `metadata.jsonl` (the ImageFolder convention of Hugging Face), images without labels, or an export of Tessera.
///
///     let reader = FolderReader(root: folder)
///     let listing = try reader.read()
///     for entry in listing.entries { let bytes = try reader.bytes(of: entry) }
///
/// The folder is hostile until read: names are bytes, nothing is opened through a symbolic link, what is no regular file
/// is not opened at all, sizes are looked at before reading. One bad file is one refusal.
public final class FolderReader: Sendable {
    public let root: URL
    private let limits: FolderLimits
    private let folder: Result<FolderDescriptor, SystemError>

    public init(root: URL, limits: FolderLimits = FolderLimits()) {
        self.root = root
        self.limits = limits
        folder = Result { () throws(SystemError) in try FolderDescriptor(path: root.path) }
    }

    /// - Parameter maxBytes: of one image.
    public convenience init(root: URL, maxBytes: Int) {
        var limits = FolderLimits()
        limits.imageBytes = maxBytes
        self.init(root: root, limits: limits)
    }

    /// Lists the folder. No image is opened.
    /// - Throws: `FolderError`.
    public func read() throws(FolderError) -> FolderListing {
        let folder = try opened()
        guard let resolved = realpath(root.path, nil) else { throw .unreadable(root.path, why: SystemError().words) }
        defer { free(resolved) }
        let walk = try FolderWalk(folder, root: String(cString: resolved), limits: limits)
        let export = header(in: folder, walk)
        let tables = walk.metadata.filter { !$0.path.name.elementsEqual(ExportHeader.fileName.utf8) }.map {
            // Only the one beside the header was written by the export.
            table($0, in: folder, isExport: export != nil && $0.path == SourcePath(ExportLine.fileName))
        }
        var assembly = ListingAssembly(walk, tables: tables, export: export)
        return assembly.listing()
    }

    /// The bytes of a file of the listing.
    /// - Throws: `Refusal`: `missing-file`, `too-many-bytes`, `special-file`, `symlink-outside` or `unreadable`, where
    ///   the folder is no longer what it was, or the file is too large.
    public func bytes(of entry: SourceEntry) throws(Refusal) -> [UInt8] {
        let path = entry.path.display
        do throws(SystemError) {
            return try folder.get().read(entry.location, limit: limits.imageBytes)
        } catch {
            switch error.number {
            case EFBIG:
                throw Refusal(
                    path: path, code: "too-many-bytes",
                    reason: "It has more than \(limits.imageBytes) bytes, which is the limit.")
            case ENOENT, ENOTDIR: throw Refusal(path: path, code: "missing-file", reason: "It is no longer there.")
            case EINVAL: throw Refusal(path: path, code: "special-file", reason: "It is no regular file any more.")
            case ELOOP, EMLINK:
                throw Refusal(path: path, code: "symlink-outside", reason: "It has become a symbolic link.")
            default: throw Refusal(path: path, code: "unreadable", reason: "It cannot be read: \(error.words).")
            }
        }
    }

    /// Bytes of a file when the folder was read.
    public func length(of entry: SourceEntry) -> Int { entry.length }

    private func opened() throws(FolderError) -> FolderDescriptor {
        do throws(SystemError) {
            return try folder.get()
        } catch {
            switch error.number {
            case ENOENT: throw .notFound(root.path)
            case ENOTDIR: throw .notAFolder(root.path)
            default: throw .unreadable(root.path, why: error.words)
            }
        }
    }

    private func table(_ file: FolderWalk.File, in folder: FolderDescriptor, isExport: Bool) -> MetadataTable {
        do throws(SystemError) {
            let bytes = try folder.read(file.location, limit: limits.metadataBytes)
            return MetadataTable(path: file.path, bytes: bytes, isExport: isExport)
        } catch {
            let reason =
                error.number == EFBIG
                ? "It has more than \(limits.metadataBytes) bytes, which is the limit."
                : "It cannot be read: \(error.words)."
            return MetadataTable(path: file.path, problem: reason)
        }
    }

    private func header(in folder: FolderDescriptor, _ walk: FolderWalk) -> ExportHeader? {
        guard let file = walk.metadata.first(where: { $0.path == SourcePath(ExportHeader.fileName) }),
            let bytes = try? folder.read(file.location, limit: limits.metadataBytes)
        else { return nil }
        return ExportHeader(json: bytes)
    }
}
