/// Why a bundle cannot be written or read. Nothing of it was taken in.
public enum BundleError: Error, Sendable, Equatable, CustomStringConvertible {
    case cannotRead(String, why: String)
    case cannotWrite(String, why: String)
    /// Not a bundle, or one that was damaged or made to do harm.
    case bad(String)
    case newer(Int)

    /// A stable word for programs.
    public var code: String {
        switch self {
        case .cannotRead: "cannot-open"
        case .cannotWrite: "not-writable"
        case .bad: "bad-bundle"
        case .newer: "newer-format"
        }
    }

    public var description: String {
        switch self {
        case .cannotRead(let file, let why): "\(file) cannot be read: \(why). Name a file that `tessera bundle` wrote."
        case .cannotWrite(let file, let why): "\(file) cannot be written: \(why). Choose another place."
        case .bad(let what):
            "This is no bundle that can be taken in: \(what). Nothing was changed; make it anew with `tessera bundle`."
        case .newer(let version):
            "This bundle is of form \(version), which a newer Tessera wrote. Update this one to read it."
        }
    }
}
