namespace StudioApp.Engine.Local;

/// <summary>How fast a model works at one size.</summary>
/// <param name="Step">One denoising step.</param>
/// <param name="Frame">One frame, rendered and taken by the encoder.</param>
/// <param name="Saving">From the last frame to the finished files.</param>
internal sealed record Pace(TimeSpan Step, TimeSpan Frame, TimeSpan Saving);
