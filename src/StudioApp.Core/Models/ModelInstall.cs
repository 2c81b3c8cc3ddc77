using StudioApp.Core.Outcomes;

namespace StudioApp.Core.Models;

public enum ModelInstallState
{
    Downloading,

    /// <summary>By the person, or because the studio went down. What was downloaded is kept, and going on starts from there.</summary>
    Stopped,

    /// <summary>As <see cref="Stopped"/>, and <see cref="ModelInstall.Error"/> says why.</summary>
    Failed,

    /// <summary>The model is in its folder.</summary>
    Done,

    /// <summary>What was downloaded is gone.</summary>
    Discarded,
}

/// <summary>A model on its way from the hub into its folder, at one moment.</summary>
public sealed record ModelInstall
{
    /// <summary>The folder that it becomes.</summary>
    public required string Name { get; init; }

    public required ModelSource Source { get; init; }

    public required ModelInstallState State { get; init; }

    public required long TotalBytes { get; init; }

    public long Bytes { get; init; }

    public required int TotalFiles { get; init; }

    public int Files { get; init; }

    /// <summary>Over the last seconds; null while it is not known.</summary>
    public double? BytesPerSecond { get; init; }

    /// <summary>The hub asked to wait until then; null when it did not.</summary>
    public DateTimeOffset? WaitsUntil { get; init; }

    public StudioError? Error { get; init; }

    /// <summary>Null while it is not known.</summary>
    public TimeSpan? Remaining => BytesPerSecond is { } speed and > 0 ? TimeSpan.FromSeconds(Math.Min((TotalBytes - Bytes) / speed, TimeSpan.FromDays(99).TotalSeconds)) : null;
}

/// <summary>Where a model came from.</summary>
/// <param name="Repository"><c>owner/name</c>.</param>
/// <param name="Revision">The branch, tag or commit that was asked for.</param>
/// <param name="Commit">What it was then.</param>
public sealed record ModelSource(string Repository, string Revision, string Commit);
