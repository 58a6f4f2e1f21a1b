public import Dataset
public import Foundation

/// Reads a bundle, trusting nothing in it: names, sizes and digests are checked before anything is used, and nothing is
/// ever written under a name that it says.
public final class BundleReader: Sendable {
    public let contents: CopyContents
    private let descriptor: Int32
    /// Where each image lies in the file.
    private let images: [String: (offset: Int, size: Int)]

    /// Images that are in it.
    public var imageCount: Int { images.count }

    /// - Parameter progress: lines read, lines in all; throwing cancels.
    /// - Throws: `BundleError`.
    public init(_ file: URL, progress: (Int, Int) throws -> Void = { _, _ in }) throws {
        let descriptor = open(file.path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw BundleError.cannotRead(file.path, why: String(cString: strerror(errno)))
        }
        do {
            let entries = try Self.entries(descriptor)
            contents = try Self.contents(entries, descriptor, progress)
            images = entries.filter { $0.key.hasPrefix(BundleManifest.imagesFolder) }.reduce(into: [:]) {
                images, entry in
                images[String(entry.key.dropFirst(BundleManifest.imagesFolder.count))] = entry.value
            }
            self.descriptor = descriptor
        } catch {
            close(descriptor)
            throw error
        }
    }

    deinit { close(descriptor) }

    public func contains(_ digest: String) -> Bool { images[digest] != nil }

    /// The bytes of an image, which are those that its name says.
    /// - Throws: `BundleError.bad`.
    public func image(_ digest: String) throws -> [UInt8] {
        guard let place = images[digest] else { throw BundleError.bad("the image \(digest) is not in it") }
        let bytes = try Self.read(descriptor, place)
        guard SHA256Digest.hex(of: bytes) == digest else {
            throw BundleError.bad("the image \(digest) is not what its name says")
        }
        return bytes
    }

    // MARK: The file

    private static func entries(_ descriptor: Int32) throws -> [String: (offset: Int, size: Int)] {
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw BundleError.bad("it is no file")
        }
        let length = Int(status.st_size)
        var entries: [String: (offset: Int, size: Int)] = [:]
        var place = 0
        while true {
            guard place + TarFile.block <= length else { throw BundleError.bad("it was cut") }
            guard let entry = try TarFile.entry(read(descriptor, (place, TarFile.block))) else { return entries }
            let offset = place + TarFile.block
            guard entry.size <= length - offset else { throw BundleError.bad("it was cut") }
            guard entry.size <= limit(of: entry.name) else {
                throw BundleError.bad("it holds \(entry.name.prefix(80)), which does not belong there or is too large")
            }
            guard entries.updateValue((offset, entry.size), forKey: entry.name) == nil else {
                throw BundleError.bad("it holds \(entry.name) twice")
            }
            place = offset + entry.size + TarFile.padding(after: entry.size)
        }
    }

    /// Bytes that an entry may have; -1 for a name that no bundle holds.
    private static func limit(of name: String) -> Int {
        switch name {
        case BundleManifest.name: return BundleManifest.longest
        case BundleManifest.historyName, BundleManifest.samplesName, BundleManifest.talkName,
            BundleManifest.workName:
            return BundleManifest.longestPart
        default:
            let folder = BundleManifest.imagesFolder
            return name.hasPrefix(folder) && SHA256Digest.isDigest(name.dropFirst(folder.count))
                ? BundleManifest.longestImage : -1
        }
    }

    private static func read(_ descriptor: Int32, _ place: (offset: Int, size: Int)) throws -> [UInt8] {
        var failed = false
        let bytes = [UInt8](unsafeUninitializedCapacity: place.size) { target, count in
            while count < place.size {
                let step = pread(
                    descriptor, target.baseAddress.map { $0 + count }, place.size - count, off_t(place.offset + count))
                if step < 0, errno == EINTR { continue }
                guard step > 0 else {
                    failed = true
                    break
                }
                count += step
            }
        }
        guard !failed else { throw BundleError.bad("it was cut") }
        return bytes
    }

    // MARK: What is in it

    private static func contents(
        _ entries: [String: (offset: Int, size: Int)], _ descriptor: Int32, _ progress: (Int, Int) throws -> Void
    ) throws -> CopyContents {
        guard let place = entries[BundleManifest.name] else { throw BundleError.bad("it has no bundle.json") }
        let decoder = JSONDecoder()
        guard let manifest = try? decoder.decode(BundleManifest.self, from: Data(read(descriptor, place))),
            manifest.format == BundleManifest.format
        else { throw BundleError.bad("its bundle.json cannot be read") }
        guard manifest.version <= BundleManifest.version else { throw BundleError.newer(manifest.version) }
        func part(_ name: String) throws -> [UInt8] {
            guard let place = entries[name], let said = manifest.parts.first(where: { $0.name == name }) else {
                throw BundleError.bad("it has no \(name)")
            }
            let bytes = try read(descriptor, place)
            guard bytes.count == said.bytes, SHA256Digest.hex(of: bytes) == said.sha256 else {
                throw BundleError.bad("\(name) is not what bundle.json says")
            }
            return bytes
        }
        let changes = try history(part(BundleManifest.historyName), decoder, progress)
        let samples = try samples(part(BundleManifest.samplesName), decoder)
        guard let talk = try? decoder.decode(BundleTalk.self, from: Data(part(BundleManifest.talkName))),
            talk.seen.allSatisfy(SHA256Digest.isDigest)
        else { throw BundleError.bad("talk.json cannot be read") }
        var work = WorkLog()
        if manifest.version >= 2 {
            guard let read = try? decoder.decode(WorkLog.self, from: Data(part(BundleManifest.workName))) else {
                throw BundleError.bad("work.json cannot be read")
            }
            work = read
        }
        return CopyContents(
            name: manifest.workspace, changes: changes, samples: samples, seen: talk.seen, talk: talk.talk, work: work)
    }

    private static func history(
        _ bytes: [UInt8], _ decoder: JSONDecoder, _ progress: (Int, Int) throws -> Void
    ) throws -> [LoggedChange] {
        var changes: [LoggedChange] = []
        let lines = bytes.split(separator: UInt8(ascii: "\n"))
        for (number, line) in lines.enumerated() {
            if number.isMultiple(of: 1_000) { try progress(number, lines.count) }
            guard let read = try? decoder.decode(BundleLine.self, from: Data(line)) else {
                throw BundleError.bad("line \(number + 1) of history.jsonl cannot be read")
            }
            switch read {
            case .change(let change):
                guard change.id > (changes.last?.id ?? 0), change.targets.allSatisfy({ $0 < change.id && $0 > 0 }),
                    change.origin.map(SHA256Digest.isDigest) ?? true, isPlain(change)
                else { throw BundleError.bad("change \(change.id) cannot be") }
                changes.append(change)
            case .classCell(let cell), .sampleCell(let cell):
                guard !changes.isEmpty, cell.subject > 0, cell.field.utf8.count <= 200 else {
                    throw BundleError.bad("line \(number + 1) of history.jsonl cannot be")
                }
                if case .classCell = read {
                    changes[changes.count - 1].classCells.append(cell)
                } else {
                    changes[changes.count - 1].sampleCells.append(cell)
                }
            }
        }
        try progress(lines.count, lines.count)
        return changes
    }

    /// Whether a change has the form of those that are made here.
    private static func isPlain(_ change: LoggedChange) -> Bool {
        (1...200).contains(change.author.utf8.count) && (change.reason?.utf8.count ?? 0) <= 2_000
            && change.summary.utf8.count <= 4_000 && change.at.utf8.count == 24 && change.at.hasSuffix("Z")
    }

    private static func samples(_ bytes: [UInt8], _ decoder: JSONDecoder) throws -> [Int64: LoggedSample] {
        var samples: [Int64: LoggedSample] = [:]
        for (number, line) in bytes.split(separator: UInt8(ascii: "\n")).enumerated() {
            guard let sample = try? decoder.decode(BundleSample.self, from: Data(line)).sample, sample.id > 0,
                SHA256Digest.isDigest(sample.digest), (1...SourcePath.longest).contains(sample.path.bytes.count),
                sample.width > 0, sample.height > 0, sample.bytes >= 0, samples[sample.id] == nil
            else { throw BundleError.bad("line \(number + 1) of samples.jsonl cannot be read") }
            samples[sample.id] = sample
        }
        return samples
    }
}
