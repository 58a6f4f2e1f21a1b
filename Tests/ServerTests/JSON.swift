import Foundation

/// JSON for tests: what is not there reads as nil.
struct JSON: @unchecked Sendable {
    // Never written to after it was read.
    let value: Any?

    init(_ value: Any?) {
        self.value = value
    }

    subscript(_ key: String) -> JSON { JSON((value as? [String: Any])?[key]) }

    subscript(_ index: Int) -> JSON {
        guard let array = value as? [Any], array.indices.contains(index) else { return JSON(nil) }
        return JSON(array[index])
    }

    var string: String? { value as? String }
    var int: Int? { (value as? NSNumber)?.intValue }
    var double: Double? { (value as? NSNumber)?.doubleValue }
    var bool: Bool? { (value as? NSNumber)?.boolValue }
    var isNull: Bool { value is NSNull }
    var isMissing: Bool { value == nil }
    var keys: Set<String> { Set((value as? [String: Any] ?? [:]).keys) }
    var array: [JSON] { (value as? [Any] ?? []).map { JSON($0) } }
    var object: [String: JSON] { (value as? [String: Any] ?? [:]).mapValues { JSON($0) } }
    var ints: [Int] { array.compactMap(\.int) }
    var strings: [String] { array.compactMap(\.string) }
}
