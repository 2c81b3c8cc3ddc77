using System.Text.Json;
using StudioApp.Diffusion.ModelFolders;

namespace StudioApp.Diffusion.Tokenizers;

/// <summary>What a word tokenizer's two files say: <c>tokenizer_config.json</c> and <c>vocab.json</c>.</summary>
internal sealed record WordTokenizerFiles(WordTokenizer Tokenizer, ModelVocabulary Vocabulary)
{
    public const string ConfigName = "tokenizer/tokenizer_config.json";
    public const string VocabularyName = "tokenizer/vocab.json";

    private const int LongestPrompt = 4096;
    private const int LongestWord = 256;

    /// <exception cref="DiffusionException">A file is missing, is no JSON, or asks for what this tokenizer does not do.</exception>
    public static WordTokenizerFiles Read(string folder)
    {
        using var config = ModelJson.Read(folder, ConfigName);
        using var vocabulary = ModelJson.Read(folder, VocabularyName);
        config.Require("tokenizer_class", "WordTokenizer");
        config.Require("unknown", "skip");
        config.RequireTrue("do_lower_case");

        var length = config.Integer("model_max_length", 1, LongestPrompt);
        var padding = config.Integer("pad_token_id", 0, int.MaxValue);
        var ids = ReadIds(vocabulary);
        return new WordTokenizerFiles(
            new WordTokenizer(ids, length, padding),
            new ModelVocabulary(ReadGroups(config.Root), ids.Keys.ToHashSet(StringComparer.Ordinal), length));
    }

    private static Dictionary<string, long> ReadIds(ModelJson vocabulary)
    {
        var ids = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var word in vocabulary.Root.EnumerateObject())
        {
            if (word.Name.Length is 0 or > LongestWord || word.Value.ValueKind != JsonValueKind.Number || !word.Value.TryGetInt64(out var id) || id < 0)
                throw vocabulary.Invalid($"the entry '{word.Name}' is not a word with its id");
            ids[word.Name] = id;
        }

        return ids.Count > 0 ? ids : throw vocabulary.Invalid("it has no words");
    }

    // every list of phrases is a kind of word, shown in the file's order
    private static VocabularyKind[] ReadGroups(JsonElement config) =>
    [
        .. from property in config.EnumerateObject()
           where property.Value.ValueKind == JsonValueKind.Array
           let words = property.Value.EnumerateArray().Where(v => v.ValueKind == JsonValueKind.String).Select(v => v.GetString()!)
           select new VocabularyKind(property.Name, [.. words])
    ];
}
