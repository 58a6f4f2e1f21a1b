/// The first entry of a bundle: what it is, and what else is in it.
struct BundleManifest: Codable {
    static let format = "tessera-bundle"
    /// 2 brought the work beside the history.
    static let version = 2
    static let name = "bundle.json"
    static let historyName = "history.jsonl"
    static let samplesName = "samples.jsonl"
    static let talkName = "talk.json"
    static let workName = "work.json"
    static let imagesFolder = "images/"

    struct Part: Codable {
        let name: String
        let bytes: Int
        let sha256: String
    }

    let format: String
    let version: Int
    let workspace: String
    let changes: Int
    let samples: Int
    let images: Int
    /// All but the images, whose names are their digests.
    let parts: [Part]

    /// Bytes of the manifest and of the longest part: what a bundle may ask to be read into memory.
    static let longest = 1 << 20
    static let longestPart = 2 << 30
    static let longestImage = 256 << 20
}
