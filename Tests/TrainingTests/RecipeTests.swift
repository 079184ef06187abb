import Foundation
import Testing
import Training

@Suite("Recipe")
struct RecipeTests {
  /// Sections 3.3 and 3.5 and Table 1.
  @Test func paperIsThePapers() {
    let paper = Recipe.paper
    #expect(paper.epochs == 8 && paper.batchSize == 32)
    #expect(paper.learningRate == 3e-4 && paper.momentum == 0.9)
    #expect(paper.loss == FocalLoss(gamma: 2, malignantWeight: 0.67, benignWeight: 0.33))
    #expect(paper.balance == .oversample(ratio: 0.5))
    #expect(paper.augmentation == .paper)
    #expect(paper.name == "paper")
  }

  @Test func survivesJSON() throws {
    for element in [nil] + Recipe.Element.allCases.map(Optional.some) {
      let recipe = element.map { Recipe.paper.without($0) } ?? .paper
      let json = try JSONEncoder().encode(recipe)
      #expect(try JSONDecoder().decode(Recipe.self, from: json) == recipe)
    }
  }

  @Test func elementsAreSwitchedOffOneByOne() {
    #expect(Recipe.paper.without(.balance).balance == .none)
    #expect(Recipe.paper.without(.augmentation).augmentation == .none)
    #expect(Recipe.paper.without(.focus).loss.gamma == 0)
    #expect(Recipe.paper.without(.focus).loss.malignantWeight == 0.67)
    let both = Recipe.paper.without(.focus).without(.classWeights)
    #expect(both.loss == .crossEntropy)
    #expect(both.name == "paper without focus without class-weights")
  }
}
