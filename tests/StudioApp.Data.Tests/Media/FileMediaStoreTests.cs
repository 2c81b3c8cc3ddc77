using System.Diagnostics;
using StudioApp.Core.Media;
using StudioApp.TestKit.Clips;
using StudioApp.TestKit.Generations;

namespace StudioApp.Data.Tests.Media;

public sealed class FileMediaStoreTests : IAsyncLifetime
{
    private readonly TestDatabase _db = new();

    public Task InitializeAsync() => _db.InitializeAsync();

    public Task DisposeAsync() => _db.DisposeAsync();

    [Fact]
    public async Task OpenDraftAsync_SameAttemptAgain_IsEmptyAgain()
    {
        var generation = new GenerationBuilder().Build();
        var first = await _db.Media.OpenDraftAsync(generation.Id, 1, default);
        await File.WriteAllTextAsync(first.VideoPath, "half");

        var second = await _db.Media.OpenDraftAsync(generation.Id, 1, default);

        Assert.Equal(first, second);
        Assert.Empty(Directory.EnumerateFileSystemEntries(second.Folder));
    }

    [Fact]
    public async Task DiscardAsync_LeavesTheOtherAttempt()
    {
        var generation = new GenerationBuilder().Build();
        var zombie = await _db.Media.OpenDraftAsync(generation.Id, 1, default);
        var current = await _db.Media.OpenDraftAsync(generation.Id, 2, default);

        await _db.Media.DiscardAsync(zombie, default);
        await _db.Media.DiscardAsync(zombie, default);

        Assert.False(Directory.Exists(zombie.Folder));
        Assert.True(Directory.Exists(current.Folder));
        await _db.Media.DiscardAsync(current, default);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(_db.Folder, "media")));
    }

    [Fact]
    public async Task Locate_WrittenClip_FindsItsFilesOnly()
    {
        var clip = await _db.AddClipAsync();
        var draft = await _db.Media.OpenDraftAsync(clip.Generation, 1, default);
        await File.WriteAllTextAsync(draft.PosterPath, "poster");

        Assert.Equal(draft.Key, clip.MediaKey);
        Assert.Equal(draft.PosterPath, _db.Media.Locate(clip, MediaDraft.PosterName));
        Assert.Null(_db.Media.Locate(clip, MediaDraft.VideoName));
    }

    [Theory]
    [InlineData("../studio.db")]
    [InlineData("/etc/passwd")]
    [InlineData("video.mp4/../../../../studio.db")]
    [InlineData("")]
    public async Task Locate_ForeignName_IsNull(string name)
    {
        var clip = await _db.AddClipAsync();

        Assert.Null(_db.Media.Locate(clip, name));
    }

    [Theory]
    [InlineData("../..")]
    [InlineData("/tmp")]
    [InlineData("..")]
    [InlineData("")]
    [InlineData("00000000000000000000000000000000/../..")]
    [InlineData("00000000000000000000000000000000/1\n")]
    public async Task DeleteAsync_ForeignKey_TouchesNothing(string key)
    {
        var sentinel = Path.Combine(_db.Folder, "poster.jpg");
        await File.WriteAllTextAsync(sentinel, "mine");
        var forged = new ClipBuilder(new GenerationBuilder().Build()).Build() with { MediaKey = key };

        await _db.Media.DeleteAsync(forged, default);

        Assert.True(File.Exists(sentinel));
        Assert.Null(_db.Media.Locate(forged, MediaDraft.PosterName));
    }

    [Fact]
    public async Task SweepAsync_RemovesWhatNoClipOwns()
    {
        var clip = await _db.AddClipAsync();
        var kept = await _db.Media.OpenDraftAsync(clip.Generation, 1, default);
        var zombie = await _db.Media.OpenDraftAsync(clip.Generation, 2, default);
        var crashed = await _db.Media.OpenDraftAsync(new GenerationBuilder().Build().Id, 1, default);
        var foreign = Directory.CreateDirectory(Path.Combine(_db.Folder, "media", "my holiday", "pictures"));

        var removed = await _db.Media.SweepAsync(await _db.Clips.ListMediaKeysAsync(default), default);

        Assert.Equal(2, removed);
        Assert.True(Directory.Exists(kept.Folder));
        Assert.False(Directory.Exists(zombie.Folder));
        Assert.False(Directory.Exists(Path.GetDirectoryName(crashed.Folder)));
        Assert.True(foreign.Exists);
    }

    [Fact]
    public async Task SweepAsync_OneFolderCannotBeRemoved_TheOthersGoAllTheSame()
    {
        if (OperatingSystem.IsWindows())
            return; // there is no such folder to be made there

        var stuck = await _db.Media.OpenDraftAsync(new GenerationBuilder().Build().Id, 1, default);
        await NestBeyondReachAsync(stuck.Folder);
        try
        {
            var others = new List<string>();
            for (var i = 0; i < 8; i++)
                others.Add((await _db.Media.OpenDraftAsync(new GenerationBuilder().Build().Id, 1, default)).Folder);

            var removed = await _db.Media.SweepAsync(new HashSet<string>(), default);

            Assert.Equal(8, removed);
            Assert.True(Directory.Exists(stuck.Folder));
            Assert.All(others, folder => Assert.False(Directory.Exists(folder)));
        }
        finally
        {
            await ShellAsync("rm -rf \"$0\"", stuck.Folder);
        }
    }

    /// <summary>Folders in folders, deeper than a path can be long: nobody can remove them by their paths, not even root.</summary>
    private static Task NestBeyondReachAsync(string folder) =>
        ShellAsync("cd \"$0\" && for i in $(seq 30); do mkdir \"$1\" && cd -P \"$1\" || exit 1; done", folder, new string('x', 200));

    private static async Task ShellAsync(string script, params string[] arguments)
    {
        using var shell = Process.Start("/bin/bash", ["-c", script, .. arguments]);
        await shell.WaitForExitAsync();
        Assert.Equal(0, shell.ExitCode);
    }
}
