using StudioApp.Core.Models;
using StudioApp.Engine.Tests.Hub;
using StudioApp.TestKit.Files;

namespace StudioApp.Engine.Tests.Local;

/// <summary>A model folder on another disk is used where it is, and nothing that the studio does touches it.</summary>
public sealed class ModelLinksTests : IAsyncLifetime
{
    private readonly TempFolder _disk = new();
    private HubStudio _studio = null!;

    private string Theirs => _disk.Join("my lantern");

    public async Task InitializeAsync()
    {
        _studio = await HubStudio.StartAsync();
        Copy(Path.Combine(RepositoryRoot.Models, "lantern"), Theirs);
    }

    public async Task DisposeAsync()
    {
        await _studio.DisposeAsync();
        _disk.Dispose();
    }

    [Fact]
    public async Task Describe_AModelFolder_SaysWhatItIs()
    {
        var found = (await _studio.Links.DescribeAsync(Theirs, default)).Value!;

        Assert.Equal((Theirs, "Lantern"), (found.Path, found.Family));
        Assert.Null(found.Problem);
        Assert.InRange(found.Bytes, 1_000_000, 100_000_000);
        Assert.Equal("my-lantern", found.SuggestedName); // its own has a blank in it, which requests could not name
        Assert.Empty(_studio.Files);
    }

    [Fact]
    public async Task Add_IsListedAndUsable_AndRemovingItLeavesTheFolder()
    {
        Assert.Equal("mine", (await _studio.Links.AddAsync(Theirs, "mine", default)).Value);

        var model = await _studio.Catalog.FindAsync("mine", default);
        Assert.NotNull(model);
        Assert.Null(model.Problem);
        Assert.Equal(Theirs, model.LinkedFrom);

        var removed = (await _studio.Trash.RemoveAsync("mine", default)).Value!;
        Assert.Null(await _studio.Catalog.FindAsync("mine", default));
        Assert.Equal("mine", (await _studio.Trash.RestoreAsync(removed.Id, default)).Value);
        Assert.NotNull(await _studio.Catalog.FindAsync("mine", default));

        removed = (await _studio.Trash.RemoveAsync("mine", default)).Value!;
        Assert.True((await _studio.Trash.DeleteAsync(removed.Id, default)).Succeeded);
        Assert.True(File.Exists(Path.Combine(Theirs, "model_index.json")));
    }

    [Fact]
    public async Task List_TheDiskIsGone_SaysWhereItWas_AndItCanBeRemovedForGood()
    {
        await _studio.Links.AddAsync(Theirs, "mine", default);
        Directory.Delete(Theirs, recursive: true);
        await _studio.Catalog.RefreshAsync(default);

        var problem = (await _studio.Catalog.FindAsync("mine", default))?.Problem;
        Assert.Equal("model.link-broken", problem?.Code);
        Assert.Contains(Theirs, problem!.Message);
        Assert.Equal("hub.name-taken", (await _studio.Links.AddAsync(_disk.Path, "mine", default)).Error?.Code);

        var removed = (await _studio.Trash.RemoveAsync("mine", default)).Value!;
        Assert.Equal(removed, Assert.Single(await _studio.Trash.ListAsync(default)));
        Assert.True((await _studio.Trash.DeleteAsync(removed.Id, default)).Succeeded);
        Assert.Empty(await _studio.Trash.ListAsync(default));
    }

    [Fact]
    public async Task List_TheDiskIsBack_IsUsableAgain()
    {
        await _studio.Links.AddAsync(Theirs, "mine", default);
        Directory.Move(Theirs, Theirs + " away");
        await _studio.Catalog.RefreshAsync(default);
        Assert.NotNull((await _studio.Catalog.FindAsync("mine", default))?.Problem);

        Directory.Move(Theirs + " away", Theirs);
        await _studio.Catalog.RefreshAsync(default);
        var model = await _studio.Catalog.FindAsync("mine", default);
        Assert.NotNull(model);
        Assert.Null(model.Problem);
    }

    [Theory]
    [InlineData("nowhere", "hub.folder-unknown")]
    [InlineData("my lantern/model_index.json", "hub.folder-unknown")]
    [InlineData("..\0", "hub.folder-unknown")]
    public async Task Describe_WhatIsNoFolder_IsRefused(string path, string code) =>
        Assert.Equal(code, (await _studio.Links.DescribeAsync(_disk.Join(path), default)).Error?.Code);

    [Fact]
    public async Task Describe_ARelativePath_IsRefused() =>
        Assert.Equal("hub.folder-unknown", (await _studio.Links.DescribeAsync(".", default)).Error?.Code);

    [Fact]
    public async Task Describe_TheModelsFolderItself_IsRefused() =>
        Assert.Equal("hub.folder-is-here", (await _studio.Links.DescribeAsync(_studio.Models + "/", default)).Error?.Code);

    [Fact]
    public async Task Describe_AFolderOfSomethingElse_SaysWhatItLacks()
    {
        Directory.CreateDirectory(_disk.Join("photos"));
        Assert.NotNull((await _studio.Links.DescribeAsync(_disk.Join("photos"), default)).Value?.Problem);
    }

    [Theory]
    [InlineData("../mine", "hub.name-invalid")]
    [InlineData("", "hub.name-invalid")]
    public async Task Add_ANameThatIsNone_IsRefused(string name, string code) =>
        Assert.Equal(code, (await _studio.Links.AddAsync(Theirs, name, default)).Error?.Code);

    [Theory]
    [InlineData("/home/mei/models/wan", true)]
    [InlineData("~/models/wan", true)]
    [InlineData(@"D:\models\wan", true)]
    [InlineData("./wan", true)]
    [InlineData("owner/name", false)]
    [InlineData("https://huggingface.co/owner/name", false)]
    public void IsPath_TellsFoldersFromTheHubsModels(string text, bool expected) => Assert.Equal(expected, FolderModel.IsPath(text));

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }
}
