using System.Globalization;
using System.Text;

namespace StudioApp.Diffusion.Tokenizers;

/// <summary>A part of a prompt and how much it counts, 1 being as usual.</summary>
internal readonly record struct WeightedText(string Text, double Weight);

/// <summary>
/// Reads emphasis as Stable Diffusion's users write it: <c>(more)</c> 1.1 times, <c>((still more))</c>, <c>(so much:1.3)</c>, <c>[less]</c>, and a backslash before
/// a bracket that is only a bracket. What does not close counts to the end, as it does for them.
/// </summary>
internal static class PromptWeights
{
    private const double Step = 1.1;

    // beyond it there is no picture; what looks like a weight and is more, is text
    private const double Most = 100;

    public static IReadOnlyList<WeightedText> Read(string prompt)
    {
        var parts = new List<WeightedText>();
        var round = new Stack<int>();
        var square = new Stack<int>();
        var text = new StringBuilder();

        void Close()
        {
            if (text.Length > 0)
                parts.Add(new WeightedText(text.ToString(), 1));
            text.Clear();
        }

        void Multiply(Stack<int> opened, double factor)
        {
            Close();
            for (var i = opened.Pop(); i < parts.Count; i++)
                parts[i] = parts[i] with { Weight = parts[i].Weight * factor };
        }

        for (var i = 0; i < prompt.Length; i++)
        {
            switch (prompt[i])
            {
                case '\\' when i + 1 < prompt.Length && "()[]\\".Contains(prompt[i + 1], StringComparison.Ordinal):
                    text.Append(prompt[++i]);
                    break;
                case '(':
                    Close();
                    round.Push(parts.Count);
                    break;
                case '[':
                    Close();
                    square.Push(parts.Count);
                    break;
                case ':' when round.Count > 0 && TryWeight(prompt, i + 1, out var weight, out var end):
                    Multiply(round, weight);
                    i = end;
                    break;
                case ')' when round.Count > 0:
                    Multiply(round, Step);
                    break;
                case ']' when square.Count > 0:
                    Multiply(square, 1 / Step);
                    break;
                default:
                    text.Append(prompt[i]);
                    break;
            }
        }

        Close();
        while (round.Count > 0)
            Multiply(round, Step);
        while (square.Count > 0)
            Multiply(square, 1 / Step);
        return Join(parts);
    }

    /// <param name="end">Index of the closing bracket.</param>
    private static bool TryWeight(string prompt, int start, out double weight, out int end)
    {
        weight = 1;
        end = prompt.IndexOf(')', start);
        return end > start
            && double.TryParse(prompt.AsSpan(start, end - start).Trim(), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out weight)
            && Math.Abs(weight) <= Most;
    }

    // neighbours of the same weight are read as one text, so that a bracket inside a word does not split it further than it must
    private static List<WeightedText> Join(List<WeightedText> parts)
    {
        var joined = new List<WeightedText>();
        foreach (var part in parts)
        {
            if (joined.Count > 0 && joined[^1].Weight == part.Weight)
                joined[^1] = part with { Text = joined[^1].Text + part.Text };
            else
                joined.Add(part);
        }

        return joined;
    }
}
