/// Whether a sample takes part in the dataset. Nothing is deleted: what is put away is in the trash and can be had back.
public enum SampleStatus: String, Sendable, Codable, CaseIterable {
    case active, trashed
}
