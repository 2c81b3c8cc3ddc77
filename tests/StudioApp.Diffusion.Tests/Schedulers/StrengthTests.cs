using System.Text.Json;
using StudioApp.Diffusion.ModelFolders;
using StudioApp.Diffusion.Noise;
using StudioApp.Diffusion.Schedulers;
using StudioApp.Diffusion.Tests.Support;
using StudioApp.Diffusion.Tests.Support.Toys;

namespace StudioApp.Diffusion.Tests.Schedulers;

/// <summary>Walks that begin at a picture, against the reference's: where they start, how deep it is buried in noise, and where they end.</summary>
public sealed class StrengthTests
{
    private const int Size = 6;

    public static TheoryData<int, string> Runs
    {
        get
        {
            var runs = new TheoryData<int, string>();
            foreach (var (run, index) in Read().Select((run, index) => (run, index)))
                runs.Add(index, $"{run.Scheduler.GetProperty("_class_name").GetString()}, {run.NumInferenceSteps} steps, {run.Strength}");
            return runs;
        }
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void Walk_FromAPicture_IsTheReferences(int index, string name)
    {
        var golden = Read()[index];
        using var config = ModelJson.Parse(name, golden.Scheduler.GetRawText());
        var sampler = SchedulerFile.Read(config).Begin(new SamplingRequest(golden.NumInferenceSteps, Size) { Strength = golden.Strength });
        Assert.Equal(golden.Timesteps.Length, sampler.Steps);

        float[] clean = [.. Enumerable.Range(0, Size).Select(i => 0.1f * i - 0.25f)];
        float[] noise = [.. Enumerable.Range(0, Size).Select(i => i * 37 % 11 / 5f - 1)];
        var (sample, input) = (new float[Size], new float[Size]);
        sampler.AddNoise(clean, noise, sample);
        ToyNumbers.AssertNear(golden.Noised, sample, 1e-4);

        for (var step = 0; step < sampler.Steps; step++)
        {
            Assert.Equal(golden.Timesteps[step], sampler.Time(step), 1e-2);
            sampler.ScaleModelInput(step, sample, input);
            float[] prediction = [.. input.Select(value => 0.9f * MathF.Tanh(0.7f * value + 0.5f * MathF.Sin(sampler.Time(step) * 0.01f)))];
            sampler.StepInPlace(step, prediction, sample, new PhiloxNoise(0));
        }

        if (golden.Final is not null)
            ToyNumbers.AssertNear(golden.Final, sample, 1e-3);
    }

    private static GoldenWalk[] Read() =>
        JsonSerializer.Deserialize<GoldenWalk[]>(File.ReadAllText(Path.Combine(Vectors.Own, "starts", "image_to_image.json")), JsonSerializerOptions.Web)!;

    private sealed record GoldenWalk(JsonElement Scheduler, int NumInferenceSteps, double Strength, double[] Timesteps, double[] Noised, double[]? Final);
}
