namespace StudioApp.Core.Models;

/// <summary>The closed vocabulary of a small model: what it knows, by kind, and how to find what it does not.</summary>
/// <param name="Groups">What to show, in order: kinds such as <c>subjects</c>, <c>places</c>, each with its words or phrases.</param>
/// <param name="Words">Every single word that has a meaning for the model, lower-case.</param>
public sealed record PromptVocabulary(IReadOnlyList<VocabularyGroup> Groups, IReadOnlySet<string> Words)
{
    /// <summary>How many of a prompt's known words the model hears, from its start; null for all.</summary>
    public int? MaxWords { get; init; }

    /// <summary>Where the prompt has words that the model does not know, in order.</summary>
    public IReadOnlyList<PromptWord> FindUnknown(string prompt) => [.. WordsOf(prompt).Where(w => !Knows(w))];

    /// <summary>Where the prompt has words that the model knows, but that come after the last one it hears, in order.</summary>
    public IReadOnlyList<PromptWord> FindUnheard(string prompt) =>
        MaxWords is { } most ? [.. WordsOf(prompt).Where(Knows).Skip(most)] : [];

    private bool Knows(PromptWord word) => Words.Contains(word.Text.ToLowerInvariant());

    private static IEnumerable<PromptWord> WordsOf(string prompt)
    {
        for (var i = 0; i < prompt.Length;)
        {
            if (!IsWordPart(prompt[i]))
            {
                i++;
                continue;
            }

            var start = i;
            while (i < prompt.Length && IsWordPart(prompt[i]))
                i++;
            yield return new PromptWord(start, prompt[start..i]);
        }
    }

    private static bool IsWordPart(char c) => char.IsLetterOrDigit(c) || char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.NonSpacingMark;
}

/// <param name="Kind">A key such as <c>subjects</c>, which the page translates.</param>
public sealed record VocabularyGroup(string Kind, IReadOnlyList<string> Words);

/// <param name="Start">Index of its first character in the prompt.</param>
public sealed record PromptWord(int Start, string Text);
