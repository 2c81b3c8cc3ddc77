using StudioApp.Core.Outcomes;

namespace StudioApp.Core.Tests.Outcomes;

public sealed class OutcomeTests
{
    private static readonly StudioError Error = new("a.b", "It broke.");

    [Fact]
    public void Then_Succeeded_GoesOn()
    {
        Outcome<int> two = 2;

        Assert.Equal("4", two.Then<string>(n => (n + n).ToString()).Value);
    }

    [Fact]
    public void Then_Failed_StopsWithTheFirstError()
    {
        Outcome<int> failed = Error;

        var outcome = failed.Then<string>(_ => throw new InvalidOperationException("must not run"));

        Assert.False(outcome.Succeeded);
        Assert.Same(Error, outcome.Error);
    }
}
