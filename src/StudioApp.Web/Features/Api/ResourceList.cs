namespace StudioApp.Web.Features.Api;

/// <summary>A part of a list.</summary>
/// <param name="NextCursor">Pass it as <c>cursor</c> for the part that follows; null at the end.</param>
public sealed record ResourceList<T>(IReadOnlyList<T> Items, string? NextCursor);
