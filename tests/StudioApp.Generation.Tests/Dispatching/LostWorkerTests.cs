using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using StudioApp.Core.Generations;
using StudioApp.Engine.Dispatching;
using StudioApp.Engine.Workers;

namespace StudioApp.Engine.Tests.Dispatching;

/// <summary>Without the studio's own worker: the test plays workers that come, take work and fall silent.</summary>
public sealed class LostWorkerTests : StudioTest
{
    protected override void Configure(IHostApplicationBuilder builder)
    {
        var worker = builder.Services.Single(s => s.ImplementationType == typeof(GenerationWorker));
        builder.Services.Remove(worker);
        builder.Services.Configure<EngineOptions>(o =>
        {
            o.LeaseSeconds = 0.6;
            o.HeartbeatSeconds = 0.1;
            o.SafetyReadSeconds = 0.2;
        });
    }

    [Fact]
    public async Task SubmittedWhileNoWorkerLives_WaitsAndIsOfferedToTheFirstThatComes()
    {
        var queued = await Studio.SubmitAsync("patient");
        Assert.Equal(1, Studio.Feed.QueuePositionOf(queued.Id));

        using var worker = new ActedWorker(Studio, "late");
        await worker.ReportAsync();

        Assert.Equal(new JobTicket(queued.Id.Value, 1), (await worker.OfferedAsync()).Ticket);
    }

    [Fact]
    public async Task FallsSilent_ItsGenerationWaitsAgainAndGoesToAnother()
    {
        var queued = await Studio.SubmitAsync("a fox");
        using var first = new ActedWorker(Studio, "first");
        await first.ReportAsync();
        await first.StartAsync(await first.OfferedAsync());

        var requeued = await Studio.UntilAsync(queued.Id, GenerationState.Queued);
        Assert.Equal(1, requeued.Attempt);

        using var second = new ActedWorker(Studio, "second");
        await second.ReportAsync();
        Assert.Equal(2, (await second.OfferedAsync()).Ticket.Attempt);
    }

    [Fact]
    public async Task DiesTooOften_GenerationFails()
    {
        var queued = await Studio.SubmitAsync("poison");
        for (var death = 1; death <= Generation.MaxDeaths; death++)
        {
            using var worker = new ActedWorker(Studio, $"victim {death}");
            await worker.ReportAsync();
            await worker.StartAsync(await worker.OfferedAsync());
            await Studio.UntilAsync(queued.Id, death < Generation.MaxDeaths ? GenerationState.Queued : GenerationState.Failed);
        }

        var failed = await Studio.Store.FindAsync(queued.Id, default);
        Assert.Equal(GenerationErrors.WorkerDied(Generation.MaxDeaths), failed?.Error);
    }

    [Fact]
    public async Task CancelledAndSilent_IsNotRunAgain()
    {
        var queued = await Studio.SubmitAsync("a fox");
        using var worker = new ActedWorker(Studio, "mute");
        await worker.ReportAsync();
        await worker.StartAsync(await worker.OfferedAsync());

        await Studio.Queue.CancelAsync(queued.Id, queued.Owner, default);
        Assert.Equal(queued.Id.Value, await worker.BeatUntilCancelledAsync());

        await Studio.UntilAsync(queued.Id, GenerationState.Cancelled);
    }

    [Fact]
    public async Task OfferIsLost_IsMadeAgain()
    {
        var queued = await Studio.SubmitAsync("a fox");
        using var worker = new ActedWorker(Studio, "deaf");
        await worker.ReportAsync();
        var lost = await worker.OfferedAsync();

        // it goes on beating without ever noting the offer, as if the message had not arrived
        var again = await worker.BeatUntilOfferedAsync();

        Assert.NotEqual(lost.Id, again.Id);
        Assert.Equal(queued.Id.Value, again.Ticket.Generation);
    }

    [Fact]
    public async Task KeepsBeating_KeepsItsWork()
    {
        await Studio.SubmitAsync("long");
        var waiting = await Studio.SubmitAsync("waiting");
        using var worker = new ActedWorker(Studio, "steady");
        await worker.ReportAsync();
        await worker.StartAsync(await worker.OfferedAsync());
        using var silent = new ActedWorker(Studio, "silent");
        await silent.ReportAsync();
        await silent.StartAsync(await silent.OfferedAsync());

        // the steady one beats until the silent one's lease has run out
        var lost = Studio.UntilAsync(waiting.Id, GenerationState.Queued);
        while (!lost.IsCompleted)
            await worker.ReportAsync();
        await lost;

        Assert.Equal((GenerationState.Running, 1), await StateAsync(worker.Running!.Value));
    }

    [Fact]
    public async Task FinishesAfterItWasTakenForDead_IsFenced()
    {
        var queued = await Studio.SubmitAsync("a fox");
        using var zombie = new ActedWorker(Studio, "zombie");
        await zombie.ReportAsync();
        await zombie.StartAsync(await zombie.OfferedAsync());
        await Studio.UntilAsync(queued.Id, GenerationState.Queued);

        Assert.False(await Studio.Store.TryFailAsync(queued.Id, 1, GenerationErrors.OutputBlack(), default));
        Assert.Equal(GenerationState.Queued, (await Studio.Store.FindAsync(queued.Id, default))?.State);
    }

    private async Task<(GenerationState, int)> StateAsync(JobTicket ticket)
    {
        var row = (await Studio.Store.FindAsync(ticket.GenerationId, default))!; // it was submitted above
        return (row.State, row.Attempt);
    }

    /// <summary>Speaks the worker's part by hand.</summary>
    private sealed class ActedWorker : IWorkerObserver, IDisposable
    {
        private readonly Channel<WorkOffer> _offers = Channel.CreateUnbounded<WorkOffer>();
        private readonly Channel<Guid> _cancels = Channel.CreateUnbounded<Guid>();
        private readonly TestStudio _studio;
        private readonly string _name;
        private readonly IGrainFactory _grains;
        private readonly IWorkerObserver _reference;
        private Guid _noted;

        public ActedWorker(TestStudio studio, string name)
        {
            _studio = studio;
            _name = name;
            _grains = studio.Get<IGrainFactory>();
            _reference = _grains.CreateObjectReference<IWorkerObserver>(this);
        }

        public JobTicket? Running { get; private set; }

        public Task ReportAsync() => _grains.GetGrain<IDispatcherGrain>(0).ReportAsync(new WorkerReport(_name, _noted, Running), _reference);

        public async Task<WorkOffer> OfferedAsync() => await _offers.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20));

        public async Task<WorkOffer> BeatUntilOfferedAsync()
        {
            var offered = OfferedAsync();
            while (!offered.IsCompleted)
                await ReportAsync();
            return await offered;
        }

        public async Task<Guid> BeatUntilCancelledAsync()
        {
            var cancelled = _cancels.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20));
            while (!cancelled.IsCompleted)
                await ReportAsync();
            return await cancelled;
        }

        public async Task StartAsync(WorkOffer offer)
        {
            _noted = offer.Id;
            Running = offer.Ticket;
            Assert.NotNull(await _studio.Store.TryStartAsync(offer.Ticket.GenerationId, offer.Ticket.Attempt - 1, default));
            await ReportAsync();
        }

        public Task OfferAsync(WorkOffer offer)
        {
            _offers.Writer.TryWrite(offer);
            return Task.CompletedTask;
        }

        public Task CancelAsync(Guid generation)
        {
            _cancels.Writer.TryWrite(generation);
            return Task.CompletedTask;
        }

        public void Dispose() => _grains.DeleteObjectReference<IWorkerObserver>(_reference);
    }
}
