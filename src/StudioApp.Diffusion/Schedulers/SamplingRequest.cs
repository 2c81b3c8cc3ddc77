namespace StudioApp.Diffusion.Schedulers;

/// <summary>One latent's walk, as the pipeline wants it.</summary>
/// <param name="Steps">1 to <see cref="IScheduler.MaxSteps"/>. Some methods call the model more often.</param>
/// <param name="Size">How many numbers the latent has.</param>
internal readonly record struct SamplingRequest(int Steps, int Size)
{
    /// <summary>How much of the walk is done, above 0 to 1: image-to-image starts nearer to clean.</summary>
    public double Strength { get; init; } = 1;

    /// <summary>The logarithm of the time shift, for schedules whose shift depends on the picture's size (<c>use_dynamic_shifting</c>).</summary>
    public double? Mu { get; init; }

    /// <summary>Noise levels before each step, from 1 down, that a flow model's pipeline gives in place of the schedule's own; null for those.</summary>
    public IReadOnlyList<double>? Sigmas { get; init; }

    /// <summary>Steps that a start at <see cref="Strength"/> leaves out.</summary>
    public int Skipped => Steps - Math.Min((int)(Steps * Strength), Steps);

    /// <exception cref="ArgumentOutOfRangeException">There are less than 1 or more than <paramref name="most"/> steps, or none is left at this strength.</exception>
    public void Check(int most)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Steps, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Steps, most);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Strength, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Steps - Skipped, 1);
    }
}
