using StudioApp.Core.Generations;

namespace StudioApp.Engine.Local;

/// <summary>
/// Measures one attempt as it comes along. What it has seen itself counts; for what is still to come it takes the last
/// generation's pace, and says nothing where there is neither.
/// </summary>
internal sealed class ProgressMeter(TimeProvider time, int totalSteps, int totalFrames, Pace? known)
{
    private readonly long _begun = time.GetTimestamp();
    private readonly Lock _lock = new();
    private GenerationPhase _phase = GenerationPhase.Preparing;
    private TimeSpan _phaseBegan;
    private TimeSpan _stepTime;
    private TimeSpan _frameTime;
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
                return new GenerationProgress(_phase, _step, totalSteps, _frame, totalFrames, elapsed, RemainingAt(elapsed));
            }
        }
    }

    /// <summary>What the whole attempt will have taken; null while that is not known.</summary>
    public TimeSpan? Expected => Now is { Remaining: { } remaining } now ? now.Elapsed + remaining : null;

    /// <summary>The pace of this attempt, once it is finished.</summary>
    public Pace Measured
    {
        get
        {
            lock (_lock)
                return new Pace(_stepTime / Math.Max(totalSteps, 1), _frameTime / Math.Max(totalFrames, 1), Elapsed - _phaseBegan);
        }
    }

    /// <summary>The model is loaded; steps begin.</summary>
    public void Denoise() => Enter(GenerationPhase.Denoising);

    public void StepDone(int step)
    {
        lock (_lock)
        {
            _step = step;
            _stepTime = Elapsed - _phaseBegan;
        }

        if (step == totalSteps)
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

    private TimeSpan? RemainingAt(TimeSpan elapsed)
    {
        var perStep = _step > 0 ? _stepTime / _step : known?.Step;
        var perFrame = _frame > 0 ? _frameTime / _frame : known?.Frame;
        var ahead = perStep * (totalSteps - _step) + perFrame * (totalFrames - _frame) + (known?.Saving ?? TimeSpan.Zero);

        // the step, frame or end under way has already taken some of it
        var left = ahead - (elapsed - _phaseBegan - (_phase switch
        {
            GenerationPhase.Denoising => _stepTime,
            GenerationPhase.Rendering => _frameTime,
            GenerationPhase.Saving => TimeSpan.Zero,
            _ => elapsed - _phaseBegan,
        }));
        return left < TimeSpan.Zero ? TimeSpan.Zero : left;
    }
}
