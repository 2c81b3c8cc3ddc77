namespace StudioApp.Core.Generations;

/// <summary>Something changed. Readers fetch what they show; news only says where to look.</summary>
public abstract record GenerationNews
{
    /// <summary>A generation was queued, started, finished, cancelled or queued again.</summary>
    public sealed record StateChanged(Generation Generation) : GenerationNews;

    /// <summary>A running generation has come further.</summary>
    public sealed record Progressed(GenerationId Id, GenerationProgress Progress) : GenerationNews;

    /// <summary>The places of those that wait have changed.</summary>
    public sealed record QueueMoved : GenerationNews;
}
