/// What makes a finding the same one in another audit: its kind, the images that it is about, their labels where it is
/// about labels, and its detail. Neither ids, scores nor suggestions are part of it.
enum FindingKey {
    static func digest(
        kind: FindingKind, subjects: [(digest: String, classID: Int64?)], detail: String
    ) -> String {
        let images = subjects.map { subject in
            kind.isAboutLabels ? "\(subject.digest) \(subject.classID.map(String.init) ?? "-")" : subject.digest
        }
        // A group is what it is called by: who belongs to it may change from audit to audit.
        let about = kind.isAboutPictures ? images.sorted() : []
        let text = (["tessera.finding/1", kind.rawValue, detail] + about).joined(separator: "\n")
        return SHA256Digest.hex(of: Array(text.utf8))
    }
}
