public import Dataset

/// The link of an invitation.
public enum InvitationLink {
    /// The secret stands behind the `#`, which browsers keep to themselves: no server, proxy or log on the way sees it.
    public static func path(_ secret: Secret) -> String { "/invite#\(secret.text)" }
}
