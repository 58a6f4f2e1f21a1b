/// The order in which people expect names: numbers in them by value, case last.
enum NaturalOrder {
    static func isBefore(_ left: String, _ right: String) -> Bool {
        let (a, b) = (parts(of: left.lowercased()), parts(of: right.lowercased()))
        for (x, y) in zip(a, b) where x != y {
            switch (x, y) {
            case (.digits(let m), .digits(let n)) where m.count != n.count: return m.count < n.count
            case (.digits(let m), .digits(let n)): return m < n
            case (.digits, .text): return true
            case (.text, .digits): return false
            case (.text(let m), .text(let n)): return m < n
            }
        }
        if a.count != b.count { return a.count < b.count }
        return left < right
    }

    private enum Part: Equatable {
        /// Without leading zeros, so that the longer number is the larger.
        case digits(Substring)
        case text(Substring)
    }

    private static func parts(of text: String) -> [Part] {
        var parts: [Part] = []
        var rest = Substring(text)
        while let first = rest.first {
            let areDigits = isDigit(first)
            let run = rest.prefix { isDigit($0) == areDigits }
            parts.append(areDigits ? .digits(run.drop { $0 == "0" }) : .text(run))
            rest = rest[run.endIndex...]
        }
        return parts
    }

    private static func isDigit(_ character: Character) -> Bool { ("0"..."9").contains(character) }
}
