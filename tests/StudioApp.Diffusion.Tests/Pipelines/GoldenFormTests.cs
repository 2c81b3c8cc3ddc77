using StudioApp.Diffusion.Tests.Support;
using Xunit.Sdk;

namespace StudioApp.Diffusion.Tests.Pipelines;

/// <summary>What else a golden folder may be like, and must not be.</summary>
public sealed class GoldenFormTests
{
    [Theory]
    [InlineData("LocomotionPipeline")]
    [InlineData(null)]
    public void AssertAgrees_AFolderThatSaysLess_IsRunAllTheSame(string? className)
    {
        using var folder = new ModelCopy(Path.Combine(Vectors.Own, "pipelines", "tiny-animatediff"));
        if (className is not null)
            folder.Write("model_index.json", $$"""{ "_class_name": "{{className}}" }""");
        else
            File.Delete(folder.FileAt("model_index.json"));
        Directory.Delete(folder.FileAt("tokenizer"), recursive: true);
        // the prompt once for each of 16 frames, behind as many of what is kept away from, which is not said
        folder.Replace(GoldenFolder.FileName, "\"negativePrompt\": \"\",", "");
        folder.Replace(GoldenFolder.FileName, "\"frames\": 16,", "\"frames\": null, \"rescale\": 0,");
        var prompt = File.ReadAllBytes(folder.FileAt("golden/prompt_embeds.f32"));
        File.WriteAllBytes(folder.FileAt("golden/prompt_embeds.f32"), [.. Enumerable.Repeat(prompt, 16).SelectMany(bytes => bytes)]);

        PipelineGoldenTests.AssertAgrees(folder.Path);
    }

    [Theory]
    [InlineData("prompt_embeds")]
    [InlineData("latents_final")]
    [InlineData("pixels")]
    public void AssertAgrees_OneNumberIsOff_Fails(string file)
    {
        using var folder = new ModelCopy(Path.Combine(Vectors.Own, "pipelines", "tiny-sd"));
        var bytes = File.ReadAllBytes(folder.FileAt($"golden/{file}.f32"));
        var largest = Enumerable.Range(0, bytes.Length / 4).MaxBy(i => Math.Abs(BitConverter.ToSingle(bytes, 4 * i)));
        BitConverter.TryWriteBytes(bytes.AsSpan(4 * largest), BitConverter.ToSingle(bytes, 4 * largest) * 1.01f);
        File.WriteAllBytes(folder.FileAt($"golden/{file}.f32"), bytes);

        Assert.ThrowsAny<XunitException>(() => PipelineGoldenTests.AssertAgrees(folder.Path));
    }

    [Fact]
    public void StepNoise_MoreThanNineFiles_AreInTheirNumbersOrder()
    {
        using var folder = new ModelCopy(Path.Combine(Vectors.Own, "pipelines", "tiny-sd"));
        var size = new FileInfo(folder.FileAt("golden/latents_initial.f32")).Length / 4;
        foreach (var step in new[] { 10, 2, 1 })
            File.WriteAllBytes(folder.FileAt($"golden/noise_{step}.f32"), [.. Enumerable.Repeat(BitConverter.GetBytes((float)step), (int)size).SelectMany(bytes => bytes)]);
        folder.Replace(GoldenFolder.FileName, "\"frames\": 0,", $"\"frames\": 0, \"noise\": [[{string.Join(',', Enumerable.Repeat("11.0", (int)size))}]],");
        using var golden = new GoldenFolder(folder.Path);
        Assert.Equal([1f, 2f, 10f, 11f], golden.StepNoise.Select(noise => noise[0]));
    }
}
