using System.Runtime.InteropServices;
using System.Text.Json;
using StudioApp.Diffusion.ModelFolders;
using StudioApp.Diffusion.Noise;
using StudioApp.Diffusion.Pipelines;
using StudioApp.Diffusion.Pipelines.AnimateDiff;
using StudioApp.Diffusion.Pipelines.Latents;
using StudioApp.Diffusion.Pipelines.StableDiffusion;
using StudioApp.Diffusion.Pipelines.StableDiffusionXl;
using StudioApp.Diffusion.Sessions;
using StudioApp.Diffusion.Tests.Support;

namespace StudioApp.Diffusion.Tests.Pipelines;

/// <summary>Whole models with random weights, against the modules they were exported from: from the same noise to the same pixels.</summary>
[Trait("Category", "Golden")]
public sealed class PipelineGoldenTests
{
    private const double LatentTolerance = 1e-3;
    private const double PixelTolerance = 2e-3;

    public static TheoryData<string> Models => Vectors.Folders(Vectors.Folder("pipelines"));

    [Theory]
    [MemberData(nameof(Models))]
    public void Stages_FromTheGoldenNoise_AgreeWithTheReference(string name)
    {
        var folder = new GoldenFolder(Path.Combine(Vectors.Folder("pipelines"), name));
        using var copy = new ModelCopy(folder.Path);
        // the tokenizer's files are kept once for all of the models, and with the others only if they lie there
        var clip = Directory.Exists(Vectors.Folder("clip")) ? Vectors.Folder("clip") : Path.Combine(Vectors.Own, "clip");
        foreach (var tokenizer in Directory.EnumerateDirectories(folder.Path, "tokenizer*").Select(path => Path.GetFileName(path)))
        {
            if (!File.Exists(copy.FileAt(Path.Combine(tokenizer, "vocab.json"))))
                copy.Add(clip, tokenizer);
        }

        using var model = OpenModel(copy.Path, folder, out var isClip);
        using var scope = new RunScope(CancellationToken.None);

        var (prompt, _) = model.Prompts.Read(folder.Request, guided: folder.Request.GuidanceScale > 1, scope);
        AssertNear("prompt embeddings", folder.Load("prompt_embeds"), prompt.Context, LatentTolerance);
        var (latents, pixels) = isClip ? RunClip(model, folder, scope) : RunPicture(model, folder, scope);

        AssertNear("latents", folder.Load("latents_final"), latents, LatentTolerance);
        AssertNear("pixels", folder.Load("pixels"), [.. pixels.Select(value => value * 2 - 1)], PixelTolerance);
    }

    private static (float[] Latents, float[] Pixels) RunPicture(LatentModel model, GoldenFolder folder, RunScope scope)
    {
        using var generation = new StableDiffusionGeneration(model, folder.Request, Nobody.Watches, scope);
        generation.Encode();
        generation.Prepare();
        generation.Denoise();
        return (generation.Latents.ToArray(), generation.Decode().First().ToArray());
    }

    private static (float[] Latents, float[] Pixels) RunClip(LatentModel model, GoldenFolder folder, RunScope scope)
    {
        using var generation = new AnimateDiffGeneration(model, folder.Request, Nobody.Watches, scope);
        generation.Encode();
        generation.Prepare();
        generation.Denoise();
        return (generation.Latents.ToArray(), [.. generation.Decode().SelectMany(frame => frame.ToArray())]);
    }

    private static LatentModel OpenModel(string folder, GoldenFolder golden, out bool isClip)
    {
        using var index = ModelJson.Read(folder, ModelFolderReader.IndexName);
        var className = index.Text("_class_name");
        isClip = className.StartsWith("AnimateDiff", StringComparison.Ordinal) || className.StartsWith("TextToVideo", StringComparison.Ordinal);
        var sessions = TestSessions.Create();
        return className.Contains("XL", StringComparison.Ordinal)
            ? StableDiffusionXlFamily.Open(sessions, folder, Noise)
            : new LatentModel(sessions, folder, isClip ? 5 : 4, 16, Noise);

        INoiseSource Noise(long seed) => new GoldenNoise(golden.Load("latents_initial"), golden.StepNoise, new PhiloxNoise(seed));
    }

    private static void AssertNear(string what, float[] golden, float[] ours, double tolerance)
    {
        Assert.True(golden.Length == ours.Length, $"{what}: {golden.Length} numbers expected, {ours.Length} found");
        var size = golden.Max(Math.Abs);
        var worst = golden.Zip(ours, (g, o) => Math.Abs(g - o) / Math.Max(Math.Abs(g), 0.1 * size)).Max();
        Assert.True(worst <= tolerance, $"{what}: off by {worst:E2} of their size, at most {tolerance:E0} is allowed");
    }

    private sealed class GoldenFolder
    {
        public GoldenFolder(string path)
        {
            Path = path;
            using var golden = JsonDocument.Parse(File.ReadAllText(System.IO.Path.Combine(path, "golden", "golden.json")));
            var root = golden.RootElement;
            var pixels = root.GetProperty("pixelShape").EnumerateArray().Select(d => d.GetInt32()).ToArray();
            Request = new VideoRequest(
                root.GetProperty("prompt").GetString()!,
                root.GetProperty("negativePrompt").GetString()!,
                Seed: 0,
                root.GetProperty("numInferenceSteps").GetInt32(),
                root.GetProperty("guidanceScale").GetDouble(),
                pixels[^1],
                pixels[^2],
                FramesPerSecond: 8,
                Math.Max(1, root.GetProperty("frames").GetInt32()))
            {
                GuidanceRescale = root.TryGetProperty("guidanceRescale", out var rescale) && rescale.ValueKind == JsonValueKind.Number ? rescale.GetDouble() : 0,
            };
        }

        public string Path { get; }

        public VideoRequest Request { get; }

        /// <summary>What the reference drew on its way, where the folder has it.</summary>
        public IEnumerable<float[]> StepNoise
        {
            get
            {
                var size = Load("latents_initial").Length;
                return Directory.EnumerateFiles(System.IO.Path.Combine(Path, "golden"), "*noise*.f32").Order(StringComparer.Ordinal)
                    .SelectMany(file => Load(System.IO.Path.GetFileNameWithoutExtension(file)).Chunk(size));
            }
        }

        public float[] Load(string name) =>
            MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(System.IO.Path.Combine(Path, "golden", name + ".f32"))).ToArray();
    }

    /// <summary>The golden start, and what was drawn on the way, where that is known.</summary>
    private sealed class GoldenNoise(float[] initial, IEnumerable<float[]> drawn, INoiseSource rest) : INoiseSource
    {
        private readonly Queue<float[]> _drawn = new(drawn);

        public void Fill(Span<float> gaussian, uint stream)
        {
            if (stream == 0)
                initial.CopyTo(gaussian);
            else if (_drawn.TryDequeue(out var next))
                next.CopyTo(gaussian);
            else
                rest.Fill(gaussian, stream);
        }
    }

    private sealed class Nobody : IPipelineObserver
    {
        public static Nobody Watches { get; } = new();

        public void OnStep(PipelineStep step)
        {
        }
    }
}
