import Server
import Testing

@Suite("Events: nobody misses one, nobody hears one twice")
struct EventHubTests {
    @Test("A listener who comes back gets what it missed and then what comes")
    func replay() async {
        let hub = EventHub(workspace: "w", lastChange: 40, startingAt: 100)
        for number in 1...5 { await hub.publish(name: "change", data: "\(number)") }
        var events = await hub.subscribe(Self.after(102)).events.makeAsyncIterator()
        await hub.publish(name: "change", data: "6")
        var heard: [String] = []
        while heard.count < 4, let text = await events.next() { heard.append(text) }
        #expect(heard == (3...6).map { "id: \(100 + $0)-40-w\nevent: change\ndata: \($0)\n\n" })
    }

    @Test("A new listener is told where the stream stands and hears only what comes")
    func fresh() async {
        let hub = EventHub(workspace: "w", lastChange: 40, startingAt: 7)
        await hub.publish(name: "job", data: "{}")
        var events = await hub.subscribe(.now).events.makeAsyncIterator()
        #expect(await events.next() == "id: 8-40-w\nevent: here\ndata: {\"change\":40}\n\n")
        await hub.publish(name: "job", data: "[]")
        #expect(await events.next() == "id: 9-40-w\nevent: job\ndata: []\n\n")
    }

    @Test("What is of another workspace, or of the future, is answered with a reset")
    func reset() async {
        let hub = EventHub(workspace: "w", lastChange: 40, startingAt: 100, capacity: 3)
        for number in 1...10 { await hub.publish(name: "change", data: "\(number)") }
        let beginnings: [EventHub.Beginning] = [
            .unknown, .after(EventID(sequence: 109, change: 40, workspace: "other")),
            .after(EventID(sequence: 999, change: 41, workspace: "w")),
        ]
        for beginning in beginnings {
            let subscription = await hub.subscribe(beginning)
            var events = subscription.events.makeAsyncIterator()
            #expect(await events.next() == "id: 110-40-w\nevent: reset\ndata: {}\n\n")
            #expect(subscription.missed == nil)
        }
    }

    @Test("What is no longer kept, or was told by the server before, is to be read from the history")
    func missed() async {
        let hub = EventHub(workspace: "w", lastChange: 40, startingAt: 100, capacity: 3)
        for number in 41...50 { await hub.publish(name: "change", data: "\(number)", change: Int64(number)) }
        for (sequence, change) in [(3 as Int64, 12 as Int64), (101, 41), (0, 49)] {
            let last = EventID(sequence: sequence, change: change, workspace: "w")
            let subscription = await hub.subscribe(.after(last))
            #expect(subscription.missed == change + 1...50)
            await hub.publish(name: "job", data: "{}")
            var events = subscription.events.makeAsyncIterator()
            #expect(await events.next()?.contains("event: gap\n") == true)
            #expect(await events.next()?.contains("event: job\n") == true)
        }
        let upToDate = await hub.subscribe(.after(EventID(sequence: 0, change: 50, workspace: "w")))
        #expect(upToDate.missed == nil)
        let tooFar = EventHub(workspace: "w", lastChange: EventHub.mostMissed + 2, startingAt: 100)
        var events = await tooFar.subscribe(.after(EventID(sequence: 1, change: 1, workspace: "w"))).events
            .makeAsyncIterator()
        #expect(await events.next()?.contains("event: reset") == true)
    }

    @Test("What only holds at the moment has no id: a listener who comes back does not count from it")
    func mention() async {
        let hub = EventHub(workspace: "w", lastChange: 40, startingAt: 1)
        var events = await hub.subscribe(.now).events.makeAsyncIterator()
        _ = await events.next()
        await hub.mention(name: "presence", data: "{}")
        #expect(await events.next() == "event: presence\ndata: {}\n\n")
    }

    @Test("The oldest event that is kept can still be reached from the one before it")
    func edge() async {
        let hub = EventHub(workspace: "w", lastChange: 40, startingAt: 100, capacity: 3)
        for number in 1...10 { await hub.publish(name: "change", data: "\(number)") }
        var kept = await hub.subscribe(Self.after(107)).events.makeAsyncIterator()
        #expect(await kept.next()?.hasPrefix("id: 108-40-w\n") == true)
        var gone = await hub.subscribe(Self.after(106)).events.makeAsyncIterator()
        #expect(await gone.next()?.contains("event: gap") == true)
    }

    @Test("A listener who does not read is cut off, not fed for ever")
    func slow() async {
        let hub = EventHub(workspace: "w", lastChange: 40, startingAt: 0, capacity: 10, backlog: 5)
        let events = await hub.subscribe(.now).events
        for number in 1...100 { await hub.publish(name: "change", data: "\(number)") }
        #expect(await hub.listenerCount == 0)
        var count = 0
        for await _ in events { count += 1 }
        #expect(count == 15)
    }

    @Test("Listeners and events at the same time: each listener hears an unbroken row")
    func interleaved() async {
        let hub = EventHub(workspace: "w", lastChange: 40, startingAt: 0)
        await withTaskGroup(of: [Int].self) { group in
            for start in 0..<8 {
                group.addTask {
                    for _ in 0..<(start * 3) { await Task.yield() }
                    var ids: [Int] = []
                    for await text in await hub.subscribe(Self.after(0)).events {
                        guard
                            let id = text.split(separator: "\n").first.flatMap({ EventID(String($0.dropFirst(4))) })
                                .map({ Int($0.sequence) })
                        else {
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

    private static func after(_ sequence: Int64) -> EventHub.Beginning {
        .after(EventID(sequence: sequence, change: 40, workspace: "w"))
    }
}
