namespace StudioApp.Diffusion.ModelFolders;

/// <summary>The closed vocabulary of a small model.</summary>
/// <param name="Kinds">What it knows by kind, in the order in which to show it.</param>
/// <param name="Words">Every single word that has an id, lower-case.</param>
/// <param name="MaxWords">How many of a prompt's words that have an id are heard, from its start.</param>
public sealed record ModelVocabulary(IReadOnlyList<VocabularyKind> Kinds, IReadOnlySet<string> Words, int MaxWords);

/// <param name="Name">As the model folder names it: <c>subjects</c>, <c>places</c>.</param>
/// <param name="Phrases">Words or short phrases: <c>fox</c>, <c>camera pans left</c>.</param>
public sealed record VocabularyKind(string Name, IReadOnlyList<string> Phrases);
