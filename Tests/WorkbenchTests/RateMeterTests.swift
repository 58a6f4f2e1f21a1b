import Testing
import Workbench

@Suite("Rate and time left")
struct RateMeterTests {
    @Test("A steady ten a second is told as ten a second")
    func steady() throws {
        var meter = RateMeter()
        let start = ContinuousClock.now
        var rate: Double?
        for tenth in 0...100 { rate = meter.rate(done: tenth, at: start + .milliseconds(100 * tenth)) }
        #expect(abs(try #require(rate) - 10) < 0.01)
    }

    @Test("What an earlier start had done does not count")
    func resumed() throws {
        var meter = RateMeter()
        let start = ContinuousClock.now
        #expect(meter.rate(done: 5_000, at: start) == nil)
        #expect(meter.rate(done: 5_010, at: start + .seconds(1)) == 10)
    }

    @Test("When it gets slower, the rate follows within the window")
    func slower() throws {
        var meter = RateMeter(window: .seconds(2))
        let start = ContinuousClock.now
        for step in 0...20 { _ = meter.rate(done: step * 100, at: start + .milliseconds(100 * step)) }
        var rate: Double?
        for step in 1...40 { rate = meter.rate(done: 2_000 + step, at: start + .milliseconds(2_000 + 100 * step)) }
        #expect(try #require(rate) < 11)
    }

    @Test("Starting again from the beginning is no negative rate")
    func backwards() {
        var meter = RateMeter()
        let start = ContinuousClock.now
        _ = meter.rate(done: 50, at: start)
        #expect(meter.rate(done: 0, at: start + .seconds(1)) == nil)
    }
}
