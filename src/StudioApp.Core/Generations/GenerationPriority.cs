namespace StudioApp.Core.Generations;

/// <summary>Higher goes first, whoever asked; people take turns only within one priority.</summary>
public enum GenerationPriority
{
    Low = -1,
    Normal = 0,
    High = 1,
}
