/// Reads the Python dictionary of an .npy header: `{'descr': '<f4', 'fortran_order': False, 'shape': (3, 4), }`.
///
/// Only what NumPy writes is a word of this language; anything else is an error, nothing is evaluated.
struct NPYDictionaryParser {
    struct Entries: Equatable {
        var type: String
        var fortranOrder: Bool
        var shape: [Int]
    }

    private var rest: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) {
        rest = bytes
    }

    mutating func parse() throws(NPYError.Reason) -> Entries {
        var type: String?
        var fortranOrder: Bool?
        var shape: [Int]?
        try expect("{")
        while !accept("}") {
            let key = try string()
            try expect(":")
            switch key {
            case "descr" where type == nil: type = try string()
            case "fortran_order" where fortranOrder == nil: fortranOrder = try boolean()
            case "shape" where shape == nil: shape = try tuple()
            default: throw .badHeader("the key '\(key.prefix(40))' is not expected there")
            }
            if !accept(",") {
                try expect("}")
                break
            }
        }
        skipSpace()
        guard rest.isEmpty else { throw .badHeader("something follows the dictionary") }
        guard let type, let fortranOrder, let shape else { throw .badHeader("a key is missing") }
        return Entries(type: type, fortranOrder: fortranOrder, shape: shape)
    }

    private mutating func skipSpace() {
        rest = rest.drop { $0 == 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }
    }

    private mutating func accept(_ character: Unicode.Scalar) -> Bool {
        skipSpace()
        guard rest.first == UInt8(ascii: character) else { return false }
        rest.removeFirst()
        return true
    }

    private mutating func expect(_ character: Unicode.Scalar) throws(NPYError.Reason) {
        guard accept(character) else { throw .badHeader("a '\(character)' is missing") }
    }

    private mutating func string() throws(NPYError.Reason) -> String {
        skipSpace()
        guard let quote = rest.first, quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\"") else {
            throw .badHeader("a quoted word is missing")
        }
        rest.removeFirst()
        guard let end = rest.firstIndex(of: quote) else { throw .badHeader("a quote is not closed") }
        let text = rest[..<end]
        rest = rest[(end + 1)...]
        guard text.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) else { throw .badHeader("a word is not plain ASCII") }
        return String(decoding: text, as: UTF8.self)
    }

    private mutating func boolean() throws(NPYError.Reason) -> Bool {
        skipSpace()
        for (word, value) in [("True", true), ("False", false)] where rest.starts(with: word.utf8) {
            rest = rest.dropFirst(word.utf8.count)
            return value
        }
        throw .badHeader("fortran_order is neither True nor False")
    }

    private mutating func tuple() throws(NPYError.Reason) -> [Int] {
        try expect("(")
        var numbers: [Int] = []
        while !accept(")") {
            numbers.append(try number())
            guard numbers.count <= 32 else { throw .badHeader("it has too many dimensions") }
            if !accept(",") {
                try expect(")")
                break
            }
        }
        return numbers
    }

    private mutating func number() throws(NPYError.Reason) -> Int {
        skipSpace()
        let digits = rest.prefix { $0 >= 0x30 && $0 <= 0x39 }
        guard !digits.isEmpty else { throw .badHeader("the shape is not a row of numbers") }
        rest = rest.dropFirst(digits.count)
        guard let value = Int(String(decoding: digits, as: UTF8.self)) else { throw .tooLarge }
        return value
    }
}
