using StudioApp.Core.People;

namespace StudioApp.Core.Generations;

/// <param name="State">Only those in this state; null for all.</param>
/// <param name="Cursor">The <c>NextCursor</c> of the page before, or null for the first.</param>
/// <param name="Limit">1 to 200.</param>
public sealed record GenerationQuery(PersonId Owner, GenerationState? State = null, string? Cursor = null, int Limit = 50);
