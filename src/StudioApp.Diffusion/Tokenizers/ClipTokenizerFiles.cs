using System.Text.Json;
using StudioApp.Diffusion.ModelFolders;

namespace StudioApp.Diffusion.Tokenizers;

/// <summary>Reads a CLIP tokenizer from the files that Hugging Face keeps it in.</summary>
internal static class ClipTokenizerFiles
{
    private const string EndOfText = "<|endoftext|>";
    private const string StartOfText = "<|startoftext|>";

    public const string ConfigName = "tokenizer_config.json";
    public const string SpecialName = "special_tokens_map.json";
    public const string VocabularyName = "vocab.json";
    public const string MergesName = "merges.txt";
    public const string WholeName = "tokenizer.json";

    /// <summary>Which of its files a folder must have.</summary>
    public static string[] Needed(string folder, string path) => IsWhole(folder, path)
        ? [$"{path}/{WholeName}"]
        : [$"{path}/{VocabularyName}", $"{path}/{MergesName}"];

    /// <param name="path">Of the tokenizer inside the model folder: <c>tokenizer_2</c>.</param>
    /// <exception cref="DiffusionException">A file is missing, or is not what its name says.</exception>
    public static ClipTokenizer Read(string folder, string path)
    {
        // newer exports have everything in one file
        var isWhole = IsWhole(folder, path);
        using var vocabulary = ModelJson.Read(folder, Path.Combine(path, isWhole ? WholeName : VocabularyName));
        var model = isWhole ? vocabulary.Object("model") : vocabulary.Root;
        var ids = ReadIds(vocabulary, isWhole ? Part(vocabulary, model, "vocab", JsonValueKind.Object) : model);
        var merges = isWhole ? ReadMerges(vocabulary, Part(vocabulary, model, "merges", JsonValueKind.Array)) : ReadMerges(folder, Path.Combine(path, MergesName));
        using var config = ReadIfThere(folder, Path.Combine(path, ConfigName));
        // what the reference reads after the configuration, unless that is of the newer kind which says everything itself
        using var specials = config?.Root.TryGetProperty("added_tokens_decoder", out _) is true ? null : ReadIfThere(folder, Path.Combine(path, SpecialName));
        var end = Special("eos_token", EndOfText);
        var (start, padding) = (Special("bos_token", StartOfText), Special("pad_token", end));
        try
        {
            return new ClipTokenizer(ids, merges, start, end, padding);
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or FormatException)
        {
            throw ModelText.Invalid(Path.Combine(path, isWhole ? WholeName : MergesName), "its merges do not fit the vocabulary", e);
        }


        string Special(string key, string byDefault)
        {
            var token = Token(specials, key) ?? Token(config, key) ?? byDefault;
            return ids.ContainsKey(token) ? token : throw vocabulary.Invalid($"it does not have the token '{token}', which is the {key}");
        }
    }

    private static bool IsWhole(string folder, string path) =>
        !File.Exists(Path.Combine(folder, path, VocabularyName)) && File.Exists(Path.Combine(folder, path, WholeName));

    private static ModelJson? ReadIfThere(string folder, string name) => File.Exists(Path.Combine(folder, name)) ? ModelJson.Read(folder, name) : null;

    // either the token itself or an object that also says how it was added
    private static string? Token(ModelJson? config, string key)
    {
        if (config is null || !config.Root.TryGetProperty(key, out var value))
            return null;
        if (value.ValueKind == JsonValueKind.Object && value.TryGetProperty("content", out var content))
            value = content;
        return value.ValueKind == JsonValueKind.String ? value.GetString() : null;
    }

    private static JsonElement Part(ModelJson file, JsonElement model, string key, JsonValueKind kind) =>
        model.TryGetProperty(key, out var part) && part.ValueKind == kind ? part : throw file.Invalid($"its model has no '{key}'");

    private static Dictionary<string, int> ReadIds(ModelJson vocabulary, JsonElement tokens)
    {
        var ids = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var token in tokens.EnumerateObject())
        {
            if (token.Value.ValueKind != JsonValueKind.Number || !token.Value.TryGetInt32(out var id) || id < 0)
                throw vocabulary.Invalid($"the entry '{token.Name}' is not a token with its id");
            ids[token.Name] = id;
        }

        return ids;
    }

    // each as "a b", or in the newest files as ["a", "b"]
    private static IEnumerable<string> ReadMerges(ModelJson file, JsonElement merges) => merges.EnumerateArray().Select(merge => merge.ValueKind switch
    {
        JsonValueKind.String => merge.GetString()!,
        JsonValueKind.Array when merge.EnumerateArray().All(part => part.ValueKind == JsonValueKind.String) => string.Join(' ', merge.EnumerateArray().Select(part => part.GetString())),
        _ => throw file.Invalid("one of its merges is no pair of tokens"),
    }).ToArray();

    private static IEnumerable<string> ReadMerges(string folder, string path) =>
        ModelText.Read(folder, path).Split('\n').Select(line => line.TrimEnd('\r')).Where(line => line.Length > 0 && !line.StartsWith("#version", StringComparison.Ordinal));
}
