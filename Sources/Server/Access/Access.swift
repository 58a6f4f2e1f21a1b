/// Who is let in.
public enum Access: Sendable, Equatable {
    /// Whoever is at this machine, on loopback, without a login; may do everything.
    case alone
    /// Invited people alone, who open the pages at this address.
    case invited(PublicAddress)

    var publicAddress: PublicAddress? {
        if case .invited(let address) = self { address } else { nil }
    }
}
