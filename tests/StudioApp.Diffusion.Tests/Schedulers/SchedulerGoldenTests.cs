using System.Text.Json;
using StudioApp.Diffusion.ModelFolders;
using StudioApp.Diffusion.Noise;
using StudioApp.Diffusion.Schedulers;
using StudioApp.Diffusion.Tests.Support;

namespace StudioApp.Diffusion.Tests.Schedulers;

/// <summary>Runs that diffusers has made, walked again number by number.</summary>
[Trait("Category", "Golden")]
public sealed class SchedulerGoldenTests
{
    // what single precision leaves undecided of a number: where noise is thousands, that is much of what is left of it
    private const double Rounding = 4.0 / (1 << 24);

    public static TheoryData<string> Runs => Vectors.Files(Vectors.Folder("schedulers"));

    /// <summary>Options that the runs above do not show.</summary>
    public static TheoryData<string> OptionRuns => Vectors.Files(Path.Combine(Vectors.Own, "options"));

    [Theory]
    [MemberData(nameof(Runs))]
    public void StepInPlace_ARunOfDiffusers_AgreesAtEveryStep(string file) => Walk(Path.Combine(Vectors.Folder("schedulers"), file));

    [Theory]
    [MemberData(nameof(OptionRuns))]
    public void StepInPlace_AnotherOption_AgreesAtEveryStep(string file) => Walk(Path.Combine(Vectors.Own, "options", file));

    private static void Walk(string path)
    {
        using var run = ModelJson.Parse(Path.GetFileName(path), File.ReadAllText(path));
        var golden = run.Root;
        using var config = ModelJson.Parse("scheduler_config.json", golden.GetProperty("scheduler").GetRawText());
        var initial = Numbers(golden.GetProperty("initialSample"));
        var sampler = SchedulerFile.Read(config).Begin(new SamplingRequest(golden.GetProperty("numInferenceSteps").GetInt32(), initial.Length)
        {
            Mu = golden.TryGetProperty("mu", out var mu) && mu.ValueKind == JsonValueKind.Number ? mu.GetDouble() : null,
        });
        var tolerance = config.Text("_class_name") == "DPMSolverMultistepScheduler" && config.Root.GetRawText().Contains("\"sde-", StringComparison.Ordinal) ? 1e-3 : 1e-4;

        Close(Numbers(golden.GetProperty("timesteps")), Enumerable.Range(0, sampler.Steps).Select(sampler.Time).ToArray(), 1e-5, "timesteps");
        if (golden.TryGetProperty("sigmas", out var sigmas) && sigmas.ValueKind == JsonValueKind.Array)
            Close(Numbers(sigmas), sampler.Sigmas, 1e-5, "sigmas");
        Close([(float)golden.GetProperty("initNoiseSigma").GetDouble()], [sampler.InitialNoiseSigma], 1e-5, "initNoiseSigma");

        var model = AnalyticModel.Read(golden.GetProperty("modelParameters"));
        var sample = Start(initial, sampler.InitialNoiseSigma);
        var input = new float[sample.Length];
        var step = 0;
        double largest = 0, before = 0;
        foreach (var expected in golden.GetProperty("steps").EnumerateArray())
        {
            sampler.ScaleModelInput(step, sample, input);
            if (expected.TryGetProperty("modelInput", out var seen) && seen.ValueKind == JsonValueKind.Array)
                Close(Numbers(seen), input, tolerance, $"the model's input of step {step}", Rounding * Math.Max(largest, before));
            (before, largest) = (largest, sample.Max(Math.Abs));
            var noise = new RecordedNoise(expected.TryGetProperty("noise", out var drawn) && drawn.ValueKind == JsonValueKind.Array ? drawn.EnumerateArray().Select(Numbers) : []);
            sampler.StepInPlace(step, model.Predict(input, sampler.Time(step)), sample, noise);
            Close(Numbers(expected.GetProperty("sample")), sample, tolerance, $"the sample after step {step}", Rounding * Math.Max(largest, before));
            Assert.True(noise.IsUsedUp, $"step {step} drew less noise than diffusers");
            step++;
        }

        Assert.Equal(sampler.Steps, step);
    }

    // the files that we have hold it times initNoiseSigma, their description says that it is standard normal: its size tells which, where that makes a difference
    private static float[] Start(float[] initial, float sigma)
    {
        const double telling = 0.5;
        var (scale, size) = (Math.Log(sigma), Math.Log(Math.Sqrt(initial.Average(value => (double)value * value))));
        return Math.Abs(scale) > telling && Math.Abs(size) < Math.Abs(size - scale) ? [.. initial.Select(value => value * sigma)] : [.. initial];
    }

    // relative to the sample's size; what is nearly zero in it may be off by as much as its neighbours
    private static void Close(float[] expected, ReadOnlySpan<float> actual, double tolerance, string what, double rounding = 1e-6)
    {
        Assert.True(expected.Length == actual.Length, $"{what}: {expected.Length} numbers expected, {actual.Length} found");
        var size = expected.Max(Math.Abs);
        for (var i = 0; i < expected.Length; i++)
        {
            var bound = tolerance * Math.Max(Math.Abs(expected[i]), 0.1 * size) + rounding;
            Assert.True(Math.Abs(expected[i] - actual[i]) <= bound, $"{what}: number {i} is {actual[i]:R}, where diffusers has {expected[i]:R} (bound {bound:E1})");
        }
    }

    private static float[] Numbers(JsonElement array) => [.. Flat(array).Select(n => (float)n.GetDouble())];

    private static IEnumerable<JsonElement> Flat(JsonElement element) =>
        element.ValueKind == JsonValueKind.Array ? element.EnumerateArray().SelectMany(Flat) : [element];

    /// <summary>The stand-in for a network that the runs were made with: a tanh(b x + c sin(d t)).</summary>
    private sealed record AnalyticModel(double A, double B, double C, double D)
    {
        public static AnalyticModel Read(JsonElement parameters) => parameters.Deserialize<AnalyticModel>(JsonSerializerOptions.Web)!;

        public float[] Predict(float[] input, float time) =>
            [.. input.Select(x => (float)(A * Math.Tanh(B * x + C * Math.Sin(time * D))))];
    }

    /// <summary>What the reference drew, in its order.</summary>
    private sealed class RecordedNoise(IEnumerable<float[]> drawn) : INoiseSource
    {
        private readonly Queue<float[]> _left = new(drawn);

        public bool IsUsedUp => _left.Count == 0;

        public void Fill(Span<float> gaussian, uint stream) => _left.Dequeue().CopyTo(gaussian);
    }
}
