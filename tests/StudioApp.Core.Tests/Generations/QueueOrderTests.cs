using CsCheck;
using StudioApp.Core.Generations;
using StudioApp.Core.People;
using StudioApp.TestKit.Generations;

namespace StudioApp.Core.Tests.Generations;

/// <summary>What must hold for every queue, tried on random ones.</summary>
public sealed class QueueOrderTests
{
    private static readonly string[] People = ["ann", "bob", "cem", "dai"];

    private static readonly Gen<Generation> OneOpen =
        from person in Gen.Int[0, 3]
        from priority in Gen.Enum<GenerationPriority>()
        from second in Gen.Int[0, 20]
        from running in Gen.Int[0, 5]
        from raised in Gen.Int[0, 5]
        let built = new GenerationBuilder().By(People[person]).WithPriority(priority).CreatedAt(GenerationBuilder.Noon.AddSeconds(second)).Build()
        let queued = raised == 0 ? built.Prioritise(GenerationPriority.High, GenerationBuilder.Noon.AddSeconds(21 + second)) : built
        select running == 0 ? queued.Start(GenerationBuilder.Noon) : queued;

    private static readonly Gen<(List<Generation> Open, Dictionary<PersonId, int> Served)> Queues =
        from open in OneOpen.List[0, 30]
        from turns in Gen.Int[0, 5].Array[4]
        select (open, People.Zip(turns).ToDictionary(p => new PersonId(p.First), p => p.Second));

    [Fact]
    public void Arrange_Any_IsAPermutationOfThoseThatWait() => Queues.Sample(queue =>
        Arrange(queue).Select(g => g.Id).ToHashSet().SetEquals(Waiting(queue).Select(g => g.Id))
        && Arrange(queue).Count == Waiting(queue).Count());

    [Fact]
    public void Arrange_Any_HigherPriorityFirst() => Queues.Sample(queue =>
        Arrange(queue).Zip(Arrange(queue).Skip(1)).All(pair => pair.First.Priority >= pair.Second.Priority));

    [Fact]
    public void Arrange_Any_WhatIsToBeDoneNextGoesFirstAndTheLastWishBeforeAll() => Queues.Sample(queue =>
        Arrange(queue).Zip(Arrange(queue).Skip(1)).All(pair =>
            pair.First.RaisedAt is { } first ? pair.Second.RaisedAt is not { } second || first >= second : pair.Second.RaisedAt is null));

    [Fact]
    public void Arrange_Any_EachPersonsOwnLineIsFirstComeFirstServed() => Queues.Sample(queue =>
        Arrange(queue).Where(g => g.RaisedAt is null).GroupBy(g => (g.Owner, g.Priority)).All(line =>
            line.Zip(line.Skip(1)).All(pair => pair.First.CreatedAt <= pair.Second.CreatedAt)));

    [Fact]
    public void Arrange_Any_NobodyGetsFurtherAheadThanOneTurn() => Queues.Sample(queue =>
    {
        // at every place within one priority, but where somebody's wish is granted: whoever goes had no more turns than anybody else who still waits there
        var turns = new Dictionary<PersonId, int>(queue.Served);
        foreach (var running in queue.Open.Where(g => g.State == GenerationState.Running))
            turns[running.Owner] = turns.GetValueOrDefault(running.Owner) + 1;
        var order = Arrange(queue);
        for (var i = 0; i < order.Count; i++)
        {
            var next = order[i];
            var alsoWaiting = order.Skip(i).Where(g => g.Priority == next.Priority).Select(g => g.Owner);
            if (next.RaisedAt is null && alsoWaiting.Any(person => turns.GetValueOrDefault(person) < turns.GetValueOrDefault(next.Owner)))
                return false;
            turns[next.Owner] = turns.GetValueOrDefault(next.Owner) + 1;
        }

        return true;
    });

    [Fact]
    public void Arrange_InAnyOrderOfReading_IsTheSame() =>
        (from queue in Queues from shuffled in Gen.Shuffle(queue.Open.ToArray()) select (queue, shuffled)).Sample(both =>
            Arrange(both.queue).SequenceEqual(Arrange((both.shuffled.ToList(), both.queue.Served))));

    [Fact]
    public void Arrange_ThirtyOvernight_DoNotHoldUpAColleaguesOne()
    {
        var overnight = Enumerable.Range(0, 30).Select(i => new GenerationBuilder().By("ann").CreatedAt(GenerationBuilder.Noon.AddSeconds(i)).Build());
        var late = new GenerationBuilder().By("bob").CreatedAt(GenerationBuilder.Noon.AddHours(8)).Build();

        var order = QueueOrder.Arrange([.. overnight, late], new Dictionary<PersonId, int>());

        Assert.Equal(1, order.ToList().IndexOf(late));
    }

    [Fact]
    public void Arrange_DoThisNextOnOneThatIsHighAlready_GoesToTheFront()
    {
        var older = High("ann", 0);
        var younger = High("ann", 1);
        var colleague = High("bob", 2);

        var order = QueueOrder.Arrange([older, younger.Prioritise(GenerationPriority.High, GenerationBuilder.Noon.AddMinutes(1)), colleague], new Dictionary<PersonId, int>());

        // and then it is bob's turn, as ann has had hers
        Assert.Equal([younger.Id, colleague.Id, older.Id], order.Select(g => g.Id));

        static Generation High(string person, int second) =>
            new GenerationBuilder().By(person).WithPriority(GenerationPriority.High).CreatedAt(GenerationBuilder.Noon.AddSeconds(second)).Build();
    }

    [Fact]
    public void Prioritise_NoLongerHigh_GivesItsPlaceAtTheFrontUp()
    {
        var raised = new GenerationBuilder().Build().Prioritise(GenerationPriority.High, GenerationBuilder.Noon);

        Assert.Null(raised.Prioritise(GenerationPriority.Normal, GenerationBuilder.Noon).RaisedAt);
    }

    private static IReadOnlyList<Generation> Arrange((List<Generation> Open, Dictionary<PersonId, int> Served) queue) =>
        QueueOrder.Arrange(queue.Open, queue.Served);

    private static IEnumerable<Generation> Waiting((List<Generation> Open, Dictionary<PersonId, int> Served) queue) =>
        queue.Open.Where(g => g.State == GenerationState.Queued);
}
