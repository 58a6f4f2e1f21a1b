package import Dataset

/// What somebody must be to use an endpoint.
///
/// Each endpoint states it where it is registered (``RouteTable``), and nowhere else. What is not stated is `viewer` for
/// reading and `editor` for all else.
package enum Permission: Sendable, Hashable {
    /// No login is needed: the page to log in with, and what it is made of.
    case anyone
    /// At least this role.
    case role(Role)

    package static let viewer = Permission.role(.viewer)
    package static let labeller = Permission.role(.labeller)
    package static let editor = Permission.role(.editor)
    package static let owner = Permission.role(.owner)
}
