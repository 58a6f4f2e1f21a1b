import Dataset
import Foundation

extension SampleQuery {
    /// The filter as the query string of an address, `label=iii&split=none`; empty where nothing is filtered.
    var filterText: String {
        var items: [(String, String)] = (labels ?? []).map { ("label", $0) }
        items += (splits ?? []).map { ("split", $0.isEmpty ? "none" : $0) }
        items += (tags ?? []).map { ("tag", $0) }
        if let text, !text.isEmpty { items.append(("q", text)) }
        if let selection { items.append(("selection", selection)) }
        if state != .active { items.append(("state", state.rawValue)) }
        if changedOnly { items.append(("changed", "1")) }
        for (name, values) in columns.sorted(by: { $0.key < $1.key }) {
            items += values.map { ("column.\(name)", $0) }
        }
        return items.map { "\(Self.escaped($0.0))=\(Self.escaped($0.1))" }.joined(separator: "&")
    }

    private static func escaped(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: unreserved) ?? ""
    }

    /// RFC 3986, section 2.3.
    private static let unreserved = CharacterSet(
        charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
}
