/// The JSON of every refusal: `{"error": {"code", "message", "details"}}`.
struct ErrorBody: Encodable {
    let error: Content

    struct Content: Encodable {
        let code: String
        let message: String
        let details: AnyDetails?
    }

    /// Details have another shape for each code.
    struct AnyDetails: Encodable {
        let value: any Encodable

        func encode(to encoder: any Encoder) throws { try value.encode(to: encoder) }
    }

    init(_ error: APIError) {
        self.error = Content(
            code: error.code, message: error.message, details: error.details.map(AnyDetails.init(value:)))
    }
}
