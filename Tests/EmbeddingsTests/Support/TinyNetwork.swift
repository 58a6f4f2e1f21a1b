/// A network of a few bytes, made by hand: its input goes through one node, then through another.
enum TinyNetwork {
    /// The mean of every channel (N×3×1×1 as `pooled`), flattened to N×3 as `vector`.
    /// - Parameter shape: of the input; 0 is a free dimension.
    static func means(_ shape: [Int] = [0, 3, 0, 0], outputs: [String] = ["vector"]) -> [UInt8] {
        let flatten = [UInt8]("axis".utf8)
        let graph =
            node("GlobalAveragePool", from: "picture", to: "pooled")
            + node("Flatten", from: "pooled", to: "vector", field(5, field(1, flatten) + number(3, 1) + number(20, 2)))
            + field(2, text("means")) + value(11, "picture", shape)
            + outputs.flatMap { $0 == "pooled" ? value(12, $0, [0, 3, 1, 1]) : value(12, $0, [0, 3]) }
        return number(1, 8) + field(7, graph) + field(8, field(1, []) + number(2, 13))
    }

    private static func node(_ kind: String, from: String, to: String, _ attributes: [UInt8] = []) -> [UInt8] {
        field(1, field(1, text(from)) + field(2, text(to)) + field(4, text(kind)) + attributes)
    }

    private static func value(_ place: Int, _ name: String, _ shape: [Int]) -> [UInt8] {
        let dimensions = shape.flatMap { field(1, $0 == 0 ? field(2, text("free")) : number(1, $0)) }
        return field(place, field(1, text(name)) + field(2, field(1, number(1, 1) + field(2, dimensions))))
    }

    private static func text(_ string: String) -> [UInt8] { [UInt8](string.utf8) }

    private static func field(_ place: Int, _ body: [UInt8]) -> [UInt8] {
        varint(place << 3 | 2) + varint(body.count) + body
    }

    private static func number(_ place: Int, _ value: Int) -> [UInt8] { varint(place << 3) + varint(value) }

    private static func varint(_ value: Int) -> [UInt8] {
        value < 128 ? [UInt8(value)] : [UInt8(value & 127) | 128] + varint(value >> 7)
    }
}
