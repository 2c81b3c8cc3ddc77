using StudioApp.Core.Models;

namespace StudioApp.Engine.Tests.Hub;

public sealed class ModelTrashTests : IAsyncLifetime
{
    private HubStudio _studio = null!;

    public async Task InitializeAsync()
    {
        _studio = await HubStudio.StartAsync();
        Directory.CreateDirectory(Path.Combine(_studio.Models, "wan"));
        await File.WriteAllTextAsync(Path.Combine(_studio.Models, "wan", "model_index.json"), "{}");
    }

    public async Task DisposeAsync() => await _studio.DisposeAsync();

    [Fact]
    public async Task Remove_IsGoneFromTheCatalogAndCanBePutBack()
    {
        Assert.NotNull(await _studio.Catalog.FindAsync("wan", default));

        var removed = (await _studio.Trash.RemoveAsync("WAN", default)).Value!;

        Assert.Equal(("wan", 2L), (removed.Name, removed.Bytes));
        Assert.Null(await _studio.Catalog.FindAsync("wan", default));
        Assert.Equal([removed], await _studio.Trash.ListAsync(default));

        Assert.Equal("wan", (await _studio.Trash.RestoreAsync(removed.Id, default)).Value);
        Assert.NotNull(await _studio.Catalog.FindAsync("wan", default));
        Assert.Empty(await _studio.Trash.ListAsync(default));
    }

    [Fact]
    public async Task Delete_IsForGood()
    {
        var removed = (await _studio.Trash.RemoveAsync("wan", default)).Value!;

        Assert.True((await _studio.Trash.DeleteAsync(removed.Id, default)).Succeeded);

        Assert.Empty(_studio.Files);
        Assert.Equal("hub.not-in-trash", (await _studio.Trash.RestoreAsync(removed.Id, default)).Error!.Code);
    }

    [Fact]
    public async Task Delete_AFolderThatIsALink_LeavesWhatItPointsTo()
    {
        var theirs = Directory.CreateTempSubdirectory("studio-test-");
        await File.WriteAllTextAsync(Path.Combine(theirs.FullName, "model_index.json"), "{}");
        Directory.CreateSymbolicLink(Path.Combine(_studio.Models, "linked"), theirs.FullName);

        var removed = (await _studio.Trash.RemoveAsync("linked", default)).Value!;
        await _studio.Trash.DeleteAsync(removed.Id, default);

        Assert.True(File.Exists(Path.Combine(theirs.FullName, "model_index.json")));
        theirs.Delete(recursive: true);
    }

    [Theory]
    [InlineData("../wan")]
    [InlineData(".downloads")]
    [InlineData("")]
    public async Task Remove_WhatIsNoModel_IsRefused(string name)
    {
        Directory.CreateDirectory(Path.Combine(_studio.Models, ".downloads"));

        Assert.Equal("hub.model-unknown", (await _studio.Trash.RemoveAsync(name, default)).Error!.Code);
        Assert.Equal("hub.not-in-trash", (await _studio.Trash.DeleteAsync(name, default)).Error!.Code);
    }

    [Fact]
    public async Task Restore_AnotherTookItsName_IsRefused()
    {
        var removed = (await _studio.Trash.RemoveAsync("wan", default)).Value!;
        Directory.CreateDirectory(Path.Combine(_studio.Models, "wan"));

        Assert.Equal("hub.name-taken", (await _studio.Trash.RestoreAsync(removed.Id, default)).Error!.Code);
    }
}
