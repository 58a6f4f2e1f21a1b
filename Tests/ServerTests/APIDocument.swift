import Foundation
import Yams

/// docs/openapi.yaml, and whether a piece of JSON is what it says.
struct APIDocument: Sendable {
    let root: JSON

    init() throws {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../docs/openapi.yaml").standardizedFileURL
        root = JSON(try Yams.load(yaml: String(contentsOf: file, encoding: .utf8)))
    }

    /// Method and path of every operation, such as `GET /api/v1/jobs/{id}`.
    var operations: Set<String> {
        var found: Set<String> = []
        for (path, item) in root["paths"].object {
            for method in item.keys where Self.methods.contains(method) {
                found.insert("\(method.uppercased()) \(path)")
            }
        }
        return found
    }

    func operation(_ method: String, _ path: String) -> JSON { root["paths"][path][method.lowercased()] }

    /// What the document says of an answer: the entry of its status, or `default`.
    func response(_ method: String, _ path: String, status: Int) -> JSON {
        let responses = operation(method, path)["responses"]
        let entry = responses[String(status)]
        return resolve(entry.isMissing ? responses["default"] : entry)
    }

    /// Follows `$ref` to what it names.
    func resolve(_ entry: JSON) -> JSON {
        guard let reference = entry["$ref"].string else { return entry }
        return reference.split(separator: "/").dropFirst().reduce(root) { $0[String($1)] }
    }

    /// Every `$ref` of the document that names nothing.
    func danglingReferences() -> [String] { dangling(in: root) }

    private func dangling(in entry: JSON) -> [String] {
        if let reference = entry["$ref"].string { return resolve(entry).isMissing ? [reference] : [] }
        return entry.object.values.flatMap(dangling) + entry.array.flatMap(dangling)
    }

    /// What is wrong with a value, in words; empty where it is as the schema says.
    func problems(of value: JSON, schema unresolved: JSON, at place: String = "$") -> [String] {
        let schema = resolve(unresolved)
        var found: [String] = schema["allOf"].array.flatMap { problems(of: value, schema: $0, at: place) }
        let types = schema["type"].string.map { [$0] } ?? schema["type"].strings
        if !types.isEmpty, !types.contains(where: { Self.matches(value, $0) }) {
            return found + ["\(place) is not \(types.joined(separator: " or "))"]
        }
        let allowed = schema["enum"].array
        if !allowed.isEmpty, let text = value.string, !allowed.contains(where: { $0.string == text }) {
            found.append("\(place) is \(text), which is not among the values")
        }
        if let pattern = schema["pattern"].string, let text = value.string,
            text.range(of: pattern, options: .regularExpression) == nil
        {
            found.append("\(place) is \(text), not \(pattern)")
        }
        for key in schema["required"].strings where value.value is [String: Any] && value[key].isMissing {
            found.append("\(place).\(key) is missing")
        }
        let properties = schema["properties"].object
        for (key, member) in value.object {
            let rule = properties[key] ?? schema["additionalProperties"]
            found += problems(of: member, schema: rule, at: "\(place).\(key)")
        }
        for (index, item) in value.array.enumerated() {
            found += problems(of: item, schema: schema["items"], at: "\(place)[\(index)]")
        }
        return found
    }

    private static func matches(_ value: JSON, _ type: String) -> Bool {
        switch type {
        case "null": value.isNull
        case "string": value.string != nil
        case "boolean": value.bool != nil
        case "integer": value.int != nil && value.string == nil
        case "number": value.value is NSNumber
        case "array": value.value is [Any]
        case "object": value.value is [String: Any]
        default: false
        }
    }

    private static let methods: Set<String> = ["get", "post", "put", "patch", "delete", "head", "options", "trace"]
}
