import Foundation
import HTTPTypes

/// The cookie that carries a session.
///
/// `__Host-`: only this host can have set it, over TLS, for all of its paths. `HttpOnly`: no script reads it.
/// `SameSite=Lax`: no other site's page sends it along, save by a link that is followed.
enum SessionCookie {
    static let name = "__Host-tessera"

    static func set(_ secret: String, now: Date = Date(), until end: Date) -> String {
        "\(name)=\(secret); Path=/; Max-Age=\(max(0, Int(end.timeIntervalSince(now)))); Secure; HttpOnly; SameSite=Lax"
    }

    static let clear = "\(name)=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Lax"

    /// The secret in a request; nil where there is none. Two of that name are none: one of them is not ours.
    static func secret(in headers: HTTPFields) -> String? {
        let pairs = headers[values: .cookie].flatMap { $0.split(separator: ";") }
            .map { $0.drop { $0 == " " } }
            .filter { $0.hasPrefix(name + "=") }
        guard pairs.count == 1, let pair = pairs.first else { return nil }
        let secret = pair.dropFirst(name.count + 1)
        return secret.isEmpty || secret.utf8.count > 200 ? nil : String(secret)
    }
}
