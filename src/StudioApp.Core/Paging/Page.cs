namespace StudioApp.Core.Paging;

/// <summary>A part of a list. <paramref name="NextCursor"/> asks for the part after it; null at the end.</summary>
public sealed record Page<T>(IReadOnlyList<T> Items, string? NextCursor);
