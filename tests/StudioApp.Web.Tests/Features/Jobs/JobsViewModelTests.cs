using StudioApp.Core.Generations;
using StudioApp.TestKit.Generations;
using StudioApp.TestKit.Models;
using StudioApp.Web.Features.Jobs;
using StudioApp.Web.Shared.People;
using StudioApp.Web.Tests.Fakes;

namespace StudioApp.Web.Tests.Features.Jobs;

public sealed class JobsViewModelTests : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly FakeGenerationFeed _feed = new();
    private RealStores _stores = null!; // opened by InitializeAsync
    private JobsViewModel _model = null!; // as above

    public async Task InitializeAsync()
    {
        _stores = await RealStores.OpenAsync();
        _model = new JobsViewModel(_stores.Generations, new PlainQueue(_stores.Generations, new FixedModelCatalog(new ModelBuilder().Build()), TimeProvider.System), _feed, new LocalPerson());
    }

    public async Task DisposeAsync() => await _stores.DisposeAsync();

    [Fact]
    public async Task Jobs_AreWhatRuns_ThenTheQueueInItsOrder_AndOnlyMine()
    {
        var later = await _stores.QueueAsync(new GenerationBuilder().WithPrompt("later").Build());
        var next = await _stores.QueueAsync(new GenerationBuilder().WithPrompt("next").CreatedAt(GenerationBuilder.Noon.AddMinutes(1)).Build());
        var running = await _stores.StartAsync(await _stores.QueueAsync(new GenerationBuilder().WithPrompt("running").CreatedAt(GenerationBuilder.Noon.AddMinutes(2)).Build()));
        await _stores.QueueAsync(new GenerationBuilder().By("somebody else").Build());
        _feed.Places[later.Id] = 2;
        _feed.Places[next.Id] = 1;

        await _model.LoadAsync(None);

        Assert.Equal([running.Id, next.Id, later.Id], _model.Jobs.Select(j => j.Id));
    }

    [Fact]
    public async Task Cancel_TakesItOffTheList_WithTheNextNews()
    {
        var job = await _stores.QueueAsync(new GenerationBuilder().Build());
        await _model.LoadAsync(None);

        await _model.CancelAsync(job, None);
        var changed = await _model.ApplyAsync([new GenerationNews.QueueMoved()], None);

        Assert.True(changed);
        Assert.Empty(_model.Jobs);
    }
}
