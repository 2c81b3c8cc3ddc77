using StudioApp.Diffusion.Sessions;

namespace StudioApp.Diffusion.Tests.Sessions;

public sealed class MemoryPlanTests
{
    private const long GiB = 1 << 30;
    private static readonly ExecutionDevice Cpu = new(null, 2);
    private static readonly ExecutionDevice Card = new(0, 2);

    [Theory]
    [InlineData(MemoryUse.Auto, 4, 16, false)]
    [InlineData(MemoryUse.Auto, 12, 16, true)]
    [InlineData(MemoryUse.Keep, 12, 16, false)]
    [InlineData(MemoryUse.Free, 1, 16, true)]
    public void FreesStages_OnTheCpu_ByWhatTheMachineHas(MemoryUse use, long weights, long available, bool frees) =>
        Assert.Equal(frees, MemoryPlan.FreesStages(new DiffusionOptions { Memory = use }, Cpu, weights * GiB, available * GiB));

    [Theory]
    [InlineData(0, 100, false)] // nobody has said how large the card is
    [InlineData(8, 4, false)]
    [InlineData(8, 7, true)]
    public void FreesStages_OnACard_ByWhatModelsMayTake(double limit, long weights, bool frees) =>
        Assert.Equal(frees, MemoryPlan.FreesStages(new DiffusionOptions { CudaMemory = limit }, Card, weights * GiB, GiB));
}
