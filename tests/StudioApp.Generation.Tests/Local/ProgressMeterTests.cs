using Microsoft.Extensions.Time.Testing;
using StudioApp.Core.Generations;
using StudioApp.Engine.Local;

namespace StudioApp.Engine.Tests.Local;

public sealed class ProgressMeterTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Now_NothingMeasured_PromisesNothing()
    {
        var meter = Meter();
        meter.Denoise();
        Pass(100);
        meter.StepDone(1);

        Assert.Null(meter.Now.Remaining);
        Assert.Equal((GenerationPhase.Denoising, 1, 4, 0, 10), Seen(meter.Now));
    }

    [Fact]
    public void StepDone_FewerThanWereAskedFor_CountsThoseThatAreTaken()
    {
        var meter = Meter();
        meter.Denoise();
        Pass(100);
        meter.StepDone(1, of: 2);
        Assert.Equal((GenerationPhase.Denoising, 1, 2, 0, 10), Seen(meter.Now));

        Pass(100);
        meter.StepDone(2, of: 2);
        Assert.Equal((GenerationPhase.Rendering, 2, 2, 0, 10), Seen(meter.Now));
        Assert.Equal(TimeSpan.FromMilliseconds(100), meter.Measured.Step);
    }

    [Fact]
    public void Now_FirstFrameDone_MeasuresTheRest()
    {
        var meter = Meter();
        Denoise(meter, 100);
        Pass(50);
        meter.FrameDone();

        Assert.Equal(TimeSpan.FromMilliseconds(9 * 50), meter.Now.Remaining);
        Assert.Equal(TimeSpan.FromMilliseconds(4 * 100 + 50), meter.Now.Elapsed);
    }

    [Fact]
    public void Now_InTheMiddleOfAFrame_CountsDown()
    {
        var meter = Meter();
        Denoise(meter, 100);
        Pass(50);
        meter.FrameDone();
        Pass(20);

        Assert.Equal(TimeSpan.FromMilliseconds(9 * 50 - 20), meter.Now.Remaining);
        Pass(100_000);
        Assert.Equal(TimeSpan.Zero, meter.Now.Remaining);
    }

    [Fact]
    public void Now_PaceOfTheLastOneKnown_PromisesFromTheStart()
    {
        var meter = Meter(new Pace(Step: Ms(100), Frame: Ms(50), Saving: Ms(30)));

        Assert.Equal(Ms(4 * 100 + 10 * 50 + 30), meter.Now.Remaining);

        // a model that is being loaded takes none of what was promised
        Pass(1000);
        Assert.Equal(Ms(4 * 100 + 10 * 50 + 30), meter.Now.Remaining);
    }

    [Fact]
    public void Now_SlowerThanTheLastOne_BelievesWhatItSees()
    {
        var meter = Meter(new Pace(Step: Ms(100), Frame: Ms(50), Saving: Ms(30)));
        meter.Denoise();
        Pass(300);
        meter.StepDone(1);

        Assert.Equal(Ms(3 * 300 + 10 * 50 + 30), meter.Now.Remaining);
    }

    [Fact]
    public void Measured_AtTheEnd_IsThePaceForTheNext()
    {
        var meter = Meter();
        Pass(5000);
        Denoise(meter, 100);
        for (var i = 0; i < 10; i++)
        {
            Pass(50);
            meter.FrameDone();
        }

        Assert.Equal(GenerationPhase.Saving, meter.Now.Phase);
        Pass(30);
        Assert.Equal(new Pace(Ms(100), Ms(50), Ms(30)), meter.Measured);
    }

    private ProgressMeter Meter(Pace? known = null) => new(_time, totalSteps: 4, totalFrames: 10, known);

    private void Denoise(ProgressMeter meter, int milliseconds)
    {
        meter.Denoise();
        for (var step = 1; step <= 4; step++)
        {
            Pass(milliseconds);
            meter.StepDone(step);
        }
    }

    private void Pass(int milliseconds) => _time.Advance(Ms(milliseconds));

    private static TimeSpan Ms(int milliseconds) => TimeSpan.FromMilliseconds(milliseconds);

    private static (GenerationPhase, int, int, int, int) Seen(GenerationProgress p) => (p.Phase, p.Step, p.TotalSteps, p.Frame, p.TotalFrames);
}
