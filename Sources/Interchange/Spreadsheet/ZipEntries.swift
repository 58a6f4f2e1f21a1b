import CZip

/// The files in a packed file, each read up to a limit.
///
/// What the packed file says of their sizes is not believed: reading stops at the limit.
package final class ZipEntries {
    private let archive: OpaquePointer
    // The archive reads from it as long as it is open.
    private let bytes: UnsafeMutableRawBufferPointer

    /// - Throws: ``SheetError/notASpreadsheet(_:)``.
    package init(_ source: [UInt8]) throws(SheetError) {
        bytes = .allocate(byteCount: max(source.count, 1), alignment: 16)
        bytes.copyBytes(from: source)
        var error = zip_error_t()
        zip_error_init(&error)
        defer { zip_error_fini(&error) }
        guard let buffer = zip_source_buffer_create(bytes.baseAddress, UInt64(source.count), 0, &error) else {
            bytes.deallocate()
            throw .notASpreadsheet("there is no memory for it")
        }
        guard let opened = zip_open_from_source(buffer, Int32(ZIP_RDONLY), &error) else {
            zip_source_free(buffer)
            bytes.deallocate()
            throw .notASpreadsheet("it is no .xlsx file, or is damaged")
        }
        archive = opened
    }

    deinit {
        zip_discard(archive)
        bytes.deallocate()
    }

    /// The bytes of a file; nil where there is none of that name.
    /// - Throws: ``SheetError``.
    package func read(_ name: String, upTo limit: Int) throws(SheetError) -> [UInt8]? {
        let index = zip_name_locate(archive, name, UInt32(ZIP_FL_NOCASE))
        guard index >= 0 else { return nil }
        guard let file = zip_fopen_index(archive, UInt64(index), 0) else {
            throw .notASpreadsheet("\(name) in it is locked or damaged")
        }
        defer { zip_fclose(file) }
        var content: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 256 << 10)
        while true {
            let count = zip_fread(file, &block, UInt64(block.count))
            guard count >= 0 else { throw .notASpreadsheet("\(name) in it is damaged") }
            if count == 0 { return content }
            guard content.count + Int(count) <= limit else {
                throw .tooLarge("\(name) in it has more than \(limit >> 20) MiB when unpacked.")
            }
            content.append(contentsOf: block[..<Int(count)])
        }
    }
}
