/// What a sample is for. A sample may have none.
public enum Split: String, Sendable, Codable, CaseIterable {
    case train, val, test

    /// Reads the names that folders and metadata files use: `valid`, `validation` and `dev` are val, `training` is
    /// train, `testing` is test; case does not matter.
    public init?(folderName: String) {
        switch folderName.lowercased() {
        case "train", "training": self = .train
        case "val", "valid", "validation", "dev": self = .val
        case "test", "testing": self = .test
        default: return nil
        }
    }
}
