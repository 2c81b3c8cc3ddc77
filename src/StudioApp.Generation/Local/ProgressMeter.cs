using StudioApp.Core.Generations;

namespace StudioApp.Engine.Local;

/// <summary>
/// Measures one attempt as it comes along. What it has seen itself counts; for what is still to come it takes the last
/// generation's pace, and says nothing where there is neither.
/// </summary>
/// <param name="known">How fast the last generation of this kind was.</param>
/// <param name="atBest">How fast the model can be; promised to nobody.</param>
internal sealed class ProgressMeter(TimeProvider time, int totalSteps, int totalFrames, Pace? known, Pace? atBest = null)
{
    private readonly long _begun = time.GetTimestamp();
    private readonly Lock _lock = new();
    private GenerationPhase _phase = GenerationPhase.Preparing;
    private TimeSpan _phaseBegan;
    private TimeSpan _stepTime;
    private TimeSpan _frameTime;
    private int _steps = totalSteps;
    private int _step;
    private int _frame;

    public TimeSpan Elapsed => time.GetElapsedTime(_begun);

    public GenerationProgress Now
    {
        get
        {
            lock (_lock)
            {
                var elapsed = Elapsed;
                return new GenerationProgress(_phase, _step, _steps, _frame, totalFrames, elapsed, RemainingAt(elapsed));
            }
        }
    }

    /// <summary>What the whole attempt will have taken, or as much of it as is known.</summary>
    public TimeSpan LeastExpected
    {
        get
        {
            lock (_lock)
                return Elapsed + AheadOf(PerStep ?? atBest?.Step ?? TimeSpan.Zero, PerFrame ?? atBest?.Frame ?? TimeSpan.Zero);
        }
    }

    /// <summary>The pace of this attempt, once it is finished.</summary>
    public Pace Measured
    {
        get
        {
            lock (_lock)
                return new Pace(_stepTime / Math.Max(_steps, 1), _frameTime / Math.Max(totalFrames, 1), Elapsed - _phaseBegan);
        }
    }

    /// <summary>The model is loaded; steps begin.</summary>
    public void Denoise() => Enter(GenerationPhase.Denoising);

    /// <param name="of">How many there are: fewer than were asked for when it starts from a picture. Null for those that were asked for.</param>
    public void StepDone(int step, int? of = null)
    {
        lock (_lock)
        {
            _steps = of ?? _steps;
            _step = step;
            _stepTime = Elapsed - _phaseBegan;
        }

        if (step == _steps)
            Enter(GenerationPhase.Rendering);
    }

    /// <summary>The encoder has taken another frame.</summary>
    public void FrameDone()
    {
        bool last;
        lock (_lock)
        {
            _frameTime = Elapsed - _phaseBegan;
            last = ++_frame == totalFrames;
        }

        if (last)
            Enter(GenerationPhase.Saving);
    }

    private void Enter(GenerationPhase phase)
    {
        lock (_lock)
        {
            _phase = phase;
            _phaseBegan = Elapsed;
        }
    }

    private TimeSpan? PerStep => _step > 0 ? _stepTime / _step : known?.Step;

    private TimeSpan? PerFrame => _frame > 0 ? _frameTime / _frame : known?.Frame;

    private TimeSpan AheadOf(TimeSpan perStep, TimeSpan perFrame) =>
        perStep * (_steps - _step) + perFrame * (totalFrames - _frame) + (known?.Saving ?? TimeSpan.Zero);

    private TimeSpan? RemainingAt(TimeSpan elapsed)
    {
        if (PerStep is not { } perStep || PerFrame is not { } perFrame)
            return null;

        // the step, frame or end under way has already taken some of what lies ahead
        var underWay = _phase switch
        {
            GenerationPhase.Denoising => elapsed - _phaseBegan - _stepTime,
            GenerationPhase.Rendering => elapsed - _phaseBegan - _frameTime,
            GenerationPhase.Saving => elapsed - _phaseBegan,
            _ => TimeSpan.Zero,
        };
        var remaining = AheadOf(perStep, perFrame) - underWay;
        return remaining < TimeSpan.Zero ? TimeSpan.Zero : remaining;
    }
}
