using Microsoft.Extensions.Hosting;
using StudioApp.Core.People;
using StudioApp.Core.Pictures;
using StudioApp.Data.Housekeeping;
using StudioApp.TestKit.Generations;
using StudioApp.TestKit.Pictures;

namespace StudioApp.Data.Tests.Pictures;

public sealed class FilePictureStoreTests : IAsyncLifetime
{
    private readonly TestDatabase _db = new();

    private IPictureStore Store => _db.Get<IPictureStore>();

    private UnusedPicturesService Housekeeping => _db.Get<IEnumerable<IHostedService>>().OfType<UnusedPicturesService>().Single();

    public Task InitializeAsync() => _db.InitializeAsync();

    public Task DisposeAsync() => _db.DisposeAsync();

    [Fact]
    public void Keep_APicture_IsFoundUnderItsName_AndLeavesNoDraft()
    {
        var picture = TestPicture.Keep(Store, 'a', 640, 480);

        Assert.Equal(new Picture(picture.Id, 640, 480), Store.Find(picture.Id));
        Assert.Equal(TestPicture.Png(640, 480), File.ReadAllBytes(Store.Locate(picture.Id)!));
        Assert.EndsWith(".jpg", Store.LocateThumbnail(picture.Id), StringComparison.Ordinal);
        Assert.Equal(2, FilesIn("pictures").Count);
    }

    [Fact]
    public void Keep_TheSamePictureTwice_IsOneFile()
    {
        TestPicture.Keep(Store, 'a');
        TestPicture.Keep(Store, 'a');

        Assert.Equal(2, FilesIn("pictures").Count);
    }

    [Fact]
    public void OpenDraft_NotKept_LeavesNothing()
    {
        using (var draft = Store.OpenDraft())
            File.WriteAllText(draft.SourcePath, "half");

        Assert.Empty(FilesIn("pictures"));
    }

    [Fact]
    public void Find_NotHere_IsNull()
    {
        var id = TestPicture.Id('b');

        Assert.Null(Store.Find(id));
        Assert.Null(Store.Locate(id));
        Assert.False(Store.Renew(id));
    }

    // as after a power cut that some file system did not survive well
    [Theory]
    [InlineData(0)]
    [InlineData(20)]
    [InlineData(40)]
    public void Find_AFileCutShort_IsNotHere_AndComingAgainMendsIt(int length)
    {
        var picture = TestPicture.Keep(Store, 'a', 64, 48);
        var path = Store.Locate(picture.Id)!;
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..length]);
        Assert.Null(Store.Find(picture.Id));

        TestPicture.Keep(Store, 'a', 64, 48);

        Assert.Equal(picture, Store.Find(picture.Id));
    }

    [Fact]
    public async Task Sweep_AfterSevenDays_TakesWhatNothingWasMadeFrom()
    {
        var unused = TestPicture.Keep(Store, 'a');
        var queued = TestPicture.Keep(Store, 'b');
        var finished = TestPicture.Keep(Store, 'c');
        await _db.AddQueuedAsync(new GenerationBuilder().StartingFrom(queued.Id));
        var clip = await _db.AddClipAsync(new GenerationBuilder().StartingFrom(finished.Id));
        await _db.Clips.SetDeletedAsync(clip.Id, PersonId.Local, true, default);

        _db.Time.Advance(TimeSpan.FromDays(6.9));
        await Housekeeping.SweepAsync(default);
        Assert.NotNull(Store.Find(unused.Id));

        _db.Time.Advance(TimeSpan.FromDays(0.2));
        await Housekeeping.SweepAsync(default);
        Assert.Null(Store.Find(unused.Id));
        Assert.Null(Store.LocateThumbnail(unused.Id));
        Assert.Equal([queued.Id, finished.Id], new[] { queued.Id, finished.Id }.Where(id => Store.Find(id) is not null));
    }

    [Fact]
    public async Task Sweep_APictureThatCameInAgain_OrThatSomebodyIsAboutToUse_Stays()
    {
        var again = TestPicture.Keep(Store, 'a');
        var wanted = TestPicture.Keep(Store, 'b');
        _db.Time.Advance(TimeSpan.FromDays(6));
        TestPicture.Keep(Store, 'a');
        Assert.True(Store.Renew(wanted.Id));

        _db.Time.Advance(TimeSpan.FromDays(6));
        await Housekeeping.SweepAsync(default);

        Assert.NotNull(Store.Find(again.Id));
        Assert.NotNull(Store.Find(wanted.Id));
    }

    [Fact]
    public async Task Sweep_WhatACrashLeft_Goes_AndWhatOthersPutThere_Stays()
    {
        var kept = TestPicture.Keep(Store, 'a');
        var left = Store.OpenDraft();
        await File.WriteAllTextAsync(left.SourcePath, "half");
        Directory.SetLastWriteTimeUtc(left.Folder, _db.Time.GetUtcNow().UtcDateTime);
        var foreign = Path.Combine(_db.Folder, "pictures", "holiday", "beach.png");
        Directory.CreateDirectory(Path.GetDirectoryName(foreign)!);
        await File.WriteAllTextAsync(foreign, "mine");
        File.SetLastWriteTimeUtc(foreign, _db.Time.GetUtcNow().AddYears(-1).UtcDateTime);

        _db.Time.Advance(TimeSpan.FromHours(7));
        await Housekeeping.SweepAsync(default);

        Assert.False(Directory.Exists(left.Folder));
        Assert.True(File.Exists(foreign));
        Assert.NotNull(Store.Find(kept.Id));
    }

    [Fact]
    public async Task Sweep_BesidePeopleWhoUseThem_NeverTakesWhatTheyWereToldIsHere()
    {
        var id = TestPicture.Id('a');
        _db.Time.Advance(TimeSpan.FromDays(30));
        for (var round = 0; round < 50; round++)
        {
            TestPicture.Keep(Store, 'a');
            File.SetLastWriteTimeUtc(Store.Locate(id)!, _db.Time.GetUtcNow().AddDays(-8).UtcDateTime);
            var before = _db.Time.GetUtcNow().AddDays(-7);

            var sweep = Task.Run(() => Store.Sweep(before, new HashSet<PictureId>(), default));
            var isHere = Store.Renew(id);
            await sweep;

            Assert.Equal(isHere, Store.Find(id) is not null);
        }
    }

    private IReadOnlyList<string> FilesIn(string folder)
    {
        var root = Path.Combine(_db.Folder, folder);
        return Directory.Exists(root) ? [.. Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories)] : [];
    }
}
