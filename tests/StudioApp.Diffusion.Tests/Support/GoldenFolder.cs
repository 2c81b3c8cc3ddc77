using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using StudioApp.Diffusion.Imaging;
using StudioApp.Diffusion.Pipelines;

namespace StudioApp.Diffusion.Tests.Support;

/// <summary>A golden model folder: what the reference was asked for, and the numbers that it gave.</summary>
internal sealed partial class GoldenFolder : IDisposable
{
    public const string FileName = "golden/golden.json";

    private static readonly string[] PictureNames = ["*image*.f32", "*picture*.f32"];

    private readonly JsonDocument _golden;

    public GoldenFolder(string path)
    {
        Path = path;
        _golden = JsonDocument.Parse(File.ReadAllText(System.IO.Path.Combine(path, FileName)));
        int[] pixels = [.. _golden.RootElement.GetProperty("pixelShape").EnumerateArray().Select(size => size.GetInt32())];
        var frames = (int)(Number("frames") ?? 0);
        Request = new VideoRequest(
            // brackets are emphasis for us and nothing for the reference
            Brackets().Replace(Text("prompt") ?? "", @"\$0"),
            Text("negativePrompt", "negative_prompt") is { } negative ? Brackets().Replace(negative, @"\$0") : null,
            Seed: 0,
            (int)(Number("numInferenceSteps", "steps") ?? throw new InvalidDataException($"{FileName} does not say how many steps were taken.")),
            Number("guidanceScale", "guidance") ?? 1,
            pixels[^1],
            pixels[^2],
            Number("framesPerSecond", "fps") ?? 7,
            frames > 0 ? frames : pixels[..^3].Aggregate(1, (product, size) => product * size))
        {
            GuidanceRescale = Number("rescale", "guidanceRescale", "guidance_rescale") ?? 0,
            Strength = Number("strength") ?? 0.8,
            Motion = (int)(Number("motion", "motionBucketId", "motion_bucket_id") ?? 127),
            Source = ReadPicture(pixels[^1], pixels[^2]),
        };
    }

    public string Path { get; }

    public VideoRequest Request { get; }

    /// <summary>What the reference drew on its way, in its order, where the folder has it: in files named after noise, or in the golden file itself.</summary>
    public IEnumerable<float[]> StepNoise
    {
        get
        {
            var size = Load("latents_initial").Length;
            var drawn = Files("*noise*.f32").SelectMany(name => Load(name));
            return (Find(["noise", "stepNoise"]) is { ValueKind: JsonValueKind.Array } noise ? drawn.Concat(Numbers(noise)) : drawn).Chunk(size);
        }
    }

    public bool Has(string name) => File.Exists(FileOf(name));

    public float[] Load(string name) => MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(FileOf(name))).ToArray();

    public void Dispose()
    {
        Request.Source?.Dispose();
        _golden.Dispose();
    }

    private string FileOf(string name) => System.IO.Path.Combine(Path, "golden", name + ".f32");

    // noise_2 before noise_10
    private IEnumerable<string> Files(string pattern) =>
        Directory.EnumerateFiles(System.IO.Path.Combine(Path, "golden"), pattern)
            .Select(file => System.IO.Path.GetFileNameWithoutExtension(file))
            .OrderBy(name => Digits().Replace(name, number => number.Value.PadLeft(8, '0')), StringComparer.Ordinal);

    private static IEnumerable<float> Numbers(JsonElement element) =>
        element.ValueKind == JsonValueKind.Array ? element.EnumerateArray().SelectMany(Numbers) : [element.GetSingle()];

    private double? Number(params string[] keys) => Find(keys) is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : null;

    private string? Text(params string[] keys) => Find(keys) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    private JsonElement? Find(string[] keys)
    {
        foreach (var key in keys)
        {
            if (_golden.RootElement.TryGetProperty(key, out var value) && value.ValueKind != JsonValueKind.Null)
                return value;
        }

        return null;
    }

    // [3, height, width], -1 to 1
    private RgbFrame? ReadPicture(int width, int height)
    {
        if (PictureNames.SelectMany(Files).FirstOrDefault(name => !name.Contains("embed", StringComparison.Ordinal) && !name.Contains("latent", StringComparison.Ordinal)) is not { } file)
            return null;
        var planes = Load(file);
        var picture = RgbFrame.Rent(width, height);
        for (var i = 0; i < planes.Length; i++)
            picture.Pixels.Span[i % (width * height) * 3 + i / (width * height)] = (byte)Math.Round((planes[i] + 1) * 127.5);
        return picture;
    }

    [GeneratedRegex(@"[\\()\[\]]")]
    private static partial Regex Brackets();

    [GeneratedRegex(@"\d+")]
    private static partial Regex Digits();
}
