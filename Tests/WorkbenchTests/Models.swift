import Embeddings

/// The vision models that `make setup` unpacks.
enum Models {
    static var present: Bool { (try? ModelFolder.locate()) != nil }
}
