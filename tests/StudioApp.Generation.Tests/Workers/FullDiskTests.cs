using Microsoft.Extensions.Hosting;
using StudioApp.Core.Generations;
using StudioApp.Core.Media;
using StudioApp.Core.People;

namespace StudioApp.Engine.Tests.Workers;

public sealed class FullDiskTests : StudioTest
{
    private volatile string _refused = nameof(IMediaStore.SweepAsync);
    private int _refusals;

    protected override void Configure(IHostApplicationBuilder builder)
    {
        Troubled<IGenerationStore>.Replace(builder.Services, Refuse);
        Troubled<IMediaStore>.Replace(builder.Services, Refuse);
    }

    [Fact]
    public void Start_WhenLeftOversCannotBeRemoved_Goes() => Assert.Equal(1, _refusals);

    [Fact]
    public async Task Job_ThatCannotStart_IsTriedAgainAfterAPause()
    {
        _refusals = 0;
        _refused = nameof(IGenerationStore.TryStartAsync);
        var queued = await Studio.SubmitAsync("a fox");

        await Task.Delay(TimeSpan.FromSeconds(3));
        Assert.Equal(1, _refusals);

        _refused = "";
        await Studio.UntilAsync(queued.Id, GenerationState.Running);
        Assert.Equal(1, _refusals);
    }

    [Theory]
    [InlineData(nameof(IGenerationStore.CancelAsync))]
    [InlineData(nameof(IGenerationStore.TryPrioritiseAsync))]
    public async Task Change_OnAFullDisk_IsRefusedInWords(string method)
    {
        var generation = await Studio.SubmitAsync("a fox");
        _refused = method;

        var outcome = method == nameof(IGenerationStore.CancelAsync)
            ? await Studio.Queue.CancelAsync(generation.Id, new PersonId("local"), default)
            : await Studio.Queue.PrioritiseAsync(generation.Id, new PersonId("local"), GenerationPriority.High, default);

        Assert.Equal("generation.disk-full", outcome.Error?.Code);
    }

    private Exception? Refuse(string method)
    {
        if (method != _refused)
            return null;
        Interlocked.Increment(ref _refusals);
        return new DiskFullException("data", new IOException("full"));
    }
}
