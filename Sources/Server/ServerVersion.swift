/// The version of Tessera as the API states it.
public enum ServerVersion {
    public static let current = "0.1.0"
}
