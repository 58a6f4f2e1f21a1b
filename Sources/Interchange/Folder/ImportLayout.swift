/// How a folder of images was understood.
public enum ImportLayout: String, Sendable, Codable {
    /// `train/cat/1.png`, or `train/1.png` where nothing is labelled.
    case splitClass = "split-class"
    /// `cat/1.png`.
    case classFolders = "class"
    /// A `metadata.csv` or `metadata.jsonl` says what the files are.
    case metadata
    /// Images side by side, without labels.
    case flat
    /// Written by `tessera export`.
    case export
}
