namespace StudioApp.Benchmarks;

/// <param name="Runs">Generations of each kind, or pairs of two kinds.</param>
/// <param name="Python">The one to compare with; null looks for one that has PyTorch.</param>
internal sealed record BenchOptions(int Runs, string? Python);
