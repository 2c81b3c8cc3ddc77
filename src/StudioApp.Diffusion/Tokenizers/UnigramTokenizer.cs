using System.Text;
using Microsoft.ML.Tokenizers;
using StudioApp.Diffusion.ModelFolders;

namespace StudioApp.Diffusion.Tokenizers;

/// <summary>
/// SentencePiece's unigram model, which T5 and its kin read prompts with: Kudo, "Subword regularization", ACL 2018. A text becomes the likeliest of all ways to
/// cut it, and an end token.
/// </summary>
internal sealed class UnigramTokenizer
{
    public const string FileName = "spiece.model";

    // of T5 and all that came from it
    private const int End = 1;
    private const int Padding = 0;

    private const long LargestFile = 64 << 20;

    private readonly SentencePieceTokenizer _pieces;
    private readonly int? _firstByte;

    private UnigramTokenizer(SentencePieceTokenizer pieces, int? firstByte) => (_pieces, _firstByte) = (pieces, firstByte);

    /// <param name="path">Of the tokenizer inside the model folder.</param>
    /// <exception cref="DiffusionException">The file cannot be read, or is no model of SentencePiece.</exception>
    public static UnigramTokenizer Read(string folder, string path)
    {
        var name = $"{path}/{FileName}";
        var bytes = ReadBytes(folder, name);
        try
        {
            var firstByte = SentencePieceFile.FindBytes(bytes);
            using var model = new MemoryStream(SentencePieceFile.Mend(bytes));
            return new UnigramTokenizer(SentencePieceTokenizer.Create(model, addBeginningOfSentence: false, addEndOfSentence: false), firstByte);
        }
        // the library's protobuf reader throws a kind of IOException
        catch (Exception e) when (e is IOException or InvalidDataException or ArgumentException or IndexOutOfRangeException or InvalidOperationException or NotSupportedException)
        {
            throw ModelText.Invalid(name, "it is not a tokenizer of SentencePiece", e);
        }
    }

    /// <summary>The text's tokens, without the end.</summary>
    public IReadOnlyList<int> Encode(string text)
    {
        if (text.Length == 0)
            return [];
        var ids = new List<int>();
        foreach (var token in _pieces.EncodeToTokens(text, out _, addBeginningOfSentence: false, addEndOfSentence: false))
        {
            if (token.Id == _pieces.UnknownId && _firstByte is { } first)
                ids.AddRange(Encoding.UTF8.GetBytes(token.Value).Select(value => first + value));
            else
                ids.Add(token.Id);
        }

        return ids;
    }

    /// <param name="ids">All of them: the text's, cut off where there are too many, an end, and padding.</param>
    /// <returns>How many come before the padding.</returns>
    public int Encode(string text, Span<long> ids)
    {
        var tokens = Encode(text);
        var count = Math.Min(tokens.Count, ids.Length - 1);
        ids.Fill(Padding);
        for (var i = 0; i < count; i++)
            ids[i] = tokens[i];
        ids[count] = End;
        return count + 1;
    }

    private static byte[] ReadBytes(string folder, string name)
    {
        try
        {
            var file = new FileInfo(Path.Combine(folder, name));
            return file.Length <= LargestFile ? File.ReadAllBytes(file.FullName) : throw ModelText.Invalid(name, "it is far too large for a tokenizer");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw ModelText.Invalid(name, $"it cannot be read: {e.Message}", e);
        }
    }
}
