import Server
import Testing

@Suite("Events: nobody misses one, nobody hears one twice")
struct EventHubTests {
    @Test("A listener who comes back gets what it missed and then what comes")
    func replay() async {
        let hub = EventHub(startingAt: 100)
        for number in 1...5 { await hub.publish(name: "change", data: "\(number)") }
        var events = await hub.subscribe(after: 102).makeAsyncIterator()
        await hub.publish(name: "change", data: "6")
        var heard: [String] = []
        while heard.count < 4, let text = await events.next() { heard.append(text) }
        #expect(heard == (3...6).map { "id: \(100 + $0)\nevent: change\ndata: \($0)\n\n" })
    }

    @Test("A new listener is told where the stream stands and hears only what comes")
    func fresh() async {
        let hub = EventHub(startingAt: 7)
        await hub.publish(name: "job", data: "{}")
        var events = await hub.subscribe(after: nil).makeAsyncIterator()
        #expect(await events.next() == "id: 8\n\n")
        await hub.publish(name: "job", data: "[]")
        #expect(await events.next() == "id: 9\nevent: job\ndata: []\n\n")
    }

    @Test("What is too long ago, or of another server, is answered with a reset", arguments: [3 as Int64, 50, 999])
    func reset(lastSeen: Int64) async {
        let hub = EventHub(startingAt: 100, capacity: 3)
        for number in 1...10 { await hub.publish(name: "change", data: "\(number)") }
        var events = await hub.subscribe(after: lastSeen).makeAsyncIterator()
        #expect(await events.next() == "id: 110\nevent: reset\ndata: {}\n\n")
    }

    @Test("The oldest event that is kept can still be reached from the one before it")
    func edge() async {
        let hub = EventHub(startingAt: 100, capacity: 3)
        for number in 1...10 { await hub.publish(name: "change", data: "\(number)") }
        var kept = await hub.subscribe(after: 107).makeAsyncIterator()
        #expect(await kept.next()?.hasPrefix("id: 108\n") == true)
        var gone = await hub.subscribe(after: 106).makeAsyncIterator()
        #expect(await gone.next()?.contains("event: reset") == true)
    }

    @Test("A listener who does not read is cut off, not fed for ever")
    func slow() async {
        let hub = EventHub(startingAt: 0, capacity: 10, backlog: 5)
        let events = await hub.subscribe(after: nil)
        for number in 1...100 { await hub.publish(name: "change", data: "\(number)") }
        #expect(await hub.listenerCount == 0)
        var count = 0
        for await _ in events { count += 1 }
        #expect(count == 15)
    }

    @Test("Listeners and events at the same time: each listener hears an unbroken row")
    func interleaved() async {
        let hub = EventHub(startingAt: 0)
        await withTaskGroup(of: [Int].self) { group in
            for start in 0..<8 {
                group.addTask {
                    for _ in 0..<(start * 3) { await Task.yield() }
                    var ids: [Int] = []
                    for await text in await hub.subscribe(after: 0) {
                        guard let id = text.split(separator: "\n").first.flatMap({ Int($0.dropFirst(4)) }) else {
                            continue
                        }
                        ids.append(id)
                        if id == 200 { break }
                    }
                    return ids
                }
            }
            group.addTask {
                for number in 1...200 { await hub.publish(name: "change", data: "\(number)") }
                return []
            }
            for await ids in group where !ids.isEmpty {
                let events = ids.first == 0 ? Array(ids.dropFirst()) : ids
                #expect(events == Array(1...200))
            }
        }
    }
}
