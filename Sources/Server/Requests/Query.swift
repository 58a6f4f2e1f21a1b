/// The parameters behind the `?` of an address, in order; a name may come more than once.
struct Query: Sendable {
    /// Names and values, decoded.
    let items: [(name: String, value: String)]

    /// - Throws: ``APIError`` where an escape is broken, the text is no UTF-8, or there are too many parameters.
    init(_ text: String?) throws {
        let parts = (text ?? "").split(separator: "&", omittingEmptySubsequences: true)
        guard parts.count <= 2_000 else {
            throw APIError.badRequest("too-many-parameters", "This address has too many parameters.")
        }
        items = try parts.map { part in
            let name = part.prefix { $0 != "=" }
            return (try Self.decode(name), try Self.decode(part.dropFirst(name.count + 1)))
        }
    }

    /// The last value of a name, or nil.
    subscript(_ name: String) -> String? { items.last { $0.name == name }?.value }

    /// All values of a name; nil where it does not occur.
    func all(_ name: String) -> [String]? {
        let values = items.filter { $0.name == name }.map(\.value)
        return values.isEmpty ? nil : values
    }

    /// A whole number within bounds, or nil where the name does not occur.
    func integer(_ name: String, in range: ClosedRange<Int64>) throws -> Int64? {
        guard let text = self[name] else { return nil }
        guard let value = Int64(text), range.contains(value) else {
            throw APIError.badRequest(
                "bad-parameter", "\(name) must be a whole number from \(range.lowerBound) to \(range.upperBound).")
        }
        return value
    }

    private static func decode(_ text: Substring) throws -> String {
        guard let decoded = PercentEncoding.decode(text, plusIsSpace: true) else {
            throw APIError.badRequest("bad-encoding", "This address has a broken %-escape or is not UTF-8.")
        }
        return decoded
    }
}
