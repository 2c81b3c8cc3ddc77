using System.Text.Json;
using StudioApp.Diffusion.ModelFolders;

namespace StudioApp.Diffusion.Tokenizers;

/// <summary>Reads a CLIP tokenizer from the files that Hugging Face keeps it in.</summary>
internal static class ClipTokenizerFiles
{
    private const string EndOfText = "<|endoftext|>";
    private const string StartOfText = "<|startoftext|>";

    public const string ConfigName = "tokenizer_config.json";
    public const string VocabularyName = "vocab.json";
    public const string MergesName = "merges.txt";

    /// <param name="path">Of the tokenizer inside the model folder: <c>tokenizer_2</c>.</param>
    /// <exception cref="DiffusionException">A file is missing, or is not what its name says.</exception>
    public static ClipTokenizer Read(string folder, string path)
    {
        using var vocabulary = ModelJson.Read(folder, Path.Combine(path, VocabularyName));
        var ids = ReadIds(vocabulary);
        using var config = File.Exists(Path.Combine(folder, path, ConfigName)) ? ModelJson.Read(folder, Path.Combine(path, ConfigName)) : null;
        var end = Special("eos_token", EndOfText);
        return new ClipTokenizer(ids, ReadMerges(folder, Path.Combine(path, MergesName)), Special("bos_token", StartOfText), end, Special("pad_token", end));

        string Special(string key, string byDefault)
        {
            var token = config is null ? byDefault : Token(config, key) ?? byDefault;
            return ids.ContainsKey(token) ? token : throw vocabulary.Invalid($"it does not have the token '{token}', which is the {key}");
        }
    }

    // either the token itself or an object that also says how it was added
    private static string? Token(ModelJson config, string key)
    {
        if (!config.Root.TryGetProperty(key, out var value))
            return null;
        if (value.ValueKind == JsonValueKind.Object && value.TryGetProperty("content", out var content))
            value = content;
        return value.ValueKind == JsonValueKind.String ? value.GetString() : null;
    }

    private static Dictionary<string, int> ReadIds(ModelJson vocabulary)
    {
        var ids = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var token in vocabulary.Root.EnumerateObject())
        {
            if (token.Value.ValueKind != JsonValueKind.Number || !token.Value.TryGetInt32(out var id) || id < 0)
                throw vocabulary.Invalid($"the entry '{token.Name}' is not a token with its id");
            ids[token.Name] = id;
        }

        return ids;
    }

    private static IEnumerable<string> ReadMerges(string folder, string path) =>
        ModelText.Read(folder, path).Split('\n').Select(line => line.TrimEnd('\r')).Where(line => line.Length > 0 && !line.StartsWith("#version", StringComparison.Ordinal));
}
