using StudioApp.Core.Clips;
using StudioApp.Core.People;
using StudioApp.TestKit.Generations;

namespace StudioApp.Data.Tests.Stores;

public sealed class ClipStoreTests : IAsyncLifetime
{
    private readonly TestDatabase _db = new();

    public Task InitializeAsync() => _db.InitializeAsync();

    public Task DisposeAsync() => _db.DisposeAsync();

    [Fact]
    public async Task FindAsync_SomebodyElses_IsNull()
    {
        var hers = await _db.AddClipAsync(new GenerationBuilder().By("mei"));

        Assert.Null(await _db.Clips.FindAsync(hers.Id, PersonId.Local, default));
        Assert.Null(await _db.Clips.SetFavouriteAsync(hers.Id, PersonId.Local, true, default));
        Assert.Null(await _db.Clips.SetDeletedAsync(hers.Id, PersonId.Local, true, default));
        Assert.Equal(hers, await _db.Clips.FindAsync(hers.Id, hers.Owner, default));
    }

    [Theory]
    [InlineData("fox", "a Fox in the forest")]
    [InlineData("FOX forest", "a Fox in the forest")]
    [InlineData("fox beach")]
    [InlineData("狐狸", "一只狐狸在森林里")]
    [InlineData("森林　狐狸", "一只狐狸在森林里")]
    [InlineData("füch", "ein Füchslein")]
    [InlineData("FÜCHSLEIN", "ein Füchslein")]
    [InlineData("ｆｏｘ", "a Fox in the forest")]
    [InlineData("100%", "100% rocket")]
    [InlineData("%", "100% rocket")]
    [InlineData("_", "snake_case")]
    [InlineData("\\", "back\\slash")]
    [InlineData("'; DROP TABLE Clips; --")]
    public async Task ListAsync_Text_EveryWordMustOccur(string text, params string[] found)
    {
        foreach (var prompt in new[] { "a Fox in the forest", "一只狐狸在森林里", "ein Füchslein", "100% rocket", "snake_case", "back\\slash" })
            await _db.AddClipAsync(new GenerationBuilder().WithPrompt(prompt));

        var page = await _db.Clips.ListAsync(new ClipQuery(PersonId.Local, text), default);

        Assert.Equal(found, page.Items.Select(c => c.Settings.Prompt));
    }

    [Fact]
    public async Task NeighboursAsync_WithinAFilter_SkipsWhatTheFilterHides()
    {
        var oldest = await AddAsync("a fox", second: 0);
        await AddAsync("a whale", second: 1);
        var middle = await AddAsync("a fox again", second: 2);
        var newest = await AddAsync("one more fox", second: 3);
        var foxes = new ClipQuery(PersonId.Local, "fox");

        Assert.Equal(new ClipNeighbours(newest.Id, oldest.Id), await _db.Clips.NeighboursAsync(middle, foxes, default));
        Assert.Equal(new ClipNeighbours(null, middle.Id), await _db.Clips.NeighboursAsync(newest, foxes, default));

        await _db.Clips.SetDeletedAsync(middle.Id, PersonId.Local, true, default);

        Assert.Equal(new ClipNeighbours(newest.Id, null), await _db.Clips.NeighboursAsync(oldest, foxes, default));

        Task<Clip> AddAsync(string prompt, int second) =>
            _db.AddClipAsync(new GenerationBuilder().WithPrompt(prompt).CreatedAt(GenerationBuilder.Noon.AddSeconds(second)));
    }

    [Fact]
    public async Task ListAsync_EqualTimestamps_PagesWithoutGapOrRepeat()
    {
        var all = new List<ClipId>();
        for (var i = 0; i < 5; i++)
            all.Add((await _db.AddClipAsync()).Id);

        var seen = new List<ClipId>();
        string? cursor = null;
        do
        {
            var page = await _db.Clips.ListAsync(new ClipQuery(PersonId.Local, Cursor: cursor, Limit: 2), default);
            seen.AddRange(page.Items.Select(c => c.Id));
            cursor = page.NextCursor;
        }
        while (cursor is not null);

        Assert.Equal(5, seen.Count);
        Assert.Equal(all.ToHashSet(), seen.ToHashSet());
    }

    [Fact]
    public async Task WindowAsync_AnyPlace_GivesThoseAndTheWholeCount()
    {
        for (var i = 0; i < 6; i++)
            await _db.AddClipAsync(new GenerationBuilder().WithPrompt($"clip {i}").CreatedAt(GenerationBuilder.Noon.AddSeconds(i)));

        var window = await _db.Clips.WindowAsync(new ClipQuery(PersonId.Local), skip: 2, take: 3, default);

        Assert.Equal(["clip 3", "clip 2", "clip 1"], window.Clips.Select(c => c.Settings.Prompt));
        Assert.Equal(6, window.Total);
    }

    [Fact]
    public async Task WindowAsync_PastTheEnd_IsEmptyWithTheCount()
    {
        await _db.AddClipAsync();

        var window = await _db.Clips.WindowAsync(new ClipQuery(PersonId.Local), skip: 10, take: 5, default);

        Assert.Empty(window.Clips);
        Assert.Equal(1, window.Total);
    }

    [Fact]
    public async Task SetFavouriteAsync_ShowsUnderFavourites()
    {
        var loved = await _db.AddClipAsync();
        await _db.AddClipAsync();

        Assert.True((await _db.Clips.SetFavouriteAsync(loved.Id, PersonId.Local, true, default))?.Favourite);

        var page = await _db.Clips.ListAsync(new ClipQuery(PersonId.Local, FavouritesOnly: true), default);
        Assert.Equal(loved.Id, Assert.Single(page.Items).Id);
    }

    [Fact]
    public async Task SetDeletedAsync_ToTheTrashAndBack()
    {
        var clip = await _db.AddClipAsync();

        var deleted = await _db.Clips.SetDeletedAsync(clip.Id, PersonId.Local, true, default);
        _db.Time.Advance(TimeSpan.FromMinutes(1));
        var again = await _db.Clips.SetDeletedAsync(clip.Id, PersonId.Local, true, default);

        Assert.Equal(GenerationBuilder.Noon, deleted?.DeletedAt);
        Assert.Equal(GenerationBuilder.Noon, again?.DeletedAt);
        Assert.Empty((await _db.Clips.ListAsync(new ClipQuery(PersonId.Local), default)).Items);
        Assert.Single((await _db.Clips.ListAsync(new ClipQuery(PersonId.Local, Deleted: true), default)).Items);

        Assert.Equal(clip, await _db.Clips.SetDeletedAsync(clip.Id, PersonId.Local, false, default));
    }

    [Fact]
    public async Task PurgeAsync_TakesOnlyWhatLayThereLongEnough()
    {
        var old = await _db.AddClipAsync();
        var fresh = await _db.AddClipAsync();
        var kept = await _db.AddClipAsync();
        await _db.Clips.SetDeletedAsync(old.Id, PersonId.Local, true, default);
        _db.Time.Advance(TimeSpan.FromDays(31));
        await _db.Clips.SetDeletedAsync(fresh.Id, PersonId.Local, true, default);

        var purged = await _db.Clips.PurgeAsync(_db.Time.GetUtcNow().AddDays(-30), default);

        Assert.Equal(old.Id, Assert.Single(purged).Id);
        Assert.Equal(new HashSet<string> { fresh.MediaKey, kept.MediaKey }, await _db.Clips.ListMediaKeysAsync(default));
    }
}
