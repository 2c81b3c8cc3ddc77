using StudioApp.Core.Generations;
using StudioApp.Core.People;
using StudioApp.Engine.Dispatching;
using StudioApp.TestKit.Generations;

namespace StudioApp.Engine.Tests.Dispatching;

public sealed class TurnLedgerTests
{
    private readonly TurnLedger _ledger = new();

    [Fact]
    public void Observe_ComesLate_StartsLevelWithWhoWaits()
    {
        var (first, second, third) = (Of("ann"), Of("ann"), Of("ann"));
        _ledger.Observe([Running(first), second, third]);
        _ledger.Observe([Running(second), third]);
        _ledger.Observe([Running(second), third, Of("bob")]);

        Assert.Equal(1, _ledger.Served[new PersonId("ann")]);
        Assert.Equal(1, _ledger.Served[new PersonId("bob")]);
    }

    [Fact]
    public void Observe_NothingWaitsAnyMore_IsForgotten()
    {
        var (first, second) = (Of("ann"), Of("ann"));
        _ledger.Observe([Running(first), second]);
        _ledger.Observe([Running(second)]);

        Assert.Empty(_ledger.Served);
    }

    [Fact]
    public void Observe_WorkerDied_IsNoTurn()
    {
        var (first, second) = (Of("ann"), Of("ann"));
        _ledger.Observe([Running(first), second]);
        _ledger.Observe([first, second]);

        Assert.Equal(0, _ledger.Served[new PersonId("ann")]);
    }

    [Fact]
    public void Arrange_WithTheLedger_ShowsTheOrderThatComesTrue()
    {
        var open = new List<Generation>();
        for (var i = 0; i < 5; i++)
            open.Add(Of("ann", i));
        for (var i = 0; i < 3; i++)
            open.Add(Of("bob", 10 + i));

        _ledger.Observe(open);
        var promised = QueueOrder.Arrange(open, _ledger.Served).Select(g => g.Id).ToList();

        var happened = new List<GenerationId>();
        while (open.Count > 0)
        {
            _ledger.Observe(open);
            var next = QueueOrder.Arrange(open, _ledger.Served)[0];
            happened.Add(next.Id);
            open[open.IndexOf(next)] = Running(next);
            _ledger.Observe(open);
            open.RemoveAll(g => g.State == GenerationState.Running);
        }

        Assert.Equal(promised, happened);
    }

    private static Generation Of(string person, int second = 0) =>
        new GenerationBuilder().By(person).CreatedAt(GenerationBuilder.Noon.AddSeconds(second)).Build();

    private static Generation Running(Generation generation) => generation.Start(GenerationBuilder.Noon);
}
