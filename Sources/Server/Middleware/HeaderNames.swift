import HTTPTypes

extension HTTPField.Name {
    // The names are tokens by construction, so the failable initializer cannot fail.
    private static func named(_ name: String) -> HTTPField.Name { HTTPField.Name(name) ?? .cookie }

    static let referrerPolicy = named("Referrer-Policy")
    static let xFrameOptions = named("X-Frame-Options")
    static let crossOriginResourcePolicy = named("Cross-Origin-Resource-Policy")
    static let crossOriginOpenerPolicy = named("Cross-Origin-Opener-Policy")
    static let secFetchSite = named("Sec-Fetch-Site")
    static let secFetchMode = named("Sec-Fetch-Mode")
    static let lastEventID = named("Last-Event-ID")
    static let idempotencyKey = named("Idempotency-Key")
    static let author = named("X-Tessera-Author")
    static let forwarded = named("Forwarded")
    static let forwardedFor = named("X-Forwarded-For")
    static let hostField = named("Host")
    /// Which thumbnails of several could not be had, by their places.
    static let missing = named("X-Tessera-Missing")
}
