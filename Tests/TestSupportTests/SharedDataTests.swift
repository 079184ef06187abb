import Foundation
import TestSupport
import Testing

@Suite struct SharedDataTests {
  @Test func namedFolderWins() {
    #expect(SharedData.root(named: "/", besidePackageAt: "/nowhere/package") == "/")
  }

  @Test func emptyOrMissingNameMeansNoData() {
    #expect(SharedData.root(named: "", besidePackageAt: "/") == nil)
    #expect(SharedData.root(named: "/no/such/folder", besidePackageAt: "/") == nil)
    #expect(SharedData.root(named: #filePath, besidePackageAt: "/") == nil)
  }

  @Test func otherwiseTheFolderLiesBesideThePackage() throws {
    let parent = FileManager.default.temporaryDirectory
      .appendingPathComponent("shared-data-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: parent) }
    let package = parent.appendingPathComponent("package").path
    #expect(SharedData.root(named: nil, besidePackageAt: package) == nil)
    let shared = parent.appendingPathComponent("shared")
    try FileManager.default.createDirectory(at: shared, withIntermediateDirectories: true)
    let found = try #require(SharedData.root(named: nil, besidePackageAt: package))
    #expect(found == shared.standardizedFileURL.path)
  }

  @Test func packageRootHoldsTheManifest() {
    #expect(FileManager.default.fileExists(atPath: SharedData.packageRoot + "/Package.swift"))
  }

  @Test func absentFilesAreNil() {
    #expect(SharedData.path("no/such/file") == nil)
  }
}
