/// Says in a sentence what a decoder found wrong.
enum DecodingProblem {
    static func describe(_ error: DecodingError) -> String {
        switch error {
        case .keyNotFound(let key, _): "\"\(key.stringValue)\" is missing."
        case .typeMismatch(_, let context), .valueNotFound(_, let context):
            "\"\(path(context))\" has a value of the wrong type."
        case .dataCorrupted(let context):
            context.codingPath.isEmpty ? context.debugDescription : "\"\(path(context))\": \(context.debugDescription)"
        @unknown default: "it cannot be read."
        }
    }

    private static func path(_ context: DecodingError.Context) -> String {
        context.codingPath.map(\.stringValue).joined(separator: ".")
    }
}
