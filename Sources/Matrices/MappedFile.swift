import Foundation

/// A file mapped into memory for reading.
///
/// The mapping is of a file that others should not shorten meanwhile; Tessera replaces files by renaming, which
/// leaves a mapping whole.
final class MappedFile: Sendable {
    private nonisolated(unsafe) let base: UnsafeRawPointer?
    let count: Int

    init(_ path: String) throws(NPYError.Reason) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .cannotOpen(DataFile.lastError()) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .cannotOpen(DataFile.lastError()) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .cannotOpen("it is not a plain file") }
        count = Int(status.st_size)
        guard count > 0 else {
            base = nil
            return
        }
        let address = mmap(nil, count, PROT_READ, MAP_PRIVATE, descriptor, 0)
        guard let address, address != MAP_FAILED else { throw .cannotOpen(DataFile.lastError()) }
        base = UnsafeRawPointer(address)
    }

    deinit {
        if let base { munmap(UnsafeMutableRawPointer(mutating: base), count) }
    }

    func withBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
        try body(UnsafeRawBufferPointer(start: base, count: count))
    }

    /// Says that the beginning will not be read again soon; it stays readable.
    func forget(upTo offset: Int) {
        guard let base else { return }
        let page = Int(getpagesize())
        madvise(UnsafeMutableRawPointer(mutating: base), offset / page * page, MADV_DONTNEED)
    }

    /// Lets go of the memory that holds a part of the file, where whole pages of it do; touched again, it is read again.
    func release(_ part: Range<Int>) {
        guard let base, !part.isEmpty else { return }
        let page = Int(getpagesize())
        let from = (part.lowerBound + page - 1) / page * page
        let to = min(part.upperBound, count) / page * page
        guard from < to else { return }
        madvise(UnsafeMutableRawPointer(mutating: base) + from, to - from, MADV_DONTNEED)
    }

    /// The header of an .npy file, checked against the length of the file.
    func npyHeader() throws(NPYError.Reason) -> NPYHeader {
        let beginning = withBytes { Array($0.prefix(NPYHeader.longest)) }
        let header = try NPYHeader(parsing: beginning)
        let expected = try header.dataLength()
        guard count - header.dataOffset >= expected else {
            throw .tooShort(expected: expected, found: max(0, count - header.dataOffset))
        }
        return header
    }
}
