namespace StudioApp.Architecture.Tests;

/// <summary>Which project may use which: docs/architecture.md draws the same picture.</summary>
public class ProjectReferencesTests
{
    [Theory]
    [InlineData("StudioApp.Core")]
    [InlineData("StudioApp.Diffusion")]
    [InlineData("StudioApp.Media")]
    [InlineData("StudioApp.Generation", "StudioApp.Core", "StudioApp.Diffusion", "StudioApp.Media")]
    [InlineData("StudioApp.Data", "StudioApp.Core")]
    [InlineData("StudioApp.Data.Sqlite", "StudioApp.Data")]
    [InlineData("StudioApp.Cli", "StudioApp.Generation")]
    [InlineData("StudioApp.Web", "StudioApp.Generation", "StudioApp.Data.Sqlite", "StudioApp.Assets")]
    public void Project_RefersOnlyTo_WhatTheHouseAllows(string project, params string[] allowed)
    {
        var forbidden = Repository.ProjectReferences(project).Except(allowed);

        Assert.Empty(forbidden);
    }

    [Fact]
    public void Core_HasNoPackages() => Assert.Empty(Repository.PackageReferences("StudioApp.Core"));
}
