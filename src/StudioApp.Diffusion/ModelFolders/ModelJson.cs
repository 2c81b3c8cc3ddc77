using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace StudioApp.Diffusion.ModelFolders;

/// <summary>One of a model folder's JSON files, whose mistakes are told by file and key.</summary>
internal sealed partial class ModelJson : IDisposable
{
    private readonly JsonDocument _document;

    private ModelJson(string name, JsonDocument document)
    {
        Name = name;
        _document = document;
    }

    /// <summary>Path inside the folder.</summary>
    public string Name { get; }

    /// <summary>Always an object.</summary>
    public JsonElement Root => _document.RootElement;

    /// <exception cref="DiffusionException">It is missing, or is no JSON object.</exception>
    public static ModelJson Read(string folder, string name) => Parse(name, ModelText.Read(folder, name));

    /// <param name="name">What errors call it.</param>
    /// <exception cref="DiffusionException">It is no JSON object.</exception>
    public static ModelJson Parse(string name, string text)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(PythonNumbers().Replace(text, "$1\"$2\""), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        }
        catch (JsonException e)
        {
            throw DiffusionErrors.JsonUnreadable(name, (e.LineNumber ?? 0) + 1, e);
        }

        var fault = document.RootElement.ValueKind != JsonValueKind.Object ? "it does not hold a JSON object"
            : !IsText(document.RootElement) ? "it holds a text with half a character in it"
            : null;
        if (fault is null)
            return new ModelJson(name, document);
        document.Dispose();
        throw Invalid(name, fault);
    }

    /// <summary>A number, or one of those that JSON has no word for and Python writes all the same.</summary>
    public static bool TryNumber(JsonElement value, out double number)
    {
        number = double.NaN;
        if (value.ValueKind == JsonValueKind.Number)
            return value.TryGetDouble(out number);
        if (value.ValueKind != JsonValueKind.String || value.GetString() is not ("Infinity" or "-Infinity"))
            return false;
        number = value.GetString() == "Infinity" ? double.PositiveInfinity : double.NegativeInfinity;
        return true;
    }

    public void Require(string key, string value)
    {
        if (Text(key) is var found && found != value)
            throw DiffusionErrors.SettingUnsupported(Name, key, found, value);
    }

    public void RequireTrue(string key)
    {
        if (!TryGet(key, JsonValueKind.True, out _))
            throw DiffusionErrors.SettingUnsupported(Name, key, Root.TryGetProperty(key, out var found) ? found.GetRawText() : "null", "true");
    }

    public string Text(string key) =>
        TryGet(key, JsonValueKind.String, out var value) ? value.GetString()! : throw Lacks(key, "a text");

    public int Integer(string key, int min, int max) => Integer(Root, key, min, max);

    public int Integer(JsonElement owner, string key, int min, int max) =>
        owner.ValueKind == JsonValueKind.Object
        && owner.TryGetProperty(key, out var value)
        && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= min && number <= max
            ? number
            : throw DiffusionErrors.WholeNumberInvalid(Name, key, min, max);

    public double Number(string key, double min, double max) =>
        TryGet(key, JsonValueKind.Number, out var value) && value.TryGetDouble(out var number) && number >= min && number <= max
            ? number
            : throw DiffusionErrors.NumberInvalid(Name, key, min, max);

    /// <summary>The same where a key may be missing or null.</summary>
    public int OptionalInteger(string key, int byDefault, int min, int max) => IsThere(key) ? Integer(key, min, max) : byDefault;

    public double OptionalNumber(string key, double byDefault, double min, double max) => IsThere(key) ? Number(key, min, max) : byDefault;

    public JsonElement Object(string key) =>
        TryGet(key, JsonValueKind.Object, out var value) ? value : throw Lacks(key, "an object");

    public JsonElement[] Array(string key) =>
        TryGet(key, JsonValueKind.Array, out var value) ? [.. value.EnumerateArray()] : throw Lacks(key, "a list");

    public DiffusionException Invalid(string what) => Invalid(Name, what);

    public void Dispose() => _document.Dispose();

    private bool IsThere(string key) => Root.TryGetProperty(key, out var value) && value.ValueKind != JsonValueKind.Null;

    private bool TryGet(string key, JsonValueKind kind, [MaybeNullWhen(false)] out JsonElement value) =>
        Root.TryGetProperty(key, out value) && value.ValueKind == kind;

    private DiffusionException Lacks(string key, string expected) => DiffusionErrors.ValueInvalid(Name, key, expected);

    // an escape such as "\ud800" is good JSON but no text: reading it would throw wherever it is first looked at
    private static bool IsText(JsonElement element)
    {
        try
        {
            return element.ValueKind switch
            {
                JsonValueKind.String => element.GetString() is not null,
                JsonValueKind.Array => element.EnumerateArray().All(IsText),
                JsonValueKind.Object => element.EnumerateObject().All(property => property.Name is not null && IsText(property.Value)),
                _ => true,
            };
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    // diffusers writes "lambda_min_clipped": -Infinity, which is no JSON: such a value becomes a text
    [GeneratedRegex("""("[A-Za-z_]\w*"\s*:\s*)(-?Infinity|NaN)(?=\s*[,}\n])""")]
    private static partial Regex PythonNumbers();

    private static DiffusionException Invalid(string name, string what, Exception? inner = null) => ModelText.Invalid(name, what, inner);
}
