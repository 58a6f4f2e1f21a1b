/// The value of a text as a Roman numeral.
enum RomanNumeral {
    /// - Returns: nil where the text is not exactly how a number from 1 to 3,999 is written, case aside.
    static func value(of text: String) -> Int? {
        let letters: [Character: Int] = ["i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1_000]
        let values = text.lowercased().compactMap { letters[$0] }
        guard !values.isEmpty, values.count == text.count, values.count <= 15 else { return nil }
        var sum = 0
        for (index, value) in values.enumerated() {
            sum += index + 1 < values.count && value < values[index + 1] ? -value : value
        }
        return text.lowercased() == write(sum) ? sum : nil
    }

    private static func write(_ number: Int) -> String? {
        guard (1...3_999).contains(number) else { return nil }
        let parts = [
            (1_000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
            (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
        ]
        var rest = number
        var text = ""
        for (value, letters) in parts {
            while rest >= value {
                text += letters
                rest -= value
            }
        }
        return text
    }
}
