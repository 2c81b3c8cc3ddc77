using Microsoft.Extensions.Hosting;
using StudioApp.Core.Media;
using StudioApp.Core.People;
using StudioApp.Data.Housekeeping;

namespace StudioApp.Data.Tests.Housekeeping;

public sealed class TrashServiceTests : IAsyncLifetime
{
    private readonly TestDatabase _db = new();

    public Task InitializeAsync() => _db.InitializeAsync();

    public Task DisposeAsync() => _db.DisposeAsync();

    [Fact]
    public async Task EmptyAsync_RemovesRowsAndFilesOfWhatIsDue()
    {
        var clip = await _db.AddClipAsync();
        var draft = await _db.Media.OpenDraftAsync(clip.Generation, 1, default);
        await File.WriteAllTextAsync(draft.VideoPath, "video");
        await _db.Clips.SetDeletedAsync(clip.Id, PersonId.Local, true, default);
        var service = _db.Get<IEnumerable<IHostedService>>().OfType<TrashService>().Single();

        _db.Time.Advance(TimeSpan.FromDays(29));
        await service.EmptyAsync(default);
        Assert.NotNull(_db.Media.Locate(clip, MediaDraft.VideoName));

        _db.Time.Advance(TimeSpan.FromDays(2));
        await service.EmptyAsync(default);
        Assert.Null(_db.Media.Locate(clip, MediaDraft.VideoName));
        Assert.Null(await _db.Clips.FindAsync(clip.Id, PersonId.Local, default));
    }
}
