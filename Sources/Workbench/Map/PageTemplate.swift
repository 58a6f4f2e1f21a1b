package import Foundation

/// A text with placeholders. It is cut at the placeholders once, and what is put in is never looked at again, so a
/// sample called `{{data}}` stays what it is.
package struct PageTemplate {
    let text: String

    package init(text: String) {
        self.text = text
    }

    /// The text with each placeholder replaced.
    /// - Throws: ``MapExportError/badAsset(_:_:)`` where a placeholder is missing or there twice.
    package func filled(_ values: [(placeholder: String, value: [UInt8])], file: String) throws -> [UInt8] {
        var cuts: [(range: Range<String.Index>, value: [UInt8])] = []
        for (placeholder, value) in values {
            guard let range = text.range(of: placeholder),
                text.range(of: placeholder, range: range.upperBound..<text.endIndex) == nil
            else { throw MapExportError.badAsset(file, "it must hold \(placeholder) exactly once") }
            cuts.append((range, value))
        }
        cuts.sort { $0.range.lowerBound < $1.range.lowerBound }
        var page: [UInt8] = []
        var start = text.startIndex
        for cut in cuts {
            page += text[start..<cut.range.lowerBound].utf8
            page += cut.value
            start = cut.range.upperBound
        }
        page += text[start...].utf8
        return page
    }

    package static func escapedHTML(_ text: String) -> String {
        var escaped = ""
        for character in text {
            switch character {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "'": escaped += "&#39;"
            default: escaped.append(character)
            }
        }
        return escaped
    }

    /// JSON that can stand in a script element: no `<`, no line separators of JavaScript.
    package static func escapedForScript(_ json: Data) -> [UInt8] {
        var escaped: [UInt8] = []
        escaped.reserveCapacity(json.count)
        var tail: (UInt8, UInt8) = (0, 0)
        for byte in json {
            if byte == UInt8(ascii: "<") {
                escaped += Array(#"\u003c"#.utf8)
            } else if tail == (0xE2, 0x80), byte == 0xA8 || byte == 0xA9 {
                escaped.removeLast(2)
                escaped += Array((byte == 0xA8 ? #"\u2028"# : #"\u2029"#).utf8)
            } else {
                escaped.append(byte)
            }
            tail = (tail.1, byte)
        }
        return escaped
    }
}
