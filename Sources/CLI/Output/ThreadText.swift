import Dataset

/// A thread as people read it in a terminal.
enum ThreadText {
    static func about(_ thread: TalkThread) -> String {
        let samples =
            thread.sampleCount == 1
            ? "sample \(thread.samples.first ?? 0)" : Words.count(thread.sampleCount, "sample")
        return switch thread.about {
        case .sample, .samples: samples
        case .class: "class \(thread.classes.first ?? "")" + (thread.sampleCount > 0 ? ", \(samples)" : "")
        case .pair:
            thread.classes.joined(separator: " or ") + (thread.sampleCount > 0 ? ", \(samples)" : "")
        }
    }

    static func whole(_ thread: TalkThread) -> String {
        var head = Table([])
        head.add(["thread", "\(thread.id), \(thread.state.rawValue)"])
        head.add(["about", about(thread)])
        if thread.sampleCount > 1 {
            let more = thread.sampleCount > thread.samples.count ? " …" : ""
            head.add(["samples", thread.samples.map(String.init).joined(separator: ",") + more])
        }
        if !thread.asked.isEmpty { head.add(["asked", thread.asked.joined(separator: ", ")]) }
        var messages = Table(["when", "by", "", "says"])
        for message in thread.messages ?? [] {
            var says = message.text
            if let label = message.label, message.text != label { says += " [\(label)]" }
            if let change = message.change { says += " (change \(change))" }
            messages.add([message.at, message.author, message.kind.rawValue, says])
        }
        return head.text + "\n\n" + messages.text
    }
}
