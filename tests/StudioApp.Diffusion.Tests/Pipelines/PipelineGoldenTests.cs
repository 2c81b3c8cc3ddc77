using StudioApp.Diffusion.ModelFolders;
using StudioApp.Diffusion.Noise;
using StudioApp.Diffusion.Tests.Support;
using StudioApp.Diffusion.Tests.Support.Toys;

namespace StudioApp.Diffusion.Tests.Pipelines;

/// <summary>Whole models with random weights, against the modules they were exported from: from the same noise to the same pixels.</summary>
[Trait("Category", "Golden")]
public sealed class PipelineGoldenTests
{
    private const double LatentTolerance = 1e-3;
    private const double PixelTolerance = 2e-3;

    public static TheoryData<string> Models => Vectors.Folders(Vectors.Folder("pipelines"), GoldenFolder.FileName);

    [Theory]
    [MemberData(nameof(Models))]
    public void Stages_FromTheGoldenNoise_AgreeWithTheReference(string name) => AssertAgrees(Path.Combine(Vectors.Folder("pipelines"), name));

    internal static void AssertAgrees(string path)
    {
        using var golden = new GoldenFolder(path);
        using var copy = new ModelCopy(golden.Path);
        AddTokenizers(copy);
        var sessions = TestSessions.Create();
        var families = ToyFolder.FamiliesOn(sessions);
        var found = new ModelFolderReader(families).Read(copy.Path);
        Assert.True(found.Family.Length > 0, $"It is of no family: {string.Join(" ", found.Problems.Select(problem => problem.Message))}");

        var noise = new GoldenNoise(golden.Load("latents_initial"), golden.StepNoise, new PhiloxNoise(0));
        var run = GoldenRun.Of(families.First(family => family.Name == found.Family), sessions, copy.Path, golden.Request, _ => noise);

        if (run.Prompt is not null)
            AssertReads(golden.Load("prompt_embeds"), run.Prompt, run.Negative);
        if (run.Negative is not null && golden.Has("negative_prompt_embeds"))
            AssertReads(golden.Load("negative_prompt_embeds"), run.Negative, null);
        var note = noise.Missing > 0 ? $" (noise was drawn {noise.Missing} times that the folder does not have)" : "";
        AssertNear("latents" + note, golden.Load("latents_final"), run.Latents, LatentTolerance);
        AssertNear("pixels" + note, golden.Load("pixels"), [.. run.Pixels.Select(value => value * 2 - 1)], PixelTolerance);
    }

    // kept once for all of the models; a folder with files of its own has its own
    private static void AddTokenizers(ModelCopy copy)
    {
        foreach (var encoder in Directory.EnumerateDirectories(copy.Path, "text_encoder*").Select(path => Path.GetFileName(path)))
        {
            var tokenizer = encoder.Replace("text_encoder", "tokenizer", StringComparison.Ordinal);
            string[] own = ["vocab.json", "tokenizer.json", "spiece.model"];
            if (!Array.Exists(own, file => File.Exists(copy.FileAt(Path.Combine(tokenizer, file)))))
                copy.Add(Vectors.ClipFiles, tokenizer);
        }
    }

    // once, or once for each frame, or the negative's in front of it: whatever the reference hands to its denoiser
    private static void AssertReads(float[] golden, float[] prompt, float[]? negative)
    {
        Assert.True(golden.Length > 0 && golden.Length % prompt.Length == 0, $"prompt embeddings: {golden.Length} numbers expected, {prompt.Length} found");
        var rows = golden.Chunk(prompt.Length).ToArray();
        foreach (var row in rows)
            AssertNear("prompt embeddings", row, row != rows[^1] && negative is not null && Off(row, negative) <= LatentTolerance ? negative : prompt, LatentTolerance);
    }

    private static void AssertNear(string what, float[] golden, float[] ours, double tolerance)
    {
        Assert.True(golden.Length == ours.Length, $"{what}: {golden.Length} numbers expected, {ours.Length} found");
        var worst = Off(golden, ours);
        Assert.True(worst <= tolerance, $"{what}: off by {worst:E2} of their size, at most {tolerance:E0} is allowed");
    }

    private static double Off(float[] golden, float[] ours)
    {
        var size = golden.Max(Math.Abs);
        return golden.Zip(ours, (g, o) => Math.Abs(g - o) / Math.Max(Math.Abs(g), 0.1 * size)).Max();
    }
}
