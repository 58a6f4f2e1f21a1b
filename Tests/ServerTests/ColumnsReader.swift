import Foundation

/// Reads the binary columns by the description in docs/http-api.md, not by the code that writes them.
struct ColumnsReader {
    let header: JSON
    private let bytes: [UInt8]
    private let start: Int

    enum Problem: Error {
        case notColumns
        case misaligned(String)
    }

    init(_ bytes: [UInt8]) throws {
        guard bytes.count >= 8, bytes[..<4].elementsEqual("TSC1".utf8) else { throw Problem.notColumns }
        let length = bytes[4..<8].enumerated().reduce(0) { $0 | Int($1.element) << (8 * $1.offset) }
        header = JSON(try JSONSerialization.jsonObject(with: Data(bytes[8..<(8 + length)])))
        start = 8 + length
        self.bytes = bytes
        guard start.isMultiple(of: 8) else { throw Problem.misaligned("header") }
    }

    var count: Int { header["count"].int ?? -1 }

    func column(_ name: String) -> JSON { header["columns"].array.first { $0["name"].string == name } ?? JSON(nil) }

    /// Texts of a column with a dictionary; nil where there is none.
    func texts(_ name: String) throws -> [String?] {
        let dictionary = column(name)["dictionary"].strings
        let largest = 1 << (8 * (try width(name))) - 1
        return try integers(name).map { $0 == largest ? nil : dictionary[$0] }
    }

    func integers(_ name: String) throws -> [Int] {
        let width = try width(name)
        let offset = start + (column(name)["offset"].int ?? 0)
        return (0..<count).map { row in
            (0..<width).reduce(0) { $0 | Int(bytes[offset + row * width + $1]) << (8 * $1) }
        }
    }

    func floats(_ name: String) throws -> [Float] { try integers(name).map { Float(bitPattern: UInt32($0)) } }

    private func width(_ name: String) throws -> Int {
        let entry = column(name)
        guard let offset = entry["offset"].int, offset.isMultiple(of: 4) else { throw Problem.misaligned(name) }
        return ["u8": 1, "u16": 2, "u32": 4, "f32": 4][entry["type"].string ?? ""] ?? 0
    }
}
