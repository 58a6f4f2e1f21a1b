import Foundation

#if canImport(FoundationXML)
    import FoundationXML
#endif

/// Reads XML and tells what it finds. A document with a DOCTYPE is refused: these files have none, and with one a few
/// bytes can stand for gigabytes or for a file of this machine.
final class XMLEvents: NSObject, XMLParserDelegate {
    private let onStart: (String, [String: String]) -> Bool
    private let onEnd: (String) -> Void
    private let onText: (String) -> Void
    private var isStopped = false
    private var isDamaged = false
    /// Elements that are open.
    private var depth = 0

    private init(
        onStart: @escaping (String, [String: String]) -> Bool, onEnd: @escaping (String) -> Void,
        onText: @escaping (String) -> Void
    ) {
        self.onStart = onStart
        self.onEnd = onEnd
        self.onText = onText
    }

    /// - Parameters:
    ///   - onStart: gets names without their prefixes, and attributes as they are; false stops.
    /// - Throws: ``SheetError/notASpreadsheet(_:)``.
    static func read(
        _ bytes: [UInt8], of name: String, onStart: @escaping (String, [String: String]) -> Bool,
        onEnd: @escaping (String) -> Void = { _ in }, onText: @escaping (String) -> Void = { _ in }
    ) throws(SheetError) {
        // In UTF-16 every other byte of a letter is 0; then a DOCTYPE could hide.
        guard !bytes.contains(0), !contains("<!DOCTYPE", bytes) else {
            throw .notASpreadsheet("\(name) in it is not as such files are")
        }
        let parser = XMLParser(data: Data(bytes))
        parser.shouldResolveExternalEntities = false
        let events = XMLEvents(onStart: onStart, onEnd: onEnd, onText: onText)
        parser.delegate = events
        // The parser of Linux says of a document that ends too soon, or whose elements cross, that it was read.
        let isWhole = parser.parse() && !events.isDamaged && events.depth == 0
        guard isWhole || events.isStopped else { throw .notASpreadsheet("\(name) in it is damaged") }
    }

    func parser(
        _ parser: XMLParser, didStartElement element: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String]
    ) {
        depth += 1
        guard !isStopped, !onStart(Self.local(element), attributes) else { return }
        isStopped = true
        parser.abortParsing()
    }

    func parser(
        _ parser: XMLParser, didEndElement element: String, namespaceURI: String?, qualifiedName: String?
    ) {
        depth -= 1
        if !isStopped { onEnd(Self.local(element)) }
    }

    func parser(_ parser: XMLParser, parseErrorOccurred error: any Error) {
        isDamaged = true
    }

    func parser(_ parser: XMLParser, foundCharacters text: String) {
        if !isStopped { onText(text) }
    }

    private static func local(_ name: String) -> String {
        name.firstIndex(of: ":").map { String(name[name.index(after: $0)...]) } ?? name
    }

    private static func contains(_ text: String, _ bytes: [UInt8]) -> Bool {
        let wanted = Array(text.utf8)
        guard bytes.count >= wanted.count else { return false }
        return bytes.withUnsafeBufferPointer { bytes in
            bytes.indices.dropLast(wanted.count - 1).contains { start in
                bytes[start] == wanted[0] && wanted.indices.allSatisfy { bytes[start + $0] & 0xDF == wanted[$0] & 0xDF }
            }
        }
    }
}
