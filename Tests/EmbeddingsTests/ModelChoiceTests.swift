import Embeddings
import Imaging
import Testing

@Suite struct ModelChoiceTests {
    static let drawing = Drawn.grey(120, 90) { x, y in (x > 50 && x < 60 && y > 10 && y < 80) ? 15 : 240 }
    /// A scan in colour of grey paper, a little yellow.
    static let scan = Drawn.colour(120, 90) { x, y in (x > 50 && x < 60) ? [20, 18, 16] : [244, 240, 230] }
    static let photo = Drawn.colour(120, 90) { x, y in [x * 2, y * 2, (x + y) % 256] }
    static let greyPhoto = Drawn.grey(120, 90) { x, y in (x * 2 + y) % 256 }

    @Test(arguments: [drawing, scan])
    func `drawn signs get both models, and the reason says what was seen`(picture: Picture) {
        let choice = ModelChoice.choose(from: Array(repeating: picture, count: 10))
        #expect(choice.models == ["characters", "general"])
        #expect(choice.reason.contains("10 of 10"))
    }

    @Test(arguments: [photo, greyPhoto])
    func `photographs get the general model`(picture: Picture) {
        #expect(ModelChoice.choose(from: Array(repeating: picture, count: 10)).models == ["general"])
    }

    @Test func `large scans are no small signs`() {
        let page = Drawn.grey(1500, 60) { x, _ in x % 100 == 0 ? 0 : 255 }
        #expect(ModelChoice.choose(from: [page]).models == ["general"])
    }

    @Test func `white on black is as good as black on white`() {
        let negative = Drawn.grey(120, 90) { x, _ in (x > 50 && x < 60) ? 250 : 5 }
        #expect(ModelChoice.choose(from: [negative]).models == ["characters", "general"])
    }

    @Test func `a mixture gets both`() {
        let mixed = [Self.drawing, Self.photo, Self.photo, Self.drawing]
        #expect(ModelChoice.choose(from: mixed).models == ["characters", "general"])
    }

    @Test func `nothing to look at is no error`() {
        #expect(ModelChoice.choose(from: []).models == ["general"])
    }
}
